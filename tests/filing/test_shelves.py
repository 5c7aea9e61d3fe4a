"""Tests of the module at the same path in the sources."""

from __future__ import annotations

from pathlib import Path

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.filing.shelves import order, wants, width


def test_the_digits_of_a_number_are_two_until_there_are_a_hundred() -> None:
    items = [made_item(f"{n}.txt") for n in range(100)]
    assert [width(items[:n]) for n in (0, 1, 99, 100)] == [2, 2, 2, 3]


def test_within_one_kind_and_day_titles_stand_in_the_order_people_count() -> None:
    items = [made_item(title, "Ⅱ-1", title=title, date="2023-01-01") for title in ("第10次例会", "第9次例会")]
    assert [item.description.title for item in sorted(items, key=order)] == ["第9次例会", "第10次例会"]


def test_copies_of_one_folder_never_share_a_name_whatever_the_pattern() -> None:
    items = [made_item("源/02x.txt", "Ⅰ-1", title="a"), made_item("源/x.txt", "Ⅰ-1", title="a01")]
    made = wants(items, load.parse(CATALOGUE), "{title}{nn}{original}{ext}", Path("/材料"))
    assert len({one.target for one in made}) == 2
