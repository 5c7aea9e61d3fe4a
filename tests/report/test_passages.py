"""Sentences with where they stand."""

from __future__ import annotations

import pytest

from wenming_archive.content import Block, Extracted
from wenming_archive.report.passages import folded, paragraphs, sentences


def texts(extracted: Extracted) -> list[str]:
    return [one.text for one in paragraphs(extracted)]


def test_paragraphs_are_as_they_stand_and_what_is_aside_is_left_out() -> None:
    roles = ("title", "header", "text", "row", "note", "footer", "box")
    found = paragraphs(Extracted("docx", tuple(Block(role, role) for role in roles)))
    assert [one.text for one in found] == ["text", "row", "box"]


def test_lines_of_a_page_that_go_on_are_one_paragraph() -> None:
    lines = [
        "为做好创建工作，经局党组研究，决定成立工作领",
        "导小组，每季度听取一次汇报。",
        "一、工作目标",
        "全年组织志愿服务活动十二次，参加人数不少于三",
        "百人次。",
    ]
    blocks = tuple(Block("text", line, page=n // 2 + 1) for n, line in enumerate(lines))
    found = paragraphs(Extracted("pdf", blocks, 3, True))
    assert [(one.text, one.page) for one in found] == [
        (lines[0] + lines[1], "第1页"),
        (lines[2], "第2页"),
        (lines[3] + lines[4], "第2页"),
    ]
    assert len(texts(Extracted("docx", blocks))) == 5


def test_a_heading_is_told_to_what_stands_below_it() -> None:
    blocks = (
        Block("heading", "目标"),
        Block("text", "甲。"),
        Block("text", "二、道德讲堂"),
        Block("text", "乙。"),
    )
    found = paragraphs(Extracted("docx", blocks))
    assert [(one.role, one.heading) for one in found] == [
        ("heading", ""),
        ("text", "目标"),
        ("heading", ""),
        ("text", "二、道德讲堂"),
    ]


def test_a_row_is_told_the_heads_of_its_columns() -> None:
    blocks = (Block("head", "日期\t内容"), Block("row", "3月5日\t打扫"), Block("text", "说明"))
    assert [one.heading for one in paragraphs(Extracted("xlsx", blocks))] == ["日期\t内容", "日期\t内容", ""]


@pytest.mark.parametrize(
    ("fmt", "pages", "exact", "expected"),
    [
        ("txt", None, False, ["", ""]),
        ("docx", 1, True, ["第1页", "第1页"]),
        ("docx", 1, False, ["约第1页", "约第1页"]),
        ("docx", 4, True, ["约第1页", "约第3页"]),
    ],
)
def test_where_the_page_is_not_known_it_is_estimated_and_said_so(
    fmt: str, pages: int | None, exact: bool, expected: list[str]
) -> None:
    extracted = Extracted(fmt, (Block("text", "甲" * 10), Block("text", "乙" * 30)), pages, exact)
    assert [one.page for one in paragraphs(extracted)] == expected


def test_in_a_workbook_the_sheet_is_the_place() -> None:
    blocks = (Block("sheet", "三月"), Block("row", "1\t甲"), Block("sheet", "四月"), Block("row", "2\t乙"))
    assert [one.page for one in paragraphs(Extracted("xlsx", blocks))] == ["三月", "四月"]
    assert [one.page for one in paragraphs(Extracted("xlsx", (Block("sheet", "Sheet1"), blocks[1])))] == [""]


def test_sentences_end_where_they_end_and_a_row_is_one() -> None:
    (one,) = paragraphs(Extracted("docx", (Block("text", "开会了。“来！”大家说；好 "),)))
    assert [sentence.text for sentence in sentences(one)] == ["开会了。", "“来！”", "大家说；", "好"]
    (row,) = paragraphs(Extracted("docx", (Block("row", "甲。\t乙。"),)))
    assert [sentence.text for sentence in sentences(row)] == ["甲。\t乙。"]


@pytest.mark.parametrize("text", ["開展（１）次ABC", "İstanbul 學習", ""])
def test_folding_keeps_every_sign_in_its_place(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert folded("開展（１）次") == "开展(1)次"
