"""What each indicator asks for, as weighted phrases: its own words and what its concepts bring.

The catalogue itself is the training text.  An indicator's title names concepts of the lexicon,
its standard and its section hint at more; a concept that another indicator names outright counts
for less here.  What tells no indicator from another weighs nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache

from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.place.lexicon import concepts, kin
from wenming_archive.place.phrases import Finder
from wenming_archive.text.normal import matching

#: How far a title, a standard and a section evoke a concept: by its title words, by its papers'.
_BY_TITLE, _BY_TITLE_STRONG = 1.0, 0.6
_BY_STANDARD, _BY_STANDARD_STRONG, _STANDARD_AT_MOST = 0.35, 0.2, 0.7
_BY_SECTION, _BY_NOTE = 0.2, 0.15
#: What a concept's words weigh, and what it passes to the concepts under it.
_STRONG, _USUAL, _UNDER = 1.0, 0.35, 0.7
#: From here on an indicator names a concept outright; what its kin then brings it.
_NAMED_FROM, _KIN = 0.6, 0.6
#: What an indicator's own words weigh.
_TITLE_PART, _KEYWORD, _STANDARD_PHRASE, _EXCLUDED = 1.3, 1.3, 0.5, -2.0

_HANZI = re.compile(r"[\u3400-\u9fff]+")
_PARTS = re.compile(r"[与和及、，,；;/／（）()“”\"《》·—\-\s]|以及|并|或")
_PREFIX = re.compile(
    r"^(深入|积极|切实|扎实|大力|全面|认真|持续|广泛|有效|加强|开展|推进|贯彻|落实|保持|提升|提高|打造|营造|健全|完善|建立|强化|做好|抓好|重视|组织|参与|注重|树立|规范|创新|丰富|狠抓|厉行)+"
)
_SUFFIX = re.compile(r"(工作|活动|建设|情况|管理|机制|开展|落实|推进|体系|制度|教育|好)$")


@dataclass(frozen=True)
class Profiles:
    """The profiles of a catalogue's leaves; a leaf is its position among them."""

    #: For each phrase the leaves it speaks for, and how strongly.
    weights: Mapping[str, tuple[tuple[int, float], ...]]
    #: For each leaf how far it takes part in each concept (0…1).
    evoked: tuple[Mapping[str, float], ...]


def build(catalogue: Catalogue) -> Profiles:
    """Return the profiles of the leaves of ``catalogue``."""
    leaves = catalogue.leaves
    evoked = _shared_out(_with_kin([_evoked(leaf) for leaf in leaves]))
    phrases = [_phrases(leaf, found) for leaf, found in zip(leaves, evoked, strict=True)]
    weights = _telling(phrases)
    return Profiles(weights, tuple(evoked))


def grams(text: str, known: Container[str] | None = None) -> Counter[str]:
    """Return the pairs and triples of neighbouring hanzi in ``text``, of ``known`` ones if given."""
    runs = _HANZI.findall(text)
    found = [run[at : at + size] for run in runs for size in (2, 3) for at in range(len(run) - size + 1)]
    return Counter(found if known is None else [gram for gram in found if gram in known])


def _parts(title: str) -> list[str]:
    """Return the parts of a title, each as it is and without 加强, 工作 and the like around it."""
    bare = [_PREFIX.sub("", part) for part in _PARTS.split(title) if part]
    return [p for part in bare for p in (part, _SUFFIX.sub("", part))]


def title_parts(title: str) -> list[str]:
    """Return the phrases a title is made of: 窗口服务与政务公开 gives 窗口服务 and 政务公开."""
    found: list[str] = []
    for part in [matching(title), *_PARTS.split(matching(title))]:
        bare = _PREFIX.sub("", part)
        core = _SUFFIX.sub("", bare)
        found += [p for p in (part, bare, core) if len(p) >= 2]
    return list(dict.fromkeys(found))


@dataclass(frozen=True)
class _Words:
    """The lexicon's words, and the concepts each names or belongs to."""

    finder: Finder
    naming: Mapping[str, list[str]]
    titles: Mapping[str, list[str]]
    whole: Mapping[str, list[str]]
    strong: Mapping[str, list[str]]


@cache
def _words() -> _Words:
    naming: dict[str, list[str]] = defaultdict(list)
    whole: dict[str, list[str]] = defaultdict(list)
    strong: dict[str, list[str]] = defaultdict(list)
    titles: dict[str, list[str]] = defaultdict(list)
    for concept in concepts():
        for word in concept.titles + concept.names:
            naming[word].append(concept.name)
        for word in concept.titles:
            titles[word].append(concept.name)
        for word in concept.strong:
            strong[word].append(concept.name)
        for word in concept.whole:
            whole[word].append(concept.name)
    return _Words(Finder({*naming, *strong}), naming, titles, whole, strong)


