"""Published-looking files for tests: rows with merges, as Word, Excel, a page, a PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape
from typing import Any

#: A cell's text, how many rows and columns it covers; ``None`` where another covers.
Row = Sequence[Any]

ROWS: tuple[Row, ...] = (
    ("测评项目", "测评内容", "测评标准", "测评方法", "分值", "责任单位"),
    (("Ⅰ-1 组织领导", 2, 1), "Ⅱ-1 领导重视", "1)成立领导小组\n2)每年专题研究2次", "材料审核", "6", ("市教育局、团市委", 2, 1)),
    (None, "Ⅱ-2 投入保障", "经费列入预算，有专人负责", "听取汇报", "4", None),
    (("Ⅰ-2 思想道德（10分）", 1, 1), "Ⅱ-3 道德讲堂", "每季度1期，有方案、有照片", "材料审核、实地考察", "10", "市文明办"),
)  # fmt: skip


def _parts(cell: Any) -> tuple[str, int, int] | None:
    if cell is None:
        return None
    return cell if isinstance(cell, tuple) else (str(cell), 1, 1)


def word(*tables: Sequence[Row], above: Sequence[str] = (), below: Sequence[str] = ()) -> bytes:
    """Return a .docx of paragraphs, tables, paragraphs."""
    import docx

    document = docx.Document()
    for text in above:
        document.add_paragraph(text)
    for rows in tables:
        table = document.add_table(len(rows), max(len(row) for row in rows))
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                part = _parts(cell)
                if part:
                    text, high, wide = part
                    merged = table.cell(r, c).merge(table.cell(r + high - 1, c + wide - 1))
                    merged.text = text
        document.add_paragraph("")
    for text in below:
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def excel(
    sheets: dict[str, Sequence[Row]], hidden_rows: Sequence[int] = (), hidden: Sequence[str] = ()
) -> bytes:
    """Return an .xlsx; rows are numbered from 1."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for r, row in enumerate(rows, 1):
            for c, cell in enumerate(row, 1):
                part = _parts(cell)
                if part:
                    text, high, wide = part
                    sheet.cell(r, c, float(text) if text.isdecimal() else text)
                    if high > 1 or wide > 1:
                        sheet.merge_cells(
                            start_row=r, start_column=c, end_row=r + high - 1, end_column=c + wide - 1
                        )
        for row_number in hidden_rows:
            sheet.row_dimensions[row_number].hidden = True
        if name in hidden:
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def old_excel(rows: Sequence[Row]) -> bytes:
    """Return an .xls of one sheet."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("考核表")
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            part = _parts(cell)
            if part:
                text, high, wide = part
                sheet.write_merge(r, r + high - 1, c, c + wide - 1, float(text) if text.isdecimal() else text)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def page(rows: Sequence[Row], above: str = "", below: str = "") -> bytes:
    """Return a web page with a table."""
    lines = []
    for row in rows:
        cells = [
            f'<td rowspan="{high}" colspan="{wide}">{escape(text).replace(chr(10), "<br>")}</td>'
            for text, high, wide in filter(None, map(_parts, row))
        ]
        lines.append(f"<tr>{''.join(cells)}</tr>")
    table = f"<table>{''.join(lines)}</table>"
    return f"<html><meta charset='utf-8'><body>{above}{table}{below}</body></html>".encode()


def ruled(*pages: Sequence[Row], title: str = "") -> bytes:
    """Return a PDF with a ruled table on each page."""
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("zh", fontName="STSong-Light", fontSize=9, leading=12, wordWrap="CJK")
    story: list[Any] = [Paragraph(title, style)] if title else []
    for n, rows in enumerate(pages):
        spans, cells = [], []
        for r, row in enumerate(rows):
            line = []
            for c, cell in enumerate(row):
                part = _parts(cell)
                line.append(Paragraph(part[0].replace("\n", "<br/>"), style) if part else "")
                if part and (part[1] > 1 or part[2] > 1):
                    spans.append(("SPAN", (c, r), (c + part[2] - 1, r + part[1] - 1)))
            cells.append(line)
        story += [PageBreak()] if n else []
        story.append(Table(cells, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), *spans]))
    out = io.BytesIO()
    SimpleDocTemplate(out, invariant=1).build(story)
    return out.getvalue()
