"""The index: what the last scan learnt, in SQLite.  The only module that speaks SQL.

It is a cache: delete it and the next scan rebuilds it from the sources, the filed copies and
``decisions.yaml``.  What was read is kept by content (SHA-256), so a moved or renamed file is not
read again; what is known of a file is kept by its place.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Self

from wenming_archive import disk, stored
from wenming_archive.content import Extracted, Words
from wenming_archive.errors import InputError
from wenming_archive.index import database
from wenming_archive.index.copies import Copies
from wenming_archive.index.days import Days
from wenming_archive.index.log import Log
from wenming_archive.index.prints import Prints
from wenming_archive.index.verified import Verified
from wenming_archive.model import Item, Parcel
from wenming_archive.place.clues import Clues

#: The columns of a place.
_PLACE = "root, source, path, inner, size, mtime_ns"


#: What tells a file from all others: root and source.
Key = tuple[str, str]


class Index(Copies, Days, Log, Prints, Verified):
    """An open index.  Use as a context manager."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the index at ``path``, made anew if it is missing, old or damaged.

        :raises InputError: if another run is writing this very moment, or the disk refuses.
        """
        disk.make_folder(path.parent)
        with database.explained(path):
            try:
                return cls(database.connect(path))
            except database.Outdated:
                with disk.guarded(f"无法重建索引 {path}"):
                    path.unlink()
                return cls(database.connect(path))

    @classmethod
    def reading(cls, path: Path) -> Self:
        """Open the index at ``path`` to look only; an empty one if there is none yet.

        :raises InputError: if another run is writing this very moment.
        """
        if not path.is_file():
            return cls(database.empty())
        with database.explained(path):
            return cls(database.look(path) or database.empty())

    @classmethod
    def snapshot(cls, path: Path) -> Self:
        """Return a copy in memory of the index at ``path``; nothing is written there or elsewhere."""
        memory = sqlite3.connect(":memory:", isolation_level=None)
        with cls.reading(path) as kept:
            kept._db.backup(memory)
        return cls(memory)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the index; it is of no use any more."""
        self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make all changes of the block together, or none.

        :raises InputError: if another run holds the index.
        """
        with database.explained(None):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._db.in_transaction:  # a full disk has ended it already
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def extracted(self, sha256: str) -> Extracted | None:
        """Return what was read of a content before, or ``None``."""
        row = self._db.execute("SELECT extracted FROM content WHERE sha256=?", (sha256,)).fetchone()
        return stored.extracted(row[0]) if row else None

    def known_contents(self) -> set[str]:
        """Return the hashes of the contents that have been read."""
        return {row[0] for row in self._db.execute("SELECT sha256 FROM content")}

    def keep_extracted(self, sha256: str, packed: bytes) -> None:
        """Keep what was read of a content, as ``stored.packed_extracted`` packs it."""
        self._db.execute("INSERT OR REPLACE INTO content VALUES (?,?)", (sha256, packed))

    def expect_words(self, sha256: str, unseen: Sequence[int]) -> None:
        """Note that a content has words that can only be seen, on its pages ``unseen``; once is enough."""
        row = (sha256, json.dumps(unseen))
        self._db.execute("INSERT OR IGNORE INTO words VALUES (?,?,NULL)", row)

    def unseen(self) -> dict[str, tuple[int, ...]]:
        """Return the contents whose words nobody has looked at yet, with their pages."""
        rows = self._db.execute("SELECT sha256, unseen FROM words WHERE words IS NULL")
        return {sha256: tuple(json.loads(pages)) for sha256, pages in rows}

    def has_unseen(self) -> bool:
        """Say whether an item that is there has words that nobody has looked at yet."""
        found = "SELECT 1 FROM words JOIN item USING (sha256) WHERE words IS NULL AND present LIMIT 1"
        return self._db.execute(found).fetchone() is not None

    def keep_words(self, sha256: str, packed: bytes) -> None:
        """Keep what was recognised in a content, as ``stored.packed_words`` packs it."""
        self._db.execute("UPDATE words SET words=? WHERE sha256=?", (packed, sha256))

    def words(self, sha256: str) -> Words | None:
        """Return what was recognised in a content, or ``None``."""
        row = self._db.execute("SELECT words FROM words WHERE sha256=?", (sha256,)).fetchone()
        return stored.words(row[0]) if row and row[0] is not None else None

    def drop_contents(self, hashes: Iterable[str]) -> None:
        """Forget what was read of contents that no item has any more; recognised words are kept."""
        gone = [(h,) for h in hashes]
        self._db.executemany("DELETE FROM content WHERE sha256=?", gone)
        self._db.executemany("DELETE FROM words WHERE sha256=? AND words IS NULL", gone)

    def items(self, *, unread: bool = False) -> list[Item]:
        """Return the items of the last scan, in catalogue order, then by source.

        Of some nothing is known but their copies when a scan that was to make the index anew has been cut
        off.  They are only for the next one, which asks for the ``unread`` too.

        :raises InputError: if there are such and nobody asks for them.
        """
        columns = f"{_PLACE}, sha256, value"
        rows = self._db.execute(f"SELECT {columns} FROM item ORDER BY position")
        found = [stored.item(row) for row in rows]
        if not unread and any(item.known.unread for item in found):
            raise InputError("索引还没有重建完；请先运行 archive scan")
        return found

    def has_items(self) -> bool:
        """Say whether a scan has left anything here."""
        return self._db.execute("SELECT 1 FROM item LIMIT 1").fetchone() is not None

    def places(self) -> dict[bytes, tuple[str, str, int, int]]:
        """Return root, source, size and time of the files that were there and could be opened, by path."""
        items = "SELECT path, root, source, size, mtime_ns FROM item WHERE sha256 NOTNULL AND present"
        parcels = "SELECT path, root, source, size, mtime_ns FROM parcel WHERE inner = ''"
        rows = self._db.execute(f"{items} AND inner = '' UNION ALL {parcels}")
        return {path: (root, source, size, mtime) for path, root, source, size, mtime in rows}

    def parcels(self) -> list[Parcel]:
        """Return the containers of the last scan."""
        rows = self._db.execute(f"SELECT {_PLACE}, sha256 FROM parcel")
        return [stored.parcel(row) for row in rows]

    def replace_parcels(self, parcels: Iterable[Parcel]) -> None:
        """Make ``parcels`` the whole list of containers."""
        self._db.execute("DELETE FROM parcel")
        self._db.executemany(
            "INSERT INTO parcel VALUES (?,?,?,?,?,?,?)", (stored.parcel_row(p) for p in parcels)
        )

    def clues(self) -> Mapping[Key, Clues]:
        """Return the clues of the items, by root and source; each is fetched when it is asked for."""
        return _Shelf(self._db)

    def sights(self, fingerprint: str) -> dict[Key, bytes]:
        """Return what was seen of the items, if that was under the same ``fingerprint``."""
        if self.note("sight") != fingerprint:
            return {}
        rows = self._db.execute("SELECT root, source, sight FROM clue WHERE sight NOTNULL")
        return {(root, source): sight for root, source, sight in rows}

    def said(self, fingerprint: str) -> dict[Key, str]:
        """Return what was noted of the items with their sights under the same ``fingerprint``."""
        if self.note("sight") != fingerprint:
            return {}
        rows = self._db.execute("SELECT root, source, said FROM clue WHERE said NOTNULL")
        return {(root, source): said for root, source, said in rows}

    def replace_items(self, items: Sequence[Item], before: Sequence[Item] = ()) -> None:
        """Make ``items`` the whole list, in the order given; clues of others are forgotten.

        Rows are left alone where an item stands in ``before``, the list as it was, at the same place.
        """
        old = {item.known.key: (n, item) for n, item in enumerate(before)}
        new = {item.known.key for item in items}
        gone = [key for key in self._keys() if key not in new]
        for table in ("item", "clue"):
            self._db.executemany(f"DELETE FROM {table} WHERE root = ? AND source = ?", gone)
        changed = ((n, item) for n, item in enumerate(items) if old.get(item.known.key) != (n, item))
        rows = ((n, *stored.item_row(item)) for n, item in changed)
        self._db.executemany("INSERT OR REPLACE INTO item VALUES (?,?,?,?,?,?,?,?,?,?)", rows)

    def _keys(self) -> list[Key]:
        return self._db.execute(
            "SELECT root, source FROM item UNION SELECT root, source FROM clue"
        ).fetchall()

    def keep_clues(self, clues: Mapping[Key, Clues]) -> None:
        """Keep the clues of items; what was seen of them before holds no more."""
        rows = ((*key, stored.packed(asdict(one))) for key, one in clues.items())
        self._db.executemany("INSERT OR REPLACE INTO clue VALUES (?,?,?,NULL,NULL)", rows)

    def keep_sights(self, fingerprint: str, sights: Mapping[Key, tuple[bytes, str]]) -> None:
        """Keep what was seen of items, and what is said of it, under ``fingerprint``.

        Of what was kept under another nothing holds any more.
        """
        if self.note("sight") != fingerprint:
            self._db.execute("UPDATE clue SET sight = NULL, said = NULL")
            self.keep_note("sight", fingerprint)
        rows = ((*sight, *key) for key, sight in sights.items())
        self._db.executemany("UPDATE clue SET sight = ?, said = ? WHERE root = ? AND source = ?", rows)

    def note(self, name: str) -> str:
        """Return the note called ``name``, empty if there is none."""
        row = self._db.execute("SELECT value FROM note WHERE name=?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def keep_note(self, name: str, value: str) -> None:
        """Keep a note."""
        self._db.execute("INSERT OR REPLACE INTO note VALUES (?,?)", (name, value))


class _Shelf(Mapping[Key, Clues]):
    """Clues in the index, one at a time: those of all items would fill the memory."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __getitem__(self, key: Key) -> Clues:
        row = self._db.execute("SELECT clues FROM clue WHERE root = ? AND source = ?", key).fetchone()
        if row is None:
            raise KeyError(key)
        return stored.clues(row[0])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._db.execute("SELECT root, source FROM clue"))

    def __len__(self) -> int:
        return int(self._db.execute("SELECT COUNT(*) FROM clue").fetchone()[0])
