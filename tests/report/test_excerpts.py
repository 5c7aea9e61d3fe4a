"""The passage that proves: chosen for its facts on the indicator, whole, marked, and never at random."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import made_item
from wenming_archive.content import Block, Extracted
from wenming_archive.report.cues import cues
from wenming_archive.report.excerpts import Excerpt, excerpt
from wenming_archive.report.page import Page

TOLD = cues(
    "学雷锋志愿服务",
    {"志愿服务": 1.0, "志愿者": 0.8, "学雷锋": 1.0, "服务时长": 0.6},
    ["组建志愿服务队伍，定期开展活动，记录时长"],
)
DEED = "3月5日，26名志愿者走进春和社区，清理楼道杂物3吨。"


def found(
    *lines: str | Block, kind: str = "summary", title: str = "学雷锋志愿服务活动总结", fmt: str = "docx"
) -> Excerpt | None:
    blocks = tuple(Block("text", line) if isinstance(line, str) else line for line in lines)
    item = made_item("甲.docx", "Ⅱ-1", kind=kind, title=title)
    item = replace(item, known=replace(item.known, format=fmt))
    return excerpt(Page(item, Extracted(fmt, blocks, 2, True)), TOLD)


def marked(one: Excerpt | None) -> list[str]:
    assert one is not None
    return [one.text[start:end] for start, end in one.marks]


def test_the_deed_is_taken_and_neither_title_nor_turn_nor_slogan() -> None:
    one = found(
        "学雷锋志愿服务活动总结",
        "为深入学习贯彻上级精神，大力弘扬志愿服务精神，现将情况总结如下：",
        "让我们携手弘扬学雷锋精神，共建志愿服务之城！",
        DEED,
        "某局 2023年3月6日",
    )
    assert one == Excerpt(DEED, ((0, len(DEED) - 1),), "约第2页")


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["学雷锋志愿服务活动总结"],
        ["各科室：", "联系人：王某", "附件：志愿者名单"],
        ["志愿服务很有意义。"],
        ["一、志愿服务", "二、志愿者"],
        ["为弘扬学雷锋志愿服务精神，制定本办法。"],
    ],
)
def test_where_nothing_proves_there_is_none(lines: list[str]) -> None:
    assert found(*lines) is None


def test_facts_on_something_else_are_no_proof() -> None:
    assert found("4月1日，食堂采购大米30袋、面粉20袋。", title="采购清单", kind="other") is None


def test_what_stands_under_the_indicators_own_heading_is_preferred() -> None:
    other = "全年组织业务培训4期，培训干部120人次，考核合格率98%。"
    own = "全年组织活动12场，参加人员236人次。"
    lines = (Block("heading", "一、业务培训"), other, Block("heading", "二、学雷锋志愿服务"), own)
    one = found(*lines, title="2023年工作总结")
    assert one is not None and one.text == own


def test_the_clauses_that_prove_are_marked_without_their_number() -> None:
    one = found(
        "二、针对辖区老人多、子女又大多在外地工作的实际情况，组织志愿者26名，上门服务老人58户，很受欢迎。"
    )
    assert marked(one) == ["组织志愿者26名，上门服务老人58户"]


def test_a_passage_in_a_paragraph_shows_that_it_is_cut() -> None:
    before, after = "天气很好。", "大家都很高兴。"
    one = found(f"{before}{DEED}{after}")
    assert one is not None and one.text == f"……{DEED}……"
    assert marked(one) == [DEED[:-1]]


def test_a_sentence_that_is_too_long_is_cut_at_a_clause() -> None:
    long = "，".join(f"到第{n}社区组织志愿者{n}0人开展志愿服务" for n in range(1, 20)) + "。"
    one = found(long)
    assert one is not None and len(one.text) <= 124 and one.text.endswith("，……")
    assert all(0 <= start < end <= len(one.text) - 3 for start, end in one.marks)


def test_neighbours_that_prove_as_much_stand_beside() -> None:
    second = "共有36名志愿者参加，服务时长144小时。"
    one = found(f"{DEED}{second}")
    assert one is not None and one.text == DEED + second


def test_a_row_of_a_table_is_taken_with_its_sheet() -> None:
    rows = (
        Block("sheet", "2023年"),
        Block("head", "序号\t日期\t内容\t人数"),
        Block("row", "1\t3月5日\t志愿者清扫社区\t26人"),
    )
    one = found(*rows, kind="ledger", title="志愿服务台账", fmt="xlsx")
    assert one == Excerpt("1　3月5日　志愿者清扫社区　26人", ((0, 18),), "2023年")


def test_a_passage_with_something_personal_is_passed_over() -> None:
    private = "3月5日，志愿者张某（身份证号110101199003077678，电话13812345678）等26人服务老人58户，服务时长144小时。"
    assert found(private) is None
    one = found(private, DEED)
    assert one is not None and one.text == DEED


@pytest.mark.parametrize(
    "line",
    [
        "我单位没有组织志愿者开展志愿服务活动，2022年全年0次。",
        "2023年3月5日，未开展志愿服务活动，参加0人。",
        "原定3月5日组织26名志愿者清扫社区，因雨取消。",
        "计划于2024年4月组织志愿者26人清扫社区3次。",
    ],
)
def test_what_was_not_done_proves_nothing(line: str) -> None:
    assert found(line) is None
    one = found(line, DEED)
    assert one is not None and one.text == DEED


def test_praise_by_a_denial_and_words_that_hold_one_still_prove() -> None:
    line = "3月5日，组织26名未成年人参加志愿服务，未发生安全事故。"
    one = found(line)
    assert one is not None and one.text == line


def test_nothing_below_a_heading_or_title_of_what_was_not_done_proves() -> None:
    assert found(Block("heading", "三、未完成的工作"), DEED, title="工作总结") is None
    assert found(DEED, title="关于取消学雷锋志愿服务活动的通知", kind="notice") is None
    rows = Block("head", "日期\t内容\t人数"), Block("row", "3月5日\t志愿者清扫社区3吨\t0")
    assert found(*rows, kind="ledger", title="志愿服务台账", fmt="xlsx") is None


def test_a_denial_is_not_taken_along_between_two_deeds() -> None:
    other = "4月5日，36名志愿者走进安和社区，清理楼道杂物4吨。"
    one = found(f"{DEED}第二次活动因雨取消。{other}")
    assert one is not None and "取消" not in one.text


CLAUSES = "，".join(f"到第{n}社区组织志愿者{n}0人开展志愿服务" for n in range(1, 20))


@pytest.mark.parametrize(
    "row", [f"1\t{CLAUSES}", CLAUSES, f"1\t{CLAUSES.replace('，', '')}", f"1、{CLAUSES.replace('，', '')}"]
)
def test_a_long_row_is_cut_inside_the_cell_that_proves(row: str) -> None:
    one = found(Block("row", row), kind="ledger", title="志愿服务台账")
    assert one is not None and len(one.text) <= 124
    assert all("组织志愿者" in mark for mark in marked(one))


def test_of_a_long_row_the_cells_beside_the_one_that_proves_stay_as_there_is_room() -> None:
    one = found(Block("row", "1\t3月5日\t志愿者清扫社区26人\t" + "备注说明很长" * 20), kind="ledger")
    assert one is not None and one.text == "1　3月5日　志愿者清扫社区26人……"
    assert marked(one) == ["志愿者清扫社区26人"]


def test_the_pages_a_reader_knew_are_told_as_they_are() -> None:
    blocks = (Block("text", "天气很好。", page=1), Block("text", DEED, page=7))
    one = found(*blocks)
    assert one is not None and one.page == "第7页"


def test_of_a_photo_only_a_banner_that_says_it_all_is_one() -> None:
    banner = Block("text", "2023年学雷锋志愿服务活动启动仪式")
    one = found(banner, kind="photo", title="IMG_1", fmt="jpg")
    assert one is not None and one.text == banner.text and one.page == ""
    assert found(Block("text", "出口"), kind="photo", title="IMG_1", fmt="jpg") is None
    assert found(DEED, kind="photo", fmt="jpg") == Excerpt(DEED, ((0, len(DEED) - 1),), "")
    assert found(kind="video", title="志愿服务", fmt="mp4") is None


@given(st.lists(st.text("志愿者服务3月5日26人，。；、清理\t 学雷锋1.", max_size=200), max_size=5))
def test_marks_always_lie_in_the_text_in_order_and_apart(lines: list[str]) -> None:
    one = found(*lines)
    if one is None:
        return
    assert one.marks and len(one.text) <= 124 + 4
    ends = [0]
    for start, end in one.marks:
        assert ends[-1] <= start < end <= len(one.text)
        assert one.text[start:end].strip() == one.text[start:end]
        ends.append(end)
    bare = one.text.removeprefix("……").removesuffix("……").replace("　", "")
    assert bare in "".join(lines).replace("\t", "").replace(" ", "") or bare in "\n".join(lines)


@pytest.mark.parametrize(
    "text", ["1" * 100_000, "…" * 100_000, "（" + " " * 100_000, "一二百" * 30_000, "2023年" * 30_000]
)
def test_a_hostile_line_takes_no_time(text: str) -> None:
    begun = time.process_time()
    found(f"{text}开展志愿服务5人")
    assert time.process_time() - begun < 5
