"""What was filed in another year's workspace: its contents, and of the photos what they look like.

Kept in lessons.json, so that ``archive check`` knows a photo again when that workspace is far away.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wenming_archive.alike import pictures
from wenming_archive.alike.prints import Print
from wenming_archive.formats import PICTURES
from wenming_archive.index import Index
from wenming_archive.model import Item, Status
from wenming_archive.pipeline import prints
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session

#: Items kept at most: beyond what an office hands in over the years.
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Used:
    """Something that was filed in another year."""

    sha256: str
    source: str
    #: The indicator it stood under.
    code: str
    #: The fingerprint of its picture; empty if it is none, or has none.
    picture: bytes = b""


def gather(old: Session, progress: Progress) -> list[Used]:
    """Return what is filed in a workspace; nothing is written there."""
    with Index.reading(old.workspace.index_file) as index:
        filed = [item for item in index.items() if item.status is Status.filed and item.known.sha256]
        shots = (item for item in filed if item.known.format in PICTURES)
        known = prints.gather(index, shots, old.workspace.root, progress, keep=False)
    return [_used(item, known) for item in filed]


def _used(item: Item, known: dict[str, Print]) -> Used:
    sha256 = item.known.sha256 or ""
    picture = known[sha256].picture if sha256 in known else None
    return Used(sha256, item.found.source, item.codes[0], picture or b"")


def rows(used: Iterable[Used], older: Sequence[Used]) -> list[dict[str, str]]:
    """Return what was used as JSON has it, with what that year knew of ``older`` ones."""
    each = {one.sha256: one for one in (*older, *used)}
    return [_row(one) for one in list(each.values())[-_MOST:]]


def _row(one: Used) -> dict[str, str]:
    row = {"sha256": one.sha256, "source": one.source, "code": one.code}
    return {**row, "picture": base64.b64encode(one.picture).decode("ascii")} if one.picture else row


def parsed(rows: Iterable[dict[str, Any]]) -> Iterator[Used]:
    """Yield what was used, from JSON.

    :raises ValueError: (or KeyError, TypeError) if it is not what was written.
    """
    for row in rows:
        picture = base64.b64decode(row.get("picture", ""), validate=True)
        if picture and not pictures.valid(picture):
            raise ValueError("no fingerprint")
        yield Used(str(row["sha256"]), str(row["source"]), str(row["code"]), picture)
