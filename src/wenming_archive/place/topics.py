"""What a text is about, as a short vector: how it speaks of the lexicon's concepts.

The concepts' languages (``speech``) are the rows of a table, which is turned and cut to the few
directions in which they differ most, as latent semantic analysis does.  Texts near to each other
there are about the same things, also when they share few words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from wenming_archive.place import speech
from wenming_archive.place.ngrams import summed, unit
from wenming_archive.place.speech import Listened

Floats = NDArray[np.float32]
DIMENSIONS = 64
#: So many grams are half of what full trust takes: the name of a folder alone is like too much else.
_FEW = 8
#: Grams that are looked at together.
_AT_ONCE = 8192


def of(texts: Sequence[str] | Listened) -> Floats:
    """Return the vector of each text; its length says how much text it rests on, one at most.

    Nought of a text that speaks of nothing known.
    """
    said = texts if isinstance(texts, Listened) else speech.listen(texts)
    length = np.sqrt(said.grams / (said.grams + _FEW)).astype(np.float32)
    return unit(summed(said.texts, said.text, None, _vectors()[said.gram])) * length[:, None]


@cache
def _vectors() -> Floats:
    """Return the vector of each gram."""
    parts = range(0, speech.heard().ngrams.size, _AT_ONCE)
    concepts = len(speech.heard().concepts)
    spread = sum((part.T @ part for part in map(_part, parts)), np.zeros((concepts, concepts), np.float32))
    turned = np.linalg.eigh(spread)[1][:, -DIMENSIONS:]
    return np.concatenate([part @ turned for part in map(_part, parts)])


def _part(first: int) -> Floats:
    """Return how much each concept likes some grams, less what all do; the whole table is large."""
    heard = speech.heard()
    last = min(first + _AT_ONCE, heard.ngrams.size)
    table = np.zeros((last - first, len(heard.concepts)), np.float32)
    for n, (grams, shares) in enumerate(heard.concepts.values()):
        inside = slice(*np.searchsorted(grams, (first, last)))
        some = grams[inside]
        table[some - first, n] = speech.surprise(shares[inside], heard.everywhere[some])
    table -= table.mean(axis=1, keepdims=True)
    return table
