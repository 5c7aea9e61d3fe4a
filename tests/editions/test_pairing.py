"""The pairs of the highest sum, checked against every way there is."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.editions import pairing

Pair = tuple[int, int]
scores = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 100).map(lambda n: n / 100), max_size=12
)


def ways(named: list[Pair]) -> list[list[Pair]]:
    """Return every choice among ``named`` in which no row and no column stands twice."""
    found = [list(chosen) for size in range(len(named) + 1) for chosen in itertools.combinations(named, size)]
    return [one for one in found if len({n for n, _ in one}) == len({m for _, m in one}) == len(one)]


@given(scores)
def test_no_other_way_comes_to_more(scores: dict[Pair, float]) -> None:
    found = pairing.best(scores)
    assert found in ways(sorted(scores))
    most = max(sum(scores[pair] for pair in one) for one in ways(sorted(scores)))
    assert abs(sum(scores[pair] for pair in found) - most) < 1e-9


def test_a_good_pair_gives_way_where_all_are_better_off() -> None:
    scores = {(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}
    assert pairing.best(scores) == [(0, 1), (1, 0)]


def test_nothing_is_paired_that_was_not_named() -> None:
    assert pairing.best({}) == []
    assert pairing.best({(3, 7): 0.1}) == [(3, 7)]
