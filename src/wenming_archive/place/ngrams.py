"""Find known short words in many texts at once, by number instead of by string."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Codes = NDArray[np.uint64]
#: Characters of the longest word: four of 16 bits make one number.
LONGEST = 4
_CHARACTER = np.uint64(16)
_HANZI = (0x3400, 0x9FFF)
#: What stands for every character beyond 16 bits: no text has it, so none is taken for a common one.
_RARE = 0xFFFF
_HASH_BITS = 20
_SPREAD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True)
class Hits:
    """Which word stands in which text; a word that stands twice is listed twice."""

    text: Ints
    word: Ints

    def counted(self, words: int) -> tuple[Ints, Ints, Ints]:
        """Return text, word and how often, each pair once and in order; ``words`` are all there are."""
        keys, counts = np.unique(self.text * words + self.word, return_counts=True)
        return keys // words, keys % words, counts


class Ngrams:
    """A vocabulary of words of two to four characters; a word is its position among them."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        self.size = len(words)
        self._tables = [
            (size, _Table([(word, n) for n, word in enumerate(words) if len(word) == size]))
            for size in range(2, LONGEST + 1)
        ]

    @classmethod
    def heard(cls, texts: Sequence[str], least: int = 2) -> Self:
        """Return the pairs and triples of hanzi that stand in ``texts`` at least so often."""
        units = characters("\n".join(texts))
        hanzi = (units >= _HANZI[0]) & (units <= _HANZI[1])
        pairs = (units[:-1] << _CHARACTER) | units[1:]
        triples = (pairs[:-1] << _CHARACTER) | units[2:]
        inside = hanzi[:-1] & hanzi[1:]
        codes = (pairs[inside], triples[inside[:-1] & hanzi[2:]])
        return cls([word(int(code)) for found in codes for code in _frequent(found, least)])

    def find(self, texts: Sequence[str]) -> Hits:
        """Return every known word at every place of ``texts``; words may overlap."""
        units = characters("\n".join(texts))
        of_text = text_of(texts)
        found, where = [], []
        code = units
        for size, table in self._tables:
            code = (code[:-1] << _CHARACTER) | units[size - 1 :]
            at, word = table.find(code)
            found.append(word)
            where.append(of_text[at])
        return Hits(np.concatenate(where), np.concatenate(found))


class _Table:
    """Words of one size, by their numbers; a coarse table turns most strangers away."""

    def __init__(self, words: Sequence[tuple[str, int]]) -> None:
        codes = np.array([number(word) for word, _ in words], np.uint64)
        order = np.argsort(codes)
        self._codes = codes[order]
        self._words = np.array([n for _, n in words], np.int64)[order]
        self._coarse = np.zeros(1 << _HASH_BITS, bool)
        self._coarse[hashed(codes)] = True

    def find(self, codes: Codes) -> tuple[Ints, Ints]:
        """Return the positions of known ``codes``, and which words they are."""
        if not len(self._codes):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        near = np.flatnonzero(self._coarse[hashed(codes)])
        at = np.searchsorted(self._codes, codes[near])
        at[at == len(self._codes)] = 0
        same = self._codes[at] == codes[near]
        return near[same], self._words[at[same]]


def characters(text: str) -> Codes:
    """Return the characters of ``text`` as numbers of 16 bits; the rare ones beyond share one."""
    units = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    return np.minimum(units.astype(np.uint64), np.uint64(_RARE))


def text_of(texts: Sequence[str]) -> Ints:
    """Return for each character of ``texts``, joined by line feeds, which of them it stands in."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    return np.repeat(np.arange(len(texts)), lengths)[:-1]


def number(word: str) -> int:
    """Return a word of at most four characters as one number."""
    code = 0
    for character in word:
        code = code << 16 | min(ord(character), _RARE)
    return code


def word(code: int) -> str:
    """Return the word that ``number`` made into ``code``."""
    return code.to_bytes(2 * LONGEST, "big").decode("utf-16-be", "surrogatepass").lstrip("\0")


def _frequent(codes: Codes, least: int) -> list[int]:
    found, counts = np.unique(codes, return_counts=True)
    frequent: list[int] = found[counts >= least].tolist()
    return frequent


def hashed(codes: Codes) -> Ints:
    """Return the coarse places of ``codes``."""
    return ((codes * _SPREAD) >> np.uint64(64 - _HASH_BITS)).astype(np.int64)


def summed(
    texts: int, text: Ints, amount: NDArray[np.float32] | None, rows: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Return for each of ``texts`` the sum of its ``rows``, times ``amount``; ``text`` is in order."""
    total = np.zeros((texts, rows.shape[1]), np.float32)
    if len(text):
        first = np.flatnonzero(np.diff(text, prepend=-1))
        weighed = rows if amount is None else rows * amount[:, None]
        total[text[first]] = np.add.reduceat(weighed, first, axis=0)
    return total


def unit(rows: NDArray[Any]) -> NDArray[np.float32]:
    """Return rows of length one; those of nought stay so."""
    long = rows.astype(np.float32)
    made: NDArray[np.float32] = long / np.maximum(np.linalg.norm(long, axis=1, keepdims=True), 1e-9)
    return made
