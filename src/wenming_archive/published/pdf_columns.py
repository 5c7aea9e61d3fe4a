"""Tables without ruled lines: columns are where blanks run down through all rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from wenming_archive.published.grid import Cell, Part, grid
from wenming_archive.published.pdf_text import Letter, Row, joined, paragraphs, rows

#: A gap between columns, in letters; and how many columns make a table.
_GAP, _COLUMNS = 1.4, 3
_Placed = tuple[float, Part]


def parts(letters: Sequence[Letter], size: tuple[float, float], page: int) -> list[_Placed]:
    """Return the lines of a page and the table among them, each with its height."""
    lines = _pieces(letters)
    heads = [n for n, line in enumerate(lines) if len(line) >= _COLUMNS]
    if len(heads) < 3:
        return list(paragraphs(letters, size, page))
    first, last = heads[0], heads[-1]
    while last + 1 < len(lines) and _beside(lines[last + 1], lines[heads[0]]):
        last += 1
    top, bottom = lines[first][0].y - 2, lines[last][0].y + 2
    outside = [one for one in letters if not top <= one.y <= bottom]
    table = _table(lines[first : last + 1], page)
    return [*paragraphs(outside, size, page), (top, table)]


def _pieces(letters: Sequence[Letter]) -> list[list[Row]]:
    """Return the lines of a page, each in the pieces that wide gaps part."""
    found: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: (one.y, one.x)):
        if found and abs(letter.y - median(one.y for one in found[-1][:5])) <= 0.5 * letter.size:
            found[-1].append(letter)
        else:
            found.append([letter])
    return [list(_parted(sorted(line, key=lambda one: one.x))) for line in found]


def _parted(line: Sequence[Letter]) -> Iterator[Row]:
    start = 0
    for n, (before, after) in enumerate(pairwise(line), 1):
        if after.x - before.end > _GAP * after.size:
            yield from rows(line[start:n])
            start = n
    yield from rows(line[start:])


def _beside(line: Sequence[Row], head: Sequence[Row]) -> bool:
    """Say whether a short last line still stands in a column that is not the first."""
    return len(line) == 1 and line[0].x > head[0].end


def _table(lines: Sequence[Sequence[Row]], page: int) -> Part:
    edges = _edges([piece for line in lines for piece in line])
    usual = median([b[0].y - a[0].y for a, b in pairwise(lines)] or [0])
    groups: list[list[Sequence[Row]]] = []
    for n, line in enumerate(lines):
        apart = n and line[0].y - lines[n - 1][0].y > 1.35 * usual
        if not groups or apart or _fills(line, edges):
            groups.append([])
        groups[-1].append(line)
    cells = [cell for at, group in enumerate(groups) for cell in _cells(group, edges, at)]
    return grid(cells, [f"第{page}页第{n + 1}行" for n in range(len(groups))], f"第{page}页")


def _fills(line: Sequence[Row], edges: Sequence[float]) -> bool:
    """Say whether a line begins a row: it has something in the last column and in one before."""
    return line[-1].x >= edges[-1] - 1 and len(line) > 1


def _edges(pieces: Sequence[Row]) -> list[float]:
    """Return where each column begins: after each blank that runs through all lines."""
    edges: list[float] = []
    reached = float("-inf")
    for piece in sorted(pieces, key=lambda one: one.x):
        if piece.x > reached + 0.5 * piece.size:
            edges.append(piece.x)
        reached = max(reached, piece.end)
    return edges


def _cells(group: Sequence[Sequence[Row]], edges: Sequence[float], at: int) -> Iterator[Cell]:
    for n, edge in enumerate(edges):
        until = edges[n + 1] if n + 1 < len(edges) else float("inf")
        held = [piece for line in group for piece in line if edge - 1 <= piece.x < until - 1]
        if held:
            right = max(piece.end for piece in held)
            yield Cell(tuple(joined(held, edge, right)), at, n)
