"""Whether what the last scan found still speaks for the workspace as it is now."""

from __future__ import annotations

from pathlib import Path

from wenming_archive.errors import InputError
from wenming_archive.index import Index
from wenming_archive.pipeline.session import Session

_SAID = "测评体系、决定或设置在上次扫描之后改过，这里仍是上次扫描的结果；请运行 archive scan"
_LOST = "没有索引（.archive/ 被删，或是别的版本建的），这里看不到已经归档的材料；请先运行 archive scan 重建"


def refuse_lost(session: Session) -> None:
    """Refuse to hand out anything where the index is not there any more: all would look empty.

    :raises InputError: saying what to do.
    """
    with Index.reading(session.workspace.index_file) as index:
        known = index.note("summary") or index.has_items()
    if not known and _inside_folders(session):
        raise InputError(f"{_LOST}；没有导出")


def stale(session: Session) -> list[str]:
    """Return a sentence when what is shown is not how things are.

    The catalogue, a decision or a setting has changed since the last scan; or the index is not there
    any more, or was made by another version, while 材料/ holds copies.
    """
    with Index.reading(session.workspace.index_file) as index:
        scanned, known = index.note("fingerprint"), index.note("summary") or index.has_items()
    if not known and _inside_folders(session):
        return [_LOST]
    return [_SAID] if scanned and scanned != session.fingerprint else []


def _inside_folders(session: Session) -> bool:
    return any(found.is_dir() for found in _inside(session.workspace.evidence))


def _inside(folder: Path) -> list[Path]:
    """Return what stands in ``folder``; nothing if it cannot be read."""
    try:
        return list(folder.iterdir())
    except OSError:
        return []
