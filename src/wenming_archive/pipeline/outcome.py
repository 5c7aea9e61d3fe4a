"""What a task found and did: counts for everybody, items for those who ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wenming_archive.filing.hands import Answer, Hand
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
    #: Items that the program now judges otherwise than in the last run: as they stood, and as they stand.
    changed: tuple[tuple[Item, Item], ...] = ()
    #: Messages of copies that could not be made, by target.
    failed: Mapping[str, str] = field(default_factory=dict)
    #: What people did in 材料/ by hand, and what was made of it.
    hands: Mapping[Hand, Answer] = field(default_factory=dict)


def summary(items: Sequence[Item]) -> Summary:
    """Return the summary of ``items``."""
    unreadable = [i for i in items if i.status is Status.unreadable or _unseen(i)]
    return Summary(
        dict(Counter(item.status.value for item in items)),
        tuple((i.found.source, i.known.problems[0].message) for i in unreadable),
        tuple(i.found.source for i in items if not (i.known.present or i.known.by_hand)),
    )


def _unseen(item: Item) -> bool:
    """Say whether a person has placed an item that cannot be read."""
    return not item.known.readable and item.status in (Status.filed, Status.unplaced)


def changed(before: Iterable[Item], items: Iterable[Item]) -> tuple[tuple[Item, Item], ...]:
    """Return what stands otherwise than before though no person decided it, in the order of ``items``."""
    old = {item.known.key: item for item in before}
    pairs = ((old[item.known.key], item) for item in items if item.known.key in old)
    return tuple((was, now) for was, now in pairs if _judged_otherwise(was, now))


def _judged_otherwise(was: Item, now: Item) -> bool:
    """Say whether an item moved that the program alone had placed, and still does."""
    ours = (Status.filed, Status.review, Status.unplaced)
    by_person = any(p.by == "person" for item in (was, now) for p in item.placement.indicators)
    moved = (was.status, was.codes) != (now.status, now.codes)
    same = was.known.sha256 == now.known.sha256
    return moved and same and not by_person and was.status in ours and now.status in ours
