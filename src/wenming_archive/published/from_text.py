"""Pasted text and CSV: rows with tabs or bars, columns set apart by blanks, and else lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from wenming_archive.published import words
from wenming_archive.published.grid import Cell, Grid, Line, Part, grid, lines
from wenming_archive.read import encoding, plain
from wenming_archive.text.unseen import visible

_MAX_BYTES = 8 << 20
#: What parts the columns of a text that was set with blanks.
_GAP = re.compile(r"(?: {2,}|[ ]*\u3000+[ \u3000]*)")
_BAR = re.compile(r"[|｜│┃]")
_RULE = re.compile(r"[\s|｜│┃+\-=:—─━┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋]+")
_HEADING = re.compile(r"\s*#{1,6}\s+")


def read(stream: BinaryIO) -> tuple[Part, ...]:
    """Return the lines and tables of a text."""
    return tuple(_parts(_text(stream).split("\n")))


def read_csv(stream: BinaryIO) -> tuple[Part, ...]:
    """Return the table of a CSV."""
    text = _text(stream)
    return (_separated(text, plain.delimiter(text), 1, "表1"),)


def _text(stream: BinaryIO) -> str:
    # The lines' ends first: what makes signs visible takes a carriage return for a blank.
    return visible(encoding.decode(stream.read(_MAX_BYTES)).replace("\r\n", "\n").replace("\r", "\n"))


def _parts(whole: Sequence[str]) -> Iterator[Part]:
    """Yield runs of rows as tables, other lines as lines."""
    at, tables = 0, 0
    while at < len(whole):
        end, way = _run(whole, at)
        if way:
            tables += 1
            yield _table(whole[at:end], way, at + 1, f"表{tables}")
        elif whole[at].strip():
            heading = _HEADING.match(whole[at])
            text = whole[at][heading.end() if heading else 0 :]
            yield Line(" ".join(text.split()), f"第{at + 1}行", "heading" if heading else "text")
        at = end


def _run(whole: Sequence[str], at: int) -> tuple[int, str]:
    """Return where the table that begins at a line ends, and what parts its columns; "" if none begins."""
    for way, cells in (("\t", _tabbed), ("|", _barred), (" ", _spaced)):
        if cells(whole[at]) < 3:
            continue
        end, rows = at, 0
        open_quote = False
        while end < len(whole) and (open_quote or cells(whole[end]) > 1 or _goes_on(whole, end, way)):
            rows += cells(whole[end]) > 1
            if way == "\t" and whole[end].count('"') % 2:
                open_quote = not open_quote
            end += 1
        if rows > 2:
            return end, way
    return _single(whole, at)


def _single(whole: Sequence[str], at: int) -> tuple[int, str]:
    """Return where a table ends whose tabs became one blank: known by a head that is all names of columns."""
    names = whole[at].split()
    if len(names) < 3 or not all(map(words.role, names)):
        return at + 1, ""
    end = at + 1
    while end < len(whole) and len(whole[end].split()) > 1:
        end += 1
    return (end, "1") if end - at > 2 else (at + 1, "")


def _goes_on(whole: Sequence[str], at: int, way: str) -> bool:
    """Say whether a line that is no row of its own stands within a table: more rows follow at once."""
    cells = {"\t": _tabbed, "|": _barred, " ": _spaced}[way]
    after = next((cells(line) for line in whole[at + 1 : at + 3] if line.strip()), 0)
    if not whole[at].strip() or (way == "|" and _RULE.fullmatch(whole[at])):
        return after > 2
    return len(whole[at].strip()) <= 40 and after > 2


def _tabbed(line: str) -> int:
    return line.count("\t") + 1


def _barred(line: str) -> int:
    return len(_BAR.findall(line.strip().strip("|｜│┃"))) + 1


def _spaced(line: str) -> int:
    return len(_GAP.split(line.strip()))


def _table(rows: Sequence[str], way: str, first: int, name: str) -> Grid:
    if way == "\t":
        return _separated("\n".join(rows), "\t", first, name)
    kept = [(first + n, row) for n, row in enumerate(rows) if row.strip() and not _RULE.fullmatch(row)]
    if way == "|":
        cells = [[cell.strip() for cell in _BAR.split(_unframed(row))] for _, row in kept]
    elif way == "1":
        cells = list(_filled([row.split() for _, row in kept]))
    else:
        cells = list(_aligned([row for _, row in kept]))
    return _grid([row[0] for row in kept], cells, name)


def _unframed(row: str) -> str:
    return re.sub(r"^\s*[|｜│┃]|[|｜│┃]\s*$", "", row)


def _separated(text: str, mark: str, first: int, name: str) -> Grid:
    """Return the grid of rows whose cells are parted by ``mark``; a cell in quotes may have several lines."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=False)
        cells, numbers, before = [], [], 0
        for row in reader:
            if any(cell.strip() for cell in row):
                cells.append(row)
                numbers.append(first + before)
            before = reader.line_num
    except csv.Error:  # a quotation mark that is never closed
        cells = [line.split(mark) for line in text.split("\n")]
        numbers = list(range(first, first + len(cells)))
    return _grid(numbers, cells, name)


def _aligned(rows: Sequence[str]) -> Iterator[list[str]]:
    """Yield the cells of rows set with blanks: each in the column under whose head it begins."""
    heads = [start for start, _ in _placed(max(rows[:3], key=_spaced))]
    for row in rows:
        parts = _placed(row)
        cells = [""] * len(heads)
        if len(parts) == len(heads):
            cells = [text for _, text in parts]
        else:
            for start, text in parts:
                near = min(range(len(heads)), key=lambda n: abs(heads[n] - start))
                cells[near] = f"{cells[near]} {text}".strip()
        yield cells


def _filled(rows: Sequence[list[str]]) -> Iterator[list[str]]:
    """Yield the cells of rows that a blank parts: what is merged is missing on the left."""
    head, body = rows[0], rows[1:]
    width = len(head)
    while width > 2 and words.role(head[width - 1]) in (words.Role.blank, words.Role.note):
        width -= 1  # to be filled in: nothing stands there
    width = width if all(len(row) <= width for row in body) else len(head)
    yield head
    for row in body:
        while len(row) > width:  # a blank within a text: the longest part has it
            at = max(range(len(row) - 1), key=lambda n: len(row[n]) + len(row[n + 1]))
            row[at : at + 2] = [f"{row[at]} {row[at + 1]}"]
        yield row if len(row) == 1 else [""] * (width - len(row)) + row


def _placed(row: str) -> list[tuple[int, str]]:
    """Return the pieces of a row, each with the column of the screen it begins in."""
    found, at = [], 0
    for piece in re.split(f"({_GAP.pattern})", row.rstrip()):
        if piece.strip():
            found.append((at, piece.strip()))
        at += sum(1 if char.isascii() else 2 for char in piece)
    return found


def _grid(numbers: Sequence[int], rows: Sequence[Sequence[str]], name: str) -> Grid:
    cells = [
        Cell(text, at, column)
        for at, row in enumerate(rows)
        for column, cell in enumerate(row)
        if (text := lines(cell))
    ]
    return replace(grid(cells, [f"第{number}行" for number in numbers], name), flat=True)
