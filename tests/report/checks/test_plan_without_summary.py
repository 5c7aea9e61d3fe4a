"""Plans of a year that is over, of which nothing was reported."""

from __future__ import annotations

import datetime as dt

from pages import TREE, described
from samples import made_item
from wenming_archive.model import Item
from wenming_archive.report.checks.check import Held
from wenming_archive.report.checks.plan_without_summary import CHECK


def item(source: str, title: str, kind: str = "plan", date: str = "2022-06-10") -> Item:
    return described(made_item(source, "Ⅰ-1", kind=kind, date=date), title=title)


def told(*items: Item, today: dt.date = dt.date(2023, 6, 1)) -> list[str]:
    return [fault.message for fault in CHECK.look(Held(items, TREE, today=today))]


def test_a_plan_alone_is_told_when_its_year_is_over() -> None:
    plan = item("甲/a.docx", "端午节包粽子活动方案")
    assert told(plan) == ["有方案，没有找到总结或信息：端午节包粽子活动方案"]
    assert told(plan, today=dt.date(2022, 12, 1)) == []


def test_what_reports_of_it_settles_it() -> None:
    plan = item("甲/a.docx", "端午节包粽子活动方案")
    assert told(plan, item("乙/b.docx", "端午节包粽子活动小结", "summary", "2022-06-20")) == []
    assert told(plan, item("乙/b.docx", "2022年工作总结", "summary", "2022-12-20")) == []
    assert told(plan, item("乙/b.jpg", "端午节包粽子", "photo", "2022-06-20")) != []


def test_other_papers_are_not_asked_for_one() -> None:
    assert told(item("甲/a.docx", "关于开展端午节活动的通知", "notice")) == []
    assert told(item("甲/a.docx", "2022年普法工作要点")) == []
