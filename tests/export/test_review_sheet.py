"""The workbook that asks: drop-downs on every row, text that stays text, and a head that stays in sight."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.export import review_sheet
from wenming_archive.export.review_sheet import Choice, Form, Identity, Question

LEAVES = [Choice(f"Ⅰ-{n}", f"第{n}项，“讲堂”, \"quoted\" 'x'", "Ⅰ 思想道德建设") for n in range(1, 401)]


def question(source: str = "党办/甲.docx", **other: Any) -> Question:
    values = {
        "title": "题名",
        "kind": "方案计划",
        "date": "2023-05-06",
        "suggestions": ["Ⅰ-1 道德讲堂 把握 62%", "Ⅰ-2 志愿服务 把握 20%"],
        "reasons": ["题名有“道德讲堂”", "该指标应备这类材料"],
    }
    return Question(Identity("a" * 64, "/根", source), **{**values, **other})


def book(*questions: Question, choices: list[Choice] = LEAVES) -> Any:
    return openpyxl.load_workbook(io.BytesIO(review_sheet.write(Form("/工作区", choices, questions))))


def test_each_row_shows_an_item_and_what_the_program_makes_of_it() -> None:
    sheet = book(question(), question("乙.docx", title="又一份"))["待确认"]
    assert [cell.value for cell in sheet[2]][:12] == [
        *("序号", "材料", "题名", "类型", "日期", "程序的建议", "依据"),
        *("处理", "主要指标", "另一指标", "再一指标", "备注"),
    ]
    assert [cell.value for cell in sheet[3]][:12] == [
        *(1, "党办/甲.docx", "题名", "方案计划", "2023-05-06"),
        "Ⅰ-1 道德讲堂 把握 62%\nⅠ-2 志愿服务 把握 20%",
        "题名有“道德讲堂”\n该指标应备这类材料",
        *(None, None, None, None, None),
    ]
    assert [sheet.cell(4, column).value for column in (1, 2, 3)] == [2, "乙.docx", "又一份"]
    assert sheet.max_row == 4


def test_the_first_line_says_how_to_fill_it_in() -> None:
    sheet = book(question())["待确认"]
    assert sheet["A1"].value.startswith("怎样填：") and "如 Ⅰ-1；" in sheet["A1"].value
    assert "A1:L1" in {str(merged) for merged in sheet.merged_cells.ranges}
    lines = sheet["A1"].value.count("\n") + 1
    assert sheet.row_dimensions[1].height >= 15 * lines


@pytest.mark.parametrize("leaves", [1, 4, 400])
def test_the_drop_downs_cover_all_rows_and_list_all_leaves(leaves: int) -> None:
    made = book(*(question(f"{n}.docx") for n in range(7)), choices=LEAVES[:leaves])
    acts, codes = made["待确认"].data_validations.dataValidation
    assert (str(acts.sqref), acts.formula1, acts.type) == ("H3:H9", '"归入,不作为材料"', "list")
    assert (str(codes.sqref), codes.type) == ("I3:K9", "list")
    assert codes.formula1 == f"'指标'!$A$2:$A${leaves + 1}"
    assert acts.showErrorMessage and not codes.showErrorMessage  # a bare code may be typed
    listed = [[cell.value for cell in row] for row in made["指标"].iter_rows(min_row=2)]
    assert listed == [[x.label, x.code, x.title, x.above] for x in LEAVES[:leaves]]


def test_the_head_stays_in_sight_and_filtering_moves_what_is_hidden_too() -> None:
    sheet = book(question(), question("乙.docx"))["待确认"]
    assert sheet.freeze_panes == "C3" and sheet.auto_filter.ref == "A2:P4"
    assert [letter for letter, d in sheet.column_dimensions.items() if d.hidden] == ["M", "N", "O", "P"]
    assert all(sheet.cell(3, column).alignment.wrap_text for column in range(1, 13))


def test_what_is_typed_into_a_cell_stays_text() -> None:
    sheet = book(question())["待确认"]
    assert {sheet.cell(3, column).number_format for column in range(8, 13)} == {"@"}


def test_a_row_is_as_high_as_its_text() -> None:
    sheet = book(question(), question("乙.docx", reasons=["很长的依据" * 12] * 3))["待确认"]
    assert 30 < sheet.row_dimensions[3].height < 100 < sheet.row_dimensions[4].height <= 409


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", '=HYPERLINK("x")', "=cmd|' /C calc'!A0"])
def test_text_never_becomes_a_formula(start: str) -> None:
    text = f"{start}1+1"
    asked = question(text, title=text, suggestions=[text], reasons=[text])
    made = book(asked, choices=[Choice(f"={text}", text, text)])
    for sheet in made.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in "sn" and not (cell.data_type == "n" and cell.value not in (None, 1))
                assert cell.value is None or cell.data_type == "n" or cell.quotePrefix
    assert made["待确认"]["C3"].value == text.strip()


def test_a_workbook_names_its_workspace_where_nobody_looks() -> None:
    made = book(question())
    assert made["标记"].sheet_state == "veryHidden"
    said = {row[0].value: row[1].value for row in made["标记"].iter_rows()}
    assert said == {"用途": "wenming-archive review", "版本": "1", "工作区": json.dumps("/工作区")}


def test_text_that_no_cell_can_hold_is_made_to_fit() -> None:
    asked = question("坏\udcff\x01名\ufffe.docx", title="长" * 40_000, reasons=["_x0041_", "两\n行"])
    sheet = book(asked)["待确认"]
    assert sheet["B3"].value == "坏? 名.docx" and len(sheet["C3"].value) == 32_000
    assert sheet["G3"].value == "_x005F_x0041_\n两 行"


@given(st.text(), st.text())
def test_any_names_can_be_written(root: str, source: str) -> None:
    one = Identity("a" * 64, root, source)
    assert all(cell.isascii() and cell.isprintable() for cell in one.cells)
    assert "_" not in one.cells[1] + one.cells[2]
    assert tuple(map(json.loads, one.cells[1:3])) == (root, source)
    assert one.cells[3] != Identity("b" * 64, root, source).cells[3]
