"""Excel (.xlsx): sheets, title rows, head rows and rows, with dates as dates.

Sheets are streamed: a stray cell in the last column of the last row, common in office ledgers,
makes array-based readers ask for half a terabyte.
"""

from __future__ import annotations

import datetime as dt
import itertools
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO

from wenming_archive.content import Block, Extracted
from wenming_archive.read import cells as shape
from wenming_archive.read import drawn, ooxml, tables
from wenming_archive.read.cells import MAX_CELLS, MAX_ROWS, Form, one_line
from wenming_archive.read.limits import MAX_TEXT, broken, has_text, limited, open_zip, without_text
from wenming_archive.read.ooxml import Element, local, whole

_BOOK = "xl/workbook.xml"
_PLAIN = Form()


@dataclass(frozen=True)
class _Book:
    """What the cells of all sheets refer to."""

    strings: list[str]
    #: For each cell style its number format.
    forms: list[Form]
    #: Day 0.
    epoch: dt.datetime


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the sheets of an .xlsx; hidden sheets too, since ledgers hide in them.

    One that holds only pictures is read, with a problem that says so.
    """
    with open_zip(stream) as archive:
        blocks = tuple(limited(_blocks(archive)))
        problems = () if has_text(blocks) else (without_text("表格", archive.namelist(), "xl"),)
        return Extracted(fmt, blocks, properties=ooxml.properties(archive), problems=problems)


def _blocks(archive: zipfile.ZipFile) -> Iterator[Block]:
    tree = ooxml.root(archive, _BOOK)
    named = list(sheets(archive, tree))
    if not named:
        raise broken("表格")
    book = _Book(_shared(archive), forms(archive), epoch(tree))
    unread = set(archive.namelist())
    for name, part in named:
        margins: list[Block] = []
        rows = list(_rows(archive, part, book, margins))
        blocks = itertools.chain(tables.blocks(rows), drawn.beside(archive, part, unread), margins)
        first = next(blocks, None)
        if first:
            yield Block("sheet", name)
            yield first
            yield from blocks


def sheets(archive: zipfile.ZipFile, tree: Element | None) -> Iterator[tuple[str, str]]:
    """Yield each sheet's name and part, in the workbook's order; none is read twice."""
    parts, unread = ooxml.relations(archive, _BOOK), set(archive.namelist())
    for node in tree.iter() if tree is not None else ():
        if local(node) == "sheet":
            relation = next((v for k, v in node.attrib.items() if k.endswith("}id")), "")
            part = parts.get(relation, "")
            if part in unread and "worksheets" in part:
                unread.remove(part)
                yield node.get("name", ""), part


def epoch(tree: Element) -> dt.datetime:
    """Return day 0: of a PC, or of a Mac."""
    settings = tree.find("{*}workbookPr")
    mac = settings is not None and settings.get("date1904") in ("1", "true")
    return shape.MAC_EPOCH if mac else shape.EPOCH


def _rows(archive: zipfile.ZipFile, part: str, book: _Book, margins: list[Block]) -> Iterator[list[str]]:
    """Yield a sheet's rows, as many as are kept: few, and together no longer than any text.

    What stands in the heads and feet of its pages is added to ``margins``.
    """
    room = MAX_TEXT
    rows = ooxml.events(archive, part, ("row", "headerFooter"))
    for _, node in itertools.islice(rows, MAX_ROWS):
        if local(node) == "headerFooter":
            margins += drawn.margins(node)
            continue
        cells: list[str] = []
        for cell in list(node)[:MAX_CELLS]:
            at = min(column(cell.get("r", "")) or len(cells), MAX_CELLS)
            cells += [""] * (at - len(cells))
            cells.append(_text(cell, book))
        ooxml.forget(node)
        yield cells
        room -= sum(map(len, cells))
        if room <= 0:
            return


def column(reference: str) -> int:
    """Return the column of a cell reference, from 0: ``C7`` gives 2."""
    return _lettered(reference[:10].rstrip("0123456789"))


@lru_cache(1024)
def _lettered(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter.upper()) - 64
    return max(number - 1, 0)


def _text(cell: Element, book: _Book) -> str:
    kind, value, inline, style = _parts(cell)
    form = book.forms[style] if style < len(book.forms) else _PLAIN
    if kind == "inlineStr":
        return shape.worded(inline, form) if form.words else inline
    if value is None:
        return ""
    if kind == "s":
        at = whole(value)
        text = book.strings[at] if at is not None and at < len(book.strings) else ""
        return shape.worded(text, form) if form.words else text
    if kind == "b":
        return "是" if value == "1" else "否"
    if kind in ("str", "d", "e"):
        return "" if kind == "e" else shape.worded(one_line(value), form)
    return _number(value, form, book.epoch)


def _parts(node: Element) -> tuple[str, str | None, str, int]:
    value, inline = None, ""
    for child in node:
        name = local(child)
        if name == "v":
            value = child.text
        elif name == "is":
            inline = _string(child)
    return node.get("t", "n"), value, inline, whole(node.get("s")) or 0


def _number(value: str, form: Form, epoch: dt.datetime) -> str:
    try:
        number = float(value)
    except ValueError:
        return one_line(value)
    return shape.shown(number, form, epoch)


def _shared(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    found: list[str] = []
    for _, node in ooxml.events(archive, "xl/sharedStrings.xml", ("si",)):
        found.append(_string(node))
        ooxml.forget(node)
    return found


def _string(node: Element) -> str:
    if len(node) == 1 and local(node[0]) == "t":
        return one_line(node[0].text or "")
    return one_line(drawn.text_of(node))


def forms(archive: zipfile.ZipFile) -> list[Form]:
    """Return for each cell style its number format."""
    tree = ooxml.root(archive, "xl/styles.xml")
    if tree is None:
        return []
    custom = {
        whole(node.get("numFmtId")): shape.form(node.get("formatCode", ""))
        for node in tree.iter()
        if local(node) == "numFmt"
    }
    ids = [whole(xf.get("numFmtId")) or 0 for node in tree.iterfind("{*}cellXfs") for xf in node]
    return [custom[n] if n in custom else shape.built_in(n) for n in ids]
