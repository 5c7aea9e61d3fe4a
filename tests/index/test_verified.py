"""Tests of the module at the same path in the sources."""

from __future__ import annotations

from pathlib import Path

from wenming_archive.index import Copy, Index

FIRST, SECOND = Copy("甲/1", "a" * 64, 5, 1_700_000_000_123_456_789), Copy("乙", "b" * 64, 0, -1)


def test_what_was_found_sound_comes_back_and_is_forgotten(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index, index.writing():
        index.keep_verified([FIRST, SECOND])
    with Index.open(tmp_path / "index") as index:
        assert index.verified() == {"甲/1": FIRST, "乙": SECOND}
        with index.writing():
            index.drop_verified()
        assert index.verified() == {}


def test_a_copy_found_sound_again_is_kept_as_it_is_now(tmp_path: Path) -> None:
    later = Copy("甲/1", "a" * 64, 5, 9)
    with Index.open(tmp_path / "index") as index, index.writing():
        index.keep_verified([FIRST])
        index.keep_verified([later])
        assert index.verified() == {"甲/1": later}


def test_it_is_not_the_record_of_the_copies(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index, index.writing():
        index.keep_verified([FIRST])
        assert index.copies() == {}
