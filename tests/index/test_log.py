"""The history keeps what stood before each entry, item by item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from samples import CLUES, ITEM, made_item
from wenming_archive.index import Index
from wenming_archive.index.log import Entry

AT = "2023-05-06 10:00:00"
KEY = ITEM.known.key


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.open(tmp_path / "index") as index, index.writing():
        yield index


def test_entries_come_the_last_first_and_can_be_marked(index: Index) -> None:
    assert [index.enter(AT, command, "{}", []) for command in ("scan", "assign", "ignore")] == [1, 2, 3]
    index.mark_undone(2)
    assert index.entries() == [
        Entry(3, AT, "ignore", "{}"),
        Entry(2, AT, "assign", "{}", undone=True),
        Entry(1, AT, "scan", "{}"),
    ]


def test_an_item_that_changes_is_remembered_with_all_that_is_known_of_it(index: Index) -> None:
    index.replace_items([ITEM])
    index.keep_clues({KEY: CLUES})
    number = index.enter(AT, "scan", "{}", [KEY])
    index.replace_items([])
    assert index.former(number) == {KEY: (ITEM.known, CLUES)}


def test_an_item_without_clues_and_one_by_hand_come_back_too(index: Index) -> None:
    item = replace(ITEM, known=replace(ITEM.known, by_hand=True, sha256=None))
    index.replace_items([item])
    number = index.enter(AT, "scan", "{}", [KEY])
    assert index.former(number) == {KEY: (item.known, None)}


def test_an_item_that_was_not_there_is_remembered_as_that(index: Index) -> None:
    number = index.enter(AT, "scan", "{}", [KEY, ("/别", "x")])
    assert index.former(number) == {KEY: None, ("/别", "x"): None}


def test_a_fresh_item_is_remembered_as_not_there_though_it_stands(index: Index) -> None:
    other = made_item("乙")
    index.replace_items([ITEM, other])
    index.keep_clues({KEY: CLUES})
    number = index.enter(AT, "scan", "{}", [KEY, other.known.key], {KEY})
    assert index.former(number) == {KEY: None, other.known.key: (other.known, None)}


def test_each_entry_has_its_own(index: Index) -> None:
    first = index.enter(AT, "scan", "{}", [KEY])
    index.replace_items([ITEM])
    second = index.enter(AT, "scan", "{}", [KEY])
    third = index.enter(AT, "scan", "{}", [])
    assert index.former(first) == {KEY: None} and index.former(second) == {KEY: (ITEM.known, None)}
    assert index.former(third) == {} == index.former(99)


def test_what_stood_long_ago_is_forgotten_but_not_what_was_done(index: Index) -> None:
    numbers = [index.enter(AT, "scan", "{}", [KEY]) for _ in range(4)]
    index.forget_entries(3)
    assert [bool(index.former(number)) for number in numbers] == [False, False, True, True]
    assert len(index.entries()) == 4
