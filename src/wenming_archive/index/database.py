"""The index's file: its tables, how it is opened, and what is wrong with one that cannot be."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from wenming_archive.errors import InputError

#: Raised when a table or a stored value changes its shape; an older index is then rebuilt.
VERSION = 9
BUSY = "另一个 archive 正在使用这个工作区；请等它结束再试"

_TABLES = """
CREATE TABLE content (
    sha256 TEXT PRIMARY KEY,
    extracted BLOB NOT NULL
);
CREATE TABLE words (
    sha256 TEXT PRIMARY KEY,
    unseen TEXT NOT NULL,
    words BLOB
);
CREATE TABLE item (
    position INTEGER NOT NULL,
    root TEXT NOT NULL,
    source TEXT NOT NULL,
    path BLOB NOT NULL,
    inner TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT,
    present INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (root, source)
);
CREATE TABLE clue (
    root TEXT NOT NULL,
    source TEXT NOT NULL,
    clues BLOB NOT NULL,
    sight BLOB,
    said TEXT,
    PRIMARY KEY (root, source)
);
CREATE TABLE parcel (
    root TEXT NOT NULL,
    source TEXT NOT NULL,
    path BLOB NOT NULL,
    inner TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
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
CREATE TABLE print (
    sha256 TEXT PRIMARY KEY,
    value BLOB NOT NULL
);
CREATE TABLE verified (
    target TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL
);
CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    command TEXT NOT NULL,
    value TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE former (
    entry INTEGER NOT NULL,
    root TEXT NOT NULL,
    source TEXT NOT NULL,
    path BLOB,
    inner TEXT,
    size INTEGER,
    mtime_ns INTEGER,
    sha256 TEXT,
    value TEXT,
    clues BLOB,
    PRIMARY KEY (entry, root, source)
);
CREATE TABLE day (
    day TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE note (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
"""


class Outdated(Exception):
    """The stored index has another shape, or is no index."""


@contextmanager
def explained(path: Path | None) -> Iterator[None]:
    """Turn what the database refuses into one sentence.

    :raises InputError: with that.
    """
    where = f" {path}" if path else ""
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            raise InputError(BUSY) from error
        if "full" in said:
            raise InputError(f"无法写入索引{where}：磁盘已满，请腾出空间后重试") from error
        if "readonly" in said or "unable to open" in said:
            raise InputError(f"无法写入索引{where}：没有权限或磁盘是只读的") from error
        if "disk I/O" in said:
            raise InputError(f"无法写入索引{where}：磁盘读写出错，请检查磁盘后重试") from error
        raise


def connect(path: Path) -> sqlite3.Connection:
    """Open the database at ``path`` for writing, made if it is not there.

    :raises Outdated: if it has another shape or is damaged.
    """
    # Who looks holds up who writes for a moment; that two runs never write is seen to by the lock.
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous=FULL")
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name='item'").fetchone():
            _create(connection)
        check(connection)
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError as error:
        connection.close()
        raise Outdated from error
    except Outdated:
        connection.close()
        raise
    return connection


def look(path: Path) -> sqlite3.Connection | None:
    """Open the database at ``path`` to look only; ``None`` if it has another shape or is damaged."""
    for mode in ("ro", "rw"):  # what a killed run left half-written can only be taken back in the second
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=10)
        try:
            check(connection)
        except sqlite3.OperationalError as error:
            connection.close()
            if "locked" in str(error):
                raise
        except (sqlite3.DatabaseError, Outdated):
            connection.close()
            return None
        else:
            return connection
    return None


def empty() -> sqlite3.Connection:
    """Return a new database in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _create(connection)
    return connection


def _create(connection: sqlite3.Connection) -> None:
    connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version={VERSION}; COMMIT;")


def check(connection: sqlite3.Connection) -> None:
    """Refuse an index of another shape or with damaged pages; this takes milliseconds."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION or connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise Outdated
