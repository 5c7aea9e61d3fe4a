"""What every reader of published catalogues returns: lines of prose, and tables with their merges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

#: Rows and columns kept of one table; what stands beyond is told, never dropped in silence.
MAX_ROWS, MAX_COLUMNS = 20_000, 60


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph outside of tables; ``role`` as of a ``Block``."""

    text: str
    where: str
    role: str = "text"
    size: float = 0
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its lines, its first row and column, and how many of them it covers."""

    lines: tuple[str, ...]
    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)

    @property
    def last(self) -> int:
        """The last row that it covers."""
        return self.row + self.rows - 1


@dataclass(frozen=True)
class Grid:
    """A table: its cells, and for each of its rows what to call the place."""

    cells: tuple[Cell, ...]
    where: tuple[str, ...]
    #: What the table as a whole is called: 表2, the sheet's name.
    name: str = ""
    #: Rows that nobody sees (hidden in the sheet).
    hidden: frozenset[int] = frozenset()
    #: Rows at which a page or a further part of the table begins.
    breaks: frozenset[int] = frozenset()
    #: True when the reader could not tell merged cells from blank ones.
    flat: bool = False

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.where)

    @cached_property
    def width(self) -> int:
        """How many columns there are."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)

    @cached_property
    def rows(self) -> tuple[tuple[Cell | None, ...], ...]:
        """For each row and column the cell that covers it."""
        found: list[list[Cell | None]] = [[None] * self.width for _ in self.where]
        for cell in self.cells:
            for row in found[cell.row : cell.row + cell.rows]:
                for at in range(cell.column, min(cell.column + cell.columns, self.width)):
                    row[at] = row[at] or cell
        return tuple(tuple(row) for row in found)

    def text(self, row: int) -> str:
        """Return the distinct texts that begin in ``row``, parted by bars."""
        begun = dict.fromkeys(c for c in self.rows[row] if c and c.row == row and c.lines)
        return "｜".join(" ".join(cell.lines) for cell in begun)


Part = Line | Grid


def grid(
    cells: Iterable[Cell], where: Sequence[str], name: str, hidden: Iterable[int] = (), *, close: bool = True
) -> Grid:
    """Return the table of ``cells`` within its limits; if ``close``, without columns that hold nothing."""
    height = min(len(where), MAX_ROWS)
    kept = [_within(cell, height) for cell in cells if cell.row < height and cell.column < MAX_COLUMNS]
    return Grid(tuple(_closed(kept) if close else kept), tuple(where[:height]), name, frozenset(hidden))


def stacked(above: Grid, below: Grid) -> Grid:
    """Return one table of two, of which the second goes on with the first."""
    start = above.height
    cells = (*above.cells, *(replace(cell, row=cell.row + start) for cell in below.cells))
    hidden = above.hidden | {row + start for row in below.hidden}
    breaks = above.breaks | {start} | {row + start for row in below.breaks}
    return Grid(cells, (*above.where, *below.where), above.name, hidden, breaks, above.flat)


def _within(cell: Cell, height: int) -> Cell:
    rows = max(1, min(cell.rows, height - cell.row))
    return Cell(cell.lines, cell.row, cell.column, rows, max(1, min(cell.columns, MAX_COLUMNS - cell.column)))


def _closed(cells: Sequence[Cell]) -> list[Cell]:
    """Close columns in which no cell begins that has text, as uneven rows of Word leave them."""
    begun = sorted({cell.column for cell in cells if cell.lines})
    if not begun:
        return []
    place = {column: n for n, column in enumerate(begun)}
    found = []
    for cell in cells:
        span = [place[c] for c in range(cell.column, cell.column + cell.columns) if c in place]
        if span:
            found.append(Cell(cell.lines, cell.row, span[0], cell.rows, len(span)))
    return found


def lines(text: str) -> tuple[str, ...]:
    """Return the lines of a cell that say something, without their outer blanks."""
    return tuple(clean for line in text.splitlines() if (clean := line.strip().strip("\u3000").strip()))
