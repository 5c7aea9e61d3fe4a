"""Word (.docx): body, tables, text boxes, notes, headers and footers in reading order.

The XML is read as a stream: python-docx loses text boxes, tracked insertions and content
controls, where red-head titles and dates often stand, and holds the whole document in memory.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from wenming_archive.content import Block, Extracted
from wenming_archive.read import ooxml, tables
from wenming_archive.read.breaks import Breaks, Place, paged
from wenming_archive.read.limits import has_text, limited, open_zip, without_text
from wenming_archive.read.ooxml import Element, local, whole

#: The body; Word online calls it document2.xml.
_MAIN = re.compile(r"word/document\d*\.xml")
_PARTS = ("p", "tr", "tbl", "txbxContent", "sectPr")
_NOTES = re.compile(r"word/(foot|end)notes\d*\.xml")
_REMARKS = re.compile(r"word/comments\d*\.xml")
#: How a section begins that begins on no page of its own.
_FLOWING = ("continuous", "nextColumn")
#: Subtrees whose text is no text of the document (deleted text has tags of its own), or without text.
_OUTSIDE = frozenset(
    ["Fallback", "instrText", "del", "moveFrom", "rPr", "sectPr", "rt", "trPr", "tcPr", "tblPr", "tblGrid"]
)


@dataclass
class Paragraph:
    """What stands in a paragraph, and how."""

    text: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    style: str = ""
    outline: int | None = None
    centred: bool = False
    size: float = 0
    #: Whether it begins a page; ``None`` when its style says.
    on_new_page: bool | None = None
    #: The page breaks before its first words.
    place: Place | None = None


class _Styles:
    """The styles' names, lower case, and which begin a page; ids are translated, names are not.

    They are read when first asked for.
    """

    def __init__(self, archive: zipfile.ZipFile | None) -> None:
        self._archive = archive
        self._said: dict[str, tuple[str, bool]] | None = None

    def name(self, style: str) -> str:
        """Return the name of the style with an id, empty if there is none."""
        return self._of(style)[0]

    def on_new_page(self, style: str) -> bool:
        """Say whether the style with an id begins a page."""
        return self._of(style)[1]

    def _of(self, style: str) -> tuple[str, bool]:
        if not style or self._archive is None:
            return "", False
        if self._said is None:
            self._said = dict(_said_of_styles(self._archive))
        return self._said.get(style, ("", False))


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the text of a .docx, its pages and its properties.

    One whose body is only pictures is read, with a problem that says so.
    """
    with open_zip(stream) as archive:
        main = next((name for name in archive.namelist() if _MAIN.fullmatch(name)), "word/document.xml")
        styles = _Styles(archive)
        breaks = Breaks()
        body = list(limited(_blocks(archive, main, styles, breaks)))
        stated = ooxml.stated_pages(archive)
        notes = list(limited(_notes(archive)))
        blocks = (
            *_margins(archive, "header"),
            *paged(body, breaks, stated),
            *notes,
            *_margins(archive, "footer"),
            *limited(_remarks(archive)),
        )
        problems = () if has_text(body) else (without_text("文档", archive.namelist(), "word"),)
        pages, exact = breaks.pages(stated, body)
        return Extracted(fmt, blocks, pages, exact, ooxml.properties(archive), problems=problems)


def _margins(archive: zipfile.ZipFile, role: str) -> Iterator[Block]:
    """Yield the distinct lines of all headers or footers; bare page numbers are no text."""
    names = sorted(n for n in archive.namelist() if re.fullmatch(rf"word/{role}\d*\.xml", n))
    blocks = (b for name in names for b in _blocks(archive, name, _Styles(None), Breaks()))
    for text in dict.fromkeys(block.text for block in limited(blocks)):
        if re.search(r"[A-Za-z\u4e00-\u9fff]", text):
            yield Block(role, text)


def _notes(archive: zipfile.ZipFile) -> Iterator[Block]:
    """Yield the lines of footnotes, then of endnotes, without the rules that part them from the text."""
    for name in sorted(filter(_NOTES.fullmatch, archive.namelist()), reverse=True):
        for _, node in ooxml.events(archive, name, ("footnote", "endnote")):
            if _value(node, "type") in ("", "normal"):
                yield from (Block("text", line) for line in _box_lines(node, Breaks()))
            ooxml.forget(node)


def _remarks(archive: zipfile.ZipFile) -> Iterator[Block]:
    """Yield what people remarked on the document."""
    for name in filter(_REMARKS.fullmatch, archive.namelist()):
        for _, node in ooxml.events(archive, name, ("comment",)):
            yield from (Block("note", line) for line in _box_lines(node, Breaks()))
            ooxml.forget(node)


def _blocks(archive: zipfile.ZipFile, part: str, styles: _Styles, breaks: Breaks) -> Iterator[Block]:
    """Yield a part's blocks; what is used is cleared, so memory follows the largest table row."""
    in_table, in_box = 0, 0
    rows: list[list[str]] = []
    places: list[Place] = []
    for event, node in ooxml.events(archive, part, _PARTS, starts=True):
        name = local(node)
        step = 1 if event == "start" else -1
        if name == "txbxContent":
            in_box += step  # its paragraphs are taken with the one they are anchored in
        elif name == "tbl" and not in_box:
            in_table += step
            if not in_table:
                breaks.places += places
                yield from tables.blocks(rows)
                rows, places = [], []
        elif event == "end" and not in_box:
            if name == "sectPr" and local(node.getparent()) != "sectPrChange":
                breaks.section(_section_type(node) not in _FLOWING)
            elif name == "tr" and in_table == 1:
                breaks.turn(any(map(_is_on, node.iter("{*}pageBreakBefore"))))
                cells, place = _cells(node, breaks)
                rows.append(cells)
                places += [place] * any(map(str.strip, cells))  # blank rows become no blocks
                node.clear()
            elif name == "p" and not in_table:
                yield from _paragraph_blocks(node, styles, breaks)
                ooxml.forget(node)


