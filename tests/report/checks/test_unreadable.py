"""What cannot be opened, or only in part, is told once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pages import TREE
from samples import made_item
from wenming_archive.model import Item, Problem, Status
from wenming_archive.report.checks import not_read
from wenming_archive.report.checks.check import Held
from wenming_archive.report.checks.unreadable import CHECK


def item(code: str, status: Status, readable: bool = False) -> Item:
    made = made_item("a.docx", *(("Ⅰ-1",) if status is Status.filed else ()), status=status)
    return replace(made, known=replace(made.known, problems=(Problem(code, "因"),), readable=readable))


@pytest.mark.parametrize(
    ("one", "mine", "other"),
    [
        (item("encrypted", Status.unreadable), True, False),
        (item("empty", Status.unreadable), True, False),
        (item("encrypted", Status.filed), False, True),
        (item("truncated", Status.filed, readable=True), True, False),
        (item("damaged-pages", Status.review, readable=True), True, False),
        (item("truncated", Status.ignored, readable=True), False, False),
        (item("truncated", Status.duplicate, readable=True), False, False),
        (item("no-text", Status.filed, readable=True), False, False),
    ],
)
def test_each_is_told_by_one_check(one: Item, mine: bool, other: bool) -> None:
    held = Held([one], TREE)
    assert [fault.message for fault in CHECK.look(held)] == ["因"] * mine
    assert bool(list(not_read.CHECK.look(held))) is other


def test_without_a_reason_it_is_still_told() -> None:
    one = item("x", Status.unreadable)
    bare = replace(one, known=replace(one.known, problems=()))
    assert [fault.message for fault in CHECK.look(Held([bare], TREE))] == ["打不开"]
