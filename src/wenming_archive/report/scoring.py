"""What the evidence is worth: points reached, still open and lost, by the catalogue's own rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenming_archive.catalogue.model import Leaf
from wenming_archive.catalogue.scoring import By, Deduction, Grade, Scoring, Veto
from wenming_archive.report.needing import NeedState

#: Without grades of its own a catalogue gives all or nothing.
ALL_OR_NOTHING = (Grade(name="达标", percent=100, missing=0), Grade(name="不达标", percent=0))


@dataclass(frozen=True, slots=True)
class Points:
    """The points of one leaf, or of several together; in indicators where these are counted."""

    full: float = 0
    #: What stands now, by what is held.
    reached: float = 0
    #: What can still be won.
    open: float = 0
    #: What nobody can win any more: the work was not done.
    lost: float = 0

    def __add__(self, other: Points) -> Points:
        return Points(
            *(
                round(one + another, 6)
                for one, another in (
                    (self.full, other.full),
                    (self.reached, other.reached),
                    (self.open, other.open),
                    (self.lost, other.lost),
                )
            )
        )


NO_POINTS = Points()


@dataclass(frozen=True, slots=True)
class Standing:
    """How the whole stands."""

    base: Points
    bonus: Points
    rules: Scoring
    deducted: tuple[Deduction, ...] = ()
    vetoed: tuple[Veto, ...] = ()
    #: What a person has not yet said of whether it happened.
    unsaid: tuple[Deduction | Veto, ...] = ()

    @property
    def unit(self) -> str:
        """What is counted: 分, or 项 where leaves are."""
        return "项" if self.rules.by is By.tally else "分"

    @property
    def bonus_room(self) -> float | None:
        """How much bonus would still count; ``None`` if all of it does."""
        most = self.rules.bonus_max
        return None if most is None else max(0.0, round(most - self.bonus.reached, 6))

    @property
    def reached(self) -> float:
        """The points that stand now: with bonus as far as it counts, less what is deducted."""
        return round(self.base.reached + self._bonus(self.bonus.reached) - self.minus, 6)

    @property
    def reachable(self) -> float:
        """The points that there are at best."""
        best = self._bonus(self.bonus.reached + self.bonus.open)
        return round(self.base.reached + self.base.open + best - self.minus, 6)

    @property
    def minus(self) -> float:
        """The points that are deducted."""
        return round(sum(one.points for one in self.deducted), 6)

    @property
    def share(self) -> float:
        """What is reached of the whole, in percent; bonus and deductions apart."""
        return 100 * self.base.reached / self.base.full if self.base.full else 0.0

    @property
    def ruled(self) -> bool:
        """Whether there is more to tell of the points than how many are at risk."""
        rules = self.rules.grades or self.rules.passing is not None or self.rules.by is By.tally
        return bool(rules or self.deducted or self.vetoed or self.unsaid)

    @property
    def passes(self) -> bool | None:
        """Whether the pass line is reached; ``None`` if there is none."""
        if self.rules.passing is None:
            return False if self.vetoed else None
        now = self.share if self.rules.by is By.tally else self.reached
        return not self.vetoed and now >= self.rules.passing

    def _bonus(self, points: float) -> float:
        most = self.rules.bonus_max
        return points if most is None else min(points, most)


@dataclass(frozen=True, slots=True)
class Step:
    """The least that would win points for a leaf."""

    #: Items that are missing for it, and the points they win.
    items: int
    points: float

    @property
    def worth(self) -> float:
        """Points for each item."""
        return self.points / max(1, self.items)


def full(leaf: Leaf, scoring: Scoring) -> float:
    """Return what a leaf can bring: its points, or one where leaves are counted."""
    return 1.0 if scoring.by is By.tally else leaf.indicator.score or 0.0


def grades(leaf: Leaf, scoring: Scoring) -> Sequence[Grade]:
    """Return the grades that hold for a leaf, best first."""
    known = leaf.grades or scoring.grades or ALL_OR_NOTHING
    last = known[-1]
    return known if last.missing is None and last.share is None else (*known, ALL_OR_NOTHING[-1])


def grade(leaf: Leaf, scoring: Scoring, needs: Sequence[NeedState], held: int) -> Grade:
    """Return the grade that a leaf has by what is held of its ``needs``."""
    lacking = [need.lacking for need in needs]
    return _grade(grades(leaf, scoring), [need.wanted for need in needs], lacking, held)


def _grade(known: Sequence[Grade], wanted: Sequence[int], lacking: Sequence[int], held: int) -> Grade:
    unmet = sum(map(bool, lacking)) if wanted else 0
    share = 100 * (1 - sum(lacking) / sum(wanted)) if sum(wanted) else 100.0
    if not held:
        return known[-1]
    for one in known:
        some = not wanted or unmet < len(wanted)  # with nothing met, "one is missing" is no merit
        missing = one.missing is None or (unmet <= one.missing and some)
        enough = one.share is None or share >= one.share
        if missing and enough:
            return one
    return known[-1]


def step(leaf: Leaf, scoring: Scoring, needs: Sequence[NeedState], held: int) -> Step | None:
    """Return the items that win most points for each, of equals the most; ``None`` if nothing is to be won.

    Needs are met in the order of what is least missing.
    """
    known, points = grades(leaf, scoring), full(leaf, scoring)
    wanted = [need.wanted for need in needs]
    now = _grade(known, wanted, [need.lacking for need in needs], held).percent
    best: Step | None = None
    for items, left in _steps(needs, held, parts=any(one.share is not None for one in known)):
        won = points * (_grade(known, wanted, left, held + items).percent - now) / 100
        if won > 0 and (best is None or won / max(1, items) >= best.worth):
            best = Step(items, round(won, 6))
    return best


def _steps(needs: Sequence[NeedState], held: int, *, parts: bool) -> Iterator[tuple[int, list[int]]]:
    """Yield how many items are added and what each need lacks then; ``parts`` within a need also."""
    ordered = sorted((need for need in needs if need.lacking), key=lambda need: need.items)
    left = [need.lacking for need in ordered]
    added = 0
    if not ordered and not held:
        yield 1, []
    for n, need in enumerate(ordered):
        for done in range(1 if parts else need.lacking, need.lacking + 1):
            left[n] = need.lacking - done
            yield added + -(-need.items * done // need.lacking), list(left)
        added += need.items
