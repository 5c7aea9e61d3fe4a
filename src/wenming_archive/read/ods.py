"""OpenDocument sheets (.ods): sheets, title rows, head rows and rows, with dates as dates.

Sheets are streamed, and repeated rows and columns are never laid out: the last row of most sheets
stands for a million blank ones.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from wenming_archive.content import Block, Extracted
from wenming_archive.read import cells, odf, ooxml, tables
from wenming_archive.read.limits import MAX_TEXT, has_text, limited, only_pictures
from wenming_archive.read.ooxml import Element, local, whole

#: What may stand in a cell beside its text.
_BESIDE = frozenset(
    [*odf.SHAPES, "line", "polyline", "polygon", "path", "connector", "caption", "annotation"]
)
#: A weekday, or a date in Chinese figures; such dates are shown as they are seen.
_SEEN = re.compile(r"(?:星期|周|礼拜)?[一二三四五六日天]|[^0-9]*[一二三四五六七八九十]+[月日][^0-9]*")
#: Weekdays as they are seen where the program that wrote the file spoke English.
_WEEKDAYS = frozenset(f"{day}day" for day in ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"))
_TRUTH = {"true": "是", "false": "否"}


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the sheets of an .ods; hidden sheets too, since ledgers hide in them.

    One that holds only pictures is read, with a problem that says so.
    """
    with odf.opened(stream) as archive:
        blocks = tuple(limited(_blocks(archive)))
        properties, _ = odf.properties(archive)
        problems = () if has_text(blocks) else (only_pictures("表格", odf.has_pictures(archive)),)
    return Extracted(fmt, blocks, properties=properties, problems=problems)


def _blocks(archive: zipfile.ZipFile) -> Iterator[Block]:
    sheet, depth = _Sheet(), 0
    for event, node in ooxml.events(archive, odf.CONTENT, ("table", "table-row", "shapes"), starts=True):
        if local(node) == "table":
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1:
                sheet = _Sheet(odf.attribute(node, "name"))
            elif depth == 0:
                yield from sheet.blocks()
                ooxml.forget(node)
        elif event == "end" and depth == 1:
            if local(node) == "shapes":
                sheet.draw(node)
            else:
                sheet.add(node)
            ooxml.forget(node)


@dataclass
class _Sheet:
    """A sheet's rows, as many as are kept: few, and together no longer than any text."""

    name: str = ""
    rows: list[list[str]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    room: int = MAX_TEXT

    def add(self, node: Element) -> None:
        """Keep a ``table:table-row``, as often as it is repeated; blank rows are left out."""
        for cell in node:
            self.draw(cell)
        row = _row(node) if self.room > 0 and len(self.rows) < cells.MAX_ROWS else []
        if not any(row):
            return
        length = sum(map(len, row))
        left = cells.MAX_ROWS - len(self.rows)
        times = min(_times(node, "number-rows-repeated"), left, self.room // max(length, 1) + 1)
        self.rows += [row] * times
        self.room -= length * times

    def blocks(self) -> Iterator[Block]:
        """Yield the sheet's blocks, none when it is blank; boxes and comments come after the rows."""
        if self.rows or self.boxes or self.notes:
            yield Block("sheet", self.name)
            yield from tables.blocks(self.rows)
            yield from (Block("box", text) for text in self.boxes)
            yield from (Block("note", text) for text in self.notes)

    def draw(self, place: Element) -> None:
        """Take the boxes and comments out of a cell, or of the shapes beside the cells, and keep them."""
        for child in [node for node in place if local(node) in _BESIDE]:
            kept = self.notes if local(child) == "annotation" else self.boxes
            text = cells.one_line(odf.plain(child)) if self.room > 0 else ""
            kept += [text] if text else []
            self.room -= len(text)
            place.remove(child)


def _row(node: Element) -> list[str]:
    """Return a row's texts; what stands far to the right is moved to the last column kept."""
    texts: list[str] = []
    for cell in list(node)[: cells.MAX_CELLS * 20]:
        if local(cell) in ("table-cell", "covered-table-cell"):
            text = _text(cell)
            room = max(cells.MAX_CELLS - len(texts), 1 if text else 0)
            texts += [text] * min(_times(cell, "number-columns-repeated"), room)
            if len(texts) >= 2 * cells.MAX_CELLS:
                break
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _text(cell: Element) -> str:
    """Return a cell's text as it shows; dates in the one way that all sheets are read."""
    kinds = [value for key, value in cell.items() if key.endswith("}value-type")]
    if "error" in kinds:
        return ""
    seen = cells.one_line(odf.plain(cell))
    said = odf.attribute(cell, "boolean-value") if "boolean" in kinds else seen.lower()
    if said in _TRUTH and "string" not in kinds:  # a formula's truth is written as a number
        return _TRUTH[said]
    if "date" in kinds and "年" not in seen and not _SEEN.fullmatch(seen):
        return _date(odf.attribute(cell, "date-value"), weekday=seen.lower() in _WEEKDAYS) or seen
    return seen or cells.one_line(odf.attribute(cell, "string-value") or odf.attribute(cell, "value"))


def _date(value: str, *, weekday: bool) -> str | None:
    try:
        when = dt.datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return None
    return f"星期{'一二三四五六日'[when.weekday()]}" if weekday else cells.moment(when)


def _times(node: Element, name: str) -> int:
    return max(whole(odf.attribute(node, name)) or 1, 1)
