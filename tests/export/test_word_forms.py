"""Forms: labels with room beside them."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml.ns import qn

from volumes import blank, cells
from wenming_archive.export import word_forms
from wenming_archive.export.word_forms import Field, Row, pair, row

WIDTHS = (20, 58, 20, 58)
ROWS = [
    pair(("编号", "Ⅰ-1"), ("方法", "审核")),
    row("标准", "有制度", 25),
    Row((Field("清单", ("甲", "乙")),), 9, breaks=True),
]


def made(*, keep: bool = False) -> Any:
    document = blank()
    word_forms.add(document, ROWS, WIDTHS, keep=keep)
    return document.tables[0]


def test_a_row_has_two_fields_or_one_over_the_whole_width() -> None:
    assert [list(dict.fromkeys(one)) for one in cells(made())] == [
        ["编号", "Ⅰ-1", "方法", "审核"],
        ["标准", "有制度"],
        ["清单", "甲\n乙"],
    ]
    spans = [e.get(qn("w:val")) for e in made()._tbl.iter(qn("w:gridSpan"))]
    assert spans == ["3", "3"]


def test_labels_stand_in_the_face_of_heads() -> None:
    styles = [[p.style.name for p in cell.paragraphs] for cell in made().rows[0].cells]
    assert styles == [["WM表头"], ["WM表文"], ["WM表头"], ["WM表文"]]


def test_only_a_long_row_goes_on_on_the_next_page() -> None:
    whole = [r._tr.trPr.find(qn("w:cantSplit")) is not None for r in made().rows]
    assert whole == [True, True, False]
    heights = [int(r._tr.trPr.find(qn("w:trHeight")).get(qn("w:val"))) for r in made().rows]
    assert [round(h / 56.6929) for h in heights] == [9, 25, 9]


@pytest.mark.parametrize(("keep", "kept"), [(False, [False] * 3), (True, [True, True, False])])
def test_a_form_can_stay_on_one_page(keep: bool, kept: list[bool]) -> None:
    found = [bool(list(r._tr.iter(qn("w:keepNext")))) for r in made(keep=keep).rows]
    assert found == kept
