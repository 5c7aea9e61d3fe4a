"""What announces an activity, and what follows on it."""

from __future__ import annotations

import datetime as dt

import pytest

from pages import described
from samples import made_item
from wenming_archive.model import Item, Status
from wenming_archive.report import activities
from wenming_archive.report.activities import Followed


def item(
    source: str, title: str, *codes: str, kind: str = "plan", date: str | None = "2023-05-06", **more: object
) -> Item:
    made = made_item(source, *codes, kind=kind, date=date, status=None if codes else Status.review)
    return described(made, title=title, **more)


PLAN = item("甲/a.docx", "端午节包粽子活动方案", "Ⅰ-1", date="2023-06-10")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("端午节包粽子活动方案", True),
        ("关于举办职工趣味运动会的通知", True),
        ("2023年普法宣传工作计划", False),
        ("消防应急演练预案", False),
        ("志愿服务活动管理办法", False),
        ("关于取消端午活动的通知", False),
    ],
)
def test_only_what_is_held_is_announced(title: str, expected: bool) -> None:
    assert activities.announces(item("a", title, "Ⅰ-1")) is expected
    assert not activities.announces(item("a", title))
    assert not activities.announces(item("a", title, "Ⅰ-1", date=None))
    assert not activities.announces(item("a", title, "Ⅰ-1", title_inferred=True))


def test_a_year_is_over_some_days_after_its_end() -> None:
    plan = item("a", "2023年活动方案", "Ⅰ-1", date="2022-12-20")
    assert not activities.over(plan, dt.date(2024, 1, 31), 60)
    assert activities.over(plan, dt.date(2024, 3, 1), 60)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (item("乙/b.docx", "端午节包粽子活动小结", "Ⅰ-2", kind="summary", date="2023-06-25"), True),
        (item("乙/b.docx", "端午包粽子 情暖社区", kind="briefing", date="2023-06-25"), True),
        (item("甲/b.docx", "活动小结", kind="summary", date="2023-06-25"), True),
        (item("甲/b.docx", "情暖社区", kind="summary", date="2023-06-25"), False),
        (item("乙/b.docx", "端午节包粽子活动小结", kind="summary", date=None), True),
        (item("乙/b.docx", "端午节包粽子活动小结", kind="summary", date="2022-06-25"), False),
        (item("乙/b.docx", "中秋节做月饼活动小结", kind="summary", date="2023-09-25"), False),
        (item("乙/b.docx", "端午节包粽子活动通知", kind="notice", date="2023-06-12"), False),
    ],
    ids=[
        "elsewhere",
        "waiting",
        "one folder",
        "another one's",
        "undated",
        "last year",
        "another topic",
        "no report",
    ],
)
def test_what_follows_is_of_the_topic_and_later(other: Item, expected: bool) -> None:
    assert Followed([PLAN, other]).shown(PLAN, activities.TELLING, 365) is expected


def test_all_in_the_folder_of_a_day_is_of_one_activity() -> None:
    plan = item("2023.06.22端午/a.docx", "端午节包粽子活动方案", "Ⅰ-1", date="2023-06-10")
    other = item("2023.06.22端午/b.docx", "情暖社区", kind="summary", date="2023-06-25")
    assert Followed([plan, other]).shown(plan, activities.TELLING, 365)


def test_what_is_ignored_does_not_count() -> None:
    made = made_item("乙/b.docx", kind="summary", date="2023-06-25", status=Status.ignored)
    assert not Followed([PLAN, described(made, title="端午节包粽子活动小结")]).shown(
        PLAN, activities.TELLING, 365
    )


def test_the_year_s_summary_under_the_indicator_sums_it_up() -> None:
    total = item("乙/b.docx", "2023年度工作总结", "Ⅰ-1", kind="summary", date="2023-12-25")
    other = item("乙/b.docx", "2023年度工作总结", "Ⅰ-2", kind="summary", date="2023-12-25")
    assert Followed([PLAN, total]).summed_up(PLAN, 365)
    assert not Followed([PLAN, other]).summed_up(PLAN, 365)
    assert not Followed([PLAN]).summed_up(PLAN, 365)
