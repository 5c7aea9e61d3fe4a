"""Workbooks: read back by another program's library, cell for cell."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import books
from wenming_archive.export import sheets, workbook
from wenming_archive.export.sheets import Cell, Column, Formula, Link, Look, Rank, Row, Sheet

COLUMNS = (Column("编号"), Column("指标", 30), Column("状态", 8, Look.short), Column("分值", 8, Look.number))
ROWS = (Row(["Ⅰ-1", "道德讲堂", "空缺", 4]), Row(["Ⅰ-2", "志愿服务", "齐备", 6.5]))
TOTAL = Row(["合计", None, None, Formula("=SUM({column})", 10.5)], Rank.total)


def sheet(*rows: Row, columns: tuple[Column, ...] = COLUMNS, **more: Any) -> Sheet:
    return Sheet("总表", "测评体系 总表", "某局", columns, rows, **more)


def opened(*shown: Sheet, values: bool = True) -> Any:
    return books.opened(workbook.write(shown, "总表"), values=values)


def one(*rows: Row, **more: Any) -> Any:
    return opened(sheet(*rows, **more)).worksheets[0]


def cell(value: Cell) -> Any:
    return one(Row([value]), columns=(Column("甲", 30),))["A4"]


def test_title_what_is_said_heads_and_rows_stand_in_order() -> None:
    assert [[c.value for c in row] for row in one(*ROWS).iter_rows()] == [
        ["测评体系 总表", None, None, None],
        ["某局", None, None, None],
        ["编号", "指标", "状态", "分值"],
        ["Ⅰ-1", "道德讲堂", "空缺", 4],
        ["Ⅰ-2", "志愿服务", "齐备", 6.5],
    ]


def test_a_total_is_a_formula_with_its_value() -> None:
    made = sheet(*ROWS, totals=[TOTAL])
    assert opened(made).worksheets[0]["D6"].value == 10.5
    assert opened(made, values=False).worksheets[0]["D6"].value == "=SUM(D4:D5)"


def test_a_formula_can_look_at_another_column() -> None:
    made = sheet(*ROWS, totals=[Row([None, None, None, Formula('=SUMIF({状态},"空缺",{column})', 4)])])
    assert opened(made, values=False).worksheets[0]["D6"].value == '=SUMIF(C4:C5,"空缺",D4:D5)'


def test_the_head_stays_in_sight_and_the_rows_can_be_filtered() -> None:
    page = one(*ROWS, totals=[TOTAL], held=2)
    assert page.freeze_panes == "C4"
    assert page.auto_filter.ref == "A3:D5"  # the total is no row to be filtered


def test_it_prints_on_a4_one_page_wide_with_the_head_on_each() -> None:
    page = one(*ROWS, totals=[TOTAL])
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert page.sheet_properties.pageSetUpPr.fitToPage and page.page_setup.fitToHeight == 0
    assert page.print_area == "'总表'!$A$1:$D$6" and page.print_title_rows == "$3:$3"


def test_columns_that_are_aside_are_not_printed() -> None:
    page = one(*ROWS, columns=(*COLUMNS[:3], Column("来源", aside=True)))
    assert page.print_area == "'总表'!$A$1:$C$5"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://a.b", "1", "internal:Sheet!A1"]
)
def test_text_is_text_whatever_it_begins_with(text: str) -> None:
    found = cell(text)
    assert (found.data_type, found.value, found.hyperlink) == ("s", text, None)
    assert found.quotePrefix  # so it is when somebody edits it, too


@given(st.text(min_size=1, max_size=60))
def test_every_text_comes_back_as_it_can_be_seen(text: str) -> None:
    found = cell(f"x{text}").value
    # XML makes one of carriage return and line feed; openpyxl reads what Excel has escaped.
    assert openpyxl.utils.escape.unescape(found) == sheets.plain(f"x{text}")


def test_what_looks_like_an_escape_stays_as_it_is_written() -> None:
    raw = zipfile.ZipFile(io.BytesIO(workbook.write([sheet(Row(["_x0041_"]))], "总表")))
    assert b"_x005F_x0041_" in raw.read("xl/sharedStrings.xml")


def test_long_text_is_cut_and_not_lost() -> None:
    assert len(cell("长" * 40_000).value) == 32_767


@pytest.mark.parametrize(
    "name", ["a.docx", "100%.docx", "第#1 期.docx", "a%20b.docx", "[定稿]&'x'.docx", "喆😀.jpg"]
)
def test_a_link_leads_to_the_copy_beside_the_workbook(name: str) -> None:
    found = cell(Link(name, f"../材料/Ⅰ-1 讲堂/{name}"))
    assert found.value == name
    assert unquote(found.hyperlink.target).replace("\\", "/") == f"../材料/Ⅰ-1 讲堂/{name}"


def test_more_links_than_a_sheet_takes_are_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_LINKS", 2)
    page = one(*(Row([Link(f"{n}.docx", f"{n}.docx")]) for n in range(4)))
    assert [page.cell(n, 1).value for n in range(4, 8)] == ["0.docx", "1.docx", "2.docx", "3.docx"]
    assert [bool(page.cell(n, 1).hyperlink) for n in range(4, 8)] == [True, True, False, False]


def test_an_address_that_is_too_long_is_a_text() -> None:
    assert cell(Link("a", "长" * 2_071)).hyperlink is None
    assert cell(Link("a", "长" * 2_060)).hyperlink is not None


def test_rows_that_do_not_fit_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 8)
    page = one(*(Row([f"{n}"]) for n in range(9)))
    assert [page.cell(n, 1).value for n in range(4, 9)] == ["0", "1", "2", "另有 6 行，一张表放不下", None]


def test_words_have_their_colours_and_shares_their_bars() -> None:
    columns = (Column("状态", look=Look.short), Column("完成", look=Look.share))
    page = one(Row(["空缺", 0.25]), columns=columns, colours={"状态": {"空缺": "#FFC7CE"}})
    rules = {str(area.sqref): rule for area, (rule, *_) in page.conditional_formatting._cf_rules.items()}
    assert rules["A4"].formula == ['"空缺"'] and rules["A4"].dxf.fill.bgColor.rgb == "FFFFC7CE"
    assert rules["B4"].type == "dataBar" and page["B4"].number_format == "0%"


def test_rows_below_the_head_of_a_group_can_be_folded() -> None:
    page = one(Row(["党办"], Rank.group), Row(["Ⅰ-1"]), Row(["Ⅰ-2"]))
    assert [page.row_dimensions[n].outlineLevel for n in (4, 5, 6)] == [0, 1, 1]


def test_what_is_to_be_signed_stands_below() -> None:
    page = one(*ROWS, foot=["签收人："])
    assert page["A7"].value == "签收人：" and page.print_area == "'总表'!$A$1:$D$7"


def test_a_sheet_without_rows_opens_too() -> None:
    page = one()
    assert page.auto_filter.ref == "A3:D4" and page["A3"].value == "编号"


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (["党办", "党办"], ["党办", "党办 (2)"]),
        (["a/b", "A:B"], ["a b", "A B (2)"]),
        (["History", "'x'", ""], ["History (2)", "x", "表"]),
        (["长" * 40, "长" * 50], ["长" * 31, f"{'长' * 27} (2)"]),
    ],
)
def test_sheets_have_names_that_programs_take(wanted: list[str], names: list[str]) -> None:
    assert workbook.names(wanted) == names


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_any_names_make_a_workbook(wanted: list[str]) -> None:
    made = opened(*(Sheet(name, "", "", COLUMNS, ROWS) for name in wanted))
    assert len(made.sheetnames) == len(wanted)
    assert len({name.casefold() for name in made.sheetnames}) == len(wanted)


def test_the_same_sheets_give_the_same_bytes_and_say_nothing_of_who_made_them() -> None:
    data = workbook.write([sheet(*ROWS)], "总表")
    assert data == workbook.write([sheet(*ROWS)], "总表")
    raw = zipfile.ZipFile(io.BytesIO(data))
    assert {info.date_time for info in raw.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = openpyxl.load_workbook(io.BytesIO(data)).properties
    assert (core.creator, core.lastModifiedBy, core.created.year) == (None, None, 2000)


def test_cells_that_span_rows_say_what_the_first_of_them_does() -> None:
    rows = [Row(["=甲", n]) for n in range(4)]
    shown = one(*rows, columns=(Column("组"), Column("数", 8, Look.number)), joined=[(0, 2, 0), (3, 3, 0)])
    assert {str(area) for area in shown.merged_cells.ranges} == {"A4:A6"}
    assert shown["A4"].value == "=甲" and shown["A4"].data_type == "s" and shown.auto_filter.ref is None


def test_cells_that_span_rows_stay_with_their_column() -> None:
    columns = (Column("空", 8, spare=True), Column("组"), Column("数", 8, Look.number))
    rows = [Row([None, "甲", n]) for n in range(3)]
    shown = one(*rows, columns=columns, joined=[(0, 2, 1), (0, 1, 0)])
    assert {str(area) for area in shown.merged_cells.ranges} == {"A4:A6"} and shown["A4"].value == "甲"
