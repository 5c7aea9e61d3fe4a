"""The labels for the backs of the boxes."""

from __future__ import annotations

import io

import docx
from docx.oxml.ns import qn

from volumes import bound, cells
from wenming_archive.export import volume, word_spine


def test_each_width_of_box_has_a_label_that_tells_the_volume() -> None:
    document = docx.Document(io.BytesIO(word_spine.write([bound()])))
    table = document.tables[0]
    widths = [round(int(c.get(qn("w:w"))) / 56.6929) for c in table._tbl.tblGrid]
    assert widths[::2] == [18, 28, 38, 48] and sum(widths) <= 180
    column = [row[0] for row in cells(table)]
    assert column == [
        "某县水务局",
        "2021—2023",
        "市级文明单位测评体系",
        "Ⅰ-1 至 Ⅱ-2",
        "测评材料汇编",
        "第 1 盒",
        "保管期限",
    ]
    heights = [int(e.get(qn("w:val"))) for e in table._tbl.iter(qn("w:trHeight"))]
    assert round(sum(heights) / 56.6929) == 240


def test_each_volume_has_a_page_of_its_own() -> None:
    document = docx.Document(io.BytesIO(word_spine.write(volume.split(bound()))))
    names = [[row[0] for row in cells(table)][4] for table in document.tables]
    boxes = [[row[0] for row in cells(table)][5] for table in document.tables]
    assert (names, boxes) == (["思想道德建设", "环境建设"], ["第 1 盒", "第 2 盒"])
    assert [bool(p.paragraph_format.page_break_before) for p in document.paragraphs if p.text] == [
        False,
        True,
    ]
