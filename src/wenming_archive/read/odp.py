"""OpenDocument slides (.odp): the slides in order, each with its tables and its notes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from wenming_archive.content import Block, Extracted
from wenming_archive.read import odf, ooxml, tables
from wenming_archive.read.limits import has_text, limited, only_pictures
from wenming_archive.read.ooxml import Element, local

#: What a frame holds of the kinds that are no text of the slide.
_NO_TEXT = frozenset(["page-number", "date-time", "header", "page", "handout"])


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the text of the slides, hidden ones too; pages are the slides."""
    with odf.opened(stream) as archive:
        slides: list[str] = []
        blocks = tuple(limited(_blocks(archive, slides)))
        properties, _ = odf.properties(archive)
        problems = () if has_text(blocks) else (only_pictures("幻灯片", odf.has_pictures(archive)),)
    return Extracted(fmt, blocks, len(slides), True, properties, problems=problems)


def _blocks(archive: zipfile.ZipFile, slides: list[str]) -> Iterator[Block]:
    """Yield the slides' blocks; the slides' names go to ``slides``, so that they can be counted."""
    styles = odf.Styles()
    odf.gather_styles(archive, styles)
    for _, node in ooxml.events(archive, odf.CONTENT, ("page", "style", "default-style")):
        if local(node) != "page":
            styles.add(node)
            continue
        slides.append(odf.attribute(node, "name"))
        found = _slide(node, styles, "title" if len(slides) == 1 else "heading")
        yield from (replace(block, page=len(slides)) for block in found)
        ooxml.forget(node)


def _slide(page: Element, styles: odf.Styles, role: str) -> Iterator[Block]:
    """Yield a slide's title, then the rest as it was laid down, last its notes."""
    notes = [node for node in page if local(node) == "notes"]
    shapes = [node for node in page if local(node) not in ("notes", "forms")]
    for shape in sorted(shapes, key=lambda node: odf.attribute(node, "class") != "title"):
        yield from _shape(shape, styles, role)
    for node in notes:
        for shape in node:
            yield from _shape(shape, styles, "text")


def _shape(shape: Element, styles: odf.Styles, title: str) -> Iterator[Block]:
    kind = odf.attribute(shape, "class")
    if kind in _NO_TEXT or odf.attribute(shape, "placeholder") == "true":
        return
    for node in odf.below(shape, ("p", "h", "table")):
        if local(node) == "table":
            yield from tables.blocks([_row(row) for row in odf.below(node, ("table-row",))])
            continue
        into = odf.paragraph(node, styles)
        style = odf.attribute(node, "style-name")
        size = into.size or styles.size("presentation", odf.attribute(shape, "style-name"))
        role = title if kind == "title" else "footer" if kind == "footer" else "text"
        for line in into.lines():
            yield Block(role, line, size, styles.centred("paragraph", style))


def _row(node: Element) -> list[str]:
    """Return the texts of a row's cells; those that a merged cell covers stand blank."""
    cells = odf.below(node, ("table-cell", "covered-table-cell"))
    return [odf.plain(cell) for cell in cells]
