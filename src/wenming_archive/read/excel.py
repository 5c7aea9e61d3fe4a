"""Excel (.xlsx): sheets, title rows, head rows and rows, with dates as dates.

Sheets are streamed: a stray cell in the last column of the last row, common in office ledgers,
makes array-based readers ask for half a terabyte.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from wenming_archive.model import Block, Extracted
from wenming_archive.read import ooxml, tables
from wenming_archive.read.limits import MAX_TEXT, open_zip
from wenming_archive.read.ooxml import Element, local

_BOOK = "xl/workbook.xml"
#: Rows kept of one sheet, and cells of one row.
_MAX_ROWS, _MAX_CELLS = 5000, 60
#: Built-in number formats that are dates (ECMA-376, 18.8.30).
_DATE_FORMATS = {*range(14, 18), 22, *range(27, 32), *range(50, 59)}
_CODE_OF_DATE = re.compile(r"[ymd年月日]", re.IGNORECASE)
_NOT_CODE = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|\\.")


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the sheets of an .xlsx; hidden sheets too, since ledgers hide in them."""
    with open_zip(stream) as archive:
        strings = _shared(archive)
        dated = _date_styles(archive)
        blocks: list[Block] = []
        for name, part in _sheets(archive):
            rows = list(_rows(archive, part, strings, dated))
            if any(any(row) for row in rows):
                blocks += [Block("sheet", name), *tables.blocks(rows)]
        if sum(len(b.text) for b in blocks) > MAX_TEXT:
            blocks = _cut(blocks)
        return Extracted(fmt, tuple(blocks), properties=ooxml.properties(archive))


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield each sheet's name and part, in the workbook's order."""
    parts = ooxml.relations(archive, _BOOK)
    book = ooxml.root(archive, _BOOK)
    for node in book.iter() if book is not None else ():
        if local(node) == "sheet":
            relation = next((v for k, v in node.attrib.items() if k.endswith("}id")), "")
            part = parts.get(relation, "")
            if part in archive.namelist() and "worksheets" in part:
                yield node.get("name", ""), part


def _rows(archive: zipfile.ZipFile, part: str, strings: list[str], dated: list[bool]) -> Iterator[list[str]]:
    rows = ooxml.events(archive, part, ("row",))
    for _, node in itertools.islice(rows, _MAX_ROWS):
        cells: list[str] = []
        for cell in list(node)[:_MAX_CELLS]:
            at = min(_column(cell.get("r", "")) or len(cells), _MAX_CELLS)
            cells += [""] * (at - len(cells))
            cells.append(_text(cell, strings, dated))
        ooxml.forget(node)
        yield cells


def _column(reference: str) -> int:
    """Return the column of a cell reference, from 0: ``C7`` gives 2."""
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter.upper()) - 64
    return max(number - 1, 0)


def _text(cell: Element, strings: list[str], dated: list[bool]) -> str:
    kind, value, inline, style = _parts(cell)
    if kind == "inlineStr":
        return _one_line(inline)
    if value is None:
        return ""
    if kind == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    if kind == "b":
        return "是" if value == "1" else "否"
    if kind in ("str", "d", "e"):
        return "" if kind == "e" else _one_line(value)
    return _number(value, style < len(dated) and dated[style])


def _parts(node: Element) -> tuple[str, str | None, str, int]:
    value, inline = None, ""
    for child in node:
        if local(child) == "v":
            value = child.text
        elif local(child) == "is":
            inline = "".join(t.text or "" for t in child.iter() if local(t) == "t")
    style = node.get("s", "")
    return node.get("t", "n"), value, inline, int(style) if style.isdecimal() else 0


def _number(value: str, is_date: bool) -> str:
    try:
        number = float(value)
    except ValueError:
        return _one_line(value)
    if is_date and 1 <= number < 2_958_466:
        # Day 0 is 1899-12-30, because Excel believes that 1900 was a leap year.
        moment = dt.datetime(1899, 12, 30) + dt.timedelta(days=number)
        shown = f"{moment.year}年{moment.month}月{moment.day}日"
        return f"{shown} {moment:%H:%M}" if number % 1 else shown
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.10g}"


def _shared(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    found: list[str] = []
    for _, node in ooxml.events(archive, "xl/sharedStrings.xml", ("si",)):
        # rPh holds the reading of East Asian text, which is no text of the cell.
        runs = (n for n in node if local(n) in ("t", "r"))
        texts = ((t.text or "") for run in runs for t in run.iter("{*}t"))
        found.append(_one_line("".join(texts)))
        ooxml.forget(node)
    return found


def _date_styles(archive: zipfile.ZipFile) -> list[bool]:
    """Return for each cell style whether its number format is a date."""
    tree = ooxml.root(archive, "xl/styles.xml")
    if tree is None:
        return []
    custom = {
        int(node.get("numFmtId", "0")): _CODE_OF_DATE.search(_NOT_CODE.sub("", node.get("formatCode", "")))
        for node in tree.iter()
        if local(node) == "numFmt"
    }
    formats = [node for node in tree if local(node) == "cellXfs"]
    ids = [int(xf.get("numFmtId", "0")) for node in formats for xf in node]
    return [n in _DATE_FORMATS or bool(custom.get(n)) for n in ids]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cut(blocks: list[Block]) -> list[Block]:
    kept, total = [], 0
    for block in blocks:
        total += len(block.text)
        if total > MAX_TEXT:
            break
        kept.append(block)
    return kept
