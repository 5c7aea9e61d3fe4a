"""What an item's neighbours say: the papers and photos of one event lie together.

Neighbours are the files of the same folder, nearer when they bear the same day or begin alike.
What a neighbour says is its own sureness of each indicator, so that a folder of doubtful files
says little, and a heap of unrelated ones nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from wenming_archive.formats import PICTURES
from wenming_archive.place.clues import Clues

NAMES = ("around_picture", "around_text", "same_day", "below")

#: A neighbour's weight: in the folder, of the same day, with the same beginning of the name.
_HERE, _SAME_DAY, _ALIKE = 1.0, 3.0, 2.0
#: Weight of silence: one faint neighbour does not decide.
_SILENCE = 1.0
#: Folders with more files than this are heaps; their files say less of one another.
_HEAP = 30
_ALIKE_AT = 4


def features(items: Sequence[Clues], sure: Sequence[Sequence[float]]) -> list[list[list[float]]]:
    """Return for each item, for each leaf, what its neighbours say (0…1), by ``NAMES``.

    ``sure`` holds for each item its own probability of each leaf.
    """
    by_folder: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, clues in enumerate(items):
        by_folder[clues.folders].append(n)
    below = _sums_below(by_folder, sure)
    return [_of(n, items, sure, by_folder[items[n].folders], below) for n in range(len(items))]


def _of(
    n: int,
    items: Sequence[Clues],
    sure: Sequence[Sequence[float]],
    here: Sequence[int],
    below: dict[tuple[str, ...], tuple[list[float], int]],
) -> list[list[float]]:
    leaves = len(sure[n])
    around, day = [0.0] * leaves, [0.0] * leaves
    weight_around, weight_day = _SILENCE + len(here) / _HEAP, _SILENCE / 2
    for other in here:
        if other == n:
            continue
        same_day, alike = _same_day(items[n], items[other]), _alike(items[n], items[other])
        weight = _HERE * (_SAME_DAY if same_day else 1) * (_ALIKE if alike else 1)
        weight_around += weight
        weight_day += same_day
        for leaf, amount in enumerate(sure[other]):
            if amount > 0.02:
                around[leaf] += weight * amount
                day[leaf] += same_day * amount
    total, count = below.get(items[n].folders[:1], ([0.0] * leaves, 0))
    picture = float(items[n].format in PICTURES)
    return [
        [
            picture * a / weight_around,
            (1 - picture) * a / weight_around,
            d / weight_day,
            (t - s) / (count + 2),
        ]
        for a, d, t, s in zip(around, day, total, sure[n], strict=True)
    ]


def _sums_below(
    by_folder: dict[tuple[str, ...], list[int]], sure: Sequence[Sequence[float]]
) -> dict[tuple[str, ...], tuple[list[float], int]]:
    """Return for each first-level folder the sum of sureness of all files below it."""
    sums: dict[tuple[str, ...], tuple[list[float], int]] = {}
    for folders, members in by_folder.items():
        total, count = sums.get(folders[:1], ([0.0] * (len(sure[0]) if sure else 0), 0))
        for n in members:
            total = [t + s for t, s in zip(total, sure[n], strict=True)]
        sums[folders[:1]] = (total, count + len(members))
    return sums


def _same_day(one: Clues, other: Clues) -> bool:
    if not one.date or not other.date or len(one.date) < 10 or len(other.date) < 10:
        return False
    days = dt.date.fromisoformat(one.date) - dt.date.fromisoformat(other.date)
    return abs(days.days) <= 1


def _alike(one: Clues, other: Clues) -> bool:
    start = one.name[:_ALIKE_AT]
    return len(start) == _ALIKE_AT and not start.isascii() and other.name.startswith(start)
