from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers import BODY, lined
from wenming_archive.content import Picture
from wenming_archive.describe import dating
from wenming_archive.describe.dating import Date


def date(
    *written: str,
    number: str | None = None,
    stem: str = "文件",
    folders: tuple[str, ...] = (),
    picture: Picture | None = None,
) -> Date | None:
    return dating.of(lined(*written), number, stem, folders, picture)


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        # The closing date.
        (["关于开展活动的通知", *BODY, "某局", "2023年3月6日"], "2023-03-06"),
        (["关于开展活动的通知", *BODY, "某局 2023年3月6日"], "2023-03-06"),
        (["关于开展活动的通知", *BODY, "某局", "二〇二三年三月六日"], "2023-03-06"),
        (["关于开展活动的通知", *BODY, "某局", "二○二三年十二月三十一日"], "2023-12-31"),
        (["关于开展活动的通知", *BODY, "某局", "2023 年 3 月 6 日"], "2023-03-06"),
        (["关于开展活动的通知", *BODY, "某局", "２０２３年３月６日"], "2023-03-06"),
        (["关于开展活动的通知", *BODY, "某局（盖章）", "2023.3.6"], "2023-03-06"),
        (["关于开展活动的通知", *BODY, "某局", "2023年3月"], "2023-03"),
        (["关于开展活动的通知", *BODY, "某局", "（2023年3月6日）"], "2023-03-06"),
        # Before annexes and distribution.
        (["关于开展活动的通知", *BODY, "某局", "2023年3月6日", "附件：活动方案", "活动时间安排如下", "2023年5月1日"], "2023-03-06"),
        (["关于开展活动的通知", *BODY, "某局", "2023年3月6日", "抄送：市委办公室。", "某局办公室 2023年3月8日印发"], "2023-03-06"),
        (["关于开展活动的通知", *BODY, "某局", "2023年3月6日", "（此件公开发布）", "某局办公室  2023年3月8日印发"], "2023-03-06"),
        # Near the top.
        (["2023年工作总结", "某局", "（2023年12月28日）", *BODY], "2023-12-28"),
        (["某局办公会议纪要", "〔2023〕6号", "某局办公室    2023年6月8日", *BODY], "2023-06-08"),
        (["创建工作简报", "第5期", "某局创建办编    2023年7月7日", *BODY], "2023-07-07"),
        (["支部会议记录", "时间：2023年4月12日14:30", "地点：三楼", *BODY], "2023-04-12"),
        (["主题班会记录", "日期：2023年4月12日 星期三", *BODY], "2023-04-12"),
        # Pages of the web.
        (["我局开展活动", "时间：2023-03-06 来源：本站 点击：5", "志愿者们来到社区清扫街道。"], "2023-03-06"),
        # The one date of a short text.
        (["我局开展活动", "2023年3月5日上午，我局组织志愿者清扫街道，受到好评。"], "2023-03-05"),
        # Tables.
        (["# 活动台账", "||序号|日期|内容", "|1|2023年3月5日|清扫", "|2|2023年11月3日|义诊", "|3|2023年6月1日|慰问"], "2023-11-03"),
        (["# 活动台账", "填报日期：2023年12月20日", "||序号|日期|内容", "|1|2023年3月5日|清扫"], "2023-12-20"),
        (["# 活动台账", "||序号|活动时间|出生日期", "|1|2023.3.5|1980.1.1"], "2023-03-05"),
        # Titles.
        (["2023年工作总结", *BODY], "2023"),
        (["某局2023年度创建工作总结", *BODY], "2023"),
        # In force.
        (["志愿服务制度", "第一条 为规范工作。", "第二条 适用于全局。", "第九条 本制度自2022年5月1日起施行。"], "2022-05-01"),
        (["村规民约", "(2021年11月26日柳湾村村民代表会议通过)", "第一条 爱党爱国。"], "2021-11-26"),
    ],
)  # fmt: skip
def test_the_text_tells_the_date(written: list[str], iso: str) -> None:
    assert date(*written) == Date(iso, "body")


@pytest.mark.parametrize(
    "written",
    [
        [],
        ["关于开展活动的通知", *BODY],
        # Dates of events told, of people, of validity.
        ["创建工作回顾", "2021年3月5日，我局启动创建；2022年6月1日，召开大会；2023年1月9日，验收。", *BODY],
        ["# 志愿者名册", "||序号|姓名|出生日期|入党时间", "|1|张三|1980年3月5日|2001年5月1日"],
        ["# 证件台账", "||序号|名称|有效期至|到期日期", "|1|许可证|2030年1月1日|2030年1月1日"],
        ["关于“十四五”（2021—2025年）规划的说明文字", *BODY],
        # What the calendar does not have.
        ["关于开展活动的通知", *BODY, "某局", "2023年2月30日"],
        ["关于开展活动的通知", *BODY, "某局", "2023年13月1日"],
        # What only looks like a date.
        ["联系电话：13912345678", "邮编：202305"],
        ["20**年9月14日", "某局"],
    ],
)
def test_a_date_that_is_not_the_document_s_is_not_taken(written: list[str]) -> None:
    found = date(*written)
    assert found is None or len(found.iso) < 10


