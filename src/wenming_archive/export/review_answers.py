"""What colleagues wrote on the sheet of a review, whichever program saved it."""

from __future__ import annotations

import io
import json
import struct
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wenming_archive.export import review_sheet as asked
from wenming_archive.export.review_sheet import Choice, Identity

_NEEDED = (asked.SOURCE, asked.ACT, *asked.CODES, *asked.IDENTITY)
#: How far down the head may have been pushed.
_HEAD_WITHIN = 20
#: Bytes, packed and unpacked, beyond which it is no sheet of ours.
_MOST, _MOST_UNPACKED = 50_000_000, 400_000_000
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, SyntaxError, RuntimeError),
    *(ValueError, TypeError, LookupError, AttributeError, OverflowError),
)
_OLD = b"\xd0\xcf\x11\xe0"

_Row = tuple[Any, ...]


class Foreign(Exception):
    """What was given is no sheet of a review; the message says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One row as it was filled in."""

    #: Its number in the sheet.
    row: int
    #: The item as the row shows it.
    shown: str
    #: ``None`` when the hidden cells are damaged, or do not belong to what the row shows.
    identity: Identity | None
    act: str
    #: What stands under each indicator's head; empty where nothing does.
    codes: tuple[str, ...]
    #: Heads whose cell holds a number or a date, not text.
    numbers: tuple[str, ...] = ()

    @property
    def marked(self) -> bool:
        """True when somebody filled in something to be done."""
        return bool(self.act or any(self.codes) or self.numbers)


@dataclass(frozen=True, slots=True)
class Filled:
    """A workbook that came back."""

    workspace: str
    answers: tuple[Answer, ...]
    #: The indicators there were to choose, by what the drop-downs showed.
    choices: Mapping[str, Choice]


def is_sheet(data: bytes) -> bool:
    """Say whether ``data`` is the workbook of a review, of whatever workspace."""
    try:
        read(data)
    except Foreign:
        return False
    return True


def read(data: bytes) -> Filled:
    """Return what was filled in.

    :raises Foreign: if it is no sheet of a review.
    """
    sheets = _sheets(data)
    mark = {plain(row[0]): plain(row[1]) for row in sheets.get(asked.MARK, ()) if len(row) > 1}
    if mark.get(asked.USE) != asked.PURPOSE:
        raise Foreign("不是 archive review --to 写出的表")
    if mark.get(asked.FORMAT) != asked.VERSION:
        raise Foreign("是另一个版本的程序写出的表；请用现在的程序重新写出")
    workspace = _unpacked(mark.get(asked.WORKSPACE))
    if not workspace or "\0" in workspace:
        raise Foreign("没有写明是哪个工作区的；请重新写出")
    head, rows = _answers_of(sheets)
    answers = tuple(_answer(n, row, head) for n, row in rows if any(plain(cell) for cell in row))
    return Filled(workspace, answers, _choices(sheets))


def plain(value: Any) -> str:
    """Return a cell's text without the spaces around it; of a whole number its digits."""
    if value is None:
        return ""
    return unicodedata.normalize("NFC", str(value).replace("_x005F_", "_")).strip()


def _sheets(data: bytes) -> dict[str, list[_Row]]:
    """Return the rows of each sheet.

    :raises Foreign: if it is no workbook that can be read.
    """
    from openpyxl import load_workbook

    if data.startswith(_OLD):
        raise Foreign("是旧版 Excel 文件，或加了密码；请另存为不加密码的 .xlsx")
    try:
        _refuse_bomb(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drop-downs and styles, which are not read here
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            return {sheet.title: list(_rows(sheet)) for sheet in book.worksheets}
    except _DAMAGE as error:
        raise Foreign("不是 xlsx 工作簿，或已损坏") from error


def _refuse_bomb(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        unpacked = sum(info.file_size for info in packed.infolist())
    if len(data) > _MOST or unpacked > _MOST_UNPACKED:
        raise Foreign("太大，不是 archive review --to 写出的表")


def _rows(sheet: Any) -> Iterator[_Row]:
    sheet.reset_dimensions()  # some programs write them wrong
    return iter(sheet.iter_rows(values_only=True))


def _answers_of(sheets: Mapping[str, Sequence[_Row]]) -> tuple[dict[str, int], list[tuple[int, _Row]]]:
    """Return where each head stands, and the numbered rows below.

    :raises Foreign: naming the heads that are missing.
    """
    names = sorted(sheets, key=lambda name: name != asked.SHEET)  # unless somebody renamed it
    for name in names:
        for n, row in enumerate(sheets[name][:_HEAD_WITHIN], 1):
            head = {plain(cell): at for at, cell in reversed(list(enumerate(row)))}
            if all(needed in head for needed in _NEEDED):
                return head, list(enumerate(sheets[name][n:], n + 1))
    raise Foreign(f"的“{asked.SHEET}”表缺了列；{_missing(sheets.get(asked.SHEET, ()))}请重新写出")


def _missing(rows: Sequence[_Row]) -> str:
    seen = {plain(cell) for row in rows[:_HEAD_WITHIN] for cell in row}
    gone = [name for name in _NEEDED if name not in seen]
    return f"找不到 {'、'.join(gone)}；" if rows and gone else ""


def _answer(number: int, row: _Row, head: Mapping[str, int]) -> Answer:
    cells = {name: row[at] if at < len(row) else None for name, at in head.items()}
    asked_of = (asked.ACT, *asked.CODES)
    numbers = tuple(name for name in asked_of if not _is_text(cells[name]))
    shown = plain(cells[asked.SOURCE])
    return Answer(
        number,
        shown,
        _identity([plain(cells[name]) for name in asked.IDENTITY], shown),
        plain(cells[asked.ACT]),
        tuple(plain(cells[name]) for name in asked.CODES),
        numbers,
    )


def _is_text(value: Any) -> bool:
    """Say whether a cell's value can be meant as text: a code that is a whole number can."""
    return isinstance(value, (str, int, type(None))) and not isinstance(value, bool)


def _identity(cells: Sequence[str], shown: str) -> Identity | None:
    root, source = _unpacked(cells[1]), _unpacked(cells[2])
    if root is None or source is None:
        return None
    found = Identity(cells[0], root, source)
    whole = list(found.cells) == list(cells)
    return found if whole and _bare(asked.line(source)) == _bare(shown) else None


def _unpacked(text: str | None) -> str | None:
    try:
        value = json.loads(text or "")
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def _bare(text: str) -> str:
    return "".join(text.split())


def _choices(sheets: Mapping[str, Iterable[_Row]]) -> dict[str, Choice]:
    rows = [row for row in sheets.get(asked.LEAVES, ()) if len(row) >= 3]
    return {plain(row[0]): Choice(plain(row[1]), plain(row[2])) for row in rows[1:]}
