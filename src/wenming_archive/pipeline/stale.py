"""Whether what the last scan found still speaks for the workspace as it is now."""

from __future__ import annotations

from wenming_archive.index import Index
from wenming_archive.pipeline.session import Session

_SAID = "测评体系、决定或设置在上次扫描之后改过，这里仍是上次扫描的结果；请运行 archive scan"


def stale(session: Session) -> list[str]:
    """Return a sentence when the catalogue, a decision or a setting has changed since the last scan."""
    with Index.reading(session.workspace.index_file) as index:
        scanned = index.note("fingerprint")
    return [_SAID] if scanned and scanned != session.fingerprint else []
