"""The plan: what must be copied, renamed and taken away so that 材料/ is as it should be.

A plan is a value made from three: what should stand there, what the records say stands there,
and what the disk shows.  It is therefore the same whether the last run ended well or was killed,
and for a dry run it is simply printed.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from wenming_archive.filing import names

#: Where copies are set aside, and where they wait: no indicator's folder is called so.
ASIDE, STAGING = names.ASIDE, names.STAGING


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


#: Stands for the content of what is no file.
NO_FILE = ""


@dataclass(frozen=True, slots=True)
class Stands:
    """A file that stands in 材料/; ``ours`` when a record says so and its content agrees."""

    target: str
    #: ``None`` when it is not known yet.
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
    #: Recorded copies that are missing and wait for a person to say why; their records stay.
    held: tuple[str, ...] = ()
    #: Our copies that stay where they stand though nobody wants them there, with their contents.
    parked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Care:
    """What a plan leaves for people, and what it puts out of the way for them."""

    #: Recorded copies that are missing: their contents are not copied anew.
    held: Mapping[str, str] = field(default_factory=dict)
    #: Files that someone changed, to be set aside: the copy that stood there is wanted back.
    evicted: frozenset[str] = frozenset()
    #: Files that someone changed, to be set aside unless a copy is wanted just there.
    changed: frozenset[str] = frozenset()


def plan(
    wanted: list[Want],
    stands: Mapping[str, Stands],
    sources: Container[str],
    hash_of: Callable[[str], str],
    care: Care | None = None,
) -> Plan:
    """Return the plan that turns ``stands`` into ``wanted``.

    ``sources`` are the contents that a source still holds: only their copies may be removed.
    ``hash_of`` gives the content of a file in 材料/ whose content no record tells.
    """
    return _Planner(stands, sources, hash_of, care or Care()).plan(wanted)


class _Planner:
    def __init__(
        self,
        stands: Mapping[str, Stands],
        sources: Container[str],
        hash_of: Callable[[str], str],
        care: Care,
    ) -> None:
        self.stands = dict(stands)
        #: Their targets by what disks take them for that heed neither case nor form.
        self.known = {names.folded(target): target for target in stands}
        self.sources = sources
        self.hash_of = hash_of
        self.care = care
        #: Missing copies that wait for a person, and the contents that are therefore not copied anew.
        self.held = dict(care.held)
        self.absent: frozenset[str] = frozenset()
        #: Targets of each content: that it shall have, has rightly, and has beside.
        self.targets: dict[str, list[str]] = defaultdict(list)
        self.kept: dict[str, list[str]] = defaultdict(list)
        self.spare: dict[str, list[str]] = defaultdict(list)
        self.missing: list[Want] = []

    def plan(self, wanted: list[Want]) -> Plan:
        occupied = set(self.stands)
        unwanted = self.care.changed - {want.target for want in wanted}
        evicted = sorted((self.care.evicted | unwanted) & self.stands.keys())
        evictions = self._evictions(evicted)
        self.absent = frozenset(self.held.values())
        wanted = [self._at_free_name(want) for want in wanted]
        self._sort_out(wanted)
        self._find_spare()
        moves, adds, lost = self._supply()
        steps = [*_in_order([*self._leavers(), *evictions, *moves], occupied), *adds]
        targets = {sha: tuple(found) for sha, found in self.targets.items()}
        final = {want.target for want in wanted}
        foreign = tuple(t for t, s in self.stands.items() if not s.ours and t not in final)
        left = {
            t: s.sha256 for t, s in self.stands.items() if s.ours and s.sha256 and t.startswith(f"{ASIDE}/")
        }
        parked = {t: sha for t, sha in left.items() if t not in {step.origin for step in steps}}
        return Plan(tuple(steps), targets, tuple(lost), foreign, tuple(self.held), parked)

    def _evictions(self, evicted: Iterable[str]) -> list[Step]:
        """Set aside what someone changed; nobody's work is written over."""
        steps = []
        for target in evicted:
            sha256 = self._content(target)
            del self.stands[target]
            self.held.pop(target, None)
            steps.append(self._set_aside(sha256, target))
        return steps

    def _at_free_name(self, want: Want) -> Want:
        """Give way to a file that is not ours; it is never overwritten."""
        for target in itertools.chain([want.target], names.alternatives(want.target)):
            there = self._there(target)
            same = there is not None and there.target == target and self._content(target) == want.sha256
            if there is None or there.ours or same:
                return replace(want, target=target)
        raise ValueError(want.target)

    def _there(self, target: str) -> Stands | None:
        return self.stands.get(target) or self.stands.get(self.known.get(names.folded(target), ""))

    def _content(self, target: str) -> str:
        known = self.stands[target].sha256
        return known if known is not None else self.hash_of(target)

    def _sort_out(self, wanted: list[Want]) -> None:
        for want in wanted:
            if want.target not in self.stands and want.sha256 in self.absent:
                continue
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
        return self._set_aside(sha256, target)

    def _set_aside(self, sha256: str, target: str) -> Step:
        aside = f"{ASIDE}/{target.rsplit('/', 1)[-1]}"
        free = next(t for t in itertools.chain([aside], names.alternatives(aside)) if self._there(t) is None)
        self.stands[free] = Stands(free, sha256, True)
        self.known[names.folded(free)] = free
        return Step("move", free, sha256, target)


def _in_order(steps: list[Step], occupied: set[str]) -> list[Step]:
    """Order moves so that each target is free in time; a circle is opened over ``STAGING``.

    A name that changes in its case alone is a circle of one: not every disk tells the two apart.
    """
    removes = [step for step in steps if step.act == "remove"]
    waiting = [step for step in steps if step.act == "move"]
    taken = Counter(names.folded(target) for target in occupied - {step.origin for step in removes})
    done: list[Step] = list(removes)
    while waiting:
        free = [step for step in waiting if not taken[names.folded(step.target)]]
        if not free:
            first = waiting[0]
            staged = f"{STAGING}/{first.sha256[:16]}-{len(done)}"
            free = [Step("move", staged, first.sha256, first.origin)]
            waiting[0] = Step("move", first.target, first.sha256, staged)
        for step in free:
            done.append(step)
            taken[names.folded(step.origin)] -= 1
            taken[names.folded(step.target)] += 1
        waiting = [step for step in waiting if step not in free]
    return done
