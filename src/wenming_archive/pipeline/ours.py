"""Which exports are as the program wrote them: what differs, people have written into."""

from __future__ import annotations

import contextlib
from pathlib import Path

from wenming_archive import disk
from wenming_archive.errors import InputError
from wenming_archive.pipeline.session import Session

#: Beside the index: the fingerprints of what was written last, so many of them.
RECORD = "written.txt"
_REMEMBERED = 200


def untouched(session: Session, path: Path) -> bool:
    """Return whether the file at ``path`` is as the program wrote it, as far as that is known."""
    known = _known(session)
    return bool(known) and _fingerprint(path) in known


def remember(session: Session, path: Path) -> None:
    """Note that the program wrote the file at ``path``; if that fails, only more is kept than need be."""
    with contextlib.suppress(OSError, InputError):
        new = _fingerprint(path)
        kept = [one for one in _known(session) if one != new][1 - _REMEMBERED :]
        disk.write(session.workspace.state / RECORD, "".join(f"{one}\n" for one in (*kept, new)).encode())


def _known(session: Session) -> list[str]:
    try:
        return (session.workspace.state / RECORD).read_text("ascii").split()
    except (OSError, UnicodeDecodeError):
        return []


def _fingerprint(path: Path) -> str:
    with path.open("rb") as stream:
        return disk.digest(stream)
