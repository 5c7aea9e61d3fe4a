"""The fingerprints of contents, kept so that a picture is opened for them only once."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Mapping


class Prints:
    """The part of the index that knows fingerprints, by content; each is as ``alike`` packs it."""

    _db: sqlite3.Connection

    def prints(self) -> dict[str, bytes]:
        """Return the fingerprints by content."""
        return dict(self._db.execute("SELECT sha256, value FROM print"))

    def keep_prints(self, prints: Mapping[str, bytes]) -> None:
        """Keep fingerprints."""
        self._db.executemany("INSERT OR REPLACE INTO print VALUES (?,?)", prints.items())

    def drop_prints(self) -> None:
        """Forget the fingerprints of contents that no item has any more."""
        self._db.execute(
            "DELETE FROM print WHERE sha256 NOT IN (SELECT sha256 FROM item WHERE sha256 NOTNULL)"
        )

    def bases(self) -> dict[str, int]:
        """Return of each content a checksum of what was read and recognised of it."""
        rows = self._db.execute("SELECT sha256, extracted, words FROM content LEFT JOIN words USING (sha256)")
        return {sha256: zlib.crc32(words or b"", zlib.crc32(extracted)) for sha256, extracted, words in rows}
