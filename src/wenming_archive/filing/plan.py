"""The plan: what must be copied, renamed and taken away so that 材料/ is as it should be.

A plan is a value made from three: what should stand there, what the records say stands there,
and what the disk shows.  It is therefore the same whether the last run ended well or was killed,
and for a dry run it is simply printed.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.filing import names
from wenming_archive.kinds import RANK
from wenming_archive.model import Item, Status
from wenming_archive.text import codes
from wenming_archive.text.normal import matching

#: Where copies go that stand under no indicator any more and whose source is gone.
ASIDE = "_撤下"
#: Where copies wait whose names go round in a circle; empty when all is done.
STAGING = ".移动中"


@dataclass(frozen=True, slots=True)
class Want:
    """A copy that should stand at ``target`` (relative to 材料/), and where its bytes are."""

    target: str
    sha256: str
    size: int
    #: The source, or ``None`` when it is gone and only filed copies hold the content.
    source: Path | None
    #: Names of a member in the container at ``source``, from the outside in.
    inner: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stands:
    """A file that stands in 材料/; ``ours`` when a record says so and its content agrees."""

    target: str
    sha256: str | None
    ours: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One change: ``copy`` a source, ``link`` or ``move`` a filed copy, ``remove`` one."""

    act: str
    target: str
    sha256: str
    #: The native source of a ``copy``; for ``link`` and ``move`` the other copy's target.
    origin: str = ""
    #: Names of a member in the container at ``origin``, from the outside in.
    inner: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The steps in an order that works, and what stays as it is."""

    steps: tuple[Step, ...]
    #: Final targets by content, in catalogue order.
    targets: Mapping[str, tuple[str, ...]]
    #: Contents that nobody can supply any more: source and copies are gone.
    lost: tuple[Want, ...] = ()
    #: Files in 材料/ that the program did not put there, or that someone changed.
    foreign: tuple[str, ...] = ()


def wants(items: Iterable[Item], catalogue: Catalogue, pattern: str, root: Path) -> list[Want]:
    """Return the copies that should stand in 材料/ (at ``root``), in catalogue order."""
    folders = names.folders(catalogue, root)
    made: list[Want] = []
    for code, under in shelves(items, catalogue).items():
        made += _leaf_wants(code, folders[code], under, pattern, root)
    return made


def shelves(items: Iterable[Item], catalogue: Catalogue) -> dict[str, list[Item]]:
    """Return the items filed under each leaf, by code; an item's place from 1 is its number."""
    under: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.status is Status.filed:
            for code in item.codes:
                under[code].append(item)
    return {leaf.code: sorted(under[leaf.code], key=order) for leaf in catalogue.leaves}


def width(shelf: Sequence[Item]) -> int:
    """Return how many digits the numbers of one indicator have."""
    return max(2, len(str(len(shelf))))


def order(item: Item) -> tuple[object, ...]:
    """Return the key of an item inside one indicator: kind, date, natural title, source."""
    found = item.description
    title = codes.natural(matching(found.title))
    return (RANK[found.kind], found.date or "9999", title, item.found.source)


def plan(
    wanted: list[Want],
    stands: Mapping[str, Stands],
    sources: Collection[str],
    hash_of: Callable[[str], str],
) -> Plan:
    """Return the plan that turns ``stands`` into ``wanted``.

    ``sources`` are the contents that a source still holds: only their copies may be removed.
    ``hash_of`` gives the content of a file in 材料/ whose content no record tells.
    """
    return _Planner(stands, sources, hash_of).plan(wanted)


def _leaf_wants(code: str, folder: str, shelf: list[Item], pattern: str, root: Path) -> list[Want]:
    room = names.MAX_PATH - len(str(root / folder)) - 1
    made = []
    for number, item in enumerate(shelf, 1):
        name = names.copy_name(pattern, item, code, number, width(shelf), room)
        source = item.found.path if item.known.present else None
        sha256 = item.known.sha256 or ""
        made.append(Want(f"{folder}/{name}", sha256, item.found.size, source, item.found.inner))
    return made


