"""The workbook an office works in."""

from __future__ import annotations

import books
import dossiers
from samples import made_item
from wenming_archive.export import book


def test_it_has_its_six_sheets_in_order() -> None:
    assert books.opened(book.write(dossiers.dossier())).sheetnames == [
        "总表",
        "缺口",
        "按单位",
        "材料目录",
        "问题",
        "重复",
    ]


def test_the_same_evidence_gives_the_same_bytes_in_whatever_order_it_comes() -> None:
    items = [made_item("a", "Ⅰ-1", kind="plan"), made_item("b", "Ⅰ-2", "Ⅱ-1", kind="summary")]
    made = book.write(dossiers.dossier(*items))
    assert made == book.write(dossiers.dossier(*reversed(items)))
