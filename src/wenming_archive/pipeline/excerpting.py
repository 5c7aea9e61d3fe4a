"""The passages that prove the indicators, of all that is filed under them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.index import Index
from wenming_archive.model import Item
from wenming_archive.pipeline import words
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.place import profile
from wenming_archive.report import excerpts as choosing
from wenming_archive.report.cues import Cues, cues
from wenming_archive.report.excerpts import Excerpt
from wenming_archive.report.page import Page
from wenming_archive.text.normal import matching

#: What tells an item from all others: root and source.
Key = tuple[str, str]
#: How much a word weighs that spoke for the place when the item was filed.
_REASON = 0.5
_QUOTED = re.compile("“([^“”]{2,12})”")


def excerpts(
    session: Session, shelves: Mapping[str, Sequence[Item]], progress: Progress
) -> dict[tuple[str, Key], Excerpt]:
    """Return the passages that prove, by the indicator's code and the item's key; of some there is none."""
    told = cues_of(session.catalogue)
    places: dict[Key, list[str]] = defaultdict(list)
    items: dict[Key, Item] = {}
    for code, shelf in shelves.items():
        for item in shelf:
            places[item.known.key].append(code)
            items[item.known.key] = item
    found: dict[tuple[str, Key], Excerpt] = {}
    progress.phase("摘录", len(items))
    with Index.reading(session.workspace.index_file) as index:
        for key, item in items.items():
            progress.step(item.found.source)
            for code, one in _of(item, [(code, told[code]) for code in places[key]], index):
                found[code, key] = one
    return found


def cues_of(catalogue: Catalogue) -> dict[str, Cues]:
    """Return for each leaf of a catalogue what speaks for it."""
    weights: dict[int, dict[str, float]] = defaultdict(dict)
    for phrase, rows in profile.build(catalogue).weights.items():
        for leaf, weight in rows:
            if weight > 0:
                weights[leaf][phrase] = weight
    return {leaf.code: cues(leaf.title, weights[leaf.position], _texts(leaf)) for leaf in catalogue.leaves}


def _texts(leaf: Leaf) -> list[str]:
    needs = [text for need in leaf.indicator.evidence for text in (need.note, *need.words)]
    return [leaf.indicator.standard, *leaf.indicator.keywords, *needs]


def _of(item: Item, told: Sequence[tuple[str, Cues]], index: Index) -> list[tuple[str, Excerpt]]:
    """Return what of an item proves each of its indicators."""
    extracted = words.read(index, item.known.sha256 or "") if item.known.readable else None
    if extracted is None:
        return []
    page = Page(item, extracted)
    made = [(code, choosing.excerpt(page, _with_reasons(one, item, code))) for code, one in told]
    return [(code, one) for code, one in made if one]


def _with_reasons(told: Cues, item: Item, code: str) -> Cues:
    """Return what speaks for an indicator, the words among it for which the item was filed there."""
    reasons = " ".join(
        r for placed in item.placement.indicators if placed.code == code for r in placed.reasons
    )
    said = {matching(word): _REASON for word in _QUOTED.findall(reasons)}
    fresh = {word: weight for word, weight in said.items() if word not in told.words}
    return told.with_words(fresh) if fresh else told
