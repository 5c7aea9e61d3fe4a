"""Bookmarks and their pages, and the numbers that are printed there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rendering import drawn, marked, needs_office, volume
from wenming_archive.errors import InputError
from wenming_archive.render import office, pages
from wenming_archive.render.pages import Numbering, Place

NUMBERINGS = (Numbering("contents", "upperRoman"), Numbering("notes", "decimal"))


def test_bookmarks_come_in_the_order_of_their_pages() -> None:
    pdf = volume(("cover", 1), ("notes", 2), ("leaf10", 1), ("leaf2", 3))
    assert pages.count(pdf) == 7
    assert pages.places(pdf) == {
        "cover": Place(0, 800.0),
        "notes": Place(1, 800.0),
        "leaf10": Place(3, 800.0),
        "leaf2": Place(4, 800.0),
    }
    assert list(pages.positions(pdf)) == ["cover", "notes", "leaf10", "leaf2"]


def test_a_pdf_without_bookmarks_has_none() -> None:
    assert pages.positions(drawn("x")) == {}


def test_each_numbering_holds_until_the_next_begins() -> None:
    found = {"cover": 0, "contents": 2, "later": 5, "notes": 6, "leaf1": 9}
    shown = pages.displayed(found, NUMBERINGS)
    assert shown == {"cover": "", "contents": "I", "later": "IV", "notes": "1", "leaf1": "4"}


def test_a_numbering_may_begin_elsewhere_than_at_one_or_not_be_there() -> None:
    found = {"leaf1": 1, "review": 3}
    assert pages.displayed(found, [Numbering("leaf1", "decimal", 11)]) == {"leaf1": "11", "review": "13"}
    assert pages.displayed(found, NUMBERINGS) == {"leaf1": "", "review": ""}
    ended = [Numbering("leaf1", "decimal"), Numbering("review", "")]
    assert pages.displayed(found, ended) == {"leaf1": "1", "review": ""}


@given(st.integers(1, 4999))
def test_roman_numbers_say_what_they_are(value: int) -> None:
    shown = pages.displayed({"a": 0}, [Numbering("a", "upperRoman", value)])["a"]
    sizes = [dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000), strict=True))[letter] for letter in shown]
    assert sum(-a if a < b else a for a, b in zip(sizes, [*sizes[1:], 0], strict=True)) == value
    assert not any(four in shown for four in ("IIII", "XXXX", "CCCC"))


@needs_office
def test_a_document_is_paginated_as_it_is_printed() -> None:
    names = ("cover", "contents", "notes", "group1", "leaf1", "leaf2", "appendix", "review")
    found = pages.paginate(marked(*names, odd=("group1", "leaf1")))
    # Sections that begin on odd pages leave blank ones before them, which count.
    assert found == dict(zip(names, (0, 1, 2, 4, 6, 7, 8, 9), strict=True))
    assert list(found) == list(names)
    assert pages.displayed(found, NUMBERINGS)["leaf2"] == "6"


@needs_office
def test_what_cannot_be_paginated_is_told() -> None:
    with pytest.raises(InputError, match=f"^LibreOffice 没能排出汇编的页面（{office.REFUSED}）"):
        pages.paginate(b"PK\x03\x04 no document")
