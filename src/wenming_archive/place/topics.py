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
from wenming_archive.place.ngrams import Ngrams, summed, unit

Floats = NDArray[np.float32]
DIMENSIONS = 64
#: So many grams are half of what full trust takes: the name of a folder alone is like too much else.
_FEW = 8


def of(texts: Sequence[str]) -> Floats:
    """Return the vector of each text; its length says how much text it rests on, one at most.

    Nought of a text that speaks of nothing known.
    """
    ngrams, vectors = _vectors()
    text, gram, _ = ngrams.find(texts).counted(ngrams.size)
    grams = np.bincount(text, minlength=len(texts))
    length = np.sqrt(grams / (grams + _FEW)).astype(np.float32)
    return unit(summed(len(texts), text, np.ones(len(text), np.float32), vectors[gram])) * length[:, None]


@cache
def _vectors() -> tuple[Ngrams, Floats]:
    """Return the grams and the vector of each."""
    heard = speech.heard()
    table = np.zeros((heard.ngrams.size, len(heard.concepts)), np.float32)
    for n, (grams, shares) in enumerate(heard.concepts.values()):
        table[grams, n] = speech.surprise(shares, heard.everywhere[grams])
    table -= table.mean(axis=1, keepdims=True)
    _, turned = np.linalg.eigh(table.T @ table)
    return heard.ngrams, table @ turned[:, -DIMENSIONS:]
