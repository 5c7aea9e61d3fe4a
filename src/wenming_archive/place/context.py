"""What an item's neighbours say: the papers and photos of one event lie together.

Neighbours are the files of the same folder, nearer when they bear the same day or begin alike.
What a neighbour says is its own sureness of each indicator, so that a folder of doubtful files
says little, and a heap of unrelated ones nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
NAMES = ("around_picture", "around_text", "same_day", "alike", "below")
#: Weight of silence beside what neighbours say: one faint neighbour does not decide.
_SILENCE, _SILENCE_OF_DAY, _SILENCE_BELOW = 1.0, 0.5, 2.0
#: Folders with more files than this are heaps; their files say less of one another.
_HEAP = 30
_ALIKE_AT = 4
#: A name that opens with 某发〔2023〕 says who issued it, not of what event it is.
_BRACKETS = frozenset("〔〕[]【】()（）")


@dataclass(frozen=True, slots=True)
class Trait:
    """What makes an item another's neighbour."""

    #: The folder it lies in, from its source folder down; the source folder itself first.
    folders: tuple[str, ...]
    #: File name without its ending, in matching form.
    name: str
    date: str | None
    picture: bool

    @property
    def day(self) -> int | None:
        """Its day as a number, if that is known to the day."""
        whole = self.date and len(self.date) >= len("2023-01-01")
        return dt.date.fromisoformat(self.date).toordinal() if whole and self.date else None

    @property
    def start(self) -> str | None:
        """How its name begins, if that says anything."""
        start = self.name[:_ALIKE_AT]
        told = len(start) == _ALIKE_AT and not start.isascii() and not _BRACKETS & set(start)
        return start if told else None


def together(traits: Sequence[Trait], n: int) -> list[int]:
    """Return the other items of the event of item ``n``: in its folder, of its day or of like beginning."""
    own = traits[n]
    days = range(own.day - 1, own.day + 2) if own.day is not None else range(0)
    return [
        k
        for k, other in enumerate(traits)
        if k != n
        and other.folders == own.folders
        and (other.day in days or (own.start is not None and other.start == own.start))
    ]


class Neighbours:
    """What the neighbours of each item say, for some items at a time."""

    def __init__(self, traits: Sequence[Trait], sure: Floats) -> None:
        """Take in how ``sure`` (item by leaf) each item is by itself."""
        folders = [t.folders for t in traits]
        starts = [(t.folders, t.start) if t.start else None for t in traits]
        # Who is not sure of anything has nothing to say, and is not counted as silent either.
        self._weight = sure.max(axis=1, initial=0)
        self._told = sure * self._weight[:, None]
        self._picture = np.array([t.picture for t in traits], bool)[:, None]
        self._folder = self._groups(folders)
        self._below = self._groups([folder[:2] for folder in folders])
        self._alike = self._groups(starts)
        days = self._groups([_on(t, 0) for t in traits])
        self._days = [(days, days.places([_on(t, away) for t in traits])) for away in (-1, 0, 1)]

    def columns(self, some: slice) -> list[Floats]:
        """Return what the neighbours of ``some`` items say (0…1), by ``NAMES``, each item by leaf."""
        own = self._told[some], self._weight[some, None]
        heard, count = self._folder.others(some, *own)
        around = heard / (_SILENCE + count + count / _HEAP)
        below, below_count = self._below.others(some, *own)
        alike, alike_count = self._alike.others(some, *own)
        picture = self._picture[some]
        return [
            np.where(picture, around, 0),
            np.where(picture, 0, around),
            self._same_day(some, *own),
            alike / (_SILENCE_OF_DAY + alike_count),
            below / (_SILENCE_BELOW + below_count),
        ]

    def _groups(self, keys: Sequence[Hashable | None]) -> _Groups:
        return _Groups(keys, self._told, self._weight)

    def _same_day(self, some: slice, own: Floats, weight: Floats) -> Floats:
        dated = self._days[1][1][some, None] >= 0
        total, count = -own * dated, -weight * dated
        for groups, places in self._days:
            total = total + groups.sums[places[some]]
            count = count + groups.counts[places[some], None]
        said: Floats = np.where(dated, total / (_SILENCE_OF_DAY + count), 0)
        return said


class _Groups:
    """Items grouped by a key: the sum of what each group's items tell, and of their weights."""

    def __init__(self, keys: Sequence[Hashable | None], told: Floats, weight: Floats) -> None:
        self._numbers: dict[Hashable, int] = {}
        for key in keys:
            if key is not None:
                self._numbers.setdefault(key, len(self._numbers))
        self._of = self.places(keys)
        known = np.flatnonzero(self._of >= 0)
        order = known[np.argsort(self._of[known], kind="stable")]
        # The last group is nobody's: -1 points to it.
        self.sums = np.zeros((len(self._numbers) + 1, told.shape[1]), np.float32)
        self.counts = np.zeros(len(self._numbers) + 1, np.float32)
        self.counts[:-1] = np.bincount(self._of[known], weight[known], len(self._numbers))
        if len(order):
            first = np.flatnonzero(np.diff(self._of[order], prepend=-1))
            self.sums[:-1] = np.add.reduceat(told[order].astype(np.float32), first, axis=0)

    def places(self, keys: Sequence[Hashable | None]) -> Ints:
        """Return the group of each key, -1 where there is none."""
        return np.array([self._numbers.get(key, -1) for key in keys], np.int64)

    def others(self, some: slice, own: Floats, weight: Floats) -> tuple[Floats, Floats]:
        """Return the sum over the other items of each one's group, and that of their weights."""
        of = self._of[some]
        alone = (of < 0)[:, None]
        return np.where(alone, 0, self.sums[of] - own), np.where(alone, 0, self.counts[of, None] - weight)


def _on(trait: Trait, away: int) -> Hashable | None:
    """Return the key of an item's folder on its day, or so many days away."""
    return None if trait.day is None else (trait.folders, trait.day + away)
