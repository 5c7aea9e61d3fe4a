"""Plain text and CSV masked, in the encoding they came in."""

from __future__ import annotations

import re
from typing import BinaryIO

from wenming_archive.privacy import minors, sweep, tables
from wenming_archive.privacy.spans import replaced
from wenming_archive.read import encoding
from wenming_archive.read import tables as shape
from wenming_archive.read.plain import delimiter


def masked(stream: BinaryIO, about: str, *, talk: bool, table: bool) -> bytes:
    """Return the bytes of a text with what is personal in it masked; of a ``table`` by its heads.

    ``about`` is its title and name; ``talk`` says that it is the record of a talk with a pupil.
    """
    data = stream.read()
    codec = encoding.detect(data)
    # Bytes that are no text stay as they are.
    errors = "replace" if codec.startswith("utf-16") else "surrogateescape"
    text = data.decode(codec, errors)
    # In a table the heads tell an order's number from a telephone's; line by line nothing would.
    text = _table(text, about) if table else "".join(map(sweep.masked, text.splitlines(keepends=True)))
    if talk:
        lines = text.splitlines(keepends=True)
        text = "".join(replaced(line, minors.spoken_of(line)) for line in lines)
    return text.encode(codec, errors)


def _table(text: str, about: str) -> str:
    """Return a CSV with its cells masked; quotation marks and separators stay as they are."""
    lines = text.splitlines(keepends=True)
    mark = re.escape(delimiter(text))
    field = re.compile(rf'(?:"(?:[^"]|"")*"|[^{mark}\r\n])+')
    fields = [list(field.finditer(line)) for line in lines]
    columns = [[_column(line, one, mark) for one in row] for line, row in zip(lines, fields, strict=True)]
    rows = [_row(row, at) for row, at in zip(fields, columns, strict=True)]
    words = [[cell.strip().strip('"').strip() for cell in row] for row in rows]
    kept = [n for n, row in enumerate(words) if any(row)]
    head = shape.head_index([words[n] for n in kept])
    found = tables.find([rows[n] for n in kept], head, about)
    for (n, column), spans in found.items():
        rows[kept[n]][column] = replaced(rows[kept[n]][column], spans)
    return "".join(_joined(*parts) for parts in zip(lines, fields, columns, rows, strict=True))


def _column(line: str, field: re.Match[str], mark: str) -> int:
    before = re.sub(r'"(?:[^"]|"")*"', "", line[: field.start()])
    return len(re.findall(mark, before))


def _row(fields: list[re.Match[str]], at: list[int]) -> list[str]:
    row = [""] * (max(at, default=-1) + 1)
    for field, column in zip(fields, at, strict=True):
        row[column] = field[0]
    return row


def _joined(line: str, fields: list[re.Match[str]], at: list[int], row: list[str]) -> str:
    for field, column in reversed(list(zip(fields, at, strict=True))):
        line = line[: field.start()] + row[column] + line[field.end() :]
    return line
