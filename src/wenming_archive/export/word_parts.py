"""Paragraphs, tables, page numbers and sections of the Word volume, written as XML.

Rows are built as text: python-docx looks at every cell of a table to find one.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from wenming_archive.export import word_numbers, word_style
from wenming_archive.export.word_runs import Run, clean, text_runs
from wenming_archive.export.word_runs import xml as runs_xml
from wenming_archive.export.word_style import twips

__all__ = [
    "Cell",
    "Column",
    "Run",
    "clean",
    "end",
    "form",
    "new_section",
    "paragraph",
    "save",
    "table",
    "twips",
]

_W = nsdecls("w", "r")
#: What a cell may hold: a text, (text, bookmark it links to), runs, or a line for each text or runs.
Cell = str | tuple[str, str] | tuple[Run, ...] | Sequence[str] | Sequence[tuple[Run, ...]]


#: Characters of a table that fill half a page, for each millimetre of width.
_HALF_A_PAGE = 5
#: Rows of a table that are put in together: of very many it would take more than their share of time.
_TOGETHER = 100
#: Characters that a property of a document may have.
_LONGEST_PROPERTY = 255
_MADE = dt.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in millimetres, the style of its cells."""

    head: str
    width: float
    style: str = "WM表文"


def paragraph(
    body: Any,
    text: str | tuple[Run, ...],
    style: str,
    mark: tuple[int, str] | None = None,
    *,
    keep: bool = False,
    new_page: bool = False,
) -> None:
    """Add a paragraph to the end of ``body``; ``mark`` is a bookmark's id and name.

    With ``keep`` it stays on the page of what follows; with ``new_page`` it begins one.
    """
    ident = style_id(style)
    runs = runs_xml((Run(text),) if isinstance(text, str) else text, word_style.wide(ident))
    if mark:
        number, name = mark
        runs = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{number}"/>'
    form = f"{'<w:keepNext/>' if keep else ''}{'<w:pageBreakBefore/>' if new_page else ''}"
    append(body, f'<w:p {_W}><w:pPr><w:pStyle w:val="{ident}"/>{form}</w:pPr>{runs}</w:p>')


def end(document: Any) -> None:
    """Add what Word wants after a table that ends a document; it takes no room that shows."""
    paragraph(document, "", "WM尾")


def table(
    document: Any,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    *,
    keep: bool = False,
    together: bool = False,
) -> None:
    """Add a table with a head row that repeats.

    With ``keep`` its last row is on the page of what follows; ``together`` all rows are on one page.
    """
    styles = {c.style: style_id(c.style) for c in columns}
    head = style_id("WM表头")
    grid = "".join(f'<w:gridCol w:w="{twips(c.width)}"/>' for c in columns)
    heads = "".join(_cell(c.head, c.width, head, keep=True) for c in columns)
    xml = [
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(10)}"/><w:tblHeader/></w:trPr>{heads}</w:tr>'
    ]
    for n, row in enumerate(rows, 1):
        kept = keep if n == len(rows) else together
        cells = list(zip(row, columns, strict=True))
        filled = "".join(_cell(v, c.width, styles[c.style], keep=kept) for v, c in cells)
        whole = "" if any(is_tall(v, c.width) for v, c in cells) else "<w:cantSplit/>"
        xml.append(f'<w:tr><w:trPr>{whole}<w:trHeight w:val="{twips(9)}"/></w:trPr>{filled}</w:tr>')
    width = twips(sum(c.width for c in columns))
    made = append(
        document,
        f'<w:tbl {_W}><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>{BORDERS}'
        f'<w:tblLayout w:type="fixed"/>{CELL_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(xml[:_TOGETHER])}</w:tbl>",
    )
    for n in range(_TOGETHER, len(xml), _TOGETHER):
        made.extend(list(parse_xml(f"<w:tbl {_W}>{''.join(xml[n : n + _TOGETHER])}</w:tbl>")))


def is_tall(value: Cell, width: float) -> bool:
    """True of a cell that may fill half a page: its row may go on on the next, or it would be cut there."""
    text = (
        len(value) if isinstance(value, str) else sum(len(run.text) for line in _lines(value) for run in line)
    )
    return text > _HALF_A_PAGE * width