def _evoked(leaf: Leaf) -> dict[str, float]:
    """Return how far the leaf's own texts evoke each concept."""
    found: dict[str, float] = defaultdict(float)
    section = " ".join(node.title for node in leaf.ancestors)
    notes = " ".join(need.note for need in leaf.indicator.evidence)
    for text, factor in (
        (leaf.title, 1.0),
        (" ".join(leaf.indicator.keywords), 1.0),
        (section, _BY_SECTION),
        (notes, _BY_NOTE),
    ):
        for name, amount in _named(matching(text)).items():
            found[name] = max(found[name], factor * amount)
    for name, amount in _hinted(matching(leaf.indicator.standard)).items():
        found[name] = max(found[name], min(_STANDARD_AT_MOST, amount))
    return _with_parts(found)


def _named(text: str) -> dict[str, float]:
    """Return the concepts that ``text`` names, or speaks of in their papers' words."""
    words = _words()
    every = words.finder.within(text)
    within = [w for w in every if not any(w != other and w in other for other in every)]
    spoken = {name: _BY_TITLE_STRONG for word in within for name in words.strong.get(word, ())}
    parts = [name for part in _parts(text) for name in words.whole.get(part, ())]
    return spoken | dict.fromkeys([*parts, *(n for w in within for n in words.naming.get(w, ()))], _BY_TITLE)


def _hinted(text: str) -> dict[str, float]:
    """Return how far a standard hints at concepts; each further word adds."""
    words = _words()
    found: dict[str, float] = defaultdict(float)
    for word in words.finder.within(text):
        for name in words.titles.get(word, ()):
            found[name] += _BY_STANDARD
        for name in words.strong.get(word, ()):
            found[name] += _BY_STANDARD_STRONG
    return found


def _with_parts(found: dict[str, float]) -> dict[str, float]:
    """Add the concepts that are parts of the evoked ones (清明 is one of 我们的节日)."""
    whole = dict(found)
    for concept in concepts():
        passed = max((_UNDER * found.get(wider, 0.0) for wider in concept.under), default=0.0)
        whole[concept.name] = max(whole.get(concept.name, 0.0), passed)
    return {name: amount for name, amount in whole.items() if amount > 0}


def _with_kin(evoked: list[dict[str, float]]) -> list[dict[str, float]]:
    """Give a concept that no leaf names to the leaves that name its kin."""
    named = {name for found in evoked for name, amount in found.items() if amount >= _NAMED_FROM}
    whole = [dict(found) for found in evoked]
    for concept, others in kin():
        heir = next((other for other in others if other in named), None)
        if concept not in named and heir:
            for before, after in zip(evoked, whole, strict=True):
                if before.get(heir, 0.0) >= _NAMED_FROM:
                    after[concept] = max(after.get(concept, 0.0), _KIN * before[heir])
    return whole


def _shared_out(evoked: list[dict[str, float]]) -> list[dict[str, float]]:
    """Let a concept count most where it is named outright."""
    most: dict[str, float] = defaultdict(float)
    for found in evoked:
        for name, amount in found.items():
            most[name] = max(most[name], amount)
    return [{name: amount * amount / most[name] for name, amount in found.items()} for found in evoked]


def _phrases(leaf: Leaf, evoked: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for concept in concepts():
        amount = evoked.get(concept.name, 0.0)
        if amount:
            for word in concept.strong + concept.titles:
                found[word] = max(found[word], amount * _STRONG)
            for word in concept.usual:
                found[word] = max(found[word], amount * _USUAL)
    for word in _words().finder.within(matching(leaf.indicator.standard)):
        found[word] = max(found[word], _STANDARD_PHRASE)
    for word in title_parts(leaf.title):
        found[word] = max(found[word], _TITLE_PART)
    for word in map(matching, leaf.indicator.keywords):
        found[word] = max(found[word], _KEYWORD)
    for word in map(matching, leaf.indicator.exclude):
        found[word] = _EXCLUDED
    return found


def _telling(phrases: list[dict[str, float]]) -> dict[str, tuple[tuple[int, float], ...]]:
    """Weigh each phrase by how well it tells the leaves apart."""
    by_phrase: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for leaf, found in enumerate(phrases):
        for phrase, weight in found.items():
            by_phrase[phrase].append((leaf, weight))
    full = math.log(1 + len(phrases))
    weighed: dict[str, tuple[tuple[int, float], ...]] = {}
    for phrase, rows in by_phrase.items():
        most = max(abs(weight) for _, weight in rows)
        spread = sum(abs(weight) for _, weight in rows) / most
        telling = math.log((len(phrases) + 0.5) / spread) / full
        weighed[phrase] = tuple((leaf, weight * max(telling, 0.02)) for leaf, weight in rows)
    return weighed


def leaf_text(leaf: Leaf) -> Counter[str]:
    """Return the grams of a leaf's texts, the title's thrice, its section's once."""
    found: Counter[str] = Counter()
    for text, times in (
        (leaf.title, 3),
        (" ".join(leaf.indicator.keywords), 2),
        (leaf.indicator.standard, 1),
        (" ".join(need.note for need in leaf.indicator.evidence), 1),
        (" ".join(node.title for node in leaf.ancestors), 1),
    ):
        for gram, count in grams(matching(text)).items():
            found[gram] += count * times
    return found
