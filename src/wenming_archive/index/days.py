"""How things stood at the end of each day on which something changed."""

from __future__ import annotations

import sqlite3


class Days:
    """The part of the index that knows how things stood, by day; values are JSON."""

    _db: sqlite3.Connection

    def keep_day(self, day: str, value: str) -> None:
        """Keep how things stand on ``day`` (ISO), instead of what was kept of it before."""
        self._db.execute("INSERT OR REPLACE INTO day VALUES (?,?)", (day, value))

    def day(self, day: str) -> tuple[str, str] | None:
        """Return how things stood at the end of ``day``, else at the first end known after it.

        :returns: the day that this was kept, and the value; ``None`` if nothing was kept at all.
        """
        before = "SELECT day, value FROM day WHERE day<=? ORDER BY day DESC LIMIT 1"
        after = "SELECT day, value FROM day ORDER BY day LIMIT 1"
        row = self._db.execute(before, (day,)).fetchone() or self._db.execute(after).fetchone()
        return (row[0], row[1]) if row else None
