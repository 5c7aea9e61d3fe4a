"""The task list as a workbook."""

from __future__ import annotations

import io

import openpyxl

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.export import task_book

BOOK = openpyxl.load_workbook(io.BytesIO(task_book.write(load.parse(CATALOGUE), "市文明办")))


def test_all_indicators_and_then_a_sheet_for_each_unit() -> None:
    assert BOOK.sheetnames == ["总表", "党办", "工会", "没有写明牵头单位"]
    assert [BOOK["总表"].cell(row, 2).value for row in range(4, 8)] == ["Ⅰ-1", "Ⅰ-2", "Ⅱ-1", "Ⅱ-2"]


def test_a_unit_reads_what_is_to_be_there_and_signs() -> None:
    sheet = BOOK["工会"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "牵头的指标（2 项）" in texts and "总结汇报，至少1份" in texts and "市文明办" in texts
    assert any(text.startswith("签收人") for text in texts) and "由你单位牵头 2 项指标" in texts[1]
