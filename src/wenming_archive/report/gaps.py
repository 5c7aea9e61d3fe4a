"""Which indicators still lack evidence: the state of each leaf, in catalogue order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from wenming_archive.catalogue.model import Catalogue, Leaf, Need, Period
from wenming_archive.decisions import Decisions
from wenming_archive.model import Item, Status
from wenming_archive.report import counting


class State(StrEnum):
    """The state of a leaf."""

    complete = "complete"
    insufficient = "insufficient"
    empty = "empty"
    not_held = "not_held"
    not_needed = "not_needed"


STATE_LABELS: dict[State, str] = {
    State.complete: "齐备",
    State.insufficient: "不足",
    State.empty: "空缺",
    State.not_held: "未开展",
    State.not_needed: "不需材料",
}
#: States that are gaps.
OPEN = (State.insufficient, State.empty)


@dataclass(frozen=True, slots=True)
class NeedState:
    """How far one need is met; counts are of items."""

    need: Need
    held: int
    #: Filed here and of the right kind, but dated outside the period.
    out_of_period: int
    #: Among those held, how many have no date.
    undated: int
    #: Filed here and by its name of the right kind, but nobody can open it.
    unreadable: int = 0

    @property
    def lacking(self) -> int:
        """How many are still missing."""
        return max(0, self.need.min - self.held)


@dataclass(frozen=True, slots=True)
class LeafState:
    """The state of one leaf."""

    leaf: Leaf
    #: The lead unit as people call it.
    lead: str | None
    state: State
    needs: tuple[NeedState, ...]
    #: Items that count, whatever their kind.
    held: int
    #: Items awaiting a decision whose best guess is this leaf.
    awaiting_review: int
    note: str | None

    @property
    def is_gap(self) -> bool:
        """True when something is still missing."""
        return self.state in OPEN


@dataclass(frozen=True)
class Gaps:
    """The whole report."""

    title: str
    period: Period | None
    leaves: tuple[LeafState, ...]

    def count(self, state: State) -> int:
        """Return how many leaves are in ``state``."""
        return sum(leaf.state is state for leaf in self.leaves)

    @property
    def score(self) -> float:
        """The points of all leaves, bonus apart."""
        return _points(self.leaves)

    @property
    def score_at_risk(self) -> float:
        """The points of the leaves that are gaps, bonus apart."""
        return _points(leaf for leaf in self.leaves if leaf.is_gap)

    @property
    def open(self) -> tuple[LeafState, ...]:
        """The leaves that are gaps."""
        return tuple(leaf for leaf in self.leaves if leaf.is_gap)


def compare(catalogue: Catalogue, items: Sequence[Item], decisions: Decisions) -> Gaps:
    """Return the state of every leaf of ``catalogue``."""
    filed = _filed(items)
    waiting = _waiting(items)
    notes = decisions.notes()
    states = [
        _state(leaf, filed[leaf.code], waiting[leaf.code], _note(leaf, notes), catalogue)
        for leaf in catalogue.leaves
    ]
    return Gaps(catalogue.title, catalogue.period, tuple(states))


def _state(
    leaf: Leaf, items: Sequence[Item], waiting: int, note: str | None, catalogue: Catalogue
) -> LeafState:
    needs = _need_states(leaf, items)
    held = sum(counting.counts(item, leaf) for item in items)
    state = _verdict(leaf, needs, held, note is not None)
    return LeafState(leaf, catalogue.unit_label(leaf.lead), state, needs, held, waiting, note)


def _verdict(leaf: Leaf, needs: Sequence[NeedState], held: int, noted: bool) -> State:
    met = held > 0 and not any(need.lacking for need in needs)
    if met:
        return State.complete
    if noted:
        return State.not_held
    if held:
        return State.insufficient
    return State.empty if leaf.indicator.wants_files else State.not_needed


def _need_states(leaf: Leaf, items: Sequence[Item]) -> tuple[NeedState, ...]:
    """Return how far each need is met; of two needs of one kind an item meets but one."""
    needs = leaf.indicator.evidence
    left = list(items)
    found: dict[int, NeedState] = {}
    for n in sorted(range(len(needs)), key=lambda n: needs[n].any_date):
        able = [item for item in left if counting.meets(item, leaf, needs[n])]
        others = any(m not in found and needs[m].kind == needs[n].kind for m in range(len(needs)) if m != n)
        held = able[: needs[n].min] if others else able
        found[n] = _need_state(needs[n], held, len(able), items)
        taken = set(map(id, held))  # comparing whole items would take its time where there are many
        left = [item for item in left if id(item) not in taken]
    return tuple(found[n] for n in range(len(needs)))


def _need_state(need: Need, held: Sequence[Item], able: int, items: Sequence[Item]) -> NeedState:
    outside = sum(counting.of_kind(item, need) for item in items) - able
    undated = sum(not counting.dated(item) for item in held)
    unreadable = sum(item.description.kind == need.kind and not item.known.readable for item in items)
    return NeedState(need, len(held), outside, undated, unreadable)


def _filed(items: Iterable[Item]) -> Mapping[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.status is Status.filed:
            for code in item.codes:
                found[code].append(item)
    return found


def _waiting(items: Iterable[Item]) -> Mapping[str, int]:
    found: dict[str, int] = defaultdict(int)
    for item in items:
        if item.status is Status.review and item.placement.suggestions:
            found[item.placement.suggestions[0].code] += 1
    return found


def _note(leaf: Leaf, notes: Mapping[str, object]) -> str | None:
    note = notes.get(leaf.code)
    return str(getattr(note, "note", "")) if note else None


def _points(leaves: Iterable[LeafState]) -> float:
    scored = (leaf.leaf.indicator for leaf in leaves if not leaf.leaf.indicator.bonus)
    return round(sum(indicator.score or 0.0 for indicator in scored), 6)
