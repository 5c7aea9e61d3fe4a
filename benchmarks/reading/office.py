"""Write papers as the files of office programs, each through a library that is not the program's own."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
import openpyxl
import pptx
import xlwt
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx.util import Cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from papers import Paper, clause, paragraph, table

#: A file's bytes and the Chinese text it was made of.
Made = tuple[bytes, list[str]]


def word(paper: Paper) -> Made:
    """Return a .docx with header, footer, text box, headings and table."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = paper.header
    document.sections[0].footer.paragraphs[0].text = paper.footer
    document.add_heading(paper.title, 0)
    _text_box(document, paper.box)
    for head, below in paper.sections:
        document.add_heading(head, 1)
        for line in below:
            document.add_paragraph(line)
    _word_table(document, paper)
    _drop_unused_styles(document)
    return _saved(document), [paper.header, paper.footer, paper.box, *paper.lines(), *paper.cells()]


def _text_box(document: Any, text: str) -> None:
    document.add_paragraph()._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:pict><v:shape"
            " style='width:300pt;height:40pt'><v:textbox><w:txbxContent><w:p><w:r>"
            f"<w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )


def _word_table(document: Any, paper: Paper) -> None:
    grid = document.add_table(len(paper.table), len(paper.table[0]), "Table Grid")
    for cell, text in zip(grid._cells, paper.cells(), strict=True):
        cell.text = text


def _drop_unused_styles(document: Any) -> None:
    """Leave the styles that office programs would save: the library's template brings 160."""
    used = {"Normal", "Title", "Heading 1", "Table Grid", "Header", "Footer", "Default Paragraph Font"}
    for style in list(document.styles):
        if style.name not in used and not style.name.startswith("Normal"):
            style.delete()


def long_word(pages: int) -> Made:
    """Return a .docx of ``pages`` full pages, marked as Word marks them."""
    chance = random.Random(pages)
    empty, _ = word(Paper("", "", "", "", [], [["甲"]]))
    texts = [paragraph(chance, 3) for _ in range(pages * 20)]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(empty)) as origin, zipfile.ZipFile(out, "w", 8) as target:
        for name in origin.namelist():
            data = origin.read(name)
            if name == "word/document.xml":
                data = "".join(_long_body(texts)).encode()
            target.writestr(name, data.replace(b"<Pages>1<", b"<Pages>%d<" % pages))
    return out.getvalue(), texts


def _long_body(texts: list[str]) -> Iterator[str]:
    yield f"<w:document {nsdecls('w')}><w:body>"
    for n, text in enumerate(texts):
        turn = "<w:lastRenderedPageBreak/>" if n and n % 20 == 0 else ""
        yield f"<w:p><w:pPr><w:jc w:val='both'/></w:pPr><w:r>{turn}<w:t>{text}</w:t></w:r></w:p>"
    yield "</w:body></w:document>"


def book(seed: int) -> Made:
    """Return a .xlsx of two sheets with 150 rows each."""
    chance = random.Random(seed)
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    texts: list[str] = []
    for n in range(2):
        sheet = workbook.create_sheet(f"{clause(chance, 2)}表{n}")
        rows = table(chance, 150)
        for row in rows:
            sheet.append(_values(row))
        texts += [sheet.title, *(cell for row in rows for cell in row)]
    return _saved(workbook), texts


def old_book(seed: int) -> Made:
    """Return the same as a .xls."""
    chance = random.Random(seed)
    workbook = xlwt.Workbook(encoding="utf-8")
    texts: list[str] = []
    for n in range(2):
        sheet = workbook.add_sheet(f"{clause(chance, 2)}表{n}")
        rows = table(chance, 150)
        for y, row in enumerate(rows):
            for x, value in enumerate(_values(row)):
                sheet.write(y, x, value)
        texts += [sheet.name, *(cell for row in rows for cell in row)]
    return _saved(workbook), texts


def _values(row: list[str]) -> list[Any]:
    return [float(cell) if cell.replace(".", "").isdigit() else cell for cell in row]


def slides(seed: int) -> Made:
    """Return a .pptx of 15 slides with notes, every fifth with a table."""
    chance = random.Random(seed)
    show = pptx.Presentation()
    texts: list[str] = []
    for n in range(15):
        slide = show.slides.add_slide(show.slide_layouts[1 if n % 5 else 5])
        said = [clause(chance, 5), paragraph(chance, 2)]
        slide.shapes.title.text, slide.notes_slide.notes_text_frame.text = said
        more = [paragraph(chance, 2) for _ in range(4)] if n % 5 else _slide_table(slide, chance)
        if n % 5:
            slide.placeholders[1].text = "\n".join(more)
        texts += [*said, *more]
    return _saved(show), texts


def _slide_table(slide: Any, chance: random.Random) -> list[str]:
    grid = slide.shapes.add_table(5, 3, Cm(2), Cm(5), Cm(20), Cm(8)).table
    texts = [clause(chance, 3) for _ in range(15)]
    for cell, text in zip(grid.iter_cells(), texts, strict=True):
        cell.text = text
    return texts


def fixed(paper: Paper) -> Made:
    """Return a .pdf whose Chinese font is not embedded, with lines broken as on paper."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    lines = [line[at : at + 28] for line in paper.lines() for at in range(0, len(line), 28)]
    for start in range(0, len(lines), 24):
        canvas.setFont("STSong-Light", 15)
        canvas.drawString(80, 790, paper.header)
        for n, line in enumerate(lines[start : start + 24]):
            canvas.drawString(80, 750 - 28 * n, line)
        canvas.showPage()
    _fixed_table(canvas, paper)
    canvas.save()
    return out.getvalue(), [paper.header, *paper.lines(), *paper.cells()]


def _fixed_table(canvas: Canvas, paper: Paper) -> None:
    canvas.setFont("STSong-Light", 8)
    for y, row in enumerate(paper.table):
        for x, cell in enumerate(row):
            canvas.drawString(20 + 70 * x, 750 - 20 * y, cell)


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
