"""Which indicators of two editions are the same: one to one where that can be, then split and merged.

The pairs are found all at once, so that a good one is not taken away by a better looking first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.editions import pairing
from wenming_archive.editions.likeness import Likeness, Profile, profiles

#: What two indicators must say alike to be the same: at all, and together with their place.
_SAID, _ALIKE = 0.2, 0.3
#: What standing under groups that go together adds, once those are known.
_TOGETHER = 0.08
#: Of a part: the share that stands in the whole, and the share that no other part accounts for.
_WITHIN, _OWN = 0.5, 0.3
#: Of what is left on both sides under groups that go together: so much alike it may be the same, written
#: anew, if nothing else left is half as much so.
_MAYBE, _CLEAR = 0.06, 2.0


@dataclass(frozen=True)
class Tie:
    """An indicator of the old edition and one of the new that carries it on, or a part of it."""

    old: Leaf
    new: Leaf
    likeness: float
    #: True when another tie of either is the closer one.
    part: bool = False
    #: False of one that rests on little: a person should look at it.
    sure: bool = True


def ties(old: Catalogue, new: Catalogue) -> list[Tie]:
    """Return what goes with what, in the order of the new edition."""
    return _Matcher(profiles(old), profiles(new)).ties()


class _Matcher:
    def __init__(self, old: Sequence[Profile], new: Sequence[Profile]) -> None:
        self.old, self.new = old, new
        self.like = Likeness([*old, *new])
        self.said = {
            (n, m): said
            for n, one in enumerate(old)
            for m, other in enumerate(new)
            if (said := self.like.said(one, other)) >= _SAID
        }

    def ties(self) -> list[Tie]:
        scores = {
            pair: said + self.like.placed(self.old[pair[0]], self.new[pair[1]])
            for pair, said in self.said.items()
        }
        first = _kept(pairing.best(scores), scores)
        together = self._groups(first)
        near = {(n, m): score + _TOGETHER * together(n, m) for (n, m), score in scores.items()}
        pairs = _kept(pairing.best(near), near)
        found = [self._tie(n, m) for n, m in pairs]
        parts = self._parts(dict(pairs))
        found += [self._tie(n, m, part=True) for n, m in parts]
        found += [self._tie(n, m, sure=False) for n, m in self._anew([*pairs, *parts], together)]
        return sorted(found, key=lambda tie: (tie.new.position, tie.part, tie.old.position))

    def _tie(self, n: int, m: int, *, part: bool = False, sure: bool = True) -> Tie:
        old, new = self.old[n], self.new[m]
        return Tie(old.leaf, new.leaf, min(1.0, self.like.said(old, new)), part, sure)

    def _anew(self, tied: Sequence[tuple[int, int]], together: _Together) -> list[tuple[int, int]]:
        """Return of what is left on both sides the pairs that may be the same in other words."""
        olds = set(range(len(self.old))) - {n for n, _ in tied}
        news = set(range(len(self.new))) - {m for _, m in tied}
        said = {(n, m): self.like.said(self.old[n], self.new[m]) for n in olds for m in news}
        near = {pair: score for pair, score in said.items() if score >= _MAYBE and together(*pair) >= 0.5}
        return [pair for pair in pairing.best(near) if _clear(pair, said)]

    def _groups(self, pairs: Sequence[tuple[int, int]]) -> _Together:
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for n, m in pairs:
            votes[_parent(self.old[n])][_parent(self.new[m])] += 1
        return _Together(self.old, self.new, votes)

    def _parts(self, pairs: Mapping[int, int]) -> list[tuple[int, int]]:
        """Return the further parts of what was split, and the further origins of what was merged."""
        taken = {m: n for n, m in pairs.items()}
        later = [m for m in range(len(self.new)) if m not in taken]
        gone = [n for n in range(len(self.old)) if n not in pairs]
        split = {(n, m): share for m in later for n in pairs if (share := self._split(n, m, pairs[n]))}
        merged = {(n, m): share for n in gone for m in taken if (share := self._merged(n, m, taken[m]))}
        found = {m: (n, m) for (n, m), _ in sorted(split.items(), key=lambda one: one[1])}
        joined = {n: (n, m) for (n, m), _ in sorted(merged.items(), key=lambda one: one[1])}
        return [*found.values(), *joined.values()]

    def _split(self, n: int, m: int, first: int) -> float:
        return self._piece(self.new[m], self.old[n], self.new[first])

    def _merged(self, n: int, m: int, first: int) -> float:
        return self._piece(self.old[n], self.new[m], self.old[first])

    def _piece(self, part: Profile, whole: Profile, other: Profile) -> float:
        """Return how much ``part`` stands in ``whole`` beside its ``other`` part; 0 if not enough."""
        words = part.title + part.standard
        there = self.like.within(words, whole.words)
        if there < _WITHIN:
            return 0.0
        own = self.like.within(words, whole.words - other.words)
        return there if own >= _OWN else 0.0


class _Together:
    """Says how surely the groups of two indicators go together."""

    def __init__(
        self, old: Sequence[Profile], new: Sequence[Profile], votes: Mapping[str, Counter[str]]
    ) -> None:
        self._old, self._new, self._votes = old, new, votes

    def __call__(self, n: int, m: int) -> float:
        votes = self._votes.get(_parent(self._old[n]), Counter())
        return votes[_parent(self._new[m])] / max(1, votes.total())


def _clear(pair: tuple[int, int], said: Mapping[tuple[int, int], float]) -> bool:
    """Say whether neither side of a pair is about as much like something else."""
    others = (
        s for other, s in said.items() if other != pair and (other[0] == pair[0] or other[1] == pair[1])
    )
    return said[pair] >= _CLEAR * max(others, default=0.0)


def _parent(one: Profile) -> str:
    return one.leaf.ancestors[-1].code if one.leaf.ancestors else ""


def _kept(pairs: Sequence[tuple[int, int]], scores: pairing.Scores) -> list[tuple[int, int]]:
    return [pair for pair in pairs if scores[pair] >= _ALIKE]
