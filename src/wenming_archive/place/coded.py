"""Which indicators a code in a file or folder name may mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from wenming_archive.catalogue.model import Leaf
from wenming_archive.text import codes


class Codes:
    """Which leaves a code in a name may mean."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._exact: dict[tuple[int, ...], list[int]] = {}
        self._script: dict[int, str] = {}
        #: Leaves by the first character of their code: most names start none.
        self._starting: dict[str, list[int]] = defaultdict(list)
        for n, leaf in enumerate(leaves):
            own = codes.numbers(leaf.code)
            self._exact.setdefault(own, []).append(n)
            self._script[n] = codes.canonical(leaf.code).lower()
            self._starting[self._script[n][:1]].append(n)

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
        opening = [n for n in self._starting.get(text[:1], ()) if _opens(text, self._script[n])]
        if codes.opens_with_day(name):
            opening = [n for n in opening if len(codes.numbers(self._script[n])) > 1]
        return max(opening, key=lambda n: len(self._script[n]), default=None)

    def in_folders(self, folders: Sequence[str]) -> dict[int, float]:
        """Return how surely the innermost coded folder bears the code of each leaf."""
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
