"""What is said of the items after a task."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samples import made_item
from wenming_archive.model import Item, Problem, Status
from wenming_archive.pipeline.outcome import summary


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
