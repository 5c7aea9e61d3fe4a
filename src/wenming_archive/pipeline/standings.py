"""Keep how the indicators stand after each change, and tell what has changed since a day."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace

from wenming_archive.errors import InputError
from wenming_archive.index import Index
from wenming_archive.model import Item
from wenming_archive.pipeline import clock, views
from wenming_archive.pipeline.session import Session
from wenming_archive.report import changes
from wenming_archive.report.changes import Since
from wenming_archive.report.gaps import Gaps
from wenming_archive.text import dates


def keep(session: Session, index: Index, items: Sequence[Item]) -> None:
    """Keep how the indicators stand with ``items`` as of today; within a change of the index."""
    report = views.gaps_of(session, items)
    today = clock.today().isoformat()
    index.keep_day(today, json.dumps(changes.kept(report), ensure_ascii=False))


def since(session: Session, day: str, report: Gaps) -> Since | None:
    """Return what changed on ``day``, as people write it, and after; ``None`` if nothing was kept yet.

    :raises InputError: if that is no day.
    """
    hits = dates.find(day)
    if len(hits) != 1 or not hits[0].full:
        raise InputError(f"--since {day} 不是日期；请写成 2023-05-01 的样子")
    before = dates.span(hits[0].iso)[0] - dt.timedelta(days=1)
    return since_day(session, before.isoformat(), report)


def since_day(session: Session, day: str, report: Gaps) -> Since | None:
    """Return what changed since the end of ``day`` (ISO); ``None`` if nothing was kept yet."""
    with Index.reading(session.workspace.index_file) as index:
        kept = index.day(day)
    if kept is None:
        return None
    found = changes.since(kept[0], json.loads(kept[1]), report)
    return replace(found, earlier=kept[0] < clock.today().isoformat(), asked=day)
