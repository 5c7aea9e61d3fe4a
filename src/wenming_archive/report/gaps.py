"""Which indicators still lack evidence: the state of each leaf, in catalogue order."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from wenming_archive.catalogue.base import Period
from wenming_archive.catalogue.model import Catalogue, Indicator, Leaf
from wenming_archive.catalogue.needs import Need
from wenming_archive.catalogue.scoring import Grade
from wenming_archive.decisions import Decisions, NotHeld
from wenming_archive.model import Item, Status
from wenming_archive.report import candidates, counting, needing, scoring
from wenming_archive.report.candidates import Candidate
from wenming_archive.report.needing import NeedState
from wenming_archive.report.scoring import NO_POINTS, Points, Standing, Step


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
    #: Why nothing was held, as a person said.
    note: str | None
    #: The supporting units as people call them.
    support: tuple[str, ...] = ()
    points: Points = NO_POINTS
    grade: str = ""
    #: The least that would win points.
    step: Step | None = None
    #: The day by which it is to be there.
    due: dt.date | None = None
    #: False when a person said that it does not apply to this unit.
    applies: bool = True
    #: The day by which a person said that what was not held will be done, and whether it is over.
    promised: dt.date | None = None
    late: bool = False
    #: What may already be the evidence that is missing, best first.
    candidates: tuple[Candidate, ...] = ()

    @property
    def is_gap(self) -> bool:
        """True when something is still missing."""
        return self.state in OPEN

    @property
    def units(self) -> tuple[str, ...]:
        """The lead unit, if there is one, and the supporting ones."""
        return tuple(dict.fromkeys((*([self.lead] if self.lead else []), *self.support)))


@dataclass(frozen=True)
class Gaps:
    """The whole report."""

    title: str
    period: Period | None
    leaves: tuple[LeafState, ...]
    standing: Standing
    #: The one year of review that it is narrowed to.
    year: int | None = None

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

    def due_by(self, day: dt.date) -> Gaps:
        """Return the report with all that is missing due by ``day``."""
        leaves = (replace(leaf, due=day) if leaf.is_gap else leaf for leaf in self.leaves)
        return replace(self, leaves=tuple(leaves))

    @property
    def first(self) -> tuple[LeafState, ...]:
        """The gaps in the order to close them: what wins most points for each missing item."""
        able = [leaf for leaf in self.open if leaf.step]
        return tuple(sorted(able, key=lambda leaf: -leaf.step.worth if leaf.step else 0))


def compare(
    catalogue: Catalogue,
    items: Sequence[Item],
    decisions: Decisions,
    *,
    today: dt.date = dt.date.max,
    year: int | None = None,
) -> Gaps:
    """Return the state of every leaf of ``catalogue``.

    What is wanted of a month or year that begins after ``today`` is not missing yet; ``year``
    narrows every period to that year of review.
    """
    tree = narrowed(catalogue, year) if year else catalogue
    judge = _Judge(tree, items, decisions.notes(), today, candidates.pool(items, tree, outside=not year))
    leaves = tuple(judge.state(leaf) for leaf in tree.leaves)
    stands = standing(tree, leaves, decisions)
    return Gaps(tree.title, tree.period, tuple(_capped(leaf, stands) for leaf in leaves), stands, year)


def _capped(state: LeafState, stands: Standing) -> LeafState:
    """Return a bonus leaf with no more to win than still counts as bonus."""
    room = stands.bonus_room
    if state.step is None or room is None or not state.leaf.indicator.bonus:
        return state
    return replace(state, step=Step(state.step.items, min(room, state.step.points)) if room > 0 else None)


class _Judge:
    """Says how each leaf stands."""

    def __init__(
        self,
        catalogue: Catalogue,
        items: Sequence[Item],
        notes: Mapping[str, NotHeld],
        today: dt.date,
        pool: candidates.Pool,
    ) -> None:
        self._catalogue, self._notes, self._today, self._pool = catalogue, notes, today, pool
        self._filed, self._waiting = _filed(items), _waiting(items)

    def state(self, leaf: Leaf) -> LeafState:
        """Return the state of one leaf."""
        items, note = self._filed[leaf.code], self._notes.get(leaf.code)
        needs = needing.states(leaf, items, self._today)
        held = sum(counting.counts(item, leaf) for item in items)
        state = _verdict(leaf, needs, held, note is not None)
        rules = self._catalogue.scoring
        promised = note.due_day if note and state is State.not_held else None
        due = promised or leaf.due or self._catalogue.due
        applies = not (state is State.not_held and note and note.na)
        graded, grade = applies and state is not State.not_needed, scoring.grade(leaf, rules, needs, held)
        return LeafState(
            leaf,
            self._catalogue.unit_label(leaf.lead),
            state,
            needs,
            held,
            self._waiting[leaf.code],
            note.note if note else None,
            support=tuple(filter(None, map(self._catalogue.unit_label, leaf.support))),
            points=self._points(leaf, state, grade, note, held),
            grade=grade.name if graded and (leaf.grades or rules.grades) else "",
            step=scoring.step(leaf, rules, needs, held) if state in OPEN else None,
            due=due,
            applies=applies,
            promised=promised,
            late=promised is not None and promised < self._today,
            candidates=self._pool.best(leaf, needs) if state in OPEN else (),
        )

    def _points(self, leaf: Leaf, state: State, grade: Grade, note: NotHeld | None, held: int) -> Points:
        """Return a leaf's points: of work not done they are lost, unless it is still to be done."""
        full = scoring.full(leaf, self._catalogue.scoring)
        if state is State.not_needed:
            return Points()
        if state is State.complete:
            return Points(full, full)
        if state is State.not_held and note:
            still = note.due_day is not None and note.due_day >= self._today
            return Points() if note.na else Points(full, open=full) if still else Points(full, lost=full)
        reached = round(full * grade.percent / 100, 6) if held else 0.0
        return Points(full, reached, round(full - reached, 6))


