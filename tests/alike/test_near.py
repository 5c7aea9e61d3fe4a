"""Groups: what hangs together by pairs, however the pairs come."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.alike.near import Group, Near, groups

PAIRS = st.lists(
    st.tuples(st.integers(0, 15), st.integers(0, 15), st.floats(0, 1)).filter(lambda p: p[0] != p[1])
)


def test_a_chain_is_one_group_as_alike_as_its_weakest_pair() -> None:
    pairs = [Near(3, 7, 0.9), Near(1, 2, 0.95), Near(7, 9, 0.85)]
    assert groups(pairs) == [Group((1, 2), 0.95), Group((3, 7, 9), 0.85)]


def test_no_pairs_make_no_groups() -> None:
    assert groups([]) == []


@given(PAIRS, st.randoms())
def test_groups_are_what_can_be_reached(pairs: list[tuple[int, int, float]], chance: random.Random) -> None:
    reached = {n: {n} for pair in pairs for n in pair[:2]}
    for _ in reached:
        for one, other, _ in pairs:
            both = reached[one] | reached[other]
            for n in both:
                reached[n] = both
    expected = {tuple(sorted(some)) for some in reached.values()}
    shuffled = [Near(*pair) for pair in pairs]
    chance.shuffle(shuffled)
    found = groups(shuffled)
    assert {group.places for group in found} == expected and len(found) == len(expected)
    for group in found:
        inside = [p for one, other, p in pairs if one in group.places]
        assert group.similarity == min(inside)
