"""Notices of activities of which nothing shows that they were held."""

from __future__ import annotations

import datetime as dt

import pytest

from pages import TREE, described
from samples import made_item
from wenming_archive.model import Item
from wenming_archive.report.checks.check import Held
from wenming_archive.report.checks.notice_without_activity import CHECK

NOTICE = "关于举办职工趣味运动会的通知"


def item(source: str, title: str, kind: str, code: str = "Ⅰ-1", date: str = "2022-06-10") -> Item:
    return described(made_item(source, code, kind=kind, date=date), title=title)


def told(*items: Item, today: dt.date = dt.date(2023, 6, 1)) -> list[str]:
    return [fault.message for fault in CHECK.look(Held(items, TREE, today=today))]


def test_a_notice_alone_is_told() -> None:
    notice = item("甲/a.docx", NOTICE, "notice")
    assert told(notice) == [f"只有通知，没有活动的照片、签到、记录或总结：{NOTICE}"]
    assert told(notice, today=dt.date(2022, 12, 1)) == []


@pytest.mark.parametrize(
    ("other", "missing"),
    [
        (item("乙/1.jpg", "IMG_1", "photo", date="2022-06-15"), False),
        (item("乙/1.jpg", "IMG_1", "photo", "Ⅰ-2", date="2022-06-15"), True),
        (item("乙/1.jpg", "端午节包粽子", "photo", date="2022-06-15"), True),
        (item("甲/1.jpg", "IMG_1", "photo", "Ⅰ-2", date="2022-06-15"), False),
        (item("乙/1.docx", "职工趣味运动会签到表", "ledger", "Ⅰ-2", date="2022-06-15"), False),
        (item("乙/1.jpg", "IMG_1", "photo", date="2021-06-15"), True),
        (item("乙/1.docx", "职工趣味运动会方案", "plan", date="2022-06-15"), True),
    ],
    ids=["beside it", "elsewhere", "of another topic", "one folder", "of its topic", "before it", "a plan"],
)
def test_what_shows_the_activity_settles_it(other: Item, missing: bool) -> None:
    assert bool(told(item("甲/a.docx", NOTICE, "notice"), other)) is missing


@pytest.mark.parametrize(
    "title", ["关于活动开展情况的通报", "关于组织报名参加讲座名单的通知", "关于成立领导小组的通知"]
)
def test_other_notices_call_to_nothing(title: str) -> None:
    assert told(item("甲/a.docx", title, "notice")) == []


@pytest.mark.parametrize(
    "title",
    ["关于羽毛球比赛的通知", "清明节祭扫烈士墓活动通知", "“书香机关”读书会通知", "关于无偿献血的通知"],
)
def test_a_call_needs_no_verb(title: str) -> None:
    assert len(told(item("甲/a.docx", title, "notice"))) == 1


@pytest.mark.parametrize(
    "title", ["关于表彰征文活动优秀个人的通知", "关于加强节日期间值班的通知", "转发培训计划的通知"]
)
def test_what_commends_or_orders_calls_to_nothing(title: str) -> None:
    assert told(item("甲/a.docx", title, "notice")) == []
