"""Text that is placed on a page, put into reading order: lines, columns, tables, paragraphs.

Lengths are millimetres; a piece stands on its baseline.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from wenming_archive.content import Block
from wenming_archive.read import tables

_POINTS = 72 / 25.4
#: Gaps, in widths of a character: one that parts two words, and one that parts two cells.
_WORD, _CELL = 0.6, 1.5
#: Lines a column has at least, and the share of its width that they fill.
_COLUMN_LINES, _FILLED = 4, 0.7
#: How far inside the left edge a centred line begins at least.
_INSIDE = 3.0
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(第\s*)?\d{1,4}(\s*页)?[-—–·\s]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: where it begins and ends, its baseline, and how large it is set."""

    x: float
    y: float
    end: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    #: The parts between wide gaps.
    parts: tuple[Piece, ...]

    @property
    def x(self) -> float:
        return self.parts[0].x

    @property
    def y(self) -> float:
        return self.parts[0].y

    @property
    def end(self) -> float:
        return self.parts[-1].end

    @property
    def size(self) -> float:
        return max(part.size for part in self.parts)

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)


def blocks(pieces: Iterable[Piece], width: float) -> Iterator[Block]:
    """Yield the text of a page ``width`` wide in reading order; page numbers are no text."""
    lines = [line for line in _columns(list(_lines(pieces))) if not _PAGE_NUMBER.fullmatch(line.text)]
    edges = min((line.x for line in lines), default=0), max((line.end for line in lines), default=0)
    table: list[_Line] = []
    plain: list[_Line] = []
    for line in lines:
        if len(line.parts) > 2:
            table.append(line)
            continue
        if len(table) > 1:
            yield from _paragraphs(plain, edges, width)
            yield from tables.blocks(_cells(table))
            plain = []
        else:
            plain += table
        table = []
        plain.append(line)
    yield from _paragraphs(plain if len(table) > 1 else plain + table, edges, width)
    yield from tables.blocks(_cells(table) if len(table) > 1 else [])


def _lines(pieces: Iterable[Piece]) -> Iterator[_Line]:
    """Yield lines from the top: pieces whose baselines are nearly the same."""
    row: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (p.y, p.x)):
        if row and piece.y - row[0].y > 0.4 * max(piece.size, row[0].size):
            yield _Line(tuple(_parts(row)))
            row = []
        row.append(piece)
    if row:
        yield _Line(tuple(_parts(row)))


def _parts(row: list[Piece]) -> Iterator[Piece]:
    """Join the pieces of a line; letters set wide apart are one word all the same."""
    ordered = _once(sorted(row, key=lambda p: p.x))
    gaps = [after.x - before.end for before, after in pairwise(ordered)]
    spaced = len(gaps) > 2 and all(len(p.text) == 1 for p in ordered)
    usual = 1.5 * median(gaps) if spaced else 0
    current = ordered[0]
    for piece, gap in zip(ordered[1:], gaps, strict=True):
        em = min(current.size, piece.size)
        if gap > max(_CELL * em, usual):
            yield current
            current = piece
        else:
            between = " " if gap > max(_WORD * em, usual) else ""
            size, end = max(current.size, piece.size), max(current.end, piece.end)
            current = Piece(current.x, current.y, end, size, current.text + between + piece.text)
    yield current


def _once(row: list[Piece]) -> list[Piece]:
    """Leave out what is printed twice on the same spot to look bold."""
    kept = row[:1]
    for piece in row[1:]:
        if piece.text != kept[-1].text or piece.x - kept[-1].x > 0.3 * piece.size:
            kept.append(piece)
    return kept


def _columns(lines: Sequence[_Line]) -> Iterator[_Line]:
    """Yield ``lines``, where a page has two columns the left before the right."""
    if not lines:
        return
    left, right = min(line.x for line in lines), max(line.end for line in lines)
    middle = (left + right) / 2
    band: list[_Line] = []
    for line in lines:
        if any(part.x < middle - 1 and part.end > middle + 1 for part in line.parts):
            yield from _in_columns(band, left, middle, right)
            yield line
            band = []
        else:
            band.append(line)
    yield from _in_columns(band, left, middle, right)


def _in_columns(band: list[_Line], left: float, middle: float, right: float) -> list[_Line]:
    parts = [part for line in band for part in line.parts]
    halves = [p for p in parts if p.x < middle - 1], [p for p in parts if p.x >= middle - 1]
    for half, width in zip(halves, (middle - left, right - middle), strict=True):
        filled = sum(part.end - part.x for part in half)
        if len(half) < _COLUMN_LINES or filled < _FILLED * width * len(half):
            return band
    return [_Line((part,)) for half in halves for part in half]


def _cells(table: Sequence[_Line]) -> list[list[str]]:
    """Return the rows of a table: each part stands in the column it is nearest to."""
    widest = max(table, key=lambda line: len(line.parts))
    columns = sorted((part.x + part.end) / 2 for part in widest.parts)
    rows = []
    for line in table:
        row = [""] * len(columns)
        for part in line.parts:
            nearest = _nearest(columns, part)
            row[nearest] = f"{row[nearest]} {part.text}".strip()
        rows.append(row)
    return rows


def _nearest(columns: Sequence[float], part: Piece) -> int:
    middle = (part.x + part.end) / 2
    n = bisect(columns, middle)
    near = [at for at in (n - 1, n) if 0 <= at < len(columns)]
    return min(near, key=lambda at: abs(columns[at] - middle))


def _paragraphs(lines: Sequence[_Line], edges: tuple[float, float], width: float) -> Iterator[Block]:
    """Yield a block a paragraph: a line that goes on below is joined with the next."""
    left, right = edges
    before: _Line | None = None
    text = ""
    for line in lines:
        if before is not None and _goes_on(before, line, left, right):
            text += line.text
        else:
            if before is not None:
                yield _block(before, text, left, width)
            text = line.text
        before = line
    if before is not None:
        yield _block(before, text, left, width)


def _goes_on(before: _Line, line: _Line, left: float, right: float) -> bool:
    size = before.size
    alike = abs(line.size - size) < 0.1 and len(before.parts) == len(line.parts) == 1
    near = 0 < line.y - before.y < 2.5 * size
    # In a column that is not the page's first, the left edge is the line's own before.
    edges = before.end > right - 1.3 * size and line.x < left + 0.6 * size
    return alike and near and edges


def _block(line: _Line, text: str, left: float, width: float) -> Block:
    before, after = line.x, width - line.end
    even = abs(before - after) <= 0.5 * line.size
    centred = even and (before > left + _INSIDE or before > 0.2 * width)
    return Block("text", text.strip(), round(line.size * _POINTS * 2) / 2, centred)
