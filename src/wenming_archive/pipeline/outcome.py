"""What a task found and did: counts for everybody, items for those who ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wenming_archive.filing.plan import Plan
from wenming_archive.model import Item, Skipped, Status


@dataclass(frozen=True)
class Summary:
    """What is said of the items after a scan."""

    #: How many items there are of each status.
    counts: dict[str, int]
    #: Source and reason of what cannot be read.
    unreadable: tuple[tuple[str, str], ...]
    #: Filed items whose source has gone.
    missing: tuple[str, ...]
    #: Photos and scans whose words nobody has recognised.
    unseen: int = 0

    @property
    def total(self) -> int:
        """All items."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Outcome:
    """What a scan found and did, or with a dry run would do."""

    summary: Summary
    #: The items, when they were settled anew; none when nothing had changed.
    items: tuple[Item, ...]
    plan: Plan
    skipped: tuple[Skipped, ...] = ()
    opened: int = 0
    gone: tuple[str, ...] = ()
    #: Messages of copies that could not be made, by target.
    failed: Mapping[str, str] = field(default_factory=dict)


def summary(items: Sequence[Item]) -> Summary:
    """Return the summary of ``items``."""
    unreadable = [i for i in items if i.status is Status.unreadable or _unseen(i)]
    return Summary(
        dict(Counter(item.status.value for item in items)),
        tuple((i.found.source, i.known.problems[0].message) for i in unreadable),
        tuple(i.found.source for i in items if not i.known.present),
    )


def _unseen(item: Item) -> bool:
    """Say whether a person has placed an item that cannot be read."""
    return not item.known.readable and item.status in (Status.filed, Status.unplaced)
