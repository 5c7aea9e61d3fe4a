"""Pairs that are alike, and the groups they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Near:
    """Two that are alike, by their places in what was compared, and how alike: 0 to 1."""

    one: int
    other: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Group:
    """What hangs together by pairs that are alike, in order, and how alike the least alike pair is."""

    places: tuple[int, ...]
    similarity: float


def groups(pairs: Iterable[Near]) -> list[Group]:
    """Return the groups that ``pairs`` make, in the order of their first places."""
    kept = list(pairs)
    above: dict[int, int] = {}

    def first(n: int) -> int:
        """Return the first place known to hang together with ``n``."""
        while above.setdefault(n, n) != n:
            above[n] = n = above[above[n]]
        return n

    for pair in kept:
        one, other = first(pair.one), first(pair.other)
        above[max(one, other)] = min(one, other)
    places: dict[int, list[int]] = {}
    for n in sorted(above):
        places.setdefault(first(n), []).append(n)
    least = dict.fromkeys(places, 1.0)
    for pair in kept:
        least[first(pair.one)] = min(least[first(pair.one)], pair.similarity)
    return [Group(tuple(some), least[n]) for n, some in places.items()]