def form(document: Any, rows: Sequence[tuple[str, str]], style: str = "WM封面项") -> None:
    """Add the cover's form: labels, and values on a line to write on."""
    widths = (36, 110)
    xml = []
    for label, value in rows:
        left = _cell(label, widths[0], style, align="distribute")
        right = _cell(value, widths[1], style, align="center", border=_UNDERLINE)
        xml.append(f"<w:tr>{left}{right}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{twips(w)}"/>' for w in widths)
    append(
        document,
        f'<w:tbl {_W}><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/>{CELL_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(xml)}</w:tbl>",
    )


def new_section(
    document: Any, numbering: str | None, start: int | None, *, odd: bool = False, landscape: bool = False
) -> Any:
    """Begin a section on a new page, with ``odd`` on a right-hand one; number it ``decimal``, ``upperRoman``
    or not at all.

    python-docx copies the previous section's numbering: it is taken off first.
    """
    section = document.add_section(WD_SECTION.ODD_PAGE if odd else WD_SECTION.NEW_PAGE)
    # The paragraph that ends the section before: after a full page it must not need another.
    document.paragraphs[-1].style = "WM尾"
    word_style.set_page(section, landscape=landscape)
    number_pages(section, numbering, start)
    if landscape and numbering:
        word_numbers.turn(section)
    return section


def number_pages(section: Any, numbering: str | None, start: int | None) -> None:
    """Set a section's page numbers (GB/T 9704 7.5): — 1 —, odd pages right, even pages left."""
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        word_numbers.line(footer.paragraphs[0], align, shown=numbering is not None)
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        header.paragraphs[0].style = "WM页眉"
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
        style = style_id("WM页眉")
        rule = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="auto"/></w:pBdr>'
        line.append(parse_xml(f'<w:pPr {_W}><w:pStyle w:val="{style}"/>{rule}</w:pPr>'))
        for run in parse_xml(f"<w:p {_W}>{text_runs(text)}</w:p>"):
            line.append(run)


def describe(document: Any, title: str, author: str, day: dt.date | None) -> None:
    """Say what a document is, whose, and of which day; without one always the same, so are its bytes."""
    core = document.core_properties
    core.title, core.author = clean(title)[:_LONGEST_PROPERTY], clean(author)[:_LONGEST_PROPERTY]
    core.last_modified_by = core.author
    core.comments, core.keywords, core.subject, core.category = "", "", "", ""
    core.created = core.modified = dt.datetime.combine(day or _MADE, dt.time())
    core.language, core.revision = "zh-CN", 1


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


#: The lines of a table: 1 pt around, 0.5 pt inside.
BORDERS = "<w:tblBorders>{}</w:tblBorders>".format(
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
CELL_MARGINS = '<w:tblCellMar><w:left w:w="45" w:type="dxa"/><w:right w:w="45" w:type="dxa"/></w:tblCellMar>'
_UNDERLINE = '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:tcBorders>'


def _cell(
    value: Cell,
    width: float,
    style: str,
    align: str = "",
    border: str = "",
    keep: bool = False,
) -> str:
    begin, head, wide = _frame(width, style, align, border, keep)
    lines = [f"<w:p>{head}{runs_xml(runs, wide)}</w:p>" for runs in _lines(value)]
    return f"{begin}{''.join(lines)}</w:tc>"


@functools.lru_cache(64)
def _frame(width: float, style: str, align: str, border: str, keep: bool) -> tuple[str, str, str]:
    """Return what begins a cell and each of its paragraphs, and the face for rare characters in it."""
    form = ("<w:keepNext/>" if keep else "") + (f'<w:jc w:val="{align}"/>' if align else "")
    size = f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>{border}<w:vAlign w:val="center"/>'
    head = f'<w:pPr><w:pStyle w:val="{style}"/>{form}</w:pPr>'
    return f"<w:tc><w:tcPr>{size}</w:tcPr>", head, word_style.wide(style)


def _lines(value: Cell) -> list[tuple[Run, ...]]:
    """Return a cell's lines, at least one."""
    match value:
        case str():
            return [(Run(value),)]
        case (Run(), *_):
            return [tuple(one for one in value if isinstance(one, Run))]
        case (str(text), str(bookmark)) if isinstance(value, tuple):
            return [(Run(text, bookmark),)]
    return [(Run(line),) if isinstance(line, str) else tuple(line) for line in value or [""]]  # type: ignore[arg-type]


def append(document: Any, xml: str) -> Any:
    """Add an element, given as XML, at the end of the body; return it."""
    made = parse_xml(xml)
    document.element.body[-1].addprevious(made)  # the last is the last section's properties
    return made


def style_id(name: str) -> str:
    """Return the id of a style: its name without spaces, as python-docx makes ids."""
    return name.replace(" ", "")


def quoted(text: str) -> str:
    """Return foreign text as the value of an attribute, with its quotes."""
    return quoteattr(clean(text))


def linked(document: Any, address: str) -> str:
    """Return the id of a link to ``address``, outside the document.

    python-docx compares each address with all before it, and looks for a free id.
    """
    ident = f"rIdLink{len(document.part.rels)}"
    document.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, ident, is_external=True)
    return ident
