"""Slides (.pptx, .ppsx, .potx, .pptm): the slides in their order, with tables and notes (ECMA-376)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from wenming_archive.content import Block, Extracted
from wenming_archive.read import ooxml, tables
from wenming_archive.read.limits import broken, has_text, limited, open_zip, without_text
from wenming_archive.read.ooxml import Element, local, whole

_MAIN = "ppt/presentation.xml"
#: Beyond this many slides none are read: the largest talks have some hundreds.
_MAX_SLIDES = 2000
#: Placeholders whose text is no text of the slide.
_NO_TEXT = frozenset(["sldNum", "dt", "hdr", "sldImg"])
_TITLES = ("title", "ctrTitle")
#: What an old program is shown instead, and extensions, which are no text.
_OUTSIDE = frozenset(["Fallback", "extLst"])


@dataclass(frozen=True)
class _Line:
    text: str
    size: float = 0
    centred: bool = False


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the text of the slides, hidden ones too; pages are the slides.

    Slides that hold only pictures are read, with a problem that says so.
    """
    with open_zip(stream) as archive:
        slides = _slides(archive)
        blocks = tuple(limited(_blocks(archive, slides)))
        problems = () if has_text(blocks) else (without_text("幻灯片", archive.namelist(), "ppt"),)
        properties = ooxml.properties(archive)
    return Extracted(fmt, blocks, len(slides), True, properties, problems=problems)


def _slides(archive: zipfile.ZipFile) -> list[str]:
    """Return the slides' parts in the order they are shown in."""
    tree = ooxml.root(archive, _MAIN)
    parts = ooxml.relations(archive, _MAIN)
    listed = (node for node in (tree.iter() if tree is not None else ()) if local(node) == "sldId")
    found = [parts.get(_relation(node), "") for node in listed]
    slides = [part for part in found if part in archive.NameToInfo][:_MAX_SLIDES]
    if found and not slides:
        raise broken("幻灯片")
    return slides


def _relation(node: Element) -> str:
    return next((str(v) for key, v in node.attrib.items() if key.endswith("}id")), "")


def _blocks(archive: zipfile.ZipFile, slides: list[str]) -> Iterator[Block]:
    for at, part in enumerate(slides):
        tree = ooxml.root(archive, part)
        others = ooxml.relations(archive, part)
        shapes = list(_shapes(tree))
        shapes.sort(key=lambda shape: _placeholder(shape) not in _TITLES)
        found = [block for s in shapes for block in _shape(archive, s, others, "heading" if at else "title")]
        yield from (replace(block, page=at + 1) for block in (*found, *_notes(archive, others)))


def _shapes(node: Element) -> Iterator[Element]:
    """Yield the shapes and frames below ``node`` as they were laid down, groups opened."""
    for child in node:
        if local(child) in ("sp", "graphicFrame"):
            yield child
        elif local(child) not in _OUTSIDE:
            yield from _shapes(child)


def _placeholder(shape: Element) -> str:
    """Return what a shape is a placeholder for, ``body`` if it does not say, empty if it is none."""
    for node in shape.iterfind("{*}nvSpPr/{*}nvPr/{*}ph"):
        return str(node.get("type", "body"))
    return ""


def _shape(archive: zipfile.ZipFile, shape: Element, others: dict[str, str], title: str) -> Iterator[Block]:
    if local(shape) == "graphicFrame":
        yield from _frame(archive, shape, others)
        return
    kind = _placeholder(shape)
    if kind not in _NO_TEXT:
        role = title if kind in _TITLES else "footer" if kind == "ftr" else "text"
        yield from (Block(role, line.text, line.size, line.centred) for line in _lines(shape))


def _frame(archive: zipfile.ZipFile, frame: Element, others: dict[str, str]) -> Iterator[Block]:
    """Yield a table's rows, or the words of a diagram."""
    for node in frame.iter("{*}tbl", "{*}relIds"):
        if local(node) == "tbl":
            rows = ([_cell(cell) for cell in row.iterfind("{*}tc")] for row in node.iterfind("{*}tr"))
            yield from tables.blocks(list(rows))
            continue
        part = next((others.get(str(v), "") for key, v in node.attrib.items() if key.endswith("}dm")), "")
        tree = ooxml.root(archive, part)
        yield from (Block("text", line.text) for line in (_lines(tree) if tree is not None else ()))


def _cell(cell: Element) -> str:
    return " ".join(" ".join(line.text for line in _lines(cell)).split())


def _notes(archive: zipfile.ZipFile, others: dict[str, str]) -> Iterator[Block]:
    part = next((name for name in others.values() if "/notesSlides/" in name), "")
    tree = ooxml.root(archive, part)
    for shape in _shapes(tree) if tree is not None else ():
        if _placeholder(shape) == "body":
            yield from (Block("text", line.text) for line in _lines(shape))


def _lines(node: Element) -> Iterator[_Line]:
    """Yield the lines of all paragraphs below ``node`` that show anything."""
    for paragraph in node.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p",
                               "{http://purl.oclc.org/ooxml/drawingml/main}p"):  # fmt: skip
        text = "".join(_runs(paragraph))
        size = max((_size(run) for run in paragraph.iter("{*}rPr")), default=0)
        centred = any(node.get("algn") == "ctr" for node in paragraph.iterfind("{*}pPr"))
        for line in re.split(r"[\n\v]", text):
            if line.strip():
                yield _Line(line.strip(), size, centred)


def _runs(paragraph: Element) -> Iterator[str]:
    for child in paragraph:
        name = local(child)
        if name == "br":
            yield "\n"
        elif name == "r" or (name == "fld" and child.get("type") != "slidenum"):
            yield from (text.text or "" for text in child.iterfind("{*}t"))


def _size(run: Element) -> float:
    return (whole(run.get("sz")) or 0) / 100
