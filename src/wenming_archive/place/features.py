"""How items speak for each indicator: named features, item by leaf, all from the item alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.describe import forms
from wenming_archive.formats import PICTURES
from wenming_archive.place import lexicon, profile, topics
from wenming_archive.place.clues import Clues
from wenming_archive.place.coded import Codes
from wenming_archive.place.grams import Grams
from wenming_archive.place.ngrams import Hits, summed
from wenming_archive.place.phrases import Finder
from wenming_archive.place.speech import Listened, Speech, listen
from wenming_archive.text.normal import matching

Floats = NDArray[np.float32]
Said = Mapping[str, Listened]
#: The features, in the order of their weights.
NAMES = (
    "name",
    "title",
    "heads",
    "top",
    "body",
    "near",
    "far",
    "share",
    "best",
    "grams_short",
    "grams_long",
    "grams_best",
    "speaks_short",
    "speaks_long",
    "speaks_near",
    "code_name",
    "code_folder",
    "need",
    "form",
    "unit",
)
#: The features that speak for "none of them".
NONE_NAMES = (
    "always",
    "silent_text",
    "silent_picture",
    "noise",
    "other",
    "speaks_noise_short",
    "speaks_noise_long",
)
FIELDS = ("name", "title", "heads", "top", "body", "near", "far")
#: What a phrase weighs by where it stands, for the combined score.
_PLACE = np.array([1.0, 1.3, 0.6, 0.5, 0.25, 0.8, 0.4], np.float32)
#: The same of the fields that are the item's own words; folders are its clerk's.
_OWN = _PLACE * np.array([1, 1, 1, 1, 1, 0, 0], np.float32)
_NOISE_PLACE = np.array([2.0, 2.0, 1.0, 1.0, 0.5, 0, 0], np.float32)
_NOISE_STRONG, _NOISE_USUAL = 1.0, 0.35
#: Characters of body whose grams are compared; the phrases of all of it are.
_GRAM_BODY = 600


@dataclass(frozen=True)
class Features:
    """The features of some items."""

    #: Item by leaf by feature.
    rows: Floats
    #: Item by feature that speaks for "none".
    none: Floats
    #: The phrases found; a text is item times seven plus its field.
    found: Hits
    #: Item by dimension: what it is about, of length one (or nought).
    topics: Floats


class Scorer:
    """Features of items against one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.leaves: Sequence[Leaf] = catalogue.leaves
        self.profiles = profile.build(catalogue)
        noise = _noise_weights()
        self.finder = Finder({**self.profiles.weights, **noise})
        self.phrases = self._phrase_matrix()
        self._noise = np.array([noise.get(p, 0.0) for p in self.finder.phrases], np.float32)
        self._strange = Speech.of_noise()
        self._grams = Grams([profile.leaf_text(leaf) for leaf in self.leaves])
        self.speech = Speech.of_leaves(self.leaves, self.profiles)
        self._codes = Codes(self.leaves)
        self._kinds = _Kinds(self.leaves)
        self._units = _Units(catalogue)

    def features(self, items: Sequence[Clues]) -> Features:
        """Return the features of ``items``."""
        hits = self.finder.find([text for clues in items for text in fields(clues)])
        text, phrase, count = hits.counted(len(self.finder.phrases))
        amount = np.sqrt(np.minimum(count, 4)).astype(np.float32)
        fielded = summed(len(items) * len(FIELDS), text, amount, self.phrases[phrase])
        sums = fielded.reshape(len(items), len(FIELDS), -1)
        said = _heard(items)
        rows = self._rows(items, sums, said)
        noise = np.zeros(len(items) * len(FIELDS), np.float32)
        np.add.at(noise, hits.text, self._noise[hits.word])
        noisiness = noise.reshape(len(items), -1) @ _NOISE_PLACE
        none = [*_none(items, sums, noisiness), *self._estranged(said)]
        about = topics.of(said["speaks_long"])
        return Features(rows, np.stack(none, axis=-1).astype(np.float32), hits, about)

    def _rows(self, items: Sequence[Clues], sums: Floats, said: Said) -> Floats:
        columns = [*np.log1p(np.maximum(sums, 0)).transpose(1, 0, 2)]
        total = np.einsum("ifl,f->il", sums, _PLACE)
        everything = np.maximum(total, 0).sum(axis=1, keepdims=True)
        columns += [total / np.where(everything, everything, 1), _by_most(total)]
        columns += self._alike(items, said)
        columns += [*self._coded(items), *self._kinds.columns(items), self._units.column(items)]
        return np.stack(columns, axis=-1).astype(np.float32)

    def _alike(self, items: Sequence[Clues], said: Said) -> list[Floats]:
        """Return how alike items and leaves are: by characters, and by the way they speak."""
        long = self._grams.scores([_content(clues) for clues in items])
        return [
            self._grams.scores([f"{clues.name} {clues.title}" for clues in items]),
            long,
            _by_most(long),
            self.speech.scores(said["speaks_short"]),
            self.speech.scores(said["speaks_long"]),
            np.log1p(np.maximum(self.speech.scores(said["speaks_near"]), 0)),
        ]

    def _estranged(self, said: Said) -> list[Floats]:
        """Return how much items speak as some sort of what is no evidence does."""
        both = (said[name] for name in ("speaks_short", "speaks_long"))
        return [self._strange.scores(some).max(axis=1, initial=0) for some in both]

    def _coded(self, items: Sequence[Clues]) -> Floats:
        found = np.zeros((2, len(items), len(self.leaves)), np.float32)
        for n, clues in enumerate(items):
            for leaf, amount in self._codes.in_name(clues.name).items():
                found[0, n, leaf] = amount
            for leaf, amount in self._codes.in_folders(clues.folders).items():
                found[1, n, leaf] = amount
        return found

    def _phrase_matrix(self) -> Floats:
        matrix = np.zeros((len(self.finder.phrases), len(self.leaves)), np.float32)
        for phrase, rows in self.profiles.weights.items():
            if phrase in self.finder.number:
                for leaf, weight in rows:
                    matrix[self.finder.number[phrase], leaf] = weight
        return matrix


