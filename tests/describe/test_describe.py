from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers import BODY, lined, paper
from wenming_archive.content import Block, Extracted, Picture
from wenming_archive.describe import lines
from wenming_archive.describe.describe import describe
from wenming_archive.kinds import BY_ID
from wenming_archive.model import Description, Meeting, Problem


def described(extracted: Extracted, source: str) -> Description:
    return describe(extracted, lines.of(extracted), source)


NOTICE = ("某市教育局文件", "某教发【2023】05号        签发人：张三", "关于开展2023年度", "志愿服务活动的通知", "各学校：", *BODY, "附件：活动方案", "某市教育局", "二〇二三年三月六日", "（此件公开发布）", "抄送：市委办公室。", "某市教育局办公室                2023年3月8日印发")  # fmt: skip


@pytest.mark.parametrize(
    ("extracted", "source", "expected"),
    [
        (
            paper(*NOTICE),
            "办公室/2022年/发文.docx",
            Description("notice", "关于开展2023年度志愿服务活动的通知", False, "某教发〔2023〕5号", "某市教育局", "2023-03-06", "body", 1, True),
        ),
        (
            paper("创建工作简报", "第5期（总第23期）", "某局创建办编    2023年7月7日", "我局开展清洁家园志愿服务活动", "7月6日上午，我局组织志愿者到社区开展清洁家园活动，清理垃圾。", "报：市文明办", "共印30份"),
            "简报.docx",
            Description("briefing", "我局开展清洁家园志愿服务活动", False, "第5期", "某局创建办", "2023-07-07", "body", 1, True),
        ),
        (
            paper("某局局长办公会议纪要", "〔2023〕6号", "某市水利局办公室    2023年6月8日", "2023年6月7日上午，局长主持召开会议。", "会议议定：", "出席：张三、李四"),
            "纪要.docx",
            Description("minutes", "某局局长办公会议纪要", False, "〔2023〕6号", "某市水利局办公室", "2023-06-08", "body", 1, True, Meeting(present="张三、李四")),
        ),
        (
            Extracted("xlsx", tuple(paper("[表]Sheet1", "# 志愿服务活动台账", "填报单位：某市税务局", "||序号|日期|内容|人数", "|1|2023年3月5日|清扫|20", "|2|2023年11月3日|义诊|18").blocks)),
            "x.zip!/台账.xlsx",
            Description("ledger", "志愿服务活动台账", False, None, "某市税务局", "2023-11-03", "body"),
        ),
        (
            Extracted("jpg", pages=1, pages_exact=True, picture=Picture(40, 30)),
            "照片/2023年3月学雷锋/IMG_0001.jpg",
            Description("photo", "IMG_0001", True, None, None, "2023-03", "folder", 1, True),
        ),
        (
            Extracted("jpg", pages=1, pages_exact=True, picture=Picture(40, 30, "2023-03-05 09:30:11")),
            "Ⅱ-1-(3)市级文明单位牌匾.jpg",
            Description("certificate", "市级文明单位牌匾", True, None, None, "2023-03-05", "exif", 1, True),
        ),
        (
            Extracted("pdf", pages=7, pages_exact=True),
            "Ⅱ-1-(3)某文明办〔2023〕5号 关于开展活动的通知.pdf",
            Description("notice", "关于开展活动的通知", True, "某文明办〔2023〕5号", None, "2023", "number", 7, True),
        ),
        (
            Extracted("mp4", trouble=Problem("unsupported", "音像")),
            "2023/创建专题片.mp4",
            Description("video", "创建专题片", True, None, None, "2023", "folder"),
        ),
        (Extracted("unknown", trouble=Problem("empty", "空")), "资料.dat", Description("other", "资料", True)),
    ],
)  # fmt: skip
def test_an_item_is_described_as_an_archivist_would(
    extracted: Extracted, source: str, expected: Description
) -> None:
    assert described(extracted, source) == expected


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("某教发〔2023〕5号", "某教发〔2023〕5号"),
        ("某教发[2023]5号", "某教发〔2023〕5号"),
        ("某教发【2023】第05号", "某教发〔2023〕5号"),
        ("某教发(2023)5号      签发人：张三", "某教发〔2023〕5号"),
        ("根据《创建通知》（某教发〔2022〕15号）精神，现通知如下。", None),
        ("（13812345678）", None),
        ("第5期", None),
    ],
)
def test_only_the_document_s_own_number_counts(line: str, number: str | None) -> None:
    assert described(paper("某局", line, "关于开展活动的通知", "各科室：", *BODY), "a.docx").number == number


def test_a_number_in_a_text_box_is_the_document_s_own() -> None:
    found = described(
        paper("[框]某市教育局文件", "[框]某教发〔2023〕5号", "关于开展活动的通知", *BODY), "a.docx"
    )
    assert (found.number, found.issuer) == ("某教发〔2023〕5号", "某市教育局")


TEXTS = st.text(
    "关于创建的通知方案〔2023〕5号第期年月日一、：，。#^|[框]某局文件()（）\t", max_size=30
) | st.text(max_size=30)
ROLES = st.sampled_from(["title", "heading", "text", "head", "row", "header", "footer", "box", "sheet"])


@given(
    st.lists(st.builds(Block, ROLES, TEXTS, st.sampled_from([0.0, 16.0, 22.0]), st.booleans()), max_size=12),
    st.text(min_size=1, max_size=40).filter(lambda s: s.strip("/. ")),
    st.sampled_from(["docx", "xlsx", "pdf", "jpg", "mp4", "unknown"]),
)
def test_every_item_has_a_kind_and_a_title(blocks: list[Block], source: str, fmt: str) -> None:
    found = described(Extracted(fmt, tuple(blocks)), source)
    assert found.kind in BY_ID
    assert found.title.strip() and "\n" not in found.title
    assert (found.date is None) is (found.date_from is None)


@pytest.mark.parametrize("unit", ["1", "一", " ", "(", "《", "》", "年", "2023年", "2023-03-06;", "〔2023〕", "\t", "第", "关于", "办公室 ", "修订版", "—", "創(chuàng)建", "“说："])  # fmt: skip
def test_no_endless_line_takes_long(unit: str) -> None:
    endless = unit * (60_000 // len(unit))
    begin = time.monotonic()
    described(paper("关于开展活动的通知", endless, f"[框]{endless}", f"[表]{endless}", f"# {endless}", f"|{endless}"), "a.docx")  # fmt: skip
    described(Extracted("jpg"), (unit * 255)[:85] + "x.jpg")
    assert time.monotonic() - begin < 5


def test_nothing_is_remembered_from_one_item_to_the_next() -> None:
    first = described(paper(*NOTICE), "a.docx")
    described(paper("创建工作简报", "第5期"), "b.docx")
    assert described(paper(*NOTICE), "a.docx") == first


def test_headers_and_footers_name_neither_title_nor_issuer() -> None:
    found = described(paper("[页眉]某市教育局文件", *BODY, "[页脚]2023年3月6日"), "通知.docx")
    assert (found.title_inferred, found.issuer, found.date) == (True, None, None)


def test_what_is_beyond_the_text_kept_is_not_looked_at() -> None:
    assert lined(*(f"第{n}行" for n in range(900))).top[0].text == "第0行"
