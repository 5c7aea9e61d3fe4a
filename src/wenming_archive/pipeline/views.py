"""What the looking commands show: the list and the gaps, as of the last scan."""

from __future__ import annotations

from wenming_archive.errors import InputError
from wenming_archive.index import Index
from wenming_archive.model import STATUS_LABELS, Item, Status
from wenming_archive.pipeline import finding
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


def compare(session: Session) -> Gaps:
    """Return the gaps as of the last scan."""
    return gaps.compare(session.catalogue, items(session), session.decisions)


def _status(text: str) -> Status:
    for status, label in STATUS_LABELS.items():
        if text in (status.value, label):
            return status
    known = "、".join(f"{s.value}（{label}）" for s, label in STATUS_LABELS.items())
    raise InputError(f"没有状态 {text}；可用的状态：{known}")
