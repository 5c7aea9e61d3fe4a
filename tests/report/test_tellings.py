"""What documents and photos tell for captions, and when that was."""

from __future__ import annotations

from typing import Any

import pytest

from pages import paper
from photographs import photo
from samples import made_item
from wenming_archive.content import Block, Extracted, Picture
from wenming_archive.model import Meeting
from wenming_archive.report.page import Page
from wenming_archive.report.tellings import Telling, telling


def told(name: str, *lines: str, kind: str = "plan", **fields: Any) -> Telling:
    found = telling(paper(name, *lines, kind=kind, title=name, **fields))
    assert found
    return found


def test_a_plan_tells_by_its_labels() -> None:
    found = told(
        "学雷锋志愿服务活动方案",
        "学雷锋志愿服务活动方案",
        "为弘扬雷锋精神，推动志愿服务，局工会决定组织一次活动，方案如下：",
        "一、活动主题：学习雷锋　奉献他人",
        "二、活动时间：2023年3月5日（星期日）上午8:00至10:30",
        "三、活动地点：河滨绿道，全程5公里",
        "（四）参加人员：机关全体职工，每科不少于2人",
    )
    assert found.elements == {
        "background": "为弘扬雷锋精神，推动志愿服务",
        "theme": "学习雷锋　奉献他人",
        "cause": "学雷锋志愿服务活动",
        "place": "河滨绿道",
        "persons": "机关全体职工",
    }
    # The plan's hour is no meeting's: photos are taken all along.
    assert (found.first, found.last, found.clock) == ("2023-03-05", "2023-03-05", "")


def test_a_label_may_be_a_heading_or_a_cell() -> None:
    heads = told("方案", "二、活动地点", "阳光社区广场。请准时到达", "三、活动内容", "一是清扫楼道")
    assert heads.elements == {"place": "阳光社区广场"}
    cells = told("登记", "活动时间\t2023-03-05\t活动地点\t三楼会议室")
    assert (cells.elements, cells.first) == ({"place": "三楼会议室"}, "2023-03-05")


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("2023年3月5日至31日", ("2023-03-05", "2023-03-31")),
        ("2023年3月5日—4月1日", ("2023-03-05", "2023-04-01")),
        ("2023年3月5日（周日）至2023年3月7日", ("2023-03-05", "2023-03-07")),
        ("2023年3月5日上午9:00—11:00", ("2023-03-05", "2023-03-05")),
        ("2023年3月", ("", "")),
        ("每月5日", ("", "")),
    ],
)
def test_the_days_of_an_event(time: str, expected: tuple[str, str]) -> None:
    found = telling(paper("a", f"时间：{time}", "地点：操场", kind="notice", title="通知"))
    assert found and (found.first, found.last) == expected


@pytest.mark.parametrize(
    ("time", "clock"),
    [
        ("2023年3月5日上午9:30", "9:30"),
        ("2023年3月5日 9时30分—11时", "9:30"),
        ("2023年3月5日下午3点", "15:00"),
        ("2023年3月5日下午2时半", "14:30"),
        ("2023-03-05 14:05", "14:05"),
        ("2023年3月5日上午", ""),
    ],
)
def test_a_record_tells_when_its_meeting_began(time: str, clock: str) -> None:
    meeting = Meeting(time, "局四楼会议室", "周克明", "沈维安、陆清")
    found = told("党组会议记录", kind="minutes", meeting=meeting)
    assert (found.clock, found.first) == (clock, "2023-03-05")
    assert found.elements["place"] == "局四楼会议室"
    assert found.elements["persons"] == "周克明（主持）、沈维安、陆清"


