"""What stands in 材料/ by our doing, and what a run means to put there: the journal of filing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Copy:
    """A filed copy as it was when it was made; ``target`` is relative to 材料/."""

    target: str
    sha256: str
    size: int
    mtime_ns: int


class Copies:
    """The part of the index that knows the filed copies."""

    _db: sqlite3.Connection

    def copies(self) -> dict[str, Copy]:
        """Return the filed copies by target."""
        rows = self._db.execute("SELECT target, sha256, size, mtime_ns FROM copy ORDER BY target")
        return {row[0]: Copy(*row) for row in rows}

    def keep_copy(self, copy: Copy) -> None:
        """Record that a copy stands at its target."""
        row = (copy.target, copy.sha256, copy.size, copy.mtime_ns)
        self._db.execute("INSERT OR REPLACE INTO copy VALUES (?,?,?,?)", row)

    def drop_copy(self, target: str) -> None:
        """Record that no copy of ours stands at ``target``."""
        self._db.execute("DELETE FROM copy WHERE target=?", (target,))

    def intend(self, copies: Iterable[tuple[str, str]]) -> None:
        """Record that the copies (target, content) are about to be made; the records stay as they are."""
        self._db.executemany("INSERT INTO intent VALUES (?,?)", copies)

    def intents(self) -> dict[str, set[str]]:
        """Return the contents that a run which was cut off meant to put at each target."""
        found: dict[str, set[str]] = {}
        for target, sha256 in self._db.execute("SELECT target, sha256 FROM intent"):
            found.setdefault(target, set()).add(sha256)
        return found

    def drop_intents(self) -> None:
        """Record that all that was intended is done or given up."""
        self._db.execute("DELETE FROM intent")
