"""The first level of the catalogue and how each part of it stands."""

from __future__ import annotations

from dataclasses import dataclass

from wenming_archive.catalogue.model import Indicator
from wenming_archive.report.gaps import Gaps, LeafState, State
from wenming_archive.report.scoring import NO_POINTS, Points


@dataclass(frozen=True, slots=True)
class Section:
    """A first-level indicator with the leaves below it; leaves of the first level are one together."""

    #: ``None`` of the leaves that stand on the first level.
    indicator: Indicator | None
    leaves: tuple[LeafState, ...]

    @property
    def wanted(self) -> int:
        """How many leaves want evidence of this unit."""
        return sum(one.state is not State.not_needed and one.applies for one in self.leaves)

    @property
    def complete(self) -> int:
        """How many leaves are complete."""
        return sum(one.state is State.complete for one in self.leaves)

    @property
    def points(self) -> Points:
        """The points of the leaves together, bonus apart."""
        return sum((one.points for one in self.leaves if not one.leaf.indicator.bonus), NO_POINTS)


def sections(report: Gaps) -> list[Section]:
    """Return the sections in catalogue order."""
    found: list[tuple[Indicator | None, list[LeafState]]] = []
    for state in report.leaves:
        top = state.leaf.ancestors[0] if state.leaf.ancestors else None
        if not found or found[-1][0] is not top:
            found.append((top, []))
        found[-1][1].append(state)
    return [Section(top, tuple(leaves)) for top, leaves in found]


def title(section: Section) -> str:
    """Return what a section is called."""
    only = section.leaves[0].leaf.indicator if len(section.leaves) == 1 else None
    named = section.indicator or only
    return f"{named.code} {named.title}" if named else "各项指标"
