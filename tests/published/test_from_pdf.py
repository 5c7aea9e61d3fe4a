from __future__ import annotations

import io

import pytest

from builders import pdf as printed
from publications import ROWS, ruled
from wenming_archive.published import from_pdf
from wenming_archive.published.grid import Grid, Line
from wenming_archive.read.limits import Unreadable


def test_ruled_lines_make_the_cells() -> None:
    title, grid = from_pdf.read(io.BytesIO(ruled(ROWS, title="测评体系")))
    assert title == Line("测评体系", "第1页", "text", 9.0, False)
    assert isinstance(grid, Grid)
    merged = [(cell.text, cell.rows) for cell in grid.cells if cell.rows > 1]
    assert merged == [("Ⅰ-1 组织领导", 2), ("市教育局、团市委", 2)]
    assert grid.rows[1][2].lines == ("1)成立领导小组", "2)每年专题研究2次")  # type: ignore[union-attr]
    assert grid.where[1] == "第1页表1第2行"


def test_a_sentence_that_is_folded_is_one_line() -> None:
    text = "成立由主要负责同志任组长的创建工作领导小组，人员变动后及时调整，有正式文件"
    rows = [("项目", "标准", "分值"), ("甲", text, "5"), ("乙", "有总结", "3")]
    (grid,) = from_pdf.read(io.BytesIO(ruled(rows)))
    assert isinstance(grid, Grid)
    assert grid.rows[1][1].lines == (text,)  # type: ignore[union-attr]


def test_columns_without_lines_are_found_by_their_blanks() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setFont("STSong-Light", 10)
    for n, row in enumerate([("项目", "标准", "分值"), ("组织", "有计划", "5"), ("思想", "有总结", "3")]):
        for x, text in zip((80, 200, 400), row, strict=True):
            canvas.drawString(x, 700 - 20 * n, text)
    canvas.showPage()
    canvas.save()
    (grid,) = from_pdf.read(io.BytesIO(out.getvalue()))
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row if cell] for row in grid.rows] == [
        ["项目", "标准", "分值"],
        ["组织", "有计划", "5"],
        ["思想", "有总结", "3"],
    ]


def test_prose_is_lines_and_a_scan_is_refused() -> None:
    parts = from_pdf.read(io.BytesIO(printed("一、组织领导", "二、思想教育")))
    assert [part.text for part in parts if isinstance(part, Line)] == ["一、组织领导", "二、思想教育"]
    with pytest.raises(Unreadable, match="扫描件"):
        from_pdf.read(io.BytesIO(printed()))
