"""What changed since a day: how each leaf stood then, as a short value that is kept, and stands now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wenming_archive.report.gaps import Gaps, LeafState, State

Value = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stood:
    """How one leaf stood."""

    state: State
    #: Items that counted.
    held: int
    #: What was missing of each need, by its label.
    lacking: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Change:
    """A leaf that stands otherwise than it stood."""

    now: LeafState
    #: ``None`` of a leaf that the catalogue did not have.
    before: Stood | None

    @property
    def closed(self) -> bool:
        """True when it was a gap and is complete now; that a person explained it closes nothing."""
        return self.now.state is State.complete and self.before is not None and self.before.state in _GAPS

    @property
    def explained(self) -> bool:
        """True when a person has said since why it was not held."""
        was = self.before.state if self.before else None
        return self.now.state is State.not_held and was is not State.not_held

    @property
    def opened(self) -> bool:
        """True when it is a gap and was none."""
        return self.now.is_gap and (self.before is None or self.before.state not in _GAPS)

    @property
    def came(self) -> int:
        """How many more items count; negative for fewer."""
        return self.now.held - (self.before.held if self.before else 0)


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since a day."""

    #: The day whose end is compared with, ISO.
    day: str
    changes: tuple[Change, ...]
    #: The points that stood, and stand now.
    reached: tuple[float, float]
    #: How many leaves were gaps, and are now.
    open: tuple[int, int]
    #: False when nothing older is kept than how things stand today.
    earlier: bool = True
    #: The day that was asked for; later is compared with where nothing so old is kept.
    asked: str = ""


_GAPS = (State.insufficient, State.empty)


def kept(report: Gaps) -> Value:
    """Return what is kept of a report to compare with later: JSON."""
    return {
        "reached": report.standing.reached,
        "leaves": {
            state.leaf.code: [state.state.value, state.held, _lacking(state)] for state in report.leaves
        },
    }


def since(day: str, value: Value, report: Gaps) -> Since:
    """Return what is otherwise in ``report`` than in what was ``kept`` on ``day``."""
    stood = {code: Stood(State(row[0]), row[1], row[2]) for code, row in value["leaves"].items()}
    opened = sum(one.state in _GAPS for one in stood.values())
    return Since(
        day,
        tuple(_changes(stood, report)),
        (value["reached"], report.standing.reached),
        (opened, len(report.open)),
    )


def _changes(stood: Mapping[str, Stood], report: Gaps) -> Iterator[Change]:
    for state in report.leaves:
        before = stood.get(state.leaf.code)
        if before != Stood(state.state, state.held, _lacking(state)):
            yield Change(state, before)


def _lacking(state: LeafState) -> dict[str, int]:
    found: dict[str, int] = {}
    for need in state.needs:
        if need.lacking:
            found[need.need.label] = found.get(need.need.label, 0) + need.lacking
    return found
