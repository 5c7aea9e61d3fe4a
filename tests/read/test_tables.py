from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.content import Block
from wenming_archive.read import tables

Rows = list[list[str]]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        ([["", " "], []], []),
        (
            [["志愿服务台账", "", ""], ["填报单位：某局"], ["序号", "姓名", "单位"], ["1", "张三", ""]],
            [
                Block("title", "志愿服务台账"),
                Block("text", "填报单位：某局"),
                Block("head", "序号\t姓名\t单位"),
                Block("row", "1\t张三"),
            ],
        ),
        (
            [["姓名", "", "单位", "电话"], ["张三", "", "某局", "1"]],
            [Block("head", "姓名\t\t单位\t电话"), Block("row", "张三\t\t某局\t1")],
        ),
        (
            [["议题", "研究创建"], ["地点", "会议室"]],
            [Block("row", "议题\t研究创建"), Block("row", "地点\t会议室")],
        ),
        (
            [["单位：某局", "日期：3月"], ["序号", "内容", "备注"]],
            [Block("text", "单位：某局\t日期：3月"), Block("head", "序号\t内容\t备注")],
        ),
    ],
)
def test_rows_become_title_head_and_rows(rows: Rows, expected: list[Block]) -> None:
    assert list(tables.blocks(rows)) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["序号", "姓名", "单位"]], 0),
        ([["台账"], ["序号", "姓名", "单位"]], 1),
        ([["1", "张三", "某局"]], None),
        ([["是", "是", "否"]], None),
        ([["序号", "姓名"]], None),
        ([["班级", "信用代码（后六位，没有的写身份证号码）", "21天坚持人数"]], 0),
        ([["班级", "某局", "2023年3月5日"]], None),
        ([["班级", "某局", "5月4日"]], None),
        ([["班级", "某局", "12345"]], None),
        ([["班级", "某局", "（合并）"]], None),
        ([["这一格里写了一整句话所以不是表头", "姓名", "单位"]], None),
        ([["x"]] * 6 + [["序号", "姓名", "单位"]], None),
    ],
)
def test_the_head_is_the_first_row_of_three_short_distinct_words(rows: Rows, expected: int | None) -> None:
    assert tables.head_index(rows) == expected


@given(st.lists(st.lists(st.text("序姓名1 \t", max_size=14), max_size=5), max_size=9))
def test_no_filled_cell_is_lost(rows: Rows) -> None:
    cells = [cell.strip() for row in rows for cell in row if cell.strip()]
    shown = "\t".join(block.text for block in tables.blocks(rows)).split("\t")
    assert [cell for cell in shown if cell] == [part for cell in cells for part in cell.split("\t") if part]


@pytest.mark.parametrize(
    ("lines", "pages"),
    [
        ([], 1),
        (["字"], 1),
        (["字" * 28] * 22, 1),
        (["字" * 28] * 23, 2),
        (["字" * 29] * 11, 1),
        ([""] * 45, 3),
    ],
)
def test_a_page_is_22_lines_of_28_characters(lines: list[str], pages: int) -> None:
    assert tables.estimated_pages(lines) == pages
