"""How an item speaks for each indicator: a row of named features a leaf, all from the item alone."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.describe import forms
from wenming_archive.formats import PICTURES
from wenming_archive.place import lexicon, profile
from wenming_archive.place.clues import Clues
from wenming_archive.place.phrases import Finder
from wenming_archive.text import codes
from wenming_archive.text.normal import matching

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
    "code_name",
    "code_folder",
    "need",
    "form",
    "unit",
)
#: The features that speak for "none of them".
NONE_NAMES = ("always", "silent_text", "silent_picture", "noise", "other")
FIELDS = ("name", "title", "heads", "top", "body", "near", "far")
#: What a phrase weighs by where it stands, for the combined score.
_PLACE = {"name": 1.0, "title": 1.3, "heads": 0.6, "top": 0.5, "body": 0.25, "near": 0.8, "far": 0.4}
#: Fields that are the item's own words; folders are its clerk's.
_OWN = ("name", "title", "heads", "top", "body")
_NOISE_STRONG, _NOISE_USUAL = 1.0, 0.35
#: Characters of body whose grams are compared; the phrases of all of it are.
_GRAM_BODY = 600
Row = list[float]
Scores = defaultdict[int, float]
Found = Mapping[str, Counter[str]]


@dataclass(frozen=True)
class Features:
    """The features of one item: a row a leaf, and those of belonging nowhere."""

    rows: list[Row]
    none: Row
    #: The phrases found, by where they stand.
    found: Found


class Scorer:
    """Features of items against one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.leaves: Sequence[Leaf] = catalogue.leaves
        self.profiles = profile.build(catalogue)
        self._codes = _Codes(self.leaves)
        self._names = _own_names(self.leaves)
        self._forms = [_form_kinds(leaf) for leaf in self.leaves]
        self._needs = [{need.kind for need in leaf.indicator.evidence} for leaf in self.leaves]
        self._units = [_unit_words(leaf, catalogue) for leaf in self.leaves]
        # A unit that leads the only leaves with a lead says little: the others name none.
        self._led = sum(bool(lead) for lead, _ in self._units) / max(len(self.leaves), 1)
        self._noise = _noise_weights()
        self._finder = Finder({*self.profiles.weights, *self._noise})

    def features(self, clues: Clues) -> Features:
        """Return the features of one item."""
        found = {name: self._finder.find(text) for name, text in fields(clues).items()}
        sums = {name: self._phrase_scores(phrases) for name, phrases in found.items()}
        by_name = self._columns(clues, sums)
        columns = [by_name[name] for name in NAMES]
        rows = [[column.get(n, 0.0) for column in columns] for n in range(len(self.leaves))]
        return Features(rows, self._none(clues, found, sums), found)

    def _columns(self, clues: Clues, sums: Mapping[str, Scores]) -> dict[str, Mapping[int, float]]:
        """Return each feature as a column: its value by leaf, nought where it is silent."""
        leaves = range(len(self.leaves))
        total = _weighed(sums, _PLACE)
        everything = sum(x for x in total.values() if x > 0) or 1.0
        long = self.gram_scores(f"{clues.title} {clues.heads} {clues.top} {clues.body[:_GRAM_BODY]}")
        return {
            **{name: {n: math.log1p(max(x, 0.0)) for n, x in sums[name].items()} for name in FIELDS},
            "share": {n: x / everything for n, x in total.items()},
            "best": _by_most(total),
            "grams_short": self.gram_scores(f"{clues.name} {clues.title}"),
            "grams_long": long,
            "grams_best": _by_most(long),
            "code_name": self._codes.in_name(clues.name),
            "code_folder": self._codes.in_folders(clues.folders),
            "need": {n: self._need(n, clues.kind) for n in leaves},
            "form": {n: 1.0 for n in leaves if clues.kind in self._forms[n]},
            "unit": {n: self._unit(n, clues) for n in leaves},
        }

    def called(self, clues: Clues) -> set[str]:
        """Return the codes of the leaves that the title or the name calls by a name of their own."""
        text = f"{clues.title} {clues.name}"
        return {
            leaf.code
            for leaf, names in zip(self.leaves, self._names, strict=True)
            if any(n in text for n in names)
        }

    def _none(self, clues: Clues, found: Found, sums: Mapping[str, Scores]) -> Row:
        own = _weighed(sums, {name: _PLACE[name] for name in _OWN})
        silence = math.exp(-max(own.values(), default=0.0))
        picture = clues.format in PICTURES
        return [
            1.0,
            0.0 if picture else silence,
            silence if picture else 0.0,
            math.log1p(self._noisiness(found)),
            float(clues.kind == "other"),
        ]

    def _noisiness(self, found: Found) -> float:
        weighed = (("name", 2.0), ("title", 2.0), ("heads", 1.0), ("top", 1.0), ("body", 0.5))
        return sum(times * self._noise.get(phrase, 0.0) for name, times in weighed for phrase in found[name])

    def _phrase_scores(self, phrases: Counter[str]) -> Scores:
        """Return by leaf how much ``phrases`` speak for it."""
        found: Scores = defaultdict(float)
        for phrase, count in phrases.items():
            amount = min(count, 4) ** 0.5
            for leaf, weight in self.profiles.weights.get(phrase, ()):
                found[leaf] += amount * weight
        return found

    def gram_scores(self, text: str) -> Scores:
        """Return by leaf the cosine of the grams of ``text`` and of the leaf."""
        idf = self.profiles.gram_idf
        vector = {g: (1 + math.log(n)) * idf[g] for g, n in profile.grams(text, idf).items()}
        norm = math.sqrt(sum(x * x for x in vector.values())) or 1.0
        found: Scores = defaultdict(float)
        for gram, x in vector.items():
            for leaf, y in self.profiles.grams[gram]:
                found[leaf] += x * y / norm
        return found

    def _need(self, leaf: int, kind: str) -> float:
        if not self._needs[leaf]:
            return 0.0
        return 1.0 if kind in self._needs[leaf] else -1.0

    def _unit(self, leaf: int, clues: Clues) -> float:
        lead, support = self._units[leaf]
        where = " ".join((clues.issuer, *clues.folders))
        if any(word in where for word in lead):
            return self._led
        return 0.5 * self._led if any(word in where for word in support) else 0.0


