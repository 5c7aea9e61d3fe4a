"""The pages of evidence of a volume, counted through (GB/T 9705 4.4: from the first page to the last)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of one item, counted from 1; or of several."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}—{self.last}"


class Unpaged(StrEnum):
    """Why an item bears no pages, as the column says it."""

    #: A recording.
    none = "不编页"
    unknown = "待核"


#: Kinds that have no pages by their nature.
_WITHOUT = frozenset(("video",))


def run(counts: Sequence[tuple[str, str]]) -> Iterator[Pages | Unpaged]:
    """Yield the pages of each item, given its count as it is printed (3, 约3, or nothing) and its kind."""
    after = 0
    for said, kind in counts:
        count = int(said.lstrip("约") or 0)
        if not count:
            yield Unpaged.none if kind in _WITHOUT else Unpaged.unknown
            continue
        yield Pages(after + 1, after + count)
        after += count
