"""The index keeps values as they were, holds off a second run, and is no loss when it is gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import snapshot
from samples import CLUES, EXTRACTED, ITEM, PARCEL, made_item
from wenming_archive import stored
from wenming_archive.errors import InputError
from wenming_archive.index import Copy, Index
from wenming_archive.model import Description, Found, Item, Known, Placement, Status


def test_items_clues_and_readings_come_back_as_they_were(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index") as index, index.writing():
        index.keep_extracted("a" * 64, stored.packed_extracted(EXTRACTED))
        index.replace_parcels([PARCEL])
        index.replace_items([ITEM])
        index.keep_clues({ITEM.known.key: CLUES})
        index.keep_sights("型", {ITEM.known.key: (b"\0\xff", "因")})
        index.keep_copy(Copy("甲/1", "a" * 64, 5, 6))
        index.keep_note("名", "值")
    with Index.reading(tmp_path / "index") as index:
        assert index.extracted("a" * 64) == EXTRACTED
        assert index.items() == [ITEM]
        assert index.parcels() == [PARCEL]
        assert dict(index.clues()) == {ITEM.known.key: CLUES}
        assert index.sights("型") == {ITEM.known.key: b"\0\xff"}
        assert index.said("型") == {ITEM.known.key: "因"}
        assert index.copies() == {"甲/1": Copy("甲/1", "a" * 64, 5, 6)}
        assert (index.note("名"), index.note("别的")) == ("值", "")
        assert index.known_contents() == {"a" * 64}


def test_a_name_that_is_no_utf8_comes_back_byte_for_byte(tmp_path: Path) -> None:
    path = Path("/根/\udcb5\udcb3.txt")
    known = Known(Found("/根", "党.txt", path, 1, 1), "b" * 64, "txt", Description("other", "党"))
    with Index.open(tmp_path / "index") as index:
        with index.writing():
            index.replace_items([Item(known, Placement(Status.unplaced))])
        assert index.items()[0].found.path == path


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Index]:
    """An index of three items, ``a``, ``b`` and ``c``, with their clues."""
    with Index.open(tmp_path / "index") as index:
        items = [made_item(name) for name in "abc"]
        with index.writing():
            index.replace_items(items)
            index.keep_clues({item.known.key: replace(CLUES, name=item.found.source) for item in items})
        yield index


def keyed(**values: bytes) -> dict[tuple[str, str], bytes]:
    return {("/根", name): value for name, value in values.items()}


def seen(**rows: bytes) -> dict[tuple[str, str], tuple[bytes, str]]:
    """Return sights, each with what is said of it: the row itself as text."""
    return {key: (row, row.decode()) for key, row in keyed(**rows).items()}


def said(**rows: bytes) -> dict[tuple[str, str], str]:
    return {key: text for key, (_, text) in seen(**rows).items()}


def test_clues_are_fetched_one_at_a_time_and_a_stranger_has_none(shelf: Index) -> None:
    clues = shelf.clues()
    assert [clues["/根", name].name for name in "cab"] == ["c", "a", "b"]
    assert set(clues) == {("/根", name) for name in "abc"} and len(clues) == 3
    assert ("/根", "d") not in clues and clues.get(("/别", "a")) is None
    with pytest.raises(KeyError):
        clues["/根", "d"]


def test_sights_hold_under_their_fingerprint_only(shelf: Index) -> None:
    with shelf.writing():
        shelf.keep_sights("甲", seen(a=b"1", b=b"2"))
    assert shelf.sights("甲") == keyed(a=b"1", b=b"2")
    assert shelf.sights("乙") == {} == shelf.sights("")
    assert shelf.said("甲") == said(a=b"1", b=b"2")
    assert shelf.said("乙") == {} == shelf.said("")


def test_sights_of_the_same_fingerprint_are_added_to(shelf: Index) -> None:
    with shelf.writing():
        shelf.keep_sights("甲", seen(a=b"1", b=b"2"))
        shelf.keep_sights("甲", seen(b=b"3", c=b"4"))
    assert shelf.sights("甲") == keyed(a=b"1", b=b"3", c=b"4")
    assert shelf.said("甲") == said(a=b"1", b=b"3", c=b"4")


def test_sights_of_another_fingerprint_make_the_old_ones_void(shelf: Index) -> None:
    with shelf.writing():
        shelf.keep_sights("甲", seen(a=b"1", b=b"2"))
        shelf.keep_sights("乙", seen(b=b"3"))
    assert (shelf.sights("甲"), shelf.sights("乙")) == ({}, keyed(b=b"3"))
    assert (shelf.said("甲"), shelf.said("乙")) == ({}, said(b=b"3"))


def test_new_clues_make_what_was_seen_void(shelf: Index) -> None:
    with shelf.writing():
        shelf.keep_sights("甲", seen(a=b"1", b=b"2"))
        shelf.keep_clues({("/根", "a"): replace(CLUES, name="新")})
    assert (shelf.sights("甲"), shelf.said("甲")) == (keyed(b=b"2"), said(b=b"2"))
    assert [shelf.clues()["/根", name].name for name in "ab"] == ["新", "b"]


def test_a_sight_of_what_has_no_clues_is_not_kept(shelf: Index) -> None:
    with shelf.writing():
        shelf.keep_sights("甲", seen(d=b"1"))
    assert shelf.sights("甲") == {} == shelf.said("甲")


def test_clues_and_sights_of_items_that_went_are_forgotten(shelf: Index) -> None:
    with shelf.writing():
        shelf.keep_sights("甲", seen(a=b"1", b=b"2"))
        shelf.replace_items([made_item("b"), made_item("d")])
    assert set(shelf.clues()) == {("/根", "b")} and shelf.sights("甲") == keyed(b=b"2")
    assert shelf.said("甲") == said(b=b"2")


ROWS = st.lists(
    st.builds(made_item, st.sampled_from("abcd"), st.sampled_from(["Ⅰ-1", "Ⅰ-2"])),
    unique_by=lambda item: item.known.key,
)


@given(ROWS, ROWS)
def test_a_list_that_replaces_another_is_kept_whole_and_in_order(
    before: list[Item], after: list[Item]
) -> None:
    """Whether or not it is told what stood there before."""
    for told in (before, []):
        with Index.reading(Path("没有")) as index:
            index.replace_items(before)
            index.keep_clues({item.known.key: CLUES for item in before})
            index.replace_items(after, told)
            assert index.items() == after
            assert set(index.clues()) == {i.known.key for i in before} & {i.known.key for i in after}


def test_items_that_are_still_to_be_read_again_are_for_who_asks_for_them(shelf: Index) -> None:
    unread = replace(ITEM, known=replace(ITEM.known, format=""))
    shelf.replace_items([made_item("a"), unread])
    assert shelf.items(unread=True) == [made_item("a"), unread] and shelf.has_items()
    with pytest.raises(InputError, match=r"^索引还没有重建完；请先运行 archive scan$"):
        shelf.items()


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
