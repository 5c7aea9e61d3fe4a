"""What every command needs of a workspace: its settings, catalogue and decisions, read once."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import wenming_archive
from wenming_archive import decisions, locking, settings, workspace
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.decisions import Decisions
from wenming_archive.pipeline import switching
from wenming_archive.settings import Settings
from wenming_archive.workspace import Workspace

#: Settings that neither place nor file anything.
_REPORTING = {"sources", "unit", "report_limit", "portal", "checks_off"}


@dataclass(frozen=True)
class Session:
    """A workspace with what people wrote in it."""

    workspace: Workspace
    settings: Settings
    catalogue: Catalogue
    decisions: Decisions
    #: The command that changes something, as the history will tell; empty of one that only looks.
    command: str = ""

    @property
    def fingerprint(self) -> str:
        """What placement and filing depend on besides the items themselves."""
        parts = (
            wenming_archive.__version__,
            self.catalogue.model_dump_json(),
            self.decisions.model_dump_json(exclude={"allowed", "conclusions"}),
            self.settings.model_dump_json(exclude=_REPORTING),
            str(self.workspace.root),
            state(self.workspace.lessons_file),
        )
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def state(path: Path) -> str:
    """Return what changes when a file does, without reading it: its size and when it was written."""
    if not path.exists():
        return ""
    info = path.stat()
    return f"{info.st_size} {info.st_mtime_ns}"


def begin(start: Path) -> Session:
    """Return the session of the workspace that ``start`` lies in, to look only.

    :raises InputError: if there is none, or one of its files is at fault.
    """
    return _opened(workspace.find(start), "")


@contextlib.contextmanager
def working(start: Path, command: str, waiting: Callable[[str], None] | None = None) -> Iterator[Session]:
    """Give the session of the workspace that ``start`` lies in to ``command`` alone, to change it.

    ``waiting`` is told who has it, when another run does.

    :raises InputError: if there is none, one of its files is at fault, or another run does not end.
    """
    found = workspace.find(start)
    with locking.held(found.state, command, waiting):
        switching.finish(found)
        yield _opened(found, command)


def anew(session: Session) -> Session:
    """Return the session with what people wrote as it is by now."""
    return _opened(session.workspace, session.command)


def _opened(found: Workspace, command: str) -> Session:
    return Session(
        found,
        settings.load(found.settings_file),
        load.load(switching.place(found, found.catalogue_file)),
        decisions.load(switching.place(found, found.decisions_file)),
        command,
    )
