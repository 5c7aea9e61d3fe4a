"""The index: what the last scan learnt, in SQLite.  The only module that speaks SQL.

It is a cache: delete it and the next scan rebuilds it from the sources, the filed copies and
``decisions.yaml``.  What was read is kept by content (SHA-256), so a moved or renamed file is not
read again; what is known of a file is kept by its place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from wenming_archive import disk, stored
from wenming_archive.errors import InputError
from wenming_archive.model import Extracted, Item
from wenming_archive.place.clues import Clues

#: Raised when a table or a stored value changes its shape; an older index is then rebuilt.
VERSION = 2
_BUSY = "另一个 archive 正在使用这个工作区；请等它结束再试"

_TABLES = """
CREATE TABLE content (
    sha256 TEXT PRIMARY KEY,
    extracted BLOB NOT NULL
);
CREATE TABLE item (
    position INTEGER NOT NULL,
    root TEXT NOT NULL,
    source TEXT NOT NULL,
    path BLOB NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT,
    present INTEGER NOT NULL,
    value TEXT NOT NULL,
    clues BLOB NOT NULL,
    PRIMARY KEY (root, source)
);
CREATE TABLE copy (
    target TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL
);
CREATE TABLE intent (
    target TEXT NOT NULL,
    sha256 TEXT NOT NULL
);
CREATE TABLE note (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """A filed copy as it was when it was made; ``target`` is relative to the workspace."""

    target: str
    sha256: str
    size: int
    mtime_ns: int


class Index:
    """An open index.  Use as a context manager."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the index at ``path``, made anew if it is missing, old or damaged.

        :raises InputError: if another run is writing, or the disk refuses.
        """
        disk.make_folder(path.parent)
        with _explained(path):
            try:
                return cls(_connect(path))
            except _Outdated:
                with disk.guarded(f"无法重建索引 {path}"):
                    path.unlink()
                return cls(_connect(path))

    @classmethod
    def reading(cls, path: Path) -> Self:
        """Open the index at ``path`` to look only; an empty one if there is none yet.

        :raises InputError: if another run is writing.
        """
        if not path.is_file():
            return cls(_empty())
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=2)
        try:
            _check(connection)
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise InputError(_BUSY) from error
            return cls(_empty())
        except (sqlite3.DatabaseError, _Outdated):
            return cls(_empty())
        return cls(connection)

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
        self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make all changes of the block together, or none.

        :raises InputError: if another run holds the index.
        """
        with _explained(None):
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

    def keep_extracted(self, sha256: str, extracted: Extracted) -> None:
        """Keep what was read of a content."""
        row = (sha256, stored.packed_extracted(extracted))
        self._db.execute("INSERT OR REPLACE INTO content VALUES (?,?)", row)

    def drop_contents(self, hashes: Iterable[str]) -> None:
        """Forget what was read of contents that no item has any more."""
        self._db.executemany("DELETE FROM content WHERE sha256=?", [(h,) for h in hashes])

    def items(self) -> list[Item]:
        """Return the items of the last scan, in catalogue order, then by source."""
        columns = "root, source, path, size, mtime_ns, sha256, value"
        rows = self._db.execute(f"SELECT {columns} FROM item ORDER BY position")
        return [stored.item(row) for row in rows]

    def places(self) -> dict[bytes, tuple[str, str, int, int]]:
        """Return root, source, size and time of the files that were there and could be opened, by path."""
        rows = self._db.execute(
            "SELECT path, root, source, size, mtime_ns FROM item WHERE sha256 NOTNULL AND present"
        )
        return {path: (root, source, size, mtime) for path, root, source, size, mtime in rows}

    def clues(self) -> dict[tuple[str, str], Clues]:
        """Return the clues of the items, by root and source."""
        rows = self._db.execute("SELECT root, source, clues FROM item")
        return {(root, source): stored.clues(data) for root, source, data in rows}

    def replace_items(self, items: Iterable[Item], clues: Mapping[tuple[str, str], Clues]) -> None:
        """Make ``items`` the whole list, in the order given, with their clues."""
        self._db.execute("DELETE FROM item")
        rows = (
            (n, *stored.item_row(item), stored.packed(asdict(clues[item.known.key])))
            for n, item in enumerate(items)
        )
        self._db.executemany("INSERT INTO item VALUES (?,?,?,?,?,?,?,?,?,?)", rows)

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

    def note(self, name: str) -> str:
        """Return the note called ``name``, empty if there is none."""
        row = self._db.execute("SELECT value FROM note WHERE name=?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def keep_note(self, name: str, value: str) -> None:
        """Keep a note."""
        self._db.execute("INSERT OR REPLACE INTO note VALUES (?,?)", (name, value))


class _Outdated(Exception):
    """The stored index has another shape, or is no index."""


@contextmanager
def _explained(path: Path | None) -> Iterator[None]:
    where = f" {path}" if path else ""
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            raise InputError(_BUSY) from error
        if "full" in said:
            raise InputError(f"无法写入索引{where}：磁盘已满，请腾出空间后重试") from error
        if "readonly" in said or "unable to open" in said:
            raise InputError(f"无法写入索引{where}：没有权限或磁盘是只读的") from error
        raise


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=5, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous=FULL")
        # One run at a time: the lock is held from the first access until the index is closed.
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name='item'").fetchone():
            _create(connection)
        _check(connection)
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError as error:
        connection.close()
        raise _Outdated from error
    except _Outdated:
        connection.close()
        raise
    return connection


def _empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _create(connection)
    return connection


def _create(connection: sqlite3.Connection) -> None:
    connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version={VERSION}; COMMIT;")


def _check(connection: sqlite3.Connection) -> None:
    """Refuse an index of another shape or with damaged pages; this takes milliseconds."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION or connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise _Outdated
