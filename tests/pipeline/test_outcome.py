"""What is said of the items after a task."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samples import made_item
from wenming_archive.model import Item, Problem, Status
from wenming_archive.pipeline.outcome import changed, summary


def unreadable(source: str, *reasons: str) -> Item:
    item = made_item(source, status=Status.unreadable)
    problems = tuple(Problem("broken", reason) for reason in reasons)
    return replace(item, known=replace(item.known, readable=False, problems=problems))


def gone(source: str) -> Item:
    item = made_item(source, "Ⅰ-1")
    return replace(item, known=replace(item.known, present=False))


def test_items_are_counted_by_status_and_together() -> None:
    said = summary([made_item("a", "Ⅰ-1"), made_item("b", "Ⅰ-2"), made_item("c")])
    assert said.counts == {"filed": 2, "unplaced": 1}
    assert said.total == 3


def test_what_cannot_be_read_is_named_with_its_first_reason() -> None:
    said = summary([unreadable("坏.docx", "打不开", "扩展名不对"), made_item("b")])
    assert said.unreadable == (("坏.docx", "打不开"),)


@pytest.mark.parametrize(("status", "named"), [(Status.filed, 1), (Status.unplaced, 1), (Status.ignored, 0)])
def test_what_cannot_be_read_stays_named_when_a_person_has_filed_it(status: Status, named: int) -> None:
    item = unreadable("坏.docx", "打不开")
    decided = replace(item, placement=replace(item.placement, status=status))
    assert len(summary([decided]).unreadable) == named


def test_what_has_gone_is_named() -> None:
    assert summary([gone("a"), made_item("b")]).missing == ("a",)


def test_nothing_at_all_is_no_fault() -> None:
    said = summary([])
    assert (said.total, said.unreadable, said.missing) == (0, (), ())


def by_person(item: Item) -> Item:
    placed = tuple(replace(p, by="person") for p in item.placement.indicators)
    return replace(item, placement=replace(item.placement, indicators=placed))


WAITING, NOWHERE = made_item("a", status=Status.review), made_item("a")
ONE, OTHER, BOTH = made_item("a", "Ⅰ-1"), made_item("a", "Ⅰ-2"), made_item("a", "Ⅰ-1", "Ⅰ-2")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (WAITING, ONE),
        (ONE, WAITING),
        (ONE, OTHER),
        (ONE, BOTH),
        (BOTH, ONE),
        (ONE, NOWHERE),
        (NOWHERE, WAITING),
    ],
)
def test_what_the_program_judges_otherwise_is_told_as_it_stood_and_stands(was: Item, now: Item) -> None:
    assert changed([was], [now]) == ((was, now),)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (ONE, ONE),
        (WAITING, made_item("a", status=Status.review, guess="Ⅰ-1")),
        (WAITING, by_person(ONE)),
        (by_person(ONE), OTHER),
        (ONE, made_item("a", status=Status.ignored)),
        (made_item("a", status=Status.ignored), ONE),
        (ONE, made_item("a", status=Status.duplicate)),
        (unreadable("a", "打不开"), ONE),
        (ONE, made_item("a", "Ⅰ-2", sha256="b" * 64)),
        (made_item("b", "Ⅰ-1"), OTHER),
    ],
    ids=[
        *("the same", "only the guess", "a person filed", "a person took back", "ignored", "no more ignored"),
        *("a duplicate now", "could not be read", "another content", "another item"),
    ],
)
def test_what_a_person_or_the_file_changed_is_no_other_judgement(was: Item, now: Item) -> None:
    assert changed([was], [now]) == ()


def test_what_is_judged_otherwise_is_told_in_the_order_of_the_items() -> None:
    before = [made_item(name, "Ⅰ-1") for name in "cab"]
    now = [made_item(name, "Ⅰ-2") for name in "abc"]
    assert [item.found.source for _, item in changed(before, now)] == ["a", "b", "c"]
