"""The catalogue as a workbook, opened by another library."""

from __future__ import annotations

import io

import openpyxl

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.export import tree_book

NEGATIVE = "deductions: [{code: 减-1, title: 发生事故, points: 5}]\nveto: [{code: 否-1, title: 违纪违法}]\n"


def opened(text: str = CATALOGUE) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(tree_book.write(load.parse(text), "")))


def test_parents_are_joined_and_the_head_is_on_each_page() -> None:
    book = opened()
    sheet = book["测评体系"]
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A4:A5", "A6:A7"}
    assert sheet["A4"].value == "Ⅰ　思想道德建设" and sheet["A1"].value == "市级文明单位测评体系"
    assert sheet.print_title_rows == "$3:$3" and sheet.page_setup.orientation == "landscape"
    assert sheet.auto_filter.ref is None


def test_points_are_numbers_and_words_that_look_like_formulas_are_words() -> None:
    sheet = opened(CATALOGUE.replace("院落整洁，垃圾分类，有卫生检查。", '"=1+1"'))["测评体系"]
    values = [cell.value for row in sheet.iter_rows(min_row=4) for cell in row]
    assert 4 in values and "=1+1" in values
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_units_and_the_negative_list_have_sheets_of_their_own() -> None:
    book = opened(CATALOGUE + NEGATIVE)
    assert book.sheetnames == ["测评体系", "责任单位", "减分和否决"]
    assert [cell.value for cell in book["责任单位"][4]][:3] == ["dangban", "党办", "党委办公室"]
    assert [cell.value for cell in book["减分和否决"][5]][:3] == ["否-1", "一票否决", "违纪违法"]


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    one = load.parse(CATALOGUE)
    assert tree_book.write(one, "") == tree_book.write(one, "")
