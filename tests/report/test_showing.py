"""What each item shows, and that nothing is boasted of that no paper bears."""

from __future__ import annotations

import pytest

from samples import made_item
from wenming_archive.model import Item
from wenming_archive.report import showing
from wenming_archive.report.events import Event, events
from wenming_archive.report.showing import BESIDES, DEED, PLAN, RESULT, RULE


def at(title: str, kind: str, date: str | None = "2023-03-05") -> Item:
    return made_item(f"运动会/{title}.docx", "甲", kind=kind, date=date, title=title)


def event(*items: Item) -> Event:
    (found,) = events(items)
    return found


@pytest.mark.parametrize(
    ("kind", "title", "label"),
    [
        ("notice", "关于表彰优秀志愿者的决定", RESULT),
        ("notice", "关于命名第三批文明单位的通知", RESULT),
        ("notice", "关于对先进集体予以表彰的通报", RESULT),
        ("notice", "关于公布知识竞赛获奖结果的通知", RESULT),
        ("notice", "关于取消××文明单位荣誉称号的通报", BESIDES),
        ("notice", "关于推荐拟表彰对象的通知", BESIDES),
        ("notice", "关于做好2023年度文明家庭评选表彰推荐工作的通知", BESIDES),
        ("notice", "关于规范命名的通知", BESIDES),
        ("notice", "关于表彰工作安排的通知", PLAN),
        ("notice", "关于开展荣誉证书清理工作的通知", PLAN),
        ("notice", "关于取消举办职工运动会的通知", BESIDES),
        ("notice", "关于印发《考勤制度》的通知", RULE),
        ("notice", "关于印发工作机制调整安排的通知", PLAN),
        ("notice", "关于开展违规吃喝专项整治的通知", PLAN),
        ("summary", "2023年志愿服务工作总结", RESULT),
        ("summary", "关于未完成创建任务的情况说明", BESIDES),
        ("summary", "单位简介", BESIDES),
        ("summary", "关于推荐全县道德模范人选的报告", BESIDES),
        ("certificate", "荣誉证书", RESULT),
        ("briefing", "我局开展志愿服务活动", RESULT),
        ("briefing", "关于我局两名职工违纪问题的通报简报", BESIDES),
        ("regulation", "违规违纪行为处理办法", RULE),
        ("regulation", "志愿服务管理办法（征求意见稿）", BESIDES),
        ("plan", "问题整改方案", PLAN),
        ("minutes", "党组会议记录", DEED),
        ("photo", "环境整治", DEED),
        ("photo", "宣传栏", BESIDES),
        ("ledger", "职工运动会签到表", DEED),
        ("ledger", "志愿服务时长统计", DEED),
        ("ledger", "参会人员签到表", DEED),
        ("ledger", "2023年3月考勤表", BESIDES),
        ("notice", "关于同意命名县级文明单位的批复", RESULT),
        ("ledger", "职工运动会报名表", BESIDES),
        ("ledger", "志愿服务活动经费预算表", BESIDES),
        ("ledger", "职工培训计划表", BESIDES),
    ],
)
def test_what_an_item_shows_by_its_kind_and_title(kind: str, title: str, label: str) -> None:
    assert showing.sort(at(title, kind), False) == label


def test_what_is_of_an_event_that_took_place_shows_it() -> None:
    assert [showing.sort(at("开场", "photo"), some) for some in (True, False)] == [DEED, BESIDES]
    assert [showing.sort(at("开幕讲话", "speech"), some) for some in (True, False)] == [DEED, BESIDES]
    assert showing.sort(at("职工运动会报名表", "ledger"), True) == BESIDES


PLANNED = at("职工运动会方案", "plan", "2023-03-01")


@pytest.mark.parametrize(
    ("kind", "title", "shown"),
    [
        ("photo", "职工运动会", True),
        ("minutes", "职工运动会记录", True),
        ("ledger", "职工运动会签到表", True),
        ("summary", "职工运动会总结", True),
        ("briefing", "职工运动会简报", True),
        ("ledger", "职工运动会报名表", False),
        ("ledger", "职工运动会预算表", False),
        ("notice", "关于举办职工运动会的通知", False),
    ],
)
def test_an_event_took_place_if_a_paper_is_from_there_or_tells_of_it(
    kind: str, title: str, shown: bool
) -> None:
    assert showing.took_place(event(PLANNED, at(title, kind))) is shown


def test_one_paper_alone_shows_no_event_nor_do_those_of_one_put_off() -> None:
    assert not showing.took_place(event(at("职工运动会", "photo")))
    off = at("关于推迟举办职工运动会的通知", "notice")
    assert not showing.took_place(event(off, at("职工运动会签到表", "ledger")))


@pytest.mark.parametrize(
    ("kind", "date", "said"),
    [
        ("photo", "2023-04-20", "2023-04-20"),
        ("ledger", "2023-04", "2023-04"),
        ("photo", None, ""),
        ("summary", "2023-04-25", ""),
    ],
)
def test_its_day_is_that_of_what_was_made_there(kind: str, date: str | None, said: str) -> None:
    title = {"photo": "职工运动会", "ledger": "职工运动会签到表", "summary": "职工运动会总结"}[kind]
    assert showing.day(event(PLANNED, at(title, kind, date))) == said


def test_its_name_is_what_a_paper_calls_it() -> None:
    assert showing.name(event(PLANNED, at("职工运动会", "photo"))) == "职工运动会"
    assert showing.name(event(at("IMG_1", "photo"))) == ""
