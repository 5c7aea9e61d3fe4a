"""Everything on one screen: how far it is, what awaits, what is wrong, what changed this week."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from dataclasses import dataclass

from wenming_archive.index import Index
from wenming_archive.model import Item, Status
from wenming_archive.pipeline import clock, standings, views
from wenming_archive.pipeline.session import Session
from wenming_archive.report.changes import Since
from wenming_archive.report.gaps import Gaps

#: The note with what the last check found.
CHECKED = "checked"
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the last ``archive check`` found."""

    #: The day, ISO.
    day: str
    #: Findings by level.
    counts: dict[str, int]
    #: True when nothing was filed, changed or decided since.
    current: bool


@dataclass(frozen=True)
class Overview:
    """One screen."""

    gaps: Gaps
    counts: dict[Status, int]
    checked: Checked | None
    week: Since | None
    #: True when the last scan found something to list.
    scanned: bool


def overview(session: Session) -> Overview:
    """Return how things stand now."""
    with Index.reading(session.workspace.index_file) as index:
        items = index.items()
        noted, entered = index.note(CHECKED), _last(index)
    report = views.gaps_of(session, items)
    ago = (clock.today() - _WEEK).isoformat()
    week = standings.since_day(session, ago, report) if items else None
    return Overview(report, _counts(items), _checked(noted, entered), week, bool(items))


def keep_checked(index: Index, counts: dict[str, int]) -> None:
    """Keep what a check found, for the overview."""
    value = {"day": clock.today().isoformat(), "counts": counts, "last": _last(index)}
    with index.writing():
        index.keep_note(CHECKED, json.dumps(value))


def _last(index: Index) -> int:
    return max((entry.number for entry in index.entries()), default=0)


def _checked(noted: str, entered: int) -> Checked | None:
    value = json.loads(noted) if noted else None
    return Checked(value["day"], value["counts"], value["last"] == entered) if value else None


def _counts(items: list[Item]) -> dict[Status, int]:
    found = Counter(item.status for item in items)
    return {status: found[status] for status in Status}
