"""Pages of evidence, counted through."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.export.paging import Pages, Unpaged, run


def test_pages_run_through_and_what_has_none_is_left_out() -> None:
    counts = [("2", "plan"), ("", "ledger"), ("约3", "notice"), ("", "video"), ("1", "photo")]
    assert list(run(counts)) == [Pages(1, 2), Unpaged.unknown, Pages(3, 5), Unpaged.none, Pages(6, 6)]


def test_pages_are_said_as_from_first_to_last() -> None:
    assert (str(Pages(11, 18)), str(Pages(4, 4)), str(Unpaged.unknown)) == ("11—18", "4", "待核")


@given(st.lists(st.integers(0, 40)))
def test_no_page_is_left_out_or_given_twice(counts: list[int]) -> None:
    spans = [one for one in run([(str(n) if n else "", "plan") for n in counts]) if isinstance(one, Pages)]
    given_out = [page for one in spans for page in range(one.first, one.last + 1)]
    assert given_out == list(range(1, sum(counts) + 1))
