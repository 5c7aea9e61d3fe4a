"""Which copies a verification found sound, so that one that was cut off goes on where it stopped."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from wenming_archive.index.copies import Copy


class Verified:
    """The part of the index that knows how far a verification has come."""

    _db: sqlite3.Connection

    def verified(self) -> dict[str, Copy]:
        """Return by target the copies found sound, with their size and time as they were then."""
        rows = self._db.execute("SELECT target, sha256, size, mtime_ns FROM verified")
        return {row[0]: Copy(*row) for row in rows}

    def keep_verified(self, copies: Iterable[Copy]) -> None:
        """Record that these copies were found sound."""
        rows = ((c.target, c.sha256, c.size, c.mtime_ns) for c in copies)
        self._db.executemany("INSERT OR REPLACE INTO verified VALUES (?,?,?,?)", rows)

    def drop_verified(self) -> None:
        """Forget what was found sound: the next verification begins anew."""
        self._db.execute("DELETE FROM verified")