class _Planner:
    def __init__(
        self, stands: Mapping[str, Stands], sources: Collection[str], hash_of: Callable[[str], str]
    ) -> None:
        self.stands = dict(stands)
        self.sources = sources
        self.hash_of = hash_of
        #: Targets of each content: that it shall have, has rightly, and has beside.
        self.targets: dict[str, list[str]] = defaultdict(list)
        self.kept: dict[str, list[str]] = defaultdict(list)
        self.spare: dict[str, list[str]] = defaultdict(list)
        self.missing: list[Want] = []

    def plan(self, wanted: list[Want]) -> Plan:
        wanted = [self._at_free_name(want) for want in wanted]
        self._sort_out(wanted)
        self._find_spare()
        moves, adds, lost = self._supply()
        occupied = set(self.stands)
        steps = [*_in_order([*self._leavers(), *moves], occupied), *adds]
        targets = {sha: tuple(found) for sha, found in self.targets.items()}
        final = {want.target for want in wanted}
        foreign = tuple(t for t, s in self.stands.items() if not s.ours and t not in final)
        return Plan(tuple(steps), targets, tuple(lost), foreign)

    def _at_free_name(self, want: Want) -> Want:
        """Give way to a file that is not ours; it is never overwritten."""
        for target in itertools.chain([want.target], names.alternatives(want.target)):
            there = self.stands.get(target)
            if there is None or there.ours or self._content(target) == want.sha256:
                return replace(want, target=target)
        raise ValueError(want.target)

    def _content(self, target: str) -> str:
        known = self.stands[target].sha256
        return known if known is not None else self.hash_of(target)

    def _sort_out(self, wanted: list[Want]) -> None:
        for want in wanted:
            self.targets[want.sha256].append(want.target)
            if want.target in self.stands and self._content(want.target) == want.sha256:
                self.kept[want.sha256].append(want.target)
            else:
                self.missing.append(want)

    def _find_spare(self) -> None:
        """Note our copies that stand where they should not: they can be moved instead of copied."""
        kept = {target for found in self.kept.values() for target in found}
        for target, there in self.stands.items():
            if there.ours and target not in kept and there.sha256:
                self.spare[there.sha256].append(target)

    def _supply(self) -> tuple[list[Step], list[Step], list[Want]]:
        moves: list[Step] = []
        adds: list[Step] = []
        lost: list[Want] = []
        for want in self.missing:
            spare, kept = self.spare[want.sha256], self.kept[want.sha256]
            if spare:
                moves.append(Step("move", want.target, want.sha256, spare.pop(0)))
            elif kept:
                adds.append(Step("link", want.target, want.sha256, kept[0]))
            elif want.source is not None:
                adds.append(Step("copy", want.target, want.sha256, str(want.source), want.inner))
            else:
                lost.append(want)
                continue
            kept.append(want.target)
        return moves, adds, lost

    def _leavers(self) -> list[Step]:
        """Take away our copies that nobody wants; the last copy of a lost source is set aside."""
        return [
            self._leaver(sha256, target)
            for sha256, targets in self.spare.items()
            for target in targets
            if not target.startswith(f"{ASIDE}/")
        ]

    def _leaver(self, sha256: str, target: str) -> Step:
        if sha256 in self.sources or self.targets.get(sha256):
            return Step("remove", target, sha256, target)
        aside = f"{ASIDE}/{target.rsplit('/', 1)[-1]}"
        free = next(t for t in itertools.chain([aside], names.alternatives(aside)) if t not in self.stands)
        self.stands[free] = Stands(free, sha256, True)
        return Step("move", free, sha256, target)


def _in_order(steps: list[Step], occupied: set[str]) -> list[Step]:
    """Order moves so that each target is free in time; a circle is opened over ``STAGING``."""
    removes = [step for step in steps if step.act == "remove"]
    waiting = [step for step in steps if step.act == "move"]
    taken = occupied - {step.origin for step in removes}
    done: list[Step] = list(removes)
    while waiting:
        free = [step for step in waiting if step.target not in taken]
        if not free:
            first = waiting[0]
            staged = f"{STAGING}/{first.sha256[:16]}-{len(done)}"
            free = [Step("move", staged, first.sha256, first.origin)]
            waiting[0] = Step("move", first.target, first.sha256, staged)
        for step in free:
            done.append(step)
            taken.discard(step.origin)
            taken.add(step.target)
        waiting = [step for step in waiting if step not in free]
    return done
