"""OpenDocument text (.odt): body, tables, text boxes, headers and footers in reading order.

The XML is read as a stream, and what is used is cleared, so memory follows the largest table row.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from wenming_archive.content import Block, Extracted
from wenming_archive.read import odf, ooxml, tables
from wenming_archive.read.limits import has_text, limited, only_pictures
from wenming_archive.read.ooxml import Element, local

_PARTS = ("p", "h", "table-row", "table", "style", "default-style", *odf.SHAPES, *odf.ASIDE)
_MARGINS = {"header": "header", "header-left": "header", "header-first": "header",
            "footer": "footer", "footer-left": "footer", "footer-first": "footer"}  # fmt: skip


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the text of an .odt, its pages and its properties.

    One whose body is only pictures is read, with a problem that says so.
    """
    with odf.opened(stream) as archive:
        styles = odf.Styles()
        margins = list(limited(_margins(archive, styles)))
        body = list(limited(_blocks(archive, styles)))
        properties, pages = odf.properties(archive)
        problems = () if has_text(body) else (only_pictures("文档", odf.has_pictures(archive)),)
    heads = (block for block in margins if block.role == "header")
    feet = (block for block in margins if block.role == "footer")
    estimate = tables.estimated_pages(block.text for block in body)
    blocks = (*heads, *body, *feet)
    return Extracted(fmt, blocks, pages or estimate, bool(pages), properties, problems=problems)


def _margins(archive: zipfile.ZipFile, styles: odf.Styles) -> Iterator[Block]:
    """Learn the named styles; yield the distinct lines of all headers and footers.

    Bare page numbers are no text.
    """
    if "styles.xml" not in archive.NameToInfo:
        return
    seen: set[str] = set()
    for _, node in ooxml.events(archive, "styles.xml", ("style", "default-style", *_MARGINS)):
        if local(node) not in _MARGINS:
            styles.add(node)
            continue
        for text in (odf.plain_paragraph(p) for p in odf.below(node, ("p", "h"))):
            if text not in seen and re.search(r"[A-Za-z\u4e00-\u9fff]", text):
                seen.add(text)
                yield Block(_MARGINS[local(node)], text)


def _blocks(archive: zipfile.ZipFile, styles: odf.Styles) -> Iterator[Block]:
    in_table, aside = 0, 0
    rows: list[list[str]] = []
    for event, node in ooxml.events(archive, odf.CONTENT, _PARTS, starts=True):
        name = local(node)
        step = 1 if event == "start" else -1
        if name in odf.SHAPES or name in odf.ASIDE:
            aside += step  # taken with the paragraph it is anchored in
            if not aside and name in odf.SHAPES and not in_table and not _anchored(node):
                yield from _boxes([node])
        elif name == "table" and not aside:
            in_table += step
            if not in_table:
                yield from tables.blocks(rows)
                rows = []
        elif event == "end" and not aside:
            if name.endswith("style"):
                styles.add(node)
            elif name == "table-row" and in_table == 1:
                rows.append(_row(node))
                node.clear()
            elif name in ("p", "h") and not in_table:
                yield from _paragraph(node, styles)
                ooxml.forget(node)


def _anchored(shape: Element) -> bool:
    """Say whether a shape stands in a paragraph, and not on the page itself."""
    return any(local(above) in ("p", "h") for above in shape.iterancestors())


def _paragraph(node: Element, styles: odf.Styles) -> Iterator[Block]:
    into = odf.paragraph(node, styles)
    yield from _boxes(into.boxes)
    style = odf.attribute(node, "style-name")
    role = "heading" if local(node) == "h" else "title" if styles.is_title(style) else "text"
    for line in into.lines():
        yield Block(role, line, into.size, styles.centred("paragraph", style))
    yield from (Block("text", text) for note in into.notes if (text := odf.plain(note)))


def _boxes(shapes: list[Element]) -> Iterator[Block]:
    for shape in shapes:
        for node in odf.below(shape, ("p", "h")):
            into = odf.paragraph(node, odf.Styles())
            yield from _boxes(into.boxes)
            yield from (Block("box", line) for line in into.lines())


def _row(node: Element) -> list[str]:
    """Return the texts of a row's cells; those that a merged cell covers are left out."""
    return [odf.plain(cell) for cell in odf.below(node, ("table-cell",))]