def narrowed(catalogue: Catalogue, year: int) -> Catalogue:
    """Return ``catalogue`` with every period narrowed to one year of review."""
    whole = Period(start=dt.date(year, 1, 1), end=dt.date(year, 12, 31))
    narrow = {
        "period": catalogue.period.within(whole) or whole if catalogue.period else whole,
        "indicators": tuple(_narrowed(node, whole) for node in catalogue.indicators),
    }
    # A copy of the model would keep the leaves that it has worked out already.
    return Catalogue.model_construct(
        **{name: getattr(catalogue, name) for name in Catalogue.model_fields} | narrow
    )


def _narrowed(node: Indicator, year: Period) -> Indicator:
    needs = tuple(_asked(need, year) for need in node.evidence)
    return node.model_copy(
        update={
            "period": _inside(node.period, year),
            "evidence": needs,
            "children": tuple(_narrowed(child, year) for child in node.children),
        }
    )


def _asked(need: Need, year: Period) -> Need:
    """Return a need as that year asks for it: not at all where its own period lies elsewhere."""
    if need.period and not need.period.within(year):
        return need.model_copy(update={"min": 0})
    return need.model_copy(update={"period": _inside(need.period, year)})


def _inside(period: Period | None, year: Period) -> Period | None:
    return (period.within(year) or year) if period else None


def _verdict(leaf: Leaf, needs: Sequence[NeedState], held: int, noted: bool) -> State:
    met = held > 0 and not any(need.lacking for need in needs)
    if met:
        return State.complete
    if noted:
        return State.not_held
    if held:
        return State.insufficient
    return State.empty if leaf.indicator.wants_files else State.not_needed


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


def _points(leaves: Iterable[LeafState]) -> float:
    scored = (leaf.leaf.indicator for leaf in leaves if not leaf.leaf.indicator.bonus)
    return round(sum(indicator.score or 0.0 for indicator in scored), 6)


def standing(catalogue: Catalogue, leaves: Sequence[LeafState], decisions: Decisions) -> Standing:
    """Return how the whole stands: points, bonus, what was deducted, and whether a veto holds."""
    rules = catalogue.scoring
    base = sum((one.points for one in leaves if not one.leaf.indicator.bonus), Points())
    bonus = sum((one.points for one in leaves if one.leaf.indicator.bonus), Points())
    said = decisions.negative_by_code()
    happened = {code for code, one in said.items() if one.happened}
    return Standing(
        base,
        bonus,
        rules,
        deducted=tuple(one for one in catalogue.deductions if one.code in happened),
        vetoed=tuple(one for one in catalogue.veto if one.code in happened),
        unsaid=tuple(one for one in catalogue.negative if one.code not in said),
    )
