"""What people's decisions teach about the other items, at once and without a training step.

A decision says where an item belongs, and by that also where the program was wrong.  It speaks for
items that are about the same things, and for those of its folder.  Taken back, it says nothing
any more: nothing is stored but the decisions themselves.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wenming_archive.place.context import Trait
from wenming_archive.place.sight import WHOLE, Sight

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
NAMES = ("taught_alike", "taught_mistake", "taught_folder", "taught_folder_mistake")
#: Weight of silence beside what lessons say: one that is hardly alike does not decide, nor does a
#: single one for its whole folder.
_SILENCE, _SILENCE_OF_FOLDER = 0.3, 3.0
_NUMBERS = re.compile(r"[\d年月日.\-_ ]+")
#: So many lessons that are fully alike say half of what their sum would.
_MANY = 10.0


@dataclass(frozen=True)
class Past:
    """Items of another year, and the leaves each stood under."""

    sight: Sight
    traits: tuple[Trait, ...]
    leaves: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Lessons:
    """Decided items; all have a row a lesson."""

    #: The item that each lesson is, -1 for one of another year.
    item: Ints
    #: Lesson by leaf: 1 where it belongs, 0 elsewhere; all 0 of what belongs nowhere.
    true: Floats
    #: Lesson by leaf: how sure the program was before.
    said: Floats
    topics: NDArray[np.int8]
    traits: tuple[Trait, ...]

    def __len__(self) -> int:
        return len(self.item)


class Taught:
    """What lessons say of items, for some items at a time."""

    def __init__(self, lessons: Lessons, traits: Sequence[Trait], topics: NDArray[np.int8]) -> None:
        self._lessons = lessons
        self._mistakes = lessons.true - lessons.said
        self._topics = topics
        self._vectors = _vectors(lessons.topics)
        self._folders: dict[Hashable, list[int]] = defaultdict(list)
        for n, trait in enumerate(lessons.traits):
            self._folders[_habit(trait) if lessons.item[n] < 0 else trait.folders].append(n)
        self._of = [(t.folders, _habit(t)) for t in traits]

    def columns(self, some: slice) -> list[Floats]:
        """Return what the lessons say of ``some`` items, by ``NAMES``, each item by leaf."""
        items = np.arange(len(self._topics))[some]
        alike = np.clip(_vectors(self._topics[some]) @ self._vectors.T, 0, 1) ** 2
        alike[items[:, None] == self._lessons.item] = 0
        near = alike * alike
        return [
            near @ self._lessons.true / (near.sum(axis=1, keepdims=True) + _SILENCE),
            alike @ self._mistakes / (1 + alike.sum(axis=1, keepdims=True) / _MANY),
            *self._by_folder(items),
        ]

    def _by_folder(self, items: Ints) -> tuple[Floats, Floats]:
        """Return what the lessons of each item's folder say, and where the program was wrong there."""
        said = np.zeros((2, len(items), self._mistakes.shape[1]), np.float32)
        for at, n in enumerate(items.tolist()):
            kin = [k for key in self._of[n] for k in self._folders.get(key, ()) if self._lessons.item[k] != n]
            if kin:
                said[0, at] = self._lessons.true[kin].sum(axis=0) / (len(kin) + _SILENCE_OF_FOLDER)
                said[1, at] = self._mistakes[kin].sum(axis=0) / (len(kin) + _SILENCE_OF_FOLDER)
        return said[0], said[1]


def _habit(trait: Trait) -> Hashable:
    """Return the key of a folder as it is named every year: 2023年/三会一课 is that of 2024年/三会一课."""
    names = tuple(left for part in trait.folders[1:] if (left := _NUMBERS.sub("", part)))
    return (None, names) if names else trait


def _vectors(topics: NDArray[np.int8]) -> Floats:
    """Return topics as vectors of length one at most."""
    return topics.astype(np.float32) / np.float32(WHOLE)
