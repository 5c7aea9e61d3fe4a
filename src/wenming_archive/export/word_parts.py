"""Paragraphs, tables, page numbers and sections of the Word volume, written as XML.

Rows are built as text: python-docx looks at every cell of a table to find one.
"""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from wenming_archive.export import word_style
from wenming_archive.text.unseen import visible

_TWIPS = 56.6929  # per millimetre
_W = nsdecls("w")
#: What a cell may hold: a text, (text, bookmark it links to), or a line for each text.
Cell = str | tuple[str, str] | list[str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in millimetres, the style of its cells."""

    head: str
    width: float
    style: str = "WM表文"


def text_runs(text: str, bookmark: str = "") -> str:
    """Return the runs of ``text`` as XML; characters GB2312 lacks get a face that has them."""
    runs = []
    for plain, chars in itertools.groupby(clean(text), word_style.in_gb2312):
        part = escape("".join(chars))
        face = (
            ""
            if plain
            else f'<w:rPr><w:rFonts w:eastAsia="{word_style.WIDE_FANG}" w:hint="eastAsia"/></w:rPr>'
        )
        runs.append(f'<w:r>{face}<w:t xml:space="preserve">{part}</w:t></w:r>')
    joined = "".join(runs)
    return f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{joined}</w:hyperlink>' if bookmark else joined


def clean(text: str) -> str:
    """Return ``text`` in one line, of signs that can be seen: XML takes no others."""
    return visible(text).replace("\n", " ")


def paragraph(
    body: Any,
    text: str,
    style: str,
    mark: tuple[int, str] | None = None,
    *,
    keep: bool = False,
    new_page: bool = False,
) -> None:
    """Add a paragraph to the end of ``body``; ``mark`` is a bookmark's id and name.

    With ``keep`` it stays on the page of what follows; with ``new_page`` it begins one.
    """
    runs = text_runs(text)
    if mark:
        number, name = mark
        runs = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'
    form = f"{'<w:keepNext/>' if keep else ''}{'<w:pageBreakBefore/>' if new_page else ''}"
    _append(body, f'<w:p {_W}><w:pPr><w:pStyle w:val="{_style_id(style)}"/>{form}</w:pPr>{runs}</w:p>')


def end(document: Any) -> None:
    """Add what Word wants after a table that ends a document; it takes no room that shows."""
    paragraph(document, "", "WM尾")


def table(
    document: Any, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, keep: bool = False
) -> None:
    """Add a table with a head row that repeats; with ``keep`` its last row is on the page of what follows."""
    styles = {c.style: _style_id(c.style) for c in columns}
    head = _style_id("WM表头")
    grid = "".join(f'<w:gridCol w:w="{_twips(c.width)}"/>' for c in columns)
    heads = "".join(_cell(c.head, c.width, head, keep=True) for c in columns)
    xml = [
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{_twips(10)}"/><w:tblHeader/></w:trPr>{heads}</w:tr>'
    ]
    for n, row in enumerate(rows, 1):
        kept = keep and n == len(rows)
        cells = zip(row, columns, strict=True)
        filled = "".join(_cell(v, c.width, styles[c.style], keep=kept) for v, c in cells)
        xml.append(f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{_twips(9)}"/></w:trPr>{filled}</w:tr>')
    width = _twips(sum(c.width for c in columns))
    _append(
        document,
        f'<w:tbl {_W}><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>{_BORDERS}'
        f'<w:tblLayout w:type="fixed"/>{_CELL_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(xml)}</w:tbl>",
    )


def form(document: Any, rows: Sequence[tuple[str, str]], widths: tuple[float, float] = (36, 110)) -> None:
    """Add the cover's form: labels, and values on a line to write on."""
    style = _style_id("WM封面项")
    xml = []
    for label, value in rows:
        left = _cell(label, widths[0], style, align="distribute")
        right = _cell(value, widths[1], style, align="center", border=_UNDERLINE)
        xml.append(f"<w:tr>{left}{right}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{_twips(w)}"/>' for w in widths)
    _append(
        document,
        f'<w:tbl {_W}><w:tblPr><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/>{_CELL_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(xml)}</w:tbl>",
    )


def new_section(document: Any, numbering: str | None, start: int | None) -> Any:
    """Begin a section on a new page; ``numbering`` is ``decimal``, ``upperRoman`` or none.

    python-docx copies the previous section's numbering: it is taken off first.
    """
    section = document.add_section(WD_SECTION.NEW_PAGE)
    # The paragraph that ends the section before: after a full page it must not need another.
    document.paragraphs[-1].style = "WM尾"
    word_style.set_page(section)
    number_pages(section, numbering, start)
    return section


def number_pages(section: Any, numbering: str | None, start: int | None) -> None:
    """Set a section's page numbers (GB/T 9704 7.5): — 1 —, odd pages right, even pages left."""
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        _number_line(footer.paragraphs[0], align, numbering is not None)
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
    if numbering:
        begin = f' w:start="{start}"' if start is not None else ""
        kind = parse_xml(f'<w:pgNumType {_W} w:fmt="{numbering}"{begin}/>')
        section._sectPr.find(qn("w:pgMar")).addnext(kind)


def running_head(section: Any, text: str) -> None:
    """Set the running head of a section."""
    for header in (section.header, section.even_page_header):
        line = header.paragraphs[0]._p
        for child in list(line):
            line.remove(child)
        style = _style_id("WM页眉")
        rule = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
        line.append(parse_xml(f'<w:pPr {_W}><w:pStyle w:val="{style}"/>{rule}</w:pPr>'))
        for run in parse_xml(f"<w:p {_W}>{text_runs(text)}</w:p>"):
            line.append(run)


def save(document: Any) -> bytes:
    """Return the document's bytes; the same content gives the same bytes.

    python-docx stamps each part with the present moment; the parts are packed anew without it.
    """
    raw, out = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()


_BORDERS = "<w:tblBorders>{}</w:tblBorders>".format(
    "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>'
        for side, size in (
            ("top", 8),
            ("left", 8),
            ("bottom", 8),
            ("right", 8),
            ("insideH", 4),
            ("insideV", 4),
        )
    )
)
_CELL_MARGINS = '<w:tblCellMar><w:left w:w="45" w:type="dxa"/><w:right w:w="45" w:type="dxa"/></w:tblCellMar>'
_UNDERLINE = '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:tcBorders>'


def _cell(
    value: Cell,
    width: float,
    style: str,
    align: str = "",
    border: str = "",
    keep: bool = False,
) -> str:
    form = ("<w:keepNext/>" if keep else "") + (f'<w:jc w:val="{align}"/>' if align else "")
    head = f'<w:pPr><w:pStyle w:val="{style}"/>{form}</w:pPr>'
    lines = "".join(f"<w:p>{head}{text_runs(text, link)}</w:p>" for text, link in _lines(value))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{border}'
        f'<w:vAlign w:val="center"/></w:tcPr>{lines}</w:tc>'
    )


