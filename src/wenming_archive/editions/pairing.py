"""Who goes with whom: the pairs, each row and column once, whose scores come to most together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

#: Scores by row and column; what is not named is never paired.
Scores = Mapping[tuple[int, int], float]


def best(scores: Scores) -> list[tuple[int, int]]:
    """Return the pairs of the highest sum of ``scores`` (all above 0), by row."""
    found = [pair for part in _parts(scores) for pair in _solved(part, scores)]
    return sorted(found)


def _parts(scores: Scores) -> list[list[tuple[int, int]]]:
    """Return the named pairs in groups that share neither row nor column: each is solved alone."""
    head: dict[tuple[str, int], tuple[str, int]] = {}

    def top(one: tuple[str, int]) -> tuple[str, int]:
        while head.setdefault(one, one) != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    for row, column in scores:
        head[top(("row", row))] = top(("column", column))
    parts: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for row, column in sorted(scores):
        parts.setdefault(top(("row", row)), []).append((row, column))
    return list(parts.values())


def _solved(part: Sequence[tuple[int, int]], scores: Scores) -> list[tuple[int, int]]:
    """Return the best pairs among ``part``."""
    rows, columns = (sorted({pair[n] for pair in part}) for n in (0, 1))
    # A column of its own for each row stands for staying alone, which costs nothing.
    cost = [[-scores.get((row, column), 0.0) for column in columns] + [0.0] * len(rows) for row in rows]
    pairs = ((rows[n], m) for n, m in enumerate(_assigned(cost)))
    named = set(part)
    return [(row, columns[m]) for row, m in pairs if m < len(columns) and (row, columns[m]) in named]


def _assigned(cost: Sequence[Sequence[float]]) -> list[int]:
    """Return for each row its column of the least sum (Kuhn and Munkres, by shortest paths)."""
    width = len(cost[0])
    rows, columns = [0.0] * (len(cost) + 1), [0.0] * (width + 1)
    holder = [0] * (width + 1)  # the row, from 1, of each column, from 1
    for row in range(1, len(cost) + 1):
        holder[0] = row
        at, before = _path(cost, rows, columns, holder)
        while at:
            holder[at] = holder[before[at]]
            at = before[at]
    found = [0] * len(cost)
    for column in range(1, width + 1):
        if holder[column]:
            found[holder[column] - 1] = column - 1
    return found


def _path(
    cost: Sequence[Sequence[float]], rows: list[float], columns: list[float], holder: list[int]
) -> tuple[int, list[int]]:
    """Return a free column, and from which each column on the cheapest way to it was reached."""
    width = len(cost[0])
    least, before, done = [float("inf")] * (width + 1), [0] * (width + 1), [False] * (width + 1)
    at = 0
    while holder[at]:
        done[at] = True
        row, step, following = holder[at], float("inf"), 0
        for column in range(1, width + 1):
            if done[column]:
                continue
            price = cost[row - 1][column - 1] - rows[row] - columns[column]
            if price < least[column]:
                least[column], before[column] = price, at
            if least[column] < step:
                step, following = least[column], column
        for column in range(width + 1):
            if done[column]:
                rows[holder[column]] += step
                columns[column] -= step
            else:
                least[column] -= step
        at = following
    return at, before
