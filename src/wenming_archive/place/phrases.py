"""Find the phrases of a vocabulary in a text, longest first, in one pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


class Finder:
    """A vocabulary of phrases of two or more characters."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._known = frozenset(p for p in phrases if len(p) > 1)
        # Most positions of a text start no phrase: two characters tell, and the sizes to try.
        sizes: dict[str, set[int]] = {}
        for phrase in self._known:
            sizes.setdefault(phrase[:2], set()).add(len(phrase))
        self._sizes = {start: sorted(found, reverse=True) for start, found in sizes.items()}

    def find(self, text: str) -> Counter[str]:
        """Return how often each phrase stands in ``text``; a phrase inside a longer one is not counted."""
        found: Counter[str] = Counter()
        at, end = 0, len(text) - 1
        while at < end:
            step = 1
            for size in self._sizes.get(text[at : at + 2], ()):
                if text[at : at + size] in self._known:
                    found[text[at : at + size]] += 1
                    step = size
                    break
            at += step
        return found
