"""Tables that stand one under the other on one sheet, or in one pasted text: parted at their heads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from wenming_archive.published import heads, words
from wenming_archive.published.grid import Cell, Grid, Line, Part
from wenming_archive.published.heads import Head


def unfolded(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts of a document: tables apart, sentences that were typed into a sheet as lines."""
    for part in parts:
        if isinstance(part, Line):
            yield part
        elif part.width == 1:
            rows = range(part.height)
            yield from (Line(text, part.where[row]) for row in rows if (text := part.text(row)))
        else:
            yield from parted(part)


def parted(grid: Grid) -> Iterator[Part]:
    """Yield the tables of a grid, each after the lines that stand above its head."""
    first = heads.find(grid)
    starts = _starts(grid, first) if first else []
    for start, end in zip([0, *starts], [*starts, grid.height], strict=True):
        top = start
        while first and top < (first.start if top < first.end else end) and _title(grid, top):
            yield Line(" ".join(grid.text(top).split()), grid.where[top], "text" if top else "heading")
            top += 1
        yield _rows(grid, top, end) if top or starts else grid


def _starts(grid: Grid, first: Head) -> list[int]:
    """Return the rows at which another table begins: at the title above a head that is not the first's."""
    known, found = heads.names(grid, first), list[int]()
    row = first.end
    while row < grid.height:
        head = heads.at(grid, row) if _title(grid, row - 1) and _is_free(grid, row) else None
        names = heads.names(grid, head) if head else []
        if head is None or set(names) <= set(known) or not _is_other(head, first):
            row += 1
            continue
        start = row
        while start - 1 >= first.end and _title(grid, start - 1):
            start -= 1
        found.append(start)
        known, first, row = names, head, head.end
    return found


def _is_other(head: Head, first: Head) -> bool:
    """Say whether columns are not those of the table above."""
    return [column.name for column in head.columns] != [column.name for column in first.columns]


def _title(grid: Grid, row: int) -> bool:
    """Say whether a row holds one cell that could be the title of what stands below."""
    cells = dict.fromkeys(cell for cell in grid.rows[row] if cell and cell.lines)
    found = list(cells)
    return len(found) == 1 and found[0].row == row and found[0].column == 0 and not _is_note(found[0])


def _is_note(cell: Cell) -> bool:
    return bool(words.NOTE.match(cell.text))


def _is_free(grid: Grid, row: int) -> bool:
    """Say whether no cell reaches into a row from above."""
    return all(cell is None or cell.row == row or not cell.lines for cell in grid.rows[row])


def _rows(grid: Grid, start: int, end: int) -> Grid:
    """Return some rows of a grid as one of their own, its columns as they are."""
    cells = [replace(cell, row=cell.row - start) for cell in grid.cells if start <= cell.row < end]
    hidden = frozenset(row - start for row in grid.hidden if start <= row < end)
    breaks = frozenset(row - start for row in grid.breaks if start <= row < end)
    return Grid(_narrow(cells), grid.where[start:end], grid.name, hidden, breaks, grid.flat)


def _narrow(cells: list[Cell]) -> tuple[Cell, ...]:
    """Return cells without the columns that nothing in them needs: a table beside may be narrower."""
    width = max((cell.column + 1 for cell in cells if cell.lines), default=0)
    return tuple(
        replace(cell, columns=min(cell.columns, width - cell.column)) for cell in cells if cell.column < width
    )
