"""The columns of titles: which titles a row stands under, and what is one title over several rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wenming_archive.published import markers
from wenming_archive.published.branch import Branch, Growth, branch, flat
from wenming_archive.published.grid import Cell, Grid
from wenming_archive.published.heads import Head
from wenming_archive.published.markers import Marker
from wenming_archive.published.words import Role

#: 同上, and the signs for it.
DITTO = re.compile(r"[\s“”\"〃＂']*(同上|同前|同左|〃|″|\"|”)[\s“”\"]*")


class Levels:
    """The titles as they are read row by row, from the first level down."""

    def __init__(self, grid: Grid, head: Head, growth: Growth) -> None:
        self._grid, self._growth = grid, growth
        self.columns = _by_rank(head)
        self._owners = {n: self._counted(n, head.end) for n in head.having(Role.number)}
        self._start = head.end
        self._scored = [head.columns[n].scored for n in self.columns]
        self._current: list[Branch | None] = [None] * len(self.columns)
        self._cells: list[Cell | None] = [None] * len(self.columns)
        self._nests: list[list[tuple[str, Branch]]] = [[] for _ in self.columns]
        self._families = [self._families_of(column, head.end) for column in self.columns]

    @property
    def current(self) -> list[Branch]:
        """The titles of the row read last."""
        return [one for one in self._current if one]

    def owner(self, column: int) -> Branch | None:
        """Return whose the points are in a column between columns of titles: of the title before it."""
        if not any(other > column for other in self.columns):
            return None
        return next(
            (self._current[n] for n, other in reversed([*enumerate(self.columns)]) if other < column), None
        )

    def at(self, n: int) -> Branch | None:
        """Return the title of the ``n``-th column of titles in the row read last."""
        return self._current[n]

    @property
    def left_out(self) -> bool:
        """True where titles stand once above several rows, and no cell is merged."""
        rows = self._grid.rows[self._start :]
        cells = [row[column] for row in rows for column in self.columns if column < len(row)]
        blank = any(cell is None or not cell.lines for cell in cells)
        return blank and not any(cell and cell.lines and cell.rows > 1 for cell in cells)

    def owned(self, scores: Sequence[int], standards: Sequence[int]) -> dict[int, int]:
        """Return columns of points that stand once for a title with several rows, and whose they are."""
        if not self.left_out or not standards:
            return {}
        rows = self._begun(standards[0], self._start)
        found = {}
        for score in scores:
            begun = self._begun(score, self._start)
            same = [n for n, column in enumerate(self.columns) if self._begun(column, self._start) == begun]
            if same and begun < rows:
                found[score] = same[-1]
        return found

    def close(self) -> None:
        """Forget the titles: another part begins."""
        self._current = [None] * len(self.columns)
        self._nests = [[] for _ in self.columns]

    def read(self, row: int) -> bool:
        """Find or make the titles of a row; say whether one is new."""
        new = False
        before: Cell | None = None
        parent = self._growth.inner
        for n, column in enumerate(self.columns):
            cell = self._cell(row, column)
            if cell is not None and cell is before:
                self._current[n] = None  # one cell across two columns of titles
                continue
            before = cell
            text = cell.text if cell else ""
            if not text or DITTO.fullmatch(text):
                self._current[n] = None if new else self._current[n]
            elif new or not self._is_same(n, cell, text):
                self._current[n] = self._made(n, text, row, parent)
                self._cells[n], new = cell, True
                for deeper in range(n + 1, len(self.columns)):
                    self._current[deeper], self._nests[deeper] = None, []
            parent = self._current[n] or parent
        return new

    def is_rest(self, row: int) -> bool:
        """Say whether the titles at the top of a page are the rest of those that the page before began.

        They have no number though those of their columns have.
        """
        texts = [(n, cell.text) for n, column in enumerate(self.columns) if (cell := self._cell(row, column))]
        rest = [self._families[n] and not markers.leading(text) and self._current[n] for n, text in texts]
        return bool(rest) and all(rest)

    def go_on(self, row: int) -> None:
        """Add what the titles of a row say to those above."""
        for n, column in enumerate(self.columns):
            cell, current = self._cell(row, column), self._current[n]
            if cell and current:
                whole = branch(f"{current.raw}\n{cell.text}", current.where)
                current.title, current.marker, current.raw = (
                    whole.title,
                    whole.marker or current.marker,
                    whole.raw,
                )
                current.score = whole.score if whole.score is not None else current.score

    def hold(self, made: Branch) -> None:
        """Let rows without a title go on under ``made``."""
        if self.columns:
            self._current[0] = made

    def number_for(self, row: int, column: int) -> Marker | None:
        """Return the number that stands for a title in a column of numbers."""
        for n, owner in self._owners.items():
            cell = self._cell(row, n)
            if owner == column and cell and cell.row == row:
                return markers.alone(cell.text)
        return None

    def owner_of(self, number: int) -> int | None:
        """Return the column of titles that a column of numbers counts; ``None`` when it counts rows."""
        return self._owners.get(number)

    def _counted(self, number: int, start: int) -> int | None:
        """Return the column of titles that begin where the numbers of a column do."""
        own = self._begun(number, start)
        alike = [n for n in self.columns if _alike(own, self._begun(n, start))]
        return min(alike, key=lambda n: (n < number, abs(n - number)), default=None)

    def _begun(self, column: int, start: int) -> set[int]:
        rows = range(start, self._grid.height)
        cells = ((row, self._cell(row, column)) for row in rows)
        return {row for row, c in cells if c and (c.row, c.column, c.columns) == (row, column, 1)}

    def _cell(self, row: int, column: int) -> Cell | None:
        cell = self._grid.rows[row][column] if column < self._grid.width else None
        return cell if cell and cell.lines else None

    def _families_of(self, column: int, start: int) -> list[str]:
        """Return the families of numbers in a column of titles, in the order they are met."""
        found = dict.fromkeys(row[column] for row in self._grid.rows[start:] if column < len(row))
        texts = (cell.text for cell in found if cell and cell.lines)
        return list(dict.fromkeys(m.family for text in texts if (m := markers.leading(text))))

    def _is_same(self, n: int, cell: Cell | None, text: str) -> bool:
        """Say whether a cell is the title above: merged with it, or repeated on the next row or page."""
        current = self._current[n]
        return current is not None and (cell is self._cells[n] or current.raw == flat(text))

    def _made(self, n: int, text: str, row: int, parent: Branch | None) -> Branch:
        made = branch(text, self._grid.where[row], alone=self._scored[n])
        made.marker = made.marker or self.number_for(row, self.columns[n])
        inner = self._growth.inner
        if n == 0 and inner and parent is inner and made.title == inner.title and not inner.entries:
            return inner  # the row across the table says it already
        return self._growth.add(made, self._nested(n, made, parent))

    def _nested(self, n: int, made: Branch, parent: Branch | None) -> Branch | None:
        """Return what a title hangs under where one column holds several levels, told by their numbers."""
        families = self._families[n]
        if len(families) < 2 or not made.marker or made.marker.family not in families:
            return parent
        depth, nest = families.index(made.marker.family), self._nests[n]
        while nest and families.index(nest[-1][0]) >= depth:
            nest.pop()
        above = nest[-1][1] if nest else parent
        nest.append((made.marker.family, made))
        return above


def _alike(one: set[int], other: set[int]) -> bool:
    return bool(one) and len(one & other) >= 0.9 * len(one | other)


def _by_rank(head: Head) -> list[int]:
    """Return the columns of titles from the first level down: as their heads count, else from the left."""
    found = head.having(Role.level)
    ranks = {n: head.columns[n].rank for n in found}
    return sorted(found, key=lambda n: ranks[n] or 0) if all(ranks.values()) else found