@pytest.mark.parametrize(
    ("written", "given", "expected"),
    [
        # The body over all.
        (["通知", *BODY, "某局", "2023年3月6日"], {"stem": "20230101通知", "number": "某发〔2022〕5号"}, Date("2023-03-06", "body")),
        # A full date in the name over the number; the number over a bare year in the name.
        (["通知", *BODY], {"stem": "2023.1.5通知", "number": "某发〔2022〕5号"}, Date("2023-01-05", "name")),
        (["通知", *BODY], {"stem": "2023年通知", "number": "某发〔2022〕5号"}, Date("2022", "number")),
        (["通知", *BODY], {"stem": "2023年通知"}, Date("2023", "name")),
        (["通知", *BODY], {"stem": "通知", "folders": ("2022年", "2023年3月")}, Date("2023-03", "folder")),
        (["通知", *BODY], {"stem": "通知", "folders": ("2023年3月", "2023年")}, Date("2023-03", "folder")),
        (["通知", *BODY], {"stem": "通知20230506", "folders": ("2022年",)}, Date("2023-05-06", "name")),
        (["通知", *BODY], {"stem": "通知", "number": "第5期"}, None),
        (["通知", *BODY], {"stem": "通知123456", "folders": ("党建", "1.2 活动")}, None),
    ],
)  # fmt: skip
def test_the_nearer_source_goes_first(
    written: list[str], given: dict[str, str], expected: Date | None
) -> None:
    assert date(*written, **given) == expected  # type: ignore[arg-type]


TAKEN = Picture(40, 30, "2023-03-05 09:30:11")
UNDATED = Picture(40, 30)


@pytest.mark.parametrize(
    ("picture", "stem", "folders", "expected"),
    [
        (TAKEN, "IMG_20200101_101010", ("2019年",), Date("2023-03-05", "exif")),
        (UNDATED, "IMG_20230305_093011", (), Date("2023-03-05", "name")),
        (UNDATED, "微信图片_20230305093011", (), Date("2023-03-05", "name")),
        (UNDATED, "mmexport1678003200000", (), Date("2023-03-05", "name")),
        (UNDATED, "Screenshot_2023-03-05-09-30-11", (), Date("2023-03-05", "name")),
        (UNDATED, "Screenshot_2023-03-05-09-30-11-123_com.tencent.mm", (), Date("2023-03-05", "name")),
        (UNDATED, "2023年3月5日学雷锋", (), Date("2023-03-05", "name")),
        (UNDATED, "IMG_0001", ("2023年", "3月5日学雷锋"), Date("2023", "folder")),
        (UNDATED, "IMG_0001", ("2023.3.5学雷锋",), Date("2023-03-05", "folder")),
        (UNDATED, "IMG_0001", (), None),
        (UNDATED, "DSC_20231399", (), None),
        (UNDATED, "1920x1080", (), None),
    ],
)
def test_a_picture_is_dated_by_its_camera_its_name_or_its_folders(
    picture: Picture, stem: str, folders: tuple[str, ...], expected: Date | None
) -> None:
    assert date(stem=stem, folders=folders, picture=picture) == expected


ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@given(st.lists(st.text("2019三月日年〇.-—/（）()0某局时间：:附件\t", max_size=20), max_size=10), st.text("20193.-年月日_第期", max_size=16))  # fmt: skip
def test_a_date_is_one_of_the_calendar(written: list[str], stem: str) -> None:
    found = date(*written, stem=stem)
    if found is not None:
        assert ISO.fullmatch(found.iso)
        assert dt.date.fromisoformat((found.iso + "-01-01")[:10]).year == int(found.iso[:4])
        assert found.source in ("body", "name", "number", "folder")


@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_at_the_end_of_a_document(day: dt.date) -> None:
    closing = f"{day.year}年{day.month}月{day.day}日"
    assert date("关于开展活动的通知", *BODY, "某局", closing) == Date(day.isoformat(), "body")


def test_the_day_a_cited_rule_came_into_force_is_not_the_document_s() -> None:
    body = (
        "第一条 根据《志愿服务条例》（国务院令第685号，2017年12月1日起施行），制定本办法。",
        "第二条 志愿者应当注册。",
    )
    assert date("志愿服务激励办法", *body, "第三条 本办法自2021年5月1日起施行。") == Date(
        "2021-05-01", "body"
    )
    assert date("志愿服务激励办法", *body) is None


def test_the_day_of_an_issue_counts_and_not_that_of_its_meeting() -> None:
    minutes = ("某局党组会议纪要", "第3期", "2023年3月15日", "时间：2023年3月14日上午", "地点：三楼")
    assert date(*minutes) == Date("2023-03-15", "body")