def paragraph(node: Element, breaks: Breaks | None = None) -> Paragraph:
    """Return what stands in the paragraph ``node``; page breaks in it are added to ``breaks``."""
    found = Paragraph()
    _collect(node, found, breaks or Breaks())
    return found


def _paragraph_blocks(node: Element, styles: _Styles, breaks: Breaks) -> Iterator[Block]:
    found = paragraph(node, breaks)
    said = found.on_new_page
    turned = breaks.turn(styles.on_new_page(found.style) if said is None else said)
    rendered, hard = found.place or breaks.here
    place = (rendered, hard + turned) if found.place else (rendered, hard)
    for text in found.boxes:
        breaks.places.append(place)
        yield Block("box", text)
    for line in "".join(found.text).split("\n"):
        if line.strip():
            breaks.places.append(place)
            yield Block(_role(found, styles), line.strip(), found.size, found.centred)


def _role(paragraph: Paragraph, styles: _Styles) -> str:
    style = styles.name(paragraph.style)
    if style in ("title", "标题"):
        return "title"
    if re.match(r"(heading|标题) ?\d", style) or paragraph.outline is not None:
        return "heading"
    return "text"


def _collect(node: Element, into: Paragraph, breaks: Breaks) -> None:
    """Add the text below ``node`` in document order; text boxes become lines of their own."""
    for child in node:
        name = local(child)
        if name in _OUTSIDE:
            continue
        if name == "t":
            into.text.append(child.text or "")
            into.place = into.place or breaks.here
        elif name in ("tab", "cr", "noBreakHyphen"):
            into.text.append({"tab": "\t", "cr": "\n"}.get(name, "-"))
        elif name in ("br", "lastRenderedPageBreak"):
            _break(child, into, breaks)
        elif name == "pPr":
            _format(child, into)
        elif name == "txbxContent":
            into.boxes += _box_lines(child, breaks)
        elif name == "textpath":  # words as a drawing: a watermark
            into.boxes += [text] if (text := _value(child, "string").strip()) else []
        else:
            if name == "r":
                into.size = max(into.size, _run_size(child))
            _collect(child, into, breaks)


def _box_lines(box: Element, breaks: Breaks) -> list[str]:
    lines: list[str] = []
    for node in below(box, "p"):
        inner = paragraph(node, breaks)
        lines += inner.boxes
        lines += [line.strip() for line in "".join(inner.text).split("\n") if line.strip()]
    return lines


def below(node: Element, name: str) -> Iterator[Element]:
    """Yield the elements called ``name`` below ``node``, whatever wraps them, but none inside another."""
    for child in node:
        if local(child) == name:
            yield child
        elif local(child) not in _OUTSIDE:
            yield from below(child, name)


def _break(node: Element, into: Paragraph, breaks: Breaks) -> None:
    if local(node) == "lastRenderedPageBreak":
        breaks.rendered += 1
    elif _value(node, "type") == "page":
        breaks.hard += 1
    else:
        into.text.append("\n")


def _format(properties: Element, into: Paragraph) -> None:
    for node in properties:
        name = local(node)
        if name == "pStyle":
            into.style = _value(node, "val")
        elif name == "jc":
            into.centred = _value(node, "val") == "center"
        elif name == "outlineLvl":
            level = whole(_value(node, "val"))
            into.outline = level if level is not None and level < 9 else None
        elif name == "pageBreakBefore":
            into.on_new_page = _is_on(node)


def _is_on(node: Element) -> bool:
    return _value(node, "val") not in ("0", "false", "off")


def _run_size(run: Element) -> float:
    for properties in run:
        if local(properties) == "rPr":
            half_points = (whole(_value(n, "val")) for n in properties if local(n) == "sz")
            return (next(half_points, None) or 0) / 2
    return 0


def _value(node: Element, name: str) -> str:
    return next((str(v) for key, v in node.attrib.items() if key.endswith(name)), "")


def _cells(row: Element, breaks: Breaks) -> tuple[list[str], Place]:
    """Return the texts of a row's cells, and where the row begins; a page ends in all cells but once."""
    texts: list[str] = []
    before, most, place = breaks.rendered, breaks.rendered, None
    for cell in below(row, "tc"):
        breaks.rendered = before
        lines: list[str] = []
        for node in below(cell, "p"):
            found = paragraph(node, breaks)
            place = place or found.place
            lines += [*found.boxes, "".join(found.text).strip()]
        texts.append(" ".join(" ".join(line.split()) for line in lines if line))
        most = max(most, breaks.rendered)
    breaks.rendered = most
    return texts, place or breaks.here


def _section_type(properties: Element) -> str:
    return next((_value(node, "val") for node in properties if local(node) == "type"), "")


def _said_of_styles(archive: zipfile.ZipFile) -> Iterator[tuple[str, tuple[str, bool]]]:
    tree = ooxml.root(archive, "word/styles.xml")
    for style in tree.iterfind("{*}style") if tree is not None else ():
        name = style.find("{*}name")
        if name is not None:
            on_new_page = any(map(_is_on, style.iterfind("{*}pPr/{*}pageBreakBefore")))
            yield _value(style, "styleId"), (_value(name, "val").lower(), on_new_page)
