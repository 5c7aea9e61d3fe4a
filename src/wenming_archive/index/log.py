"""The history: what each run changed, and what stood there before, so that it can be taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable
from dataclasses import dataclass

from wenming_archive import stored
from wenming_archive.model import Known
from wenming_archive.place.clues import Clues

#: What tells a file from all others: root and source.
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One run that changed something; ``value`` tells what, as JSON."""

    number: int
    #: When, as ``YYYY-MM-DD HH:MM:SS``.
    at: str
    command: str
    value: str
    #: True when it has been taken back.
    undone: bool = False


class Log:
    """The part of the index that knows what was done."""

    _db: sqlite3.Connection

    def enter(
        self, at: str, command: str, value: str, changed: Iterable[Key], fresh: Container[Key] = ()
    ) -> int:
        """Make an entry; items of the keys ``changed`` are remembered as they stand now, or do not.

        Those among them that are ``fresh`` are remembered as not being there, though they stand.

        :returns: its number.
        """
        row = (at, command, value)
        number = self._db.execute("INSERT INTO entry (at, command, value) VALUES (?,?,?)", row).lastrowid
        fields = "i.path, i.inner, i.size, i.mtime_ns, i.sha256, i.value, c.clues"
        self._db.executemany(
            f"INSERT INTO former SELECT ?, k.root, k.source, {fields} FROM (SELECT ? root, ? source) k "
            "LEFT JOIN item i ON NOT ? AND (i.root, i.source) = (k.root, k.source) "
            "LEFT JOIN clue c USING (root, source)",
            ((number, *key, key in fresh) for key in changed),
        )
        return int(number or 0)

    def entries(self) -> list[Entry]:
        """Return the entries, the last first."""
        rows = self._db.execute("SELECT id, at, command, value, undone FROM entry ORDER BY id DESC")
        return [Entry(number, at, command, value, bool(gone)) for number, at, command, value, gone in rows]

    def former(self, number: int) -> dict[Key, tuple[Known, Clues | None] | None]:
        """Return the items that entry ``number`` changed as they stood before, ``None`` if they did not."""
        columns = "root, source, path, inner, size, mtime_ns, sha256, value, clues"
        rows = self._db.execute(f"SELECT {columns} FROM former WHERE entry=?", (number,))
        return {(row[0], row[1]): _former(row) for row in rows}

    def mark_undone(self, number: int) -> None:
        """Note that an entry has been taken back."""
        self._db.execute("UPDATE entry SET undone=1 WHERE id=?", (number,))

    def forget_entries(self, before: int) -> None:
        """Forget what stood before the entries older than number ``before``; what they did stays told."""
        self._db.execute("DELETE FROM former WHERE entry < ?", (before,))


def _former(row: tuple[object, ...]) -> tuple[Known, Clues | None] | None:
    *place, clues = row
    if row[2] is None:
        return None
    found = stored.item(tuple(place)).known
    return found, stored.clues(clues) if isinstance(clues, bytes) else None
