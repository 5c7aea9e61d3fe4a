"""What is lacking, in words."""

from __future__ import annotations

import datetime as dt

import pytest

from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decisions, NotHeld
from wenming_archive.model import Item
from wenming_archive.report import gaps, wording
from wenming_archive.report.gaps import LeafState

PLAN = made_item("方案", "a", kind="plan", title="清明节祭扫烈士墓活动方案", date="2023-03-20")


def state(need: str, *items: Item, note: NotHeld | None = None) -> LeafState:
    text = (
        "title: 试\nperiod: {start: 2023-01-01, end: 2023-12-31}\n"
        f"indicators: [{{code: a, title: 甲, score: 2, evidence: [{need}]}}]"
    )
    told = Decisions(not_held=(note,) if note else ())
    return gaps.compare(load.parse(text), items, told, today=dt.date(2023, 12, 31)).leaves[0]


@pytest.mark.parametrize(
    ("need", "items", "said", "short"),
    [
        (
            "{kind: 简报信息, per: 季度}",
            [made_item("一", "a", kind="briefing", date="2023-02-01")],
            "简报信息 缺 3（应备 每季度 1 共 4，已备 1，缺 2023年第2季度至2023年第4季度）",
            "简报信息 1/4，缺 2023年第2季度至2023年第4季度",
        ),
        (
            "{kind: 简报信息, per: 月}",
            [],
            "简报信息 缺 12（应备 每月 1 共 12，已备 0，缺 2023年1月至2023年12月）",
            "简报信息 0/12，缺 2023年1月至2023年12月",
        ),
        (
            "{kind: 简报信息, per: 月}",
            [made_item(f"{n}月", "a", kind="briefing", date=f"2023-{n:02d}-01") for n in (2, 4, 6, 8, 11)],
            "简报信息 缺 7（应备 每月 1 共 12，已备 5，"
            "缺 2023年1月、2023年3月、2023年5月、2023年7月 等 7 期）",
            "简报信息 5/12，缺 2023年1月、2023年3月、2023年5月、2023年7月 等 7 期",
        ),
        (
            "{kind: 会议纪要, note: 含议题, words: [班子会, 党组会]}",
            [],
            "会议纪要 缺 1（应备 1，已备 0；要求：含议题；题名含“班子会”或“党组会”）",
            "会议纪要 0/1（含议题；题名含“班子会”或“党组会”）",
        ),
        ("{any_of: [照片, 音像], min: 3}", [], "照片或音像 缺 3（应备 3，已备 0）", "照片或音像 0/3"),
        (
            "{bundle: [方案, 签到表, {kind: 照片, min: 3}]}",
            [PLAN],
            "一套（方案、签到表、照片） 缺 1（应备 1，已备 0，"
            "《清明节祭扫烈士墓活动方案》缺签到表、照片 3 份）",
            "一套（方案、签到表、照片） 0/1，《清明节祭扫烈士墓活动方案》缺签到表、照片 3 份",
        ),
        (
            "{bundle: [通知, 签到表]}",
            [],
            "一套（通知、签到表） 缺 1（应备 1，已备 0，还没有这样的活动材料）",
            "一套（通知、签到表） 0/1，还没有这样的活动材料",
        ),
    ],
)
def test_a_need_in_words(need: str, items: list[Item], said: str, short: str) -> None:
    found = state(need, *items)
    assert (wording.lacking(found), wording.briefly(found)) == (said, short)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (NotHeld(code="a", note="没有做"), "说明：没有做"),
        (NotHeld(code="a", note="年底做", due="2023-12-31"), "说明：年底做（2023-12-31 前完成）"),
        (NotHeld(code="a", note="没有食堂", na=True), "不适用：没有食堂"),
    ],
)
def test_why_nothing_is_held(note: NotHeld, said: str) -> None:
    assert wording.lacking(state("{kind: 方案计划}", note=note)) == said


def test_a_promise_is_told_also_where_there_are_no_points() -> None:
    tree = load.parse("title: 试\nindicators: [{code: a, title: 甲}]")
    told = Decisions(not_held=(NotHeld(code="a", note="下月做", due="2023-05-31"),))
    said = [
        wording.not_held(gaps.compare(tree, [], told, today=day).leaves[0])
        for day in (dt.date(2023, 5, 1), dt.date(2023, 6, 1))
    ]
    assert said == ["说明：下月做（2023-05-31 前完成）", "说明：下月做（原定 2023-05-31 完成，已过期）"]


def test_of_alternatives_each_is_told_with_its_own_count() -> None:
    need = "{any_of: [方案, {kind: 会议纪要, min: 2}]}"
    found = state(need, made_item("纪要", "a", kind="minutes", date="2023-03-20"))
    assert wording.briefly(found) == "方案 0/1 或 会议纪要 1/2"
    assert wording.lacking(found) == "方案或会议纪要 缺 1（方案 0/1 或 会议纪要 1/2）"


def test_events_of_one_title_are_told_apart_by_their_days() -> None:
    plans = [
        made_item(f"{month}", "a", kind="plan", title="道德讲堂方案", date=f"2023-0{month}-01")
        for month in (1, 5)
    ]
    said = wording.briefly(state("{bundle: [方案, 照片], min: 2}", *plans))
    assert "《道德讲堂方案》（2023-01-01）缺照片，《道德讲堂方案》（2023-05-01）缺照片" in said


def test_more_in_one_month_is_not_told_as_if_it_counted() -> None:
    items = [made_item(f"{day}", "a", kind="briefing", date=f"2023-01-0{day}") for day in (1, 2, 3)]
    found = state("{kind: briefing, per: 月}", *items)
    assert wording.briefly(found) == "简报信息 1/12，缺 2023年2月至2023年12月"
    assert wording.lacking(found).startswith(
        "简报信息 缺 11（应备 每月 1 共 12，已备 3，算数的 1，缺 2023年2月"
    )


def test_what_is_filed_under_what_was_not_held_is_told() -> None:
    item = made_item("方案", "a", kind="plan", date="2023-01-01")
    found = state("{kind: 照片}", item, note=NotHeld(code="a", note="没有做"))
    assert wording.lacking(found) == "说明：没有做；已归入 1 份材料，请核对"
