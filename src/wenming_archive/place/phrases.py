"""Find the phrases of a vocabulary in a text, longest first, in one pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from operator import add


class Finder:
    """A vocabulary of phrases of two or more characters."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._known = frozenset(p for p in phrases if len(p) > 1)
        # Most positions of a text start no phrase: two characters tell, and the sizes to try.
        sizes: dict[str, set[int]] = {}
        for phrase in self._known:
            sizes.setdefault(phrase[:2], set()).add(len(phrase))
        self._sizes = {start: sorted(found, reverse=True) for start, found in sizes.items()}

    def within(self, text: str) -> set[str]:
        """Return every phrase that stands in ``text``, those inside longer ones too."""
        found: set[str] = set()
        for at in range(len(text) - 1):
            for size in self._sizes.get(text[at : at + 2], ()):
                if text[at : at + size] in self._known:
                    found.add(text[at : at + size])
        return found

    def find(self, text: str) -> Counter[str]:
        """Return how often each phrase stands in ``text``; a phrase inside a longer one is not counted."""
        found: Counter[str] = Counter()
        free = 0
        for at, sizes in enumerate(map(self._sizes.get, map(add, text, text[1:]))):
            if sizes is None or at < free:
                continue
            for size in sizes:
                if text[at : at + size] in self._known:
                    found[text[at : at + size]] += 1
                    free = at + size
                    break
        return found
