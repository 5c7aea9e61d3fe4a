"""Fingerprints in the index: kept by content, forgotten with the last item that holds it."""

from __future__ import annotations

import zlib
from pathlib import Path

from samples import EXTRACTED, made_item
from wenming_archive import stored
from wenming_archive.content import Words
from wenming_archive.index import Index


def test_fingerprints_come_back_and_a_new_one_takes_the_place_of_the_old(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index, index.writing():
        index.keep_prints({"a": b"\0one", "b": b""})
        index.keep_prints({"b": b"two"})
    with Index.reading(tmp_path / "index") as index:
        assert index.prints() == {"a": b"\0one", "b": b"two"}


def test_those_that_no_item_holds_are_forgotten(tmp_path: Path) -> None:
    item = made_item("甲.docx", "Ⅰ-1")
    with Index.open(tmp_path / "index") as index, index.writing():
        index.replace_items([item])
        index.keep_prints({item.known.sha256 or "": b"x", "gone": b"y"})
        index.drop_prints()
        assert index.prints() == {item.known.sha256: b"x"}


def test_a_basis_changes_with_what_was_read_and_recognised(tmp_path: Path) -> None:
    read, seen = stored.packed_extracted(EXTRACTED), stored.packed_words(Words())
    with Index.open(tmp_path / "index") as index, index.writing():
        index.keep_extracted("a", read)
        assert index.bases() == {"a": zlib.crc32(read)}
        index.expect_words("a", [0])
        assert index.bases() == {"a": zlib.crc32(read)}
        index.keep_words("a", seen)
        assert index.bases() == {"a": zlib.crc32(seen, zlib.crc32(read))}
