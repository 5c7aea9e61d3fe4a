"""More than may be is told with what is filed there; what is missing is told once."""

from __future__ import annotations

import datetime as dt

from pages import TREE
from samples import made_item
from wenming_archive.decisions import Decisions
from wenming_archive.model import Item, Status
from wenming_archive.report import gaps
from wenming_archive.report.checks import too_few, too_many
from wenming_archive.report.checks.check import Check, Fault, Held


def faults(check: Check, items: list[Item]) -> list[Fault]:
    today = dt.date(2024, 1, 1)
    compared = gaps.compare(TREE, items, Decisions(), today=today)
    return list(check.look(Held(items, TREE, gaps=compared, today=today)))


def photos(n: int, date: str = "2022-05-06") -> list[Item]:
    return [made_item(f"{k}.jpg", "Ⅰ-1", kind="photo", date=date) for k in range(n)]


def test_as_many_as_may_be_are_fine_and_one_more_is_told() -> None:
    assert faults(too_many.CHECK, photos(15)) == []
    (fault,) = faults(too_many.CHECK, photos(16))
    assert fault.message == "Ⅰ-1 的照片至多 15 份，现有 16 份，多 1 份"
    assert len(fault.items) == 16 and fault.codes == ("Ⅰ-1",)


def test_what_does_not_count_is_not_too_many() -> None:
    old = [made_item(f"旧{n}.jpg", "Ⅰ-1", kind="photo", date="2019-05-06") for n in range(9)]
    waiting = [made_item(f"待{n}.jpg", kind="photo", status=Status.review) for n in range(9)]
    assert faults(too_many.CHECK, [*photos(15), *old, *waiting]) == []
    assert list(too_many.CHECK.look(Held(photos(16), TREE))) == [], "nobody asked what is wanted"


def test_what_is_missing_is_said_once_with_the_indicators() -> None:
    (fault,) = faults(too_few.CHECK, photos(1))
    assert fault.message == "材料还没有齐：2 项空缺、1 项不够数"
    assert fault.codes == ("Ⅰ-1", "Ⅰ-2", "Ⅱ-1") and fault.items == ()
    assert faults(too_few.CHECK, []) == []
