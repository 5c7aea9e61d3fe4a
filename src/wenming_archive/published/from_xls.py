"""Old Excel (.xls, .et): a grid for each sheet, with merges, line breaks in cells and hidden rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from wenming_archive.published.from_xlsx import placed
from wenming_archive.published.grid import MAX_COLUMNS, MAX_ROWS, Grid, Line, Part, lines
from wenming_archive.read import cells as shape
from wenming_archive.read import xls
from wenming_archive.read.limits import MAX_PART, broken


def read(stream: BinaryIO) -> tuple[Part, ...]:
    """Return for each sheet that is not hidden a line with its name, and its grid."""
    book, _ = xls.opened(stream.read(MAX_PART))
    parts: list[Part] = []
    for at, name in enumerate(book.sheet_names()[:256]):
        try:
            found = _grid(book, book.sheet_by_index(at), name)
            hidden = bool(book.sheet_by_index(at).visibility)
        except xls.problems() as error:
            raise broken("表格") from error
        if found.cells:
            parts += [Line(name, name, "hidden" if hidden else "sheet"), found]
    return tuple(parts)


def _grid(book: Any, sheet: Any, name: str) -> Grid:
    texts = {(row, column): text for row, column, text in _texts(book, sheet)}
    merges = {(top, left): (end - 1, right - 1) for top, end, left, right in sheet.merged_cells}
    hidden = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
    return placed(texts, merges, hidden, name)


def _texts(book: Any, sheet: Any) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    for row in range(min(sheet.nrows, MAX_ROWS)):
        for column in range(min(sheet.row_len(row), MAX_COLUMNS)):
            text = lines(_text(book, sheet, row, column))
            if text:
                yield row, column, text


def _text(book: Any, sheet: Any, row: int, column: int) -> str:
    import xlrd

    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_TEXT:
        return str(value)
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        epoch = shape.MAC_EPOCH if book.datemode else shape.EPOCH
        return shape.shown(value, xls.form(book, sheet, row, column, kind), epoch)
    return ""
