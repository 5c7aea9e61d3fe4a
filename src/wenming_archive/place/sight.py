"""What the program sees in items by themselves: kept, so that nothing is looked at twice.

A sight depends on the item's clues and the catalogue alone, not on its neighbours nor on what
people decided: after a decision nothing needs to be looked at again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
#: The length one of a topic, in whole numbers.
WHOLE = 127


@dataclass(frozen=True)
class Sight:
    """Items by themselves; all arrays have a row an item."""

    #: Item by leaf: how much the item speaks for the leaf (log-odds, up to a constant).
    own: NDArray[np.float16]
    #: How much it speaks for "none of them", by feature.
    none: NDArray[np.float16]
    #: Item by dimension: what it is about, as a vector of length 127.
    topics: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.own)

    def row(self, n: int) -> bytes:
        """Return what ``of_rows`` takes back."""
        return b"".join((self.own[n].tobytes(), self.none[n].tobytes(), self.topics[n].tobytes()))

    def replaced(self, n: int, other: Self) -> Self:
        """Return this with the one item of ``other`` in the place of item ``n``."""
        made = type(self)(self.own.copy(), self.none.copy(), self.topics.copy())
        made.own[n], made.none[n], made.topics[n] = other.own[0], other.none[0], other.topics[0]
        return made

    @classmethod
    def of_rows(cls, rows: Sequence[bytes], leaves: int, nones: int, topics: int) -> Self:
        """Return the sight that ``rows`` were made of, in their order."""
        width = 2 * (leaves + nones) + topics
        table = np.frombuffer(b"".join(rows), np.uint8).reshape(len(rows), width)
        cut = 2 * leaves, 2 * (leaves + nones)
        return cls(
            np.ascontiguousarray(table[:, : cut[0]]).view(np.float16),
            np.ascontiguousarray(table[:, cut[0] : cut[1]]).view(np.float16),
            np.ascontiguousarray(table[:, cut[1] :]).view(np.int8),
        )

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the items of ``parts``, one after another."""
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in cls.__annotations__))
