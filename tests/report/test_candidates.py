"""What may already be the evidence that is missing."""

from __future__ import annotations

from dataclasses import replace

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decisions
from wenming_archive.model import Guess, Item, Status
from wenming_archive.report import gaps

TREE = load.parse(CATALOGUE)


def guessed(source: str, kind: str, sure: float, status: Status) -> Item:
    item = made_item(source, kind=kind, status=status)
    return replace(item, placement=replace(item.placement, suggestions=(Guess("Ⅰ-1", sure),)))


def best(*items: Item, leaf: int = 0) -> list[tuple[str, str, bool]]:
    found = gaps.compare(TREE, items, Decisions()).leaves[leaf].candidates
    return [(one.item.found.source, one.why.value, one.fits) for one in found]


def test_what_awaits_or_lies_nowhere_comes_by_how_sure_it_is_and_whether_its_kind_is_missing() -> None:
    assert best(
        guessed("总结", "summary", 0.6, Status.review),
        guessed("照片", "photo", 0.3, Status.unplaced),
        guessed("方案", "plan", 0.5, Status.review),
    ) == [("方案", "review", True), ("照片", "unplaced", True), ("总结", "review", False)]


def test_what_lies_outside_the_period_is_offered_if_its_kind_is_missing() -> None:
    old = made_item("旧方案", "Ⅰ-1", kind="plan", date="2018-01-01")
    assert best(old, made_item("旧总结", "Ⅰ-1", kind="summary", date="2018-01-01")) == [
        ("旧方案", "out-of-period", True)
    ]


def test_nothing_is_offered_where_nothing_is_missing() -> None:
    assert best(made_item("a", "Ⅱ-1"), replace(guessed("b", "photo", 0.9, Status.review)), leaf=2) == []


def test_faint_guesses_and_what_counts_elsewhere_are_no_candidates() -> None:
    assert best(guessed("x", "plan", 0.01, Status.unplaced), made_item("y", "Ⅰ-2", kind="plan")) == []


def test_three_are_enough() -> None:
    assert len(best(*(guessed(f"{n}", "plan", 0.5, Status.review) for n in range(9)))) == 3
