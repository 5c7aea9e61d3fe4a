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
from dataclasses import dataclass
from typing import BinaryIO

from wenming_archive.model import Block, Extracted
from wenming_archive.read import ooxml, tables
from wenming_archive.read.limits import MAX_TEXT, broken, has_text, limited, open_zip, without_text
from wenming_archive.read.ooxml import Element, local, whole

_BOOK = "xl/workbook.xml"
#: Rows kept of one sheet, cells of one row, and characters of one cell (as many as Excel allows).
_MAX_ROWS, _MAX_CELLS, _MAX_CHARACTERS = 5000, 60, 32_767
#: How much of a date a cell shows.
_NO_DATE, _YEAR, _MONTH, _DAY = range(4)
#: Built-in number formats that are dates (ECMA-376, 18.8.30, zh-cn).
_BUILT_IN = {
    **dict.fromkeys([14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58], _DAY),
    **dict.fromkeys([17, 27, 36, 50, 52, 57], _MONTH),
}
_NOT_CODE = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|[\\_*].|AM/PM|A/P", re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)


@dataclass(frozen=True)
class _Book:
    """What the cells of all sheets refer to."""

    strings: list[str]
    #: For each cell style how much of a date it shows.
    dates: list[int]
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
    sheets = list(_sheets(archive, tree))
    if not sheets:
        raise broken("表格")
    book = _Book(_shared(archive), _date_styles(archive), _epoch(tree))
    for name, part in sheets:
        rows = list(_rows(archive, part, book))
        if any(any(row) for row in rows):
            yield Block("sheet", name)
            yield from tables.blocks(rows)


def _sheets(archive: zipfile.ZipFile, tree: Element | None) -> Iterator[tuple[str, str]]:
    """Yield each sheet's name and part, in the workbook's order."""
    parts = ooxml.relations(archive, _BOOK)
    for node in tree.iter() if tree is not None else ():
        if local(node) == "sheet":
            relation = next((v for k, v in node.attrib.items() if k.endswith("}id")), "")
            part = parts.get(relation, "")
            if part in archive.namelist() and "worksheets" in part:
                yield node.get("name", ""), part


def _epoch(tree: Element) -> dt.datetime:
    """Return day 0: 1899-12-30, because Excel believes that 1900 was a leap year; on a Mac 1904."""
    settings = tree.find("{*}workbookPr")
    mac = settings is not None and settings.get("date1904") in ("1", "true")
    return dt.datetime(1904, 1, 1) if mac else dt.datetime(1899, 12, 30)


def _rows(archive: zipfile.ZipFile, part: str, book: _Book) -> Iterator[list[str]]:
    """Yield a sheet's rows, as many as are kept: few, and together no longer than any text."""
    room = MAX_TEXT
    rows = ooxml.events(archive, part, ("row",))
    for _, node in itertools.islice(rows, _MAX_ROWS):
        cells: list[str] = []
        for cell in list(node)[:_MAX_CELLS]:
            at = min(_column(cell.get("r", "")) or len(cells), _MAX_CELLS)
            cells += [""] * (at - len(cells))
            cells.append(_text(cell, book))
        ooxml.forget(node)
        yield cells
        room -= sum(map(len, cells))
        if room <= 0:
            return


def _column(reference: str) -> int:
    """Return the column of a cell reference, from 0: ``C7`` gives 2."""
    number = 0
    for letter in reference[:10].rstrip("0123456789"):
        number = number * 26 + ord(letter.upper()) - 64
    return max(number - 1, 0)


def _text(cell: Element, book: _Book) -> str:
    kind, value, inline, style = _parts(cell)
    if kind == "inlineStr":
        return inline
    if value is None:
        return ""
    if kind == "s":
        at = whole(value)
        return book.strings[at] if at is not None and at < len(book.strings) else ""
    if kind == "b":
        return "是" if value == "1" else "否"
    if kind in ("str", "d", "e"):
        return "" if kind == "e" else _one_line(value)
    shown = book.dates[style] if style < len(book.dates) else _NO_DATE
    return _date(value, shown, book.epoch) or _number(value)


def _parts(node: Element) -> tuple[str, str | None, str, int]:
    value, inline = None, ""
    for child in node:
        if local(child) == "v":
            value = child.text
        elif local(child) == "is":
            inline = _string(child)
    return node.get("t", "n"), value, inline, whole(node.get("s")) or 0


def _date(value: str, shown: int, epoch: dt.datetime) -> str | None:
    """Return a number of days as a date, as much of it as is shown; ``None`` if it is none."""
    try:
        number = float(value)
    except ValueError:
        return None
    if not shown or not 1 <= number < 2_950_000:
        return None
    moment = epoch + dt.timedelta(seconds=round(number * 86_400))
    if shown < _DAY:
        return f"{moment.year}年" if shown == _YEAR else f"{moment.year}年{moment.month}月"
    day = f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{day} {moment:%H:%M}" if number % 1 else day


def _number(value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return _one_line(value)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.10g}"


def _shared(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    found: list[str] = []
    for _, node in ooxml.events(archive, "xl/sharedStrings.xml", ("si",)):
        found.append(_string(node))
        ooxml.forget(node)
    return found


def _string(node: Element) -> str:
    # rPh holds the reading of East Asian text, which is no text of the cell.
    runs = (n for n in node if local(n) in ("t", "r"))
    return _one_line("".join((t.text or "") for run in runs for t in run.iter("{*}t")))


def _date_styles(archive: zipfile.ZipFile) -> list[int]:
    """Return for each cell style how much of a date its number format shows."""
    tree = ooxml.root(archive, "xl/styles.xml")
    if tree is None:
        return []
    custom = {
        whole(node.get("numFmtId")): _shown(node.get("formatCode", ""))
        for node in tree.iter()
        if local(node) == "numFmt"
    }
    ids = [whole(xf.get("numFmtId")) or 0 for node in tree.iterfind("{*}cellXfs") for xf in node]
    return [custom[n] if n in custom else _BUILT_IN.get(n, _NO_DATE) for n in ids]


def _shown(code: str) -> int:
    """Return how much of a date a format code shows: ``yyyy年m月`` a month, ``[h]:mm`` nothing."""
    bare = _NOT_CODE.sub("", code.split(";", maxsplit=1)[0]).lower()
    if _ELAPSED.search(code) or not re.search("[ymd年月日]", bare):
        return _NO_DATE
    if re.search("[d日]", bare):
        return _DAY
    if re.search("[y年]", bare):
        return _MONTH if re.search("[m月]", bare) else _YEAR
    return _NO_DATE if re.search("[hs时分秒]", bare) else _MONTH


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_MAX_CHARACTERS]