def _weighed(sums: Mapping[str, Scores], places: Mapping[str, float]) -> Scores:
    total: Scores = defaultdict(float)
    for name, weight in places.items():
        for leaf, amount in sums[name].items():
            total[leaf] += weight * amount
    return total


def _by_most(scores: Scores) -> dict[int, float]:
    most = max(scores.values(), default=0.0) or 1.0
    return {n: x / most for n, x in scores.items()}


def fields(clues: Clues) -> dict[str, str]:
    """Return the texts of an item by where they stand."""
    near, far = clues.folders[-1:], clues.folders[:-1]
    return {
        "name": clues.name,
        "title": clues.title,
        "heads": clues.heads,
        "top": clues.top,
        "body": clues.body,
        "near": " ".join(near),
        "far": " ".join(far),
    }


class _Codes:
    """Which leaves a code in a name may mean."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._exact: dict[tuple[int, ...], list[int]] = {}
        self._script: dict[int, str] = {}
        for n, leaf in enumerate(leaves):
            own = codes.numbers(leaf.code)
            self._exact.setdefault(own, []).append(n)
            self._script[n] = codes.canonical(leaf.code).lower()

    def in_name(self, name: str) -> dict[int, float]:
        """Return how surely a file or folder name opens with the code of each leaf."""
        written = self._as_written(name)
        if written is not None:
            return {written: self._surety(written, self._script[written])}
        for numbers, text in codes.candidates(name):
            leaves = self._exact.get(numbers, [])
            if leaves:
                return {n: self._surety(n, text) / len(leaves) for n in leaves}
        return {}

    def _as_written(self, name: str) -> int | None:
        """Return the leaf whose code opens the name just as the catalogue writes it (第一卷-3, A盒)."""
        text = codes.canonical(name).lower()
        opening = [n for n, code in self._script.items() if _opens(text, code)]
        return max(opening, key=lambda n: len(self._script[n]), default=None)

    def in_folders(self, folders: Sequence[str]) -> dict[int, float]:
        for depth, folder in enumerate(reversed(folders)):
            found = self.in_name(folder)
            if found:
                return {n: amount / (1 + depth) for n, amount in found.items()}
        return {}

    def _surety(self, leaf: int, text: str) -> float:
        """Return how sure a code is: in the catalogue's own script, and of more than one number."""
        same = codes.canonical(text).lower().rstrip(".、") == self._script[leaf].rstrip(".、")
        if len(codes.numbers(text)) == 1:
            return 0.5 if same and not text.strip(".、 ").isdecimal() else 0.15
        return 1.0 if same else 0.6


def _opens(text: str, code: str) -> bool:
    """Say whether ``text`` opens with ``code`` and does not go on with its number."""
    following = text[len(code) : len(code) + 1]
    return text.startswith(code) and not (code[-1:].isdecimal() and following.isdecimal())


def _own_names(leaves: Sequence[Leaf]) -> list[list[str]]:
    """Return the parts of each leaf's title that no other leaf's title has."""
    parts = [[p for p in profile.title_parts(leaf.title) if len(p) >= 3] for leaf in leaves]
    held = Counter(part for found in parts for part in found)
    return [[part for part in found if held[part] == 1] for found in parts]


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
