"""What people decided in the office that hands over, made decisions of this workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.decisions import Decision, Decisions, Elements, key
from wenming_archive.model import Description, Found, Known
from wenming_archive.pipeline import past
from wenming_archive.pipeline.consignment import Arrival, Consignment
from wenming_archive.pipeline.decided import Decided


@dataclass
class Taking:
    """What becomes of the decisions that a bag brings."""

    rows: list[Decision] = field(default_factory=list)
    #: How many stand here already just so.
    standing: int = 0
    #: Files on which this workspace has decided otherwise: that stays.
    kept: list[str] = field(default_factory=list)
    #: Files, each with the code and the title of an indicator that this workspace has not.
    homeless: list[tuple[str, str, str]] = field(default_factory=list)
    #: How many not-held notes there are; they are not taken.
    not_held: int = 0


def taking(
    consignment: Consignment, places: Sequence[tuple[Arrival, str]], own: Decisions, catalogue: Catalogue
) -> Taking:
    """Return what becomes of the decisions about the files that a bag brings.

    ``places`` has the path of each file in this workspace, as the index will call it.
    """
    made = Taking(not_held=len(consignment.decisions.not_held))
    decided = Decided(consignment.decisions, [_known(*row) for row in consignment.known])
    standing = own.latest()
    codes = _Codes(consignment.catalogue, catalogue)
    for arrival, path in places:
        known = _known(arrival.source, arrival.sha256)
        decision, caption, photo = decided.of(known), decided.caption(known), decided.photo(known)
        if decision or caption or photo != Elements():
            wanted = _about(decision, arrival.sha256, path, caption, photo)
            _take(made, codes.translated(wanted, made), standing)
    return made


def _about(decision: Decision | None, sha256: str, path: str, caption: str, photo: Elements) -> Decision:
    """Return a decision (or none but the caption) as one about the content where it stands here."""
    places = decision.model_dump(include={"assign", "ignore", "unassign"}) if decision else {}
    return Decision(sha256=sha256, path=path, caption=caption, photo=photo, **places)


def _take(made: Taking, wanted: Decision, standing: Mapping[tuple[str, str], Decision]) -> None:
    here = standing.get(key(wanted.sha256, wanted.path))
    if here is None:
        if wanted.places or wanted.caption or wanted.photo != Elements():
            made.rows.append(wanted)
    elif _said(here) == _said(wanted):
        made.standing += 1
    else:
        made.kept.append(wanted.path)


def _said(decision: Decision) -> tuple[object, ...]:
    return decision.assign, decision.ignore, decision.unassign, decision.caption, decision.photo


class _Codes:
    """Finds the indicators of one catalogue in another, by title, else by code."""

    def __init__(self, theirs: Catalogue | None, ours: Catalogue) -> None:
        self.theirs = theirs
        self.ours = ours
        self.known: dict[str, str | None] = {}

    def translated(self, decision: Decision, made: Taking) -> Decision:
        """Return a decision with the codes of this workspace; what it has not is noted in ``made``."""
        found: list[str] = []
        for code in decision.assign:
            if code not in self.known:
                self.known[code] = self._ours(code)
            ours = self.known[code]
            if ours is None:
                made.homeless.append((decision.path, code, self._title(code)))
            else:
                found.append(ours)
        return decision.model_copy(update={"assign": tuple(dict.fromkeys(found))})

    def _ours(self, code: str) -> str | None:
        if self.theirs is None:
            return code if code in self.ours.by_code else None
        title = self._title(code)
        leaf = past.same_leaf(self.ours, code, title) if title else None
        return leaf.code if leaf else None

    def _title(self, code: str) -> str:
        leaf = self.theirs.by_code.get(code) if self.theirs else None
        return leaf.title if leaf else ""


def _known(source: str, sha256: str) -> Known:
    """Return as much of a file as tells which decision holds for it."""
    return Known(Found("", source, Path(source), 0, 0), sha256, "", Description("", ""))
