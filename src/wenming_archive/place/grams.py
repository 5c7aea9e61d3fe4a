"""How alike texts and indicators are by their pairs and triples of characters: cosine of TF-IDF."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from wenming_archive.place.ngrams import Ngrams, summed

Floats = NDArray[np.float32]


class Grams:
    """The indicators' texts as unit vectors over their own grams."""

    def __init__(self, leaves: Sequence[Counter[str]]) -> None:
        spread = Counter(gram for grams in leaves for gram in grams)
        self._ngrams = Ngrams(list(spread))
        idf = [math.log((len(leaves) + 1) / (n + 1)) + 0.1 for n in spread.values()]
        self._idf = np.array(idf, np.float32)
        self._matrix = np.zeros((len(spread), len(leaves)), np.float32)
        numbers = {gram: n for n, gram in enumerate(spread)}
        for leaf, grams in enumerate(leaves):
            for gram, count in grams.items():
                self._matrix[numbers[gram], leaf] = (1 + math.log(count)) * idf[numbers[gram]]
        self._matrix /= np.maximum(np.linalg.norm(self._matrix, axis=0, keepdims=True), 1e-9)

    def scores(self, texts: Sequence[str]) -> Floats:
        """Return the cosine of each text with each leaf; grams that no leaf has do not count."""
        text, gram, count = self._ngrams.find(texts).counted(max(self._ngrams.size, 1))
        amount = (1 + np.log(count)).astype(np.float32) * self._idf[gram]
        length = np.bincount(text, amount * amount, minlength=len(texts))
        scores = summed(len(texts), text, amount, self._matrix[gram])
        return scores / np.sqrt(np.maximum(length, 1e-18)).astype(np.float32)[:, None]
