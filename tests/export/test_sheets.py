"""Cells as values: how wide and high they are, and what they hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.export import sheets
from wenming_archive.export.sheets import Column, Formula, Link, Look, Rank, Row, Sheet


def sheet(columns: list[Column], rows: list[Row], totals: list[Row] | None = None, held: int = 0) -> Sheet:
    return Sheet("表", "题", "", columns, rows, totals or [], held)


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("指标", 4), ("Ⅰ-1", 4), ("，", 2), ("", 0)])
def test_a_hanzi_is_two_columns_wide(text: str, columns: int) -> None:
    assert sheets.columns(text) == columns


def test_a_column_is_as_wide_as_its_longest_line_and_no_wider_than_it_may() -> None:
    made = sheet([Column("甲", 40), Column("乙", 10)], [Row(["一二三四五六\n七", "一二三四五六七八"])])
    assert made.widths == [14, 10]


def test_a_column_shows_its_head() -> None:
    assert sheet([Column("应备材料", 30)], [Row([""])]).widths == [11]


def test_the_head_of_a_group_makes_no_column_wide() -> None:
    rows = [Row(["很长很长的一行，说明下面这些都是谁的"], Rank.group), Row(["党办"])]
    assert sheet([Column("单位", 40)], rows).widths == [7]


def test_a_row_is_as_high_as_its_wrapped_text() -> None:
    assert sheets.height(Row(["一二三四五六七八九十"]), [12]) == 6 + 15 * 2
    assert sheets.height(Row(["一\n二\n三", "甲"]), [12, 12]) == 6 + 15 * 3
    assert sheets.height(Row([None, 3]), [12, 12]) == 6 + 15


def test_no_row_is_higher_than_programs_take() -> None:
    assert sheets.height(Row(["一\n" * 500]), [12]) <= 409


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("甲\t乙", "甲 乙"),
        (Link("副本", "材料/a"), "副本"),
        (Formula("=1", 2.5), "2.5"),
        (None, ""),
        (3.0, "3"),
    ],
)
def test_a_cell_is_read_as_text(cell: sheets.Cell, text: str) -> None:
    assert sheets.shown(cell) == text


def test_text_that_is_too_long_says_that_it_was_cut() -> None:
    assert sheets.plain("长" * 32_767) == "长" * 32_767
    cut = sheets.plain("长" * 32_768)
    assert len(cut) == 32_767 and cut.endswith("（太长，没有列全）")


@given(st.text(max_size=50).map(lambda text: text * 1500))
def test_text_never_is_longer_than_a_cell_holds(text: str) -> None:
    """Programs count a sign beyond the first 65,536 as two."""
    assert len(sheets.plain(text).encode("utf-16-le", "surrogatepass")) // 2 <= sheets.LONGEST


@given(st.text(max_size=80))
def test_a_cell_holds_nothing_that_xml_does_not_take(text: str) -> None:
    assert not [c for c in sheets.plain(text) if (ord(c) < 32 and c != "\n") or 0xD800 <= ord(c) < 0xE000]


def test_spare_columns_that_are_empty_are_left_out() -> None:
    columns = [Column("甲"), Column("乙", spare=True), Column("丙", spare=True), Column("丁")]
    made = sheet(columns, [Row(["1", "", None, ""]), Row(["2", None, 0, ""])], [Row(["合计", None, 0])], 2)
    assert [column.head for column in made.trimmed.columns] == ["甲", "丙", "丁"]
    assert [row.cells for row in made.trimmed.rows] == [["1", None, ""], ["2", 0, ""]]
    assert [row.cells for row in made.trimmed.totals] == [["合计", 0]] and made.trimmed.held == 1


def test_a_sheet_without_spare_columns_stays_as_it_is() -> None:
    made = sheet([Column("甲", look=Look.number)], [Row([None])])
    assert made.trimmed is made


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("../材料/Ⅰ-1 讲堂/a.docx", "../材料/Ⅰ-1%20讲堂/a.docx"),
        ("../材料/100%#1.docx", "../材料/100%25%231.docx"),
        ("a[1]?.docx", "a%5B1%5D%3F.docx"),
        ("a\x01\n.docx", "a%01%0A.docx"),
    ],
)
def test_an_address_is_written_as_excel_does(path: str, address: str) -> None:
    assert sheets.address(path) == address
