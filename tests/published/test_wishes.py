"""What a sentence wishes for, how many and how often."""

from __future__ import annotations

import pytest

from wenming_archive.catalogue.needs import Per
from wenming_archive.published import wishes


def read(sentence: str) -> list[tuple[str, int | None, Per | None]]:
    return [(one.noun.kind, one.count.low if one.count else None, one.per) for one in wishes.read(sentence)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("每半年至少1次演练,有方案、有照片", [("plan", None, None), ("photo", 1, Per.half)]),
        ("学习记录每季度不少于1次,附照片", [("minutes", 1, Per.quarter), ("photo", None, None)]),
        ("有评议记录,每年评议不少于2次", [("minutes", 2, Per.year)]),
        ("半年有小结、全年有总结", [("summary", None, Per.half), ("summary", None, Per.year)]),
        ("会议纪要2份(含议题、时间、签到表)", [("minutes", 2, None)]),
        ("现场照片(不少于3张)", [("photo", 3, None)]),
        ("心理室(有值班表、管理制度)", [("ledger", None, None), ("regulation", None, None)]),
        ("计划、总结每年各一份", [("plan", 1, Per.year), ("summary", 1, Per.year)]),
        ("严格执行请示、报告制度", []),
    ],
)
def test_a_sentence(sentence: str, found: list[tuple[str, int | None, Per | None]]) -> None:
    assert read(sentence) == found


def test_a_plan_is_not_wanted_as_often_as_something_is_done() -> None:
    assert read("每月开展2次活动,有计划、有记录") == [("plan", None, None), ("minutes", 2, Per.month)]


def test_what_stands_for_another_and_what_belongs_to_each_deed_is_marked() -> None:
    assert [one.either for one in wishes.read("照片或视频")] == [False, True]
    assert [one.each for one in wishes.read("有制度,每次活动有方案、照片")] == [False, True, True]
