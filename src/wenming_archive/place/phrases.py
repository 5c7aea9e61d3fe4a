"""Find the phrases of a vocabulary in many texts at once, longest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from wenming_archive.place.ngrams import Hits, characters, hashed, number, text_of


class Finder:
    """A vocabulary of phrases of two or more characters; a phrase is its position among them."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = tuple(dict.fromkeys(p for p in phrases if len(p) > 1))
        self.number = {phrase: n for n, phrase in enumerate(self.phrases)}
        # Most positions of a text start no phrase: two characters tell, and the sizes to try.
        sizes: dict[str, set[int]] = {}
        for phrase in self.phrases:
            sizes.setdefault(phrase[:2], set()).add(len(phrase))
        self._sizes = {start: sorted(found, reverse=True) for start, found in sizes.items()}
        self._starts = np.zeros(1 << 20, bool)
        self._starts[hashed(np.array([number(start) for start in self._sizes], np.uint64))] = True

    def within(self, text: str) -> set[str]:
        """Return every phrase that stands in ``text``, those inside longer ones too."""
        found: set[str] = set()
        for at in range(len(text) - 1):
            for size in self._sizes.get(text[at : at + 2], ()):
                if text[at : at + size] in self.number:
                    found.add(text[at : at + size])
        return found

    def find(self, texts: Sequence[str]) -> Hits:
        """Return which phrases stand in which text; one inside a longer one is not counted."""
        joined = "\n".join(texts)
        units = characters(joined)
        pairs = (units[:-1] << np.uint64(16)) | units[1:]
        places: list[int] = []
        found: list[int] = []
        free = 0
        for at in np.flatnonzero(self._starts[hashed(pairs)]).tolist():
            if at < free:
                continue
            for size in self._sizes.get(joined[at : at + 2], ()):
                known = self.number.get(joined[at : at + size])
                if known is not None:
                    places.append(at)
                    found.append(known)
                    free = at + size
                    break
        return Hits(text_of(texts)[np.array(places, np.int64)], np.array(found, np.int64))
