"""The catalogue as a Word table."""

from __future__ import annotations

import io
from typing import Any

import docx

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.export import tree_word

DOCUMENT: Any = docx.Document(io.BytesIO(tree_word.write(load.parse(CATALOGUE), "")))


def test_pages_lie_on_their_side_and_the_table_fits_them() -> None:
    section = DOCUMENT.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    assert section.page_width > section.page_height
    for table in DOCUMENT.tables:
        assert sum(column.width for column in table.columns) <= room + 36_000


def test_the_head_is_on_each_page_and_parents_are_joined() -> None:
    table = DOCUMENT.tables[0]
    assert table._tbl.tr_lst[0].trPr.xpath("w:tblHeader")
    assert table.cell(1, 0)._tc is table.cell(2, 0)._tc and table.cell(1, 0).text == "Ⅰ　思想道德建设"
    assert table.cell(1, 1)._tc is not table.cell(2, 1)._tc
    assert table.cell(3, 0)._tc is table.cell(4, 0)._tc is not table.cell(2, 0)._tc


def test_needs_are_lines_of_their_own() -> None:
    heads = [cell.text for cell in DOCUMENT.tables[0].rows[0].cells]
    cell = DOCUMENT.tables[0].cell(1, heads.index("材料要求"))
    assert [line.text for line in cell.paragraphs] == [
        "方案计划，至少1份",
        "照片，2至15份",
        "制度办法，至少1份，不限日期",
    ]


def test_units_stand_below() -> None:
    assert [cell.text for cell in DOCUMENT.tables[1].rows[1].cells] == ["dangban", "党办", "党委办公室"]
