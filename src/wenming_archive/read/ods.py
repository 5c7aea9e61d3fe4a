"""OpenDocument sheets (.ods): sheets, title rows, head rows and rows, with dates as dates.

Sheets are streamed, and repeated rows and columns are never laid out: the last row of most sheets
stands for a million blank ones.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from wenming_archive.model import Block, Extracted
from wenming_archive.read import cells, odf, ooxml, tables
from wenming_archive.read.limits import MAX_TEXT, has_text, limited, only_pictures
from wenming_archive.read.ooxml import Element, local, whole

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
    for event, node in ooxml.events(archive, odf.CONTENT, ("table", "table-row"), starts=True):
        if local(node) == "table":
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1:
                sheet = _Sheet(odf.attribute(node, "name"))
            elif depth == 0:
                yield from sheet.blocks()
                ooxml.forget(node)
        elif event == "end" and depth == 1:
            sheet.add(node)
            ooxml.forget(node)


@dataclass
class _Sheet:
    """A sheet's rows, as many as are kept: few, and together no longer than any text."""

    name: str = ""
    rows: list[list[str]] = field(default_factory=list)
    room: int = MAX_TEXT

    def add(self, node: Element) -> None:
        """Keep a ``table:table-row``, as often as it is repeated; blank rows are left out."""
        row = _row(node) if self.room > 0 and len(self.rows) < cells.MAX_ROWS else []
        if not any(row):
            return
        length = sum(map(len, row))
        left = cells.MAX_ROWS - len(self.rows)
        times = min(_times(node, "number-rows-repeated"), left, self.room // max(length, 1) + 1)
        self.rows += [row] * times
        self.room -= length * times

    def blocks(self) -> Iterator[Block]:
        """Yield the sheet's blocks, none when it is blank."""
        if self.rows:
            yield Block("sheet", self.name)
            yield from tables.blocks(self.rows)


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
    if "date" in kinds and "年" not in seen:
        return _date(odf.attribute(cell, "date-value")) or seen
    return seen or cells.one_line(odf.attribute(cell, "string-value") or odf.attribute(cell, "value"))


def _date(value: str) -> str | None:
    try:
        return cells.moment(dt.datetime.fromisoformat(value).replace(tzinfo=None))
    except ValueError:
        return None


def _times(node: Element, name: str) -> int:
    return max(whole(odf.attribute(node, name)) or 1, 1)
