"""How the papers of each indicator speak: a model of its language, learnt from the lexicon's samples.

Naive Bayes over pairs and triples of characters.  An indicator speaks as the concepts it takes part
in and as its own text does; a text is scored by how much likelier each gram is there than anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from wenming_archive.catalogue.model import Leaf
from wenming_archive.place import lexicon
from wenming_archive.place.ngrams import Ints, Ngrams, summed
from wenming_archive.place.profile import Profiles
from wenming_archive.text.normal import matching

Floats = NDArray[np.float32]
#: How often the words of a concept count, beside its samples.
_TIMES = {"titles": 3, "strong": 2, "usual": 1}
#: Grams of nobody's that a concept, a leaf's concepts together, and its own text are mixed with.
_CONCEPT_AT_LEAST, _LEAF_AT_LEAST, _OWN_AT_LEAST = 200, 0.1, 30
#: From how much on a word is worth naming.
_TELLING = 0.5
#: How much a leaf's own text counts beside its concepts.
_OWN = 3.0
#: How much likelier than everywhere a gram must be to count for much.
_ANYWHERE = 8.0


@dataclass(frozen=True)
class Heard:
    """What the lexicon's samples and words sound like."""

    ngrams: Ngrams
    #: Of each concept the grams it uses, and the share of each among its own.
    concepts: Mapping[str, tuple[Ints, Floats]]
    #: The same of each sort of what is no evidence.
    noise: Mapping[str, tuple[Ints, Floats]]
    #: The share of each gram everywhere.
    everywhere: Floats


@dataclass(frozen=True)
class Listened:
    """Which grams stand in some texts, each once a text, in the order of the texts."""

    texts: int
    text: Ints
    gram: Ints

    @property
    def grams(self) -> Ints:
        """How many known grams each text has."""
        return np.bincount(self.text, minlength=self.texts)


class Speech:
    """Some languages, and how much a text speaks each."""

    def __init__(self, ngrams: Ngrams, likely: Floats, everywhere: Floats) -> None:
        """``likely`` is the share of each gram in each language; it is large, and used up."""
        self._ngrams = ngrams
        likely /= _ANYWHERE * everywhere[:, None]
        self._surprise = np.log1p(likely, out=likely)

    @classmethod
    def of_leaves(cls, leaves: Sequence[Leaf], profiles: Profiles) -> Self:
        """Return the languages of the leaves of a catalogue."""
        known = heard()
        likely = np.zeros((known.ngrams.size, len(leaves)), np.float32)
        for name, (grams, shares) in known.concepts.items():
            parts = np.array([evoked.get(name, 0.0) for evoked in profiles.evoked], np.float32)
            some = np.flatnonzero(parts)
            likely[np.ix_(grams, some)] += shares[:, None] * parts[some]
        likely /= likely.sum(axis=0) + _LEAF_AT_LEAST
        _add_own(likely, leaves, known.ngrams)
        return cls(known.ngrams, likely, known.everywhere)

    @classmethod
    def of_noise(cls) -> Self:
        """Return the languages of what is no evidence."""
        known = heard()
        likely = np.zeros((known.ngrams.size, len(known.noise)), np.float32)
        for n, (grams, shares) in enumerate(known.noise.values()):
            likely[grams, n] = shares
        return cls(known.ngrams, likely, known.everywhere)

    def scores(self, texts: Sequence[str] | Listened) -> Floats:
        """Return for each text how much it speaks each language; longer texts say more, not as much.

        A word that stands in every row of a table counts once.
        """
        said = texts if isinstance(texts, Listened) else listen(texts)
        total = summed(said.texts, said.text, None, self._surprise[said.gram])
        return total / np.sqrt(np.maximum(said.grams, 1)).astype(np.float32)[:, None]

    def telling(self, words: Sequence[str], leaf: int) -> list[str]:
        """Return those of ``words`` that sound more like ``leaf`` than like the others, the most so first."""
        text, gram, count = self._ngrams.find(words).counted(self._ngrams.size)
        special = self._surprise[gram, leaf] - self._surprise[gram].mean(axis=1)
        total = np.bincount(text, special * count, minlength=len(words))
        return [words[n] for n in np.argsort(-total, kind="stable").tolist() if total[n] > _TELLING]


def listen(texts: Sequence[str]) -> Listened:
    """Return the grams of the lexicon that stand in each text."""
    ngrams = heard().ngrams
    text, gram, _ = ngrams.find(texts).counted(ngrams.size)
    return Listened(len(texts), text, gram)


def surprise(likely: Floats, everywhere: Floats) -> Floats:
    """Return how much likelier grams are than everywhere, as a logarithm that never falls below nought."""
    found: Floats = np.log1p(likely / (_ANYWHERE * everywhere))
    return found


def _add_own(likely: Floats, leaves: Sequence[Leaf], ngrams: Ngrams) -> None:
    """Add the share of each gram in each leaf's own text, its title thrice."""
    texts = [matching(f"{leaf.title} {leaf.title} {leaf.title} {leaf.indicator.standard}") for leaf in leaves]
    text, gram, count = ngrams.find(texts).counted(ngrams.size)
    total = np.bincount(text, count, minlength=len(leaves)) + _OWN_AT_LEAST
    likely[gram, text] += _OWN * count / total[text]


@cache
def heard() -> Heard:
    """Return what the lexicon sounds like."""
    said = [(concept, text, 1) for concept, text in lexicon.samples()]
    for one in lexicon.concepts():
        said += [(one.name, w, n) for key, n in _TIMES.items() for w in getattr(one, key)]
    strange = [(sort, text, 1) for sort, text in lexicon.noise_samples()]
    ngrams = Ngrams.heard([text for _, text, _ in (*said, *strange)])
    concepts, counts = _languages(ngrams, said)
    noise, _ = _languages(ngrams, strange)
    everywhere = counts + 0.5
    return Heard(ngrams, concepts, noise, everywhere / everywhere.sum())


def _languages(
    ngrams: Ngrams, said: Sequence[tuple[str, str, int]]
) -> tuple[dict[str, tuple[Ints, Floats]], Floats]:
    """Return for each speaker the grams it uses with their shares, and how often each gram is used."""
    places = {name: n for n, name in enumerate(dict.fromkeys(name for name, _, _ in said))}
    hits = ngrams.find([text for _, text, _ in said])
    of = np.array([places[name] for name, _, _ in said], np.int64)[hits.text]
    times = np.array([n for _, _, n in said], np.float32)[hits.text]
    keys, where = np.unique(of * ngrams.size + hits.word, return_inverse=True)
    counts = np.bincount(where, times).astype(np.float32)
    speaker, gram = keys // ngrams.size, keys % ngrams.size
    shares = counts / (np.bincount(speaker, counts).astype(np.float32) + _CONCEPT_AT_LEAST)[speaker]
    parts = {name: np.flatnonzero(speaker == n) for name, n in places.items()}
    total = np.bincount(gram, counts, minlength=ngrams.size).astype(np.float32)
    return {name: (gram[at], shares[at]) for name, at in parts.items()}, total
