"""Ruled lines of a page put together to tables: cells are where no line parts them.

Lengths are points; y grows downwards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: How far lines may be apart and still be one, or meet.
_NEAR = 2.5
#: A line of a table is at least so long; shorter ones are underlines and ticks.
_SHORT = 6.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A line: along x when ``flat``, at ``at``, from ``start`` to ``end``."""

    flat: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Frame:
    """A table's lines: where its columns and rows are parted, and what its cells cover."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    #: Top row, left column, rows, columns.
    cells: tuple[tuple[int, int, int, int], ...]

    def holds(self, x: float, y: float) -> bool:
        """Say whether a point lies within the table."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def base(self, x: float, y: float) -> tuple[int, int]:
        """Return the row and column of the smallest cell around a point."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return row, min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)


def frames(rules: Sequence[Rule]) -> list[Frame]:
    """Return the tables that lines make, from the top."""
    kept = [rule for rule in rules if rule.end - rule.start >= _SHORT]
    found = [frame for group in _groups(_joined(kept)) if (frame := _frame(group))]
    return sorted(found, key=lambda frame: frame.ys[0])


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Join what lies on one line and touches: each cell may draw its own part of it."""
    found: list[Rule] = []
    for flat in (True, False):
        places = _clusters([rule.at for rule in rules if rule.flat == flat])
        for place in places:
            near = sorted((r.start, r.end) for r in rules if r.flat == flat and abs(r.at - place) <= _NEAR)
            for start, end in near:
                last = found[-1] if found else None
                if last and last.flat == flat and last.at == place and start <= last.end + _NEAR:
                    found[-1] = Rule(flat, place, last.start, max(last.end, end))
                else:
                    found.append(Rule(flat, place, start, end))
    return found


def _clusters(values: Sequence[float]) -> list[float]:
    """Return one value for each run of values that are nearly the same."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][0] <= _NEAR:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [sum(group) / len(group) for group in groups]


def _groups(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Yield the lines that hang together."""
    flat = [rule for rule in rules if rule.flat]
    upright = [rule for rule in rules if not rule.flat]
    left = set(range(len(flat)))
    standing = set(range(len(upright)))
    while left:
        rows, columns = {left.pop()}, set[int]()
        grown = True
        while grown:
            more = {n for n in standing if any(_meet(flat[row], upright[n]) for row in rows)}
            standing -= more
            columns |= more
            fresh = {n for n in left if any(_meet(flat[n], upright[c]) for c in more)}
            left -= fresh
            rows |= fresh
            grown = bool(fresh)
        yield [*(flat[n] for n in rows), *(upright[n] for n in columns)]


def _meet(flat: Rule, upright: Rule) -> bool:
    across = flat.start - _NEAR <= upright.at <= flat.end + _NEAR
    return across and upright.start - _NEAR <= flat.at <= upright.end + _NEAR


def _frame(rules: Sequence[Rule]) -> Frame | None:
    xs = _clusters([rule.at for rule in rules if not rule.flat])
    ys = _clusters([rule.at for rule in rules if rule.flat])
    if len(xs) < 3 or len(ys) < 2:
        return None
    return Frame(tuple(xs), tuple(ys), tuple(_cells(xs, ys, rules)))


def _cells(
    xs: Sequence[float], ys: Sequence[float], rules: Sequence[Rule]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the cells: from each free corner as wide, then as high as no line stops it."""
    upright = {
        (n, r)
        for n, x in enumerate(xs)
        for r in range(len(ys) - 1)
        if _drawn(rules, False, x, ys[r], ys[r + 1])
    }
    flat = {
        (n, c)
        for n, y in enumerate(ys)
        for c in range(len(xs) - 1)
        if _drawn(rules, True, y, xs[c], xs[c + 1])
    }
    taken: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            wide = high = 1
            while column + wide < len(xs) - 1 and (column + wide, row) not in upright:
                wide += 1
            while row + high < len(ys) - 1 and not any(
                (row + high, c) in flat for c in range(column, column + wide)
            ):
                high += 1
            taken |= {(r, c) for r in range(row, row + high) for c in range(column, column + wide)}
            yield row, column, high, wide


def _drawn(rules: Sequence[Rule], flat: bool, at: float, start: float, end: float) -> bool:
    """Say whether a line runs along most of an edge."""
    middle = (start + end) / 2
    return any(r.flat == flat and abs(r.at - at) <= _NEAR and r.start <= middle <= r.end for r in rules)