def _none(items: Sequence[Clues], sums: Floats, noisiness: Floats) -> list[NDArray[Any]]:
    """Return the features by which an item's own words speak for none of the leaves."""
    own = np.einsum("ifl,f->il", sums, _OWN)
    silence = np.exp(-np.maximum(own.max(axis=1, initial=0), 0))
    picture = np.array([clues.format in PICTURES for clues in items])
    return [
        np.ones(len(items)),
        np.where(picture, 0, silence),
        np.where(picture, silence, 0),
        np.log1p(noisiness),
        np.array([clues.kind == "other" for clues in items]),
    ]


def _by_most(scores: Floats) -> Floats:
    most = scores.max(axis=1, keepdims=True, initial=0)
    shares: Floats = np.divide(scores, np.where(most > 0, most, 1), dtype=np.float32)
    return shares


def fields(clues: Clues) -> tuple[str, ...]:
    """Return the texts of an item by where they stand, in the order of ``FIELDS``."""
    near, far = " ".join(clues.folders[-1:]), " ".join(clues.folders[:-1])
    return (clues.name, clues.title, clues.heads, clues.top, clues.body, near, far)


def _content(clues: Clues) -> str:
    return f"{clues.title} {clues.heads} {clues.top} {clues.body[:_GRAM_BODY]}"


def _heard(items: Sequence[Clues]) -> Said:
    """Return what items say, by the feature that compares the way it is said."""
    return {
        "speaks_short": listen([clues.title or clues.name for clues in items]),
        "speaks_long": listen([f"{_content(clues)} {clues.name}" for clues in items]),
        "speaks_near": listen([" ".join(clues.folders[-1:]) for clues in items]),
    }


class _Kinds:
    """Which kinds of document suit each leaf: those it asks for, and those its title names."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._rows: dict[str, Floats] = {}
        self._needs = [{kind for need in leaf.indicator.evidence for kind in need.kinds} for leaf in leaves]
        self._forms = [_form_kinds(leaf) for leaf in leaves]

    def columns(self, items: Sequence[Clues]) -> Floats:
        """Return the features "need" and "form"."""
        found: Floats = np.stack([self._row(clues.kind) for clues in items], axis=1)
        return found

    def _row(self, kind: str) -> Floats:
        if kind not in self._rows:
            needed = [(1.0 if kind in kinds else -1.0) if kinds else 0.0 for kinds in self._needs]
            formed = [float(kind in kinds) for kinds in self._forms]
            self._rows[kind] = np.array([needed, formed], np.float32)
        return self._rows[kind]


class _Units:
    """Which leaves the unit leads that an item comes from, by its issuer and folders."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._words = [_unit_words(leaf, catalogue) for leaf in catalogue.leaves]
        # A unit that leads the only leaves with a lead says little: the others name none.
        self._led = sum(bool(lead) for lead, _ in self._words) / max(len(self._words), 1)
        self._rows: dict[str, Floats] = {}

    def column(self, items: Sequence[Clues]) -> Floats:
        """Return the feature "unit"."""
        found: Floats = np.stack([self._row(" ".join((c.issuer, *c.folders))) for c in items])
        return found

    def _row(self, where: str) -> Floats:
        if where not in self._rows:
            row = [self._led * _said(where, lead, support) for lead, support in self._words]
            self._rows[where] = np.array(row, np.float32)
        return self._rows[where]


def _said(where: str, lead: Sequence[str], support: Sequence[str]) -> float:
    if any(word in where for word in lead):
        return 1.0
    return 0.5 if any(word in where for word in support) else 0.0


def _form_kinds(leaf: Leaf) -> set[str]:
    """Return the kinds a leaf's title names: 工作总结 names summaries."""
    named = (forms.of(part) for part in profile.title_parts(leaf.title))
    return {form.kind for form in named if form and form.last}


def _unit_words(leaf: Leaf, catalogue: Catalogue) -> tuple[list[str], list[str]]:
    def words(name: str | None) -> list[str]:
        unit = catalogue.unit(name)
        return [w for w in map(matching, unit.names) if len(w) >= 2] if unit else []

    return words(leaf.lead), [w for name in leaf.indicator.support for w in words(name)]


def _noise_weights() -> dict[str, float]:
    usual = {word: _NOISE_USUAL for concept in lexicon.noise() for word in concept.usual}
    return usual | {word: _NOISE_STRONG for concept in lexicon.noise() for word in concept.strong}
