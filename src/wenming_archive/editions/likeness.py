"""How much two indicators are alike in what they say: titles, standards, needs, and what they stand under.

Words are compared by their pairs of characters.  A pair that many indicators have (工作, 开展) tells
little and weighs little: its weight is taken from the two editions themselves.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.text import codes
from wenming_archive.text.normal import matching

Grams = Counter[str]
_LETTERS = re.compile(r"[a-z]+|[0-9]+|[\u3400-\u9fff]+")


@dataclass(frozen=True)
class Weight:
    """How much each part of an indicator says of what it is."""

    title: float = 0.45
    standard: float = 0.45
    needs: float = 0.1


#: What standing in the same place, and having the same code, adds: both are but hints.
PATH, CODE = 0.14, 0.03
WEIGHT = Weight()


@dataclass(frozen=True)
class Profile:
    """What an indicator says, as counted pairs of characters."""

    leaf: Leaf
    title: Grams
    standard: Grams
    needs: Grams
    #: The titles of what it stands under.
    path: Grams
    code: tuple[int, ...]

    @property
    def words(self) -> Grams:
        """All that the indicator itself says."""
        return self.title + self.standard + self.needs


def grams(text: str) -> Grams:
    """Return the pairs of characters in ``text``, within its runs of hanzi; short runs whole."""
    found: Grams = Counter()
    for run in _LETTERS.findall(matching(text)):
        if len(run) < 2 or not "\u3400" <= run[0] <= "\u9fff":
            found[run] += 1
        found.update(run[n : n + 2] for n in range(len(run) - 1) if "\u3400" <= run[0] <= "\u9fff")
    return found


def profiles(catalogue: Catalogue) -> list[Profile]:
    """Return what each leaf says, in catalogue order."""
    return [_profile(leaf) for leaf in catalogue.leaves]


def _profile(leaf: Leaf) -> Profile:
    node = leaf.indicator
    needs = [word for need in node.evidence for word in (need.label, need.note, *need.words)]
    return Profile(
        leaf,
        grams(node.title),
        grams(node.standard),
        grams("，".join((*needs, *node.keywords))),
        grams("，".join(above.title for above in leaf.ancestors)),
        codes.numbers(node.code),
    )


class Likeness:
    """Compares profiles of two editions; what is common in these weighs little."""

    def __init__(self, all_profiles: Sequence[Profile]) -> None:
        held = Counter(gram for one in all_profiles for gram in one.words)
        self._most = math.log(1 + len(all_profiles))
        self._weights = {gram: math.log(1 + len(all_profiles) / n) for gram, n in held.items()}

    def said(self, old: Profile, new: Profile) -> float:
        """Return from 0 to 1 how much two indicators say the same, wherever they stand."""
        parts = [
            (WEIGHT.title, old.title, new.title),
            (WEIGHT.standard, old.standard, new.standard),
            (WEIGHT.needs, old.needs, new.needs),
        ]
        there = [(weight, self.dice(one, other)) for weight, one, other in parts if one and other]
        whole = sum(weight for weight, _ in there)
        return sum(weight * alike for weight, alike in there) / whole if whole else 0.0

    def placed(self, old: Profile, new: Profile) -> float:
        """Return what place and code add to what two indicators say."""
        path = self.dice(old.path, new.path) if old.path or new.path else 1.0
        return PATH * path + CODE * (old.code == new.code != ())

    def dice(self, one: Grams, other: Grams) -> float:
        """Return the share of two texts that they have in common."""
        both = self.size(one) + self.size(other)
        return 2 * self.size(one & other) / both if both else 0.0

    def within(self, part: Grams, whole: Grams) -> float:
        """Return the share of ``part`` that stands in ``whole``."""
        size = self.size(part)
        return self.size(part & whole) / size if size else 0.0

    def size(self, found: Grams) -> float:
        """Return how much a text says."""
        return sum(self._weights.get(gram, self._most) * n for gram, n in found.items())


def joined(found: Iterable[Profile]) -> Grams:
    """Return what several indicators say together."""
    whole: Grams = Counter()
    for one in found:
        whole += one.words
    return whole
