from __future__ import annotations

import io

import pytest

from hostile import read as read_file
from wenming_archive.content import Block, Extracted
from wenming_archive.read import plain
from wenming_archive.read.limits import MAX_TEXT, Unreadable


def read(text: str | bytes, fmt: str = "txt") -> Extracted:
    return plain.read(io.BytesIO(text.encode() if isinstance(text, str) else text), fmt)


def test_a_text_is_its_lines() -> None:
    assert read("关于开展活动的通知\r\n\r\n　　各单位：　\n# 不是题\n") == Extracted(
        "txt",
        (Block("text", "关于开展活动的通知"), Block("text", "各单位："), Block("text", "# 不是题")),
        1,
        False,
    )


def test_markdown_headings_have_their_roles() -> None:
    assert read("# 工作方案\n\n## 一、目标\n正文\n#标签\n", "md") == Extracted(
        "md",
        (
            Block("title", "工作方案"),
            Block("heading", "一、目标"),
            Block("text", "正文"),
            Block("heading", "标签"),
        ),
        1,
        False,
    )


def test_old_line_ends_are_line_ends() -> None:
    assert [b.text for b in read("一\r二\r\n三\x0c四\x0b五").blocks] == ["一", "二", "三", "四", "五"]


CSV = (Block("title", "签到表"), Block("head", "序号\t姓名\t单位"), Block("row", "1\t张三\t某局"))


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("line", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_a_table(delimiter: str, line: str, encoding: str) -> None:
    text = line.join(
        ["签到表", delimiter.join(["序号", "姓名", "单位"]), delimiter.join(["1", '"张三"', "某局"])]
    )
    assert read(text.encode(encoding), "csv") == Extracted("csv", CSV)


def test_a_quoted_cell_may_hold_lines_and_commas() -> None:
    assert read('序号,内容,备注\n1,"第一行\n第二行,完",无\n', "csv").blocks == (
        Block("head", "序号\t内容\t备注"),
        Block("row", "1\t第一行 第二行,完\t无"),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_marks_within_cells_part_nothing(encoding: str) -> None:
    text = "姓名;单位;备注\n张三;甲,乙,丙,丁;a,b,c,d\n"
    assert [b.text for b in read(text.encode(encoding), "csv").blocks] == [
        "姓名\t单位\t备注",
        "张三\t甲,乙,丙,丁\ta,b,c,d",
    ]


@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_the_line_that_states_the_separator_is_no_text(line: str) -> None:
    text = line.join(["sep=;", "姓名;单位;备注", "张三;某局,某科;无"])
    assert [b.role for b in read(text, "csv").blocks] == ["head", "row"]


def test_a_quotation_mark_that_is_never_closed_loses_no_row() -> None:
    rows = read('序号,内容,备注\n1,"未闭合,无\n' + "2,整改,无\n" * 20_000, "csv").blocks
    assert len(rows) == 20_002
    assert rows[-1] == Block("row", "2\t整改\t无")


@pytest.mark.parametrize("fmt", ["txt", "md", "csv"])
@pytest.mark.parametrize("blank", [" ", "\n\t\r\n", "　　", "\ufeff", "\ufeff \n"])
def test_blanks_are_no_text(fmt: str, blank: str) -> None:
    with pytest.raises(Unreadable, match="只有空白"):
        read(blank, fmt)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv"])
@pytest.mark.parametrize("text", [" \r\n", "　", ",,,\n,,\n", "\0", "#\n##\n", '""\n', "\u200b\u200b"])
def test_what_shows_nothing_is_never_read_in_silence(name: str, text: str) -> None:
    extracted = read_file(text.encode(), name)
    assert (extracted.blocks, bool(extracted.trouble)) == ((), True)


def test_beyond_the_limit_text_is_cut() -> None:
    extracted = read("创" * MAX_TEXT + "建")
    assert extracted.blocks == (Block("text", "创" * MAX_TEXT),)
    assert extracted.pages == -(-MAX_TEXT // 28 // 22)


def test_pages_are_estimated() -> None:
    extracted = read("一行\n" * 45)
    assert (extracted.pages, extracted.pages_exact) == (3, False)