def _lines(value: Cell) -> list[tuple[str, str]]:
    """Return a cell's lines, at least one, each with the bookmark it links to."""
    if isinstance(value, list):
        return [(text, "") for text in value or [""]]
    return [(value, "") if isinstance(value, str) else value]


def _number_line(line: Any, align: str, shown: bool) -> None:
    for child in list(line._p):
        line._p.remove(child)
    style = _style_id("WM页码")
    side = "right" if align == "right" else "left"
    indent = f'<w:ind w:{side}="280"/>'  # one character of 14 pt in from the edge
    line._p.append(
        parse_xml(f'<w:pPr {_W}><w:pStyle w:val="{style}"/>{indent}<w:jc w:val="{align}"/></w:pPr>')
    )
    if shown:
        for run in parse_xml(f"<w:p {_W}>{text_runs('— ')}{_field('PAGE')}{text_runs(' —')}</w:p>"):
            line._p.append(run)


def _field(code: str) -> str:
    parts = ("begin", "separate", "end")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{p}"/></w:r>' for p in parts)
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}<w:r><w:t>1</w:t></w:r>{end}"


def _append(document: Any, xml: str) -> None:
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml))  # the last element is the last section's properties


def _style_id(name: str) -> str:
    return name.replace(" ", "")  # as python-docx makes ids of names


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS)
