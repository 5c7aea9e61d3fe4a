"""Old Excel (.xls, .et): sheets, title rows, head rows and rows, with dates as dates.

A damaged style table, or a code page that is not the text's, costs the styles and not the text.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.model import Problem
from wenming_archive.read import cells, tables, xls_boxes
from wenming_archive.read.cfb import open_compound
from wenming_archive.read.limits import (
    MAX_PART,
    MAX_TEXT,
    Unreadable,
    broken,
    has_text,
    limited,
    only_pictures,
)

#: Beyond this size formats are left out: they would keep every blank cell that has a border.
_FORMATTED = 16 << 20
#: A workbook holds no more sheets in practice.
_MAX_SHEETS = 256
#: What a picture in a workbook begins with.
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
#: Ways of opening, tried in turn: as it is; without formats; as if it did not name its code page;
#: over a damaged frame.
_WAYS: tuple[dict[str, Any], ...] = (
    {"formatting_info": True},
    {},
    {"encoding_override": "gb18030"},
    {"encoding_override": "gb18030", "ignore_workbook_corruption": True},
)
_PART = Problem("truncated", "表格不完整或已损坏，只读出了一部分；请向提供单位重新索取")


class _Silence(io.TextIOBase):
    """Takes the library's remarks on odd files."""

    def write(self, text: str) -> int:
        return len(text)


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the sheets of an .xls; hidden sheets too, since ledgers hide in them.

    One whose later sheets are damaged, or that holds only pictures, is read with a problem that
    says so.
    """
    data = stream.read(MAX_PART)
    book, whole = opened(data)
    damaged: list[str] = []
    blocks = tuple(limited(_blocks(book, damaged)))
    if damaged and not has_text(blocks):
        raise broken("表格")
    problems = (_PART,) if damaged or not whole else ()
    if not has_text(blocks):
        problems = (only_pictures("表格", any(mark in data for mark in _PICTURES)),)
    return Extracted(fmt, blocks, properties=_properties(data), problems=problems)


def opened(data: bytes) -> tuple[Any, bool]:
    """Return the workbook and whether its frame is whole."""
    for way in _WAYS[1:] if len(data) > _FORMATTED else _WAYS:
        try:
            book = _open(data, way)
        except problems() as error:
            if "encrypted" in str(error):
                raise Unreadable(
                    "encrypted", "文件加了打开密码；请在 WPS 或 Excel 中去掉密码后另存"
                ) from error
            continue
        return book, "ignore_workbook_corruption" not in way
    raise broken("表格")


def _open(data: bytes, way: dict[str, Any]) -> Any:
    import xlrd

    book = xlrd.open_workbook(
        file_contents=data, logfile=_Silence(), on_demand=True, ragged_rows=True, use_mmap=False, **way
    )
    if book.nsheets and "formatting_info" in way:
        book.sheet_by_index(0)  # whatever formats can spoil shows here, while there are other ways
    return book


def problems() -> tuple[type[Exception], ...]:
    """Return what the library raises at damaged content: it checks little before it reads."""
    from xlrd.biffh import XLRDError
    from xlrd.compdoc import CompDocError
    from xlrd.formula import FormulaError

    own = (XLRDError, CompDocError, FormulaError)
    return (*own, struct.error, ArithmeticError, AssertionError, AttributeError, LookupError, NameError,
            NotImplementedError, OSError, TypeError, ValueError)  # fmt: skip


def _blocks(book: Any, damaged: list[str]) -> Iterator[Block]:
    """Yield the sheets' blocks; the names of those that cannot be read go to ``damaged``."""
    for at, name in enumerate(book.sheet_names()[:_MAX_SHEETS]):
        try:
            sheet = book.sheet_by_index(at)
            rows, beside = list(_rows(book, sheet)), _beside(book, sheet, at)
            book.unload_sheet(at)
        except problems():
            damaged.append(name)
            continue
        if beside or any(any(row) for row in rows):
            yield Block("sheet", name)
            yield from tables.blocks(rows)
            yield from beside


def _beside(book: Any, sheet: Any, at: int) -> list[Block]:
    """Return a sheet's boxes, then its comments."""
    boxes = limited(
        Block("box", cells.one_line(text)) for text in xls_boxes.boxes(book.mem, book._sh_abs_posn[at])
    )
    notes = (sheet.cell_note_map[place].text for place in sorted(sheet.cell_note_map))
    found = [*boxes, *limited(Block("note", cells.one_line(text)) for text in notes)]
    return [block for block in found if block.text]


def _rows(book: Any, sheet: Any) -> Iterator[list[str]]:
    """Yield a sheet's rows, as many as are kept: few, and together no longer than any text."""
    room, kept = MAX_TEXT, 0
    for at in range(sheet.nrows):
        if not sheet.row_len(at):
            continue
        row = _row(book, sheet, at)
        yield row
        kept += 1
        room -= sum(map(len, row))
        if room <= 0 or kept == cells.MAX_ROWS:
            return


def _row(book: Any, sheet: Any, at: int) -> list[str]:
    """Return a row's texts; what stands far to the right is moved to the last column kept."""
    texts = [_text(book, sheet, at, column) for column in range(sheet.row_len(at))]
    far = [text for text in texts[cells.MAX_CELLS :] if text][: cells.MAX_CELLS]
    return texts[: cells.MAX_CELLS] + far


def _text(book: Any, sheet: Any, row: int, column: int) -> str:
    import xlrd

    kind, value = sheet.cell_type(row, column), sheet.cell_value(row, column)
    if kind == xlrd.XL_CELL_TEXT:
        return cells.worded(cells.one_line(value), form(book, sheet, row, column, kind))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return "是" if value else "否"
    if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        epoch = cells.MAC_EPOCH if book.datemode else cells.EPOCH
        return cells.shown(value, form(book, sheet, row, column, kind), epoch)
    return ""


def form(book: Any, sheet: Any, row: int, column: int, kind: int) -> cells.Form:
    """Return a cell's number format; without formats it is known only whether it is a date."""
    import xlrd

    if not book.formatting_info:
        return cells.built_in(14) if kind == xlrd.XL_CELL_DATE else cells.Form()
    style = sheet.cell_xf_index(row, column)
    key = book.xf_list[style].format_key if style < len(book.xf_list) else 0
    if key < 60 or key not in book.format_map:
        known = cells.built_in(key)
        if known != cells.Form():
            return known
    return cells.form(book.format_map[key].format_str) if key in book.format_map else cells.Form()


def _properties(data: bytes) -> Properties:
    """Return what the shell states; a bare workbook stream, without a shell, states nothing."""
    try:
        return open_compound(io.BytesIO(data)).properties()
    except Unreadable:
        return Properties()


def _encrypted() -> Unreadable:
    return Unreadable("encrypted", "文件加了打开密码；请在 WPS 或 Excel 中去掉密码后另存")
