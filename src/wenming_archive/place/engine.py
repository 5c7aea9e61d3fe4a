"""From clues to probabilities: each item by itself, then with its neighbours and what people decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.place import context, lessons, weights
from wenming_archive.place.clues import Clues
from wenming_archive.place.context import Neighbours, Trait
from wenming_archive.place.features import NAMES as ALONE
from wenming_archive.place.features import NONE_NAMES, Features, Scorer
from wenming_archive.place.lessons import Lessons, Past, Taught
from wenming_archive.place.sight import WHOLE, Sight
from wenming_archive.place.topics import DIMENSIONS

Floats = NDArray[np.float32]
#: The features of the second look, in the order of their weights.
TOGETHER = ("own", *context.NAMES, *lessons.NAMES)
#: Items that are looked at together: enough to be quick, few enough to need little memory.
_AT_ONCE, _JUDGED_AT_ONCE = 64, 512
Decided = Mapping[int, Sequence[int]]


@dataclass(frozen=True)
class Weights:
    """The weights of the model, in the order of its features."""

    alone: Floats
    alone_none: Floats
    together: Floats
    together_none: Floats

    @classmethod
    def fitted(cls) -> Weights:
        """Return those that come with the program."""
        return cls(
            _ordered(weights.ALONE, ALONE),
            _ordered(weights.ALONE_NONE, NONE_NAMES),
            _ordered(weights.TOGETHER, TOGETHER),
            _ordered(weights.TOGETHER_NONE, NONE_NAMES),
        )


class Engine:
    """The placement model against one catalogue."""

    def __init__(self, catalogue: Catalogue, model: Weights | None = None) -> None:
        self.catalogue = catalogue
        self.model = model or Weights.fitted()

    @cached_property
    def scorer(self) -> Scorer:
        """What looks at items; made when one is to be looked at, for that takes its time."""
        return Scorer(self.catalogue)

    def see(self, items: Iterable[Clues]) -> Iterator[tuple[list[Clues], Features, Sight]]:
        """Yield what items say by themselves, some at a time."""
        for some in _batches(items):
            found = self.scorer.features(some)
            topics = np.rint(found.topics * WHOLE).astype(np.int8)
            own = (found.rows @ self.model.alone).astype(np.float16)
            yield some, found, Sight(own, found.none.astype(np.float16), topics)

    def sight(self, items: Iterable[Clues]) -> Sight:
        """Return what ``items`` say by themselves."""
        return Sight.joined([self.remembered([]), *(sight for _, _, sight in self.see(items))])

    def remembered(self, rows: Sequence[bytes]) -> Sight:
        """Return a sight of this catalogue from its stored rows."""
        return Sight.of_rows(rows, len(self.catalogue.leaves), len(NONE_NAMES), DIMENSIONS)

    def judge(
        self, sight: Sight, traits: Sequence[Trait], decided: Decided, past: Past | None = None
    ) -> Judged:
        """Return how sure the program is of each item.

        ``decided`` has the leaves people chose, ``past`` what they chose in another year.
        """
        return Judged(self.model, sight, traits, decided, past)


class Judged:
    """Items among each other."""

    def __init__(
        self,
        model: Weights,
        sight: Sight,
        traits: Sequence[Trait],
        decided: Decided,
        past: Past | None = None,
    ) -> None:
        self.model = model
        self.sight = sight
        alone = alone_sure(model, sight)
        lessons = _lessons(sight, traits, decided, alone)
        if past:
            lessons = _joined(lessons, _past(past, alone_sure(model, past.sight)))
        self._taught = Taught(lessons, traits, sight.topics)
        for n, leaves in decided.items():
            alone[n] = 0
            alone[n, list(leaves)] = 1
        self._neighbours = Neighbours(traits, alone)
        parts = [self._sure(slice(at, at + _JUDGED_AT_ONCE)) for at in range(0, len(sight), _JUDGED_AT_ONCE)]
        #: Item by leaf: how probable each is; what is left to one is "none of them".
        self.sure = np.concatenate([alone[:0], *parts])

    def columns(self, some: slice) -> list[Floats]:
        """Return the features of the second look at ``some`` items, each item by leaf."""
        own = self.sight.own[some].astype(np.float32)
        return [own, *self._neighbours.columns(some), *self._taught.columns(some)]

    def _sure(self, some: slice) -> Floats:
        scores = np.zeros(self.sight.own[some].shape, np.float32)
        for weight, column in zip(self.model.together, self.columns(some), strict=True):
            scores += weight * column
        return softmax(scores, self.sight.none[some].astype(np.float32) @ self.model.together_none)


def alone_sure(model: Weights, sight: Sight) -> Floats:
    """Return the probability of each leaf by the items alone."""
    return softmax(sight.own.astype(np.float32), sight.none.astype(np.float32) @ model.alone_none)


def softmax(scores: Floats, none: Floats) -> Floats:
    """Return the probability of each leaf; they sum to less than one, the rest is "none"."""
    top = np.maximum(scores.max(axis=1, initial=-np.inf), none)[:, None]
    raised = np.exp(scores - top)
    sure: Floats = raised / (raised.sum(axis=1, keepdims=True) + np.exp(none[:, None] - top))
    return sure


def _lessons(sight: Sight, traits: Sequence[Trait], decided: Decided, alone: Floats) -> Lessons:
    items = np.array(sorted(decided), np.int64)
    true = np.zeros((len(items), alone.shape[1]), np.float32)
    for n, item in enumerate(items.tolist()):
        true[n, list(decided[item])] = 1
    return Lessons(items, true, alone[items], sight.topics[items], tuple(traits[n] for n in items))


def _past(past: Past, alone: Floats) -> Lessons:
    true = np.zeros_like(alone)
    for n, leaves in enumerate(past.leaves):
        true[n, list(leaves)] = 1
    return Lessons(np.full(len(true), -1, np.int64), true, alone, past.sight.topics, past.traits)


def _joined(one: Lessons, other: Lessons) -> Lessons:
    arrays = ("item", "true", "said", "topics")
    joined = {name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in arrays}
    return Lessons(**joined, traits=(*one.traits, *other.traits))


def _ordered(weight: Mapping[str, float], names: Sequence[str]) -> Floats:
    return np.array([weight[name] for name in names], np.float32)


def _batches(items: Iterable[Clues]) -> Iterator[list[Clues]]:
    rest = iter(items)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
