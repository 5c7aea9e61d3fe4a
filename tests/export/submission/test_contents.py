"""The contents: what each indicator has, and where."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docx.oxml.ns import qn

from volumes import blank, bound, cells
from wenming_archive.export.submission import contents
from wenming_archive.export.volume import Volume


def table(volume: Volume) -> Any:
    document = blank()
    contents.add(document, volume)
    return document.tables[0]


def test_every_indicator_stands_there_with_its_counts_and_pages() -> None:
    assert cells(table(bound())) == [
        ["序号", "指标编号", "指标名称", "应备/已备", "件数", "页数", "起止页号"],
        ["1", "Ⅰ-1", "道德讲堂", "4/2", "3", "4", "1—4"],
        ["2", "Ⅰ-2", "志愿服务", "1/0", "", "", ""],
        ["3", "Ⅱ-1", "环境卫生", "—/1", "1", "", ""],
        ["4", "Ⅱ-2", "群众评价", "—", "", "", ""],
    ]


def test_codes_and_names_lead_to_the_indicators() -> None:
    links = [e.get(qn("w:anchor")) for e in table(bound())._tbl.iter(qn("w:hyperlink"))]
    assert links == [f"leaf{n}" for n in (1, 1, 2, 2, 3, 3, 4, 4)]


def test_with_pages_the_columns_still_fill_the_line() -> None:
    made = table(replace(bound(), printed={"leaf2": "17"}))
    assert [row[7] for row in cells(made)] == ["页码", "", "17", "", ""]
    widths = [int(c.get(qn("w:w"))) for c in made._tbl.tblGrid]
    assert abs(sum(widths) - 8844) <= 4
