"""The index keeps values as they were, holds off a second run, and is no loss when it is gone."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from builders import snapshot
from samples import CLUES, EXTRACTED, ITEM, PARCEL
from wenming_archive import stored
from wenming_archive.errors import InputError
from wenming_archive.index import Copy, Index
from wenming_archive.model import Description, Found, Item, Known, Placement, Status


def test_items_clues_and_readings_come_back_as_they_were(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index, index.writing():
        index.keep_extracted("a" * 64, stored.packed_extracted(EXTRACTED))
        index.replace_parcels([PARCEL])
        index.replace_items([ITEM], {ITEM.known.key: CLUES})
        index.keep_copy(Copy("甲/1", "a" * 64, 5, 6))
        index.keep_note("名", "值")
    with Index.reading(tmp_path / "index") as index:
        assert index.extracted("a" * 64) == EXTRACTED
        assert index.items() == [ITEM]
        assert index.parcels() == [PARCEL]
        assert index.clues() == {ITEM.known.key: CLUES}
        assert index.copies() == {"甲/1": Copy("甲/1", "a" * 64, 5, 6)}
        assert (index.note("名"), index.note("别的")) == ("值", "")
        assert index.known_contents() == {"a" * 64}


def test_a_name_that_is_no_utf8_comes_back_byte_for_byte(tmp_path: Path) -> None:
    path = Path("/根/\udcb5\udcb3.txt")
    known = Known(Found("/根", "党.txt", path, 1, 1), "b" * 64, "txt", Description("other", "党"))
    with Index.open(tmp_path / "index") as index:
        with index.writing():
            index.replace_items([Item(known, Placement(Status.unplaced))], {known.key: CLUES})
        assert index.items()[0].found.path == path


def test_a_block_that_fails_changes_nothing(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index:
        with pytest.raises(KeyError), index.writing():
            index.keep_note("名", "值")
            raise KeyError
        assert index.note("名") == ""


@pytest.mark.parametrize("content", [b"", b"this is no database", b"SQLite format 3\0" + b"x" * 200])
def test_a_damaged_index_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "index").write_bytes(content)
    with Index.open(tmp_path / "index") as index:
        assert index.items() == []


def test_an_index_of_another_version_is_made_anew(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index, index.writing():
        index.keep_note("名", "值")
    with sqlite3.connect(tmp_path / "index") as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    with Index.open(tmp_path / "index") as index:
        assert index.note("名") == ""


def test_looking_makes_no_file(tmp_path: Path) -> None:
    with Index.reading(tmp_path / "没有"), Index.snapshot(tmp_path / "没有") as index:
        index.keep_note("名", "值")
    assert list(tmp_path.iterdir()) == []


def test_a_snapshot_changes_nothing_of_the_original(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index, index.writing():
        index.keep_note("名", "旧")
    before = snapshot(tmp_path)
    with Index.snapshot(tmp_path / "index") as copy, copy.writing():
        assert copy.note("名") == "旧"
        copy.keep_note("名", "新")
    assert snapshot(tmp_path) == before


HOLD = """
import sys
from pathlib import Path
from wenming_archive.index import Index
with Index.open(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_run_is_told_that_another_holds_the_workspace(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path / "index")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        for way in (Index.open, Index.reading, Index.snapshot):
            with pytest.raises(InputError, match="另一个 archive 正在使用"):
                way(tmp_path / "index")
        other.communicate("")
    with Index.open(tmp_path / "index") as index:
        assert index.items() == []