@pytest.mark.parametrize(
    ("host", "present", "expected"),
    [
        ("周克明", "周克明、沈维安", "周克明、沈维安"),
        (None, "全体党员", "全体党员"),
        ("周克明", None, "周克明（主持）"),
        (None, "、".join(["张某某"] * 30), "、".join(["张某某"] * 15) + "等"),
    ],
)
def test_those_present_fit_below_a_photo(host: str | None, present: str | None, expected: str) -> None:
    found = told("记录", kind="minutes", meeting=Meeting("2023年3月5日", None, host, present))
    assert found.elements["persons"] == expected


def test_of_ledgers_only_the_attendance_sheet_tells() -> None:
    rows = paper("台账", "时间：2023年3月5日", "地点：操场", kind="ledger")
    assert telling(rows) is None
    sheet = telling(paper("签到表", kind="ledger", meeting=Meeting(None, "操场")))
    assert sheet and sheet.elements == {"place": "操场"}


def test_a_report_tells_by_its_first_sentence_with_a_day() -> None:
    lines = (
        "3月5日，正值学雷锋纪念日，局志愿服务队26名队员走进春和社区，为居民送服务上门。另一组到了老人家中。",
    )
    found = told("志愿者走进春和社区开展学雷锋活动", *lines, kind="briefing", date="2023-03-06")
    assert (found.first, found.last) == ("2023-03-05", "2023-03-05")
    assert found.elements == {
        "place": "春和社区",
        "persons": "局志愿服务队26名队员",
        "background": "正值学雷锋纪念日",
        "cause": "开展学雷锋活动",
    }
    # Written in January, it tells of last year's December.
    winter = told("信息", "12月30日，志愿者到阳光社区清扫积雪。", kind="briefing", date="2024-01-02")
    assert winter.first == "2023-12-30"
    undated = telling(
        paper("信息", "3月5日，志愿者到阳光社区清扫。", kind="briefing", date=None, title="信息")
    )
    assert undated == Telling()


def test_what_does_not_tell_of_one_event_tells_nothing() -> None:
    lines = ("活动地点：操场", "2023年3月5日，志愿者到阳光社区清扫。")
    assert telling(paper("值班制度", *lines, kind="regulation")) is None


def test_rows_that_name_pictures_tell_by_their_columns() -> None:
    blocks = (
        Block("head", "照片\t说明\t时间\t地点\t人物\t摄影者"),
        Block("row", "IMG_0123.jpg\t清扫楼道\t2023-03-05\t阳光社区3号楼\t机关志愿者\t王某"),
        Block("row", "IMG_0124.jpg\t\t\t\t\t"),
        Block("text", "IMG_0125.jpg：2023年3月6日志愿者在滨江社区慰问老人"),
    )
    page = Page(made_item("照片说明.docx", "Ⅰ-1", kind="other"), Extracted("docx", blocks))
    found = telling(page)
    assert found and found.pictures == {
        "IMG_0123": {
            "title": "清扫楼道",
            "time": "2023-03-05",
            "place": "阳光社区3号楼",
            "persons": "机关志愿者",
            "cause": "清扫楼道",
            "photographer": "王某",
        },
        "IMG_0125": {
            "title": "2023年3月6日志愿者在滨江社区慰问老人",
            "time": "2023-03-06",
            "place": "滨江社区",
            "persons": "志愿者",
            "cause": "慰问老人",
        },
    }


def test_a_photo_tells_by_what_a_person_wrote_into_it_and_by_its_words() -> None:
    picture = Picture(9, 9, caption="志愿者在阳光社区清扫楼道", artist="王某")
    mark = (Block("text", "拍摄时间：2023.03.05 09:12"), Block("text", "地点：阳光社区3号楼"))
    found = telling(Page(photo("a.jpg"), Extracted("jpg", mark, picture=picture)))
    assert found == Telling(
        {"place": "阳光社区", "persons": "志愿者", "cause": "清扫楼道", "photographer": "王某"},
        seen={"time": "2023.03.05 09:12", "place": "阳光社区3号楼"},
    )
    assert telling(Page(photo("a.jpg"), Extracted("jpg", picture=Picture(9, 9)))) is None
