"""Near-duplicate documents: drafts and finals of one, told from papers that stand on the same form.

What two documents say is compared by their runs of four characters; those that many documents share
are a form's, or an office's turns of phrase, and count little.  What they state must agree besides:
two months of one ledger, the pledges of two people, this year's notice and last year's say the same
and state other things.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wenming_archive.alike.near import Near
from wenming_archive.alike.statements import statements, turns
from wenming_archive.content import Block
from wenming_archive.text.normal import narrow

#: From here on two documents are alike; chosen on the half of ``benchmarks/alike.py`` that is looked at.
ALIKE = 0.77
#: Characters of a run; runs kept of a document (of a longer one a sample, the same runs of all); and
#: the runs below which a text is too short to tell.
_RUN, _MOST, _LEAST = 3, 1024, 50
#: Documents that may share a run before it counts less, and beyond which it leads to no candidate.
_FEW, _MANY = 3, 24
#: Runs of a document by which candidates are found, and how many of them, what part, two must share.
_LEADING, _SHARED, _PART = 64, 6, 0.25
#: The share of the places that both fill in which they must state the same, if there are so many places.
_AGREE, _PLACES = 0.7, 3
_ASIDE = frozenset(("header", "footer", "sheet", "note"))
_NO_WORD = re.compile(r"[\W_]+")
_HEAD = struct.Struct("<HHH")
Hashes = NDArray[np.uint32]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Print:
    #: Sorted and distinct; of a long document the smallest.
    runs: Hashes
    stated: Mapping[int, int]
    turns: Mapping[int, int]

    @property
    def end(self) -> int:
        """The hash up to which all runs of the document are known."""
        return int(self.runs[-1]) if len(self.runs) == _MOST else 0xFFFFFFFF


def fingerprint(blocks: Sequence[Block]) -> bytes:
    """Return what tells a document; nothing if it has too little text."""
    text = narrow("\n".join(block.text for block in blocks if block.role not in _ASIDE))
    runs = _runs(text)
    if len(runs) < _LEAST:
        return b""
    stated, said = statements(text), turns(text)
    rest = np.array([*stated, *stated.values(), *said, *said.values()], np.uint32)
    return _HEAD.pack(len(runs), len(stated), len(said)) + runs.tobytes() + rest.tobytes()


def _runs(text: str) -> Hashes:
    """Return the runs of characters of a text as hashes, sorted, the smallest of them if there are many."""
    plain = _NO_WORD.sub("", text.lower())
    signs = np.frombuffer(plain.encode("utf-32-le", "replace"), np.uint32)
    hashes = np.zeros(max(0, len(signs) - _RUN + 1), np.uint32)
    for n in range(_RUN):
        hashes = (hashes ^ signs[n : n + len(hashes)]) * np.uint32(0x9E3779B1)
        hashes ^= hashes >> np.uint32(15)
    return np.unique(hashes)[:_MOST]


def near(prints: Sequence[bytes]) -> list[Near]:
    """Return the pairs of ``prints`` that are alike, by their places, with how alike they are.

    Documents of the very same text are compared as one, and paired with the first of them.
    """
    first: dict[bytes, int] = {}
    for n, one in enumerate(prints):
        first.setdefault(one, n)
    same = [Near(first[one], n, 1.0) for n, one in enumerate(prints) if first[one] != n]
    places = list(first.values())
    found = _near([_unpacked(one) for one in first])
    return sorted(
        [*same, *(Near(places[pair.one], places[pair.other], pair.similarity) for pair in found)],
        key=lambda pair: (pair.one, pair.other),
    )


def _near(known: Sequence[_Print]) -> list[Near]:
    if not known:
        return []
    counts = [len(one.runs) for one in known]
    _, at, spread = np.unique(
        np.concatenate([one.runs for one in known]), return_inverse=True, return_counts=True
    )
    weights = np.split(np.minimum(1, _FEW / spread[at]), np.cumsum(counts)[:-1])
    found = []
    for a, b in _candidates(np.repeat(np.arange(len(known)), counts), at, spread[at]):
        similarity = _similarity(known[a], known[b], weights[a], weights[b])
        if similarity >= ALIKE and not _of_a_series(known[a], known[b]):
            found.append(Near(a, b, similarity))
    return found


def _candidates(
    owners: NDArray[np.intp], runs: NDArray[np.intp], spread: NDArray[np.intp]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of documents that share a good part of their leading runs, each once.

    The runs of a document are in order; leading are the first of those that some others have too.
    """
    shared = (spread > 1) & (spread <= _MANY)
    owners, runs = owners[shared], runs[shared]
    leading = np.arange(len(owners)) - np.searchsorted(owners, owners) < _LEADING
    owners, runs = owners[leading], runs[leading]
    lead = np.bincount(owners)
    order = np.argsort(runs, kind="stable")
    pairs = [_beside(owners[order], runs[order], gap) for gap in range(1, _MANY)]
    codes, counts = np.unique(np.concatenate(pairs), return_counts=True)
    one, other = codes >> 32, codes & 0xFFFFFFFF
    enough = counts >= np.maximum(_SHARED, _PART * np.minimum(lead[one], lead[other]))
    yield from zip(one[enough].tolist(), other[enough].tolist(), strict=True)


def _beside(owners: NDArray[np.intp], runs: NDArray[np.intp], gap: int) -> NDArray[np.int64]:
    """Return the pairs of documents that stand ``gap`` apart in the list of those that share a run."""
    same = runs[gap:] == runs[:-gap] if gap < len(runs) else np.zeros(0, bool)
    before, after = owners[: len(same)][same].astype(np.int64), owners[gap:][same]
    return np.asarray(before << 32 | after, np.int64)


def _of_a_series(one: _Print, other: _Print) -> bool:
    """Say whether two documents state different things: papers on one form, not versions of a paper."""
    if any(other.turns.get(unit, number) != number for unit, number in one.turns.items()):
        return True
    both = one.stated.keys() & other.stated.keys()
    agree = sum(one.stated[place] == other.stated[place] for place in both)
    return len(both) >= _PLACES and agree < _AGREE * len(both)


def _similarity(one: _Print, other: _Print, weights: Floats, others: Floats) -> float:
    """Return how much of what two documents say is the same, rare runs before common ones (Dice)."""
    end = min(one.end, other.end)
    ours = one.runs[: np.searchsorted(one.runs, end, "right")]
    theirs = other.runs[: np.searchsorted(other.runs, end, "right")]
    at = np.minimum(np.searchsorted(theirs, ours), len(theirs) - 1)
    common = weights[: len(ours)][theirs[at] == ours].sum()
    return float(2 * common / (weights[: len(ours)].sum() + others[: len(theirs)].sum()))


def _unpacked(data: bytes) -> _Print:
    counts = _HEAD.unpack_from(data)
    numbers = np.frombuffer(data, np.uint32, offset=_HEAD.size)
    ends = np.cumsum([counts[0], counts[1], counts[1], counts[2]])
    runs, places, values, units, said = (part for part in np.split(numbers, ends))
    return _Print(
        runs,
        dict(zip(places.tolist(), values.tolist(), strict=True)),
        dict(zip(units.tolist(), said.tolist(), strict=True)),
    )
