"""What the looking commands show: the list and the gaps, as of the last scan."""

from __future__ import annotations

from collections.abc import Sequence

from wenming_archive.catalogue.model import Leaf
from wenming_archive.errors import InputError
from wenming_archive.index import Index
from wenming_archive.model import STATUS_LABELS, Item, Status
from wenming_archive.pipeline import clock, finding
from wenming_archive.pipeline.session import Session
from wenming_archive.report import gaps
from wenming_archive.report.gaps import Gaps


def items(session: Session) -> list[Item]:
    """Return the items of the last scan."""
    with Index.reading(session.workspace.index_file) as index:
        return index.items()


def chosen(session: Session, status: str | None, indicator: str | None) -> list[Item]:
    """Return the items with a status (its English or Chinese name) and under an indicator.

    :raises InputError: if there is no such status or indicator.
    """
    found = items(session)
    if status:
        wanted = _status(status)
        found = [item for item in found if item.status is wanted]
    if indicator:
        code = finding.leaf(session.catalogue, indicator).code
        found = [item for item in found if code in item.codes]
    return found


def compare(session: Session, year: int | None = None) -> Gaps:
    """Return the gaps as of the last scan; ``year`` narrows them to one year of review.

    :raises InputError: if nothing is wanted of that year.
    """
    if year and not any(_asks(leaf, year) for leaf in session.catalogue.leaves):
        raise InputError(f"--year {year} 不在测评周期里，没有要的材料")
    return gaps_of(session, items(session), year)


def _asks(leaf: Leaf, year: int) -> bool:
    """Say whether a leaf wants anything of a year."""
    windows = [leaf.period, *(need.period for need in leaf.indicator.evidence if need.period)]
    return any(window is None or window.holds(f"{year}") for window in windows)


def gaps_of(session: Session, found: Sequence[Item], year: int | None = None) -> Gaps:
    """Return the gaps that ``found`` leave, as of today."""
    today = clock.today()
    return gaps.compare(session.catalogue, found, session.decisions, today=today, year=year)


def held(session: Session, code: str) -> int:
    """Return how many items count for the leaf with ``code`` as of the last scan."""
    return next((state.held for state in compare(session).leaves if state.leaf.code == code), 0)


def _status(text: str) -> Status:
    for status, label in STATUS_LABELS.items():
        if text in (status.value, label):
            return status
    known = "、".join(f"{s.value}（{label}）" for s, label in STATUS_LABELS.items())
    raise InputError(f"没有状态 {text}；可用的状态：{known}")
