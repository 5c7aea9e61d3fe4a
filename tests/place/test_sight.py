"""What was seen once comes back byte for byte."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.place.sight import Sight

LEAVES, NONES, TOPICS = 3, 2, 5
WIDTH = 2 * (LEAVES + NONES) + TOPICS
ROWS = st.lists(st.binary(min_size=WIDTH, max_size=WIDTH), max_size=6)


def of(rows: list[bytes]) -> Sight:
    return Sight.of_rows(rows, LEAVES, NONES, TOPICS)


def rows_of(sight: Sight) -> list[bytes]:
    return [sight.row(n) for n in range(len(sight))]


@given(ROWS)
def test_rows_come_back_byte_for_byte(rows: list[bytes]) -> None:
    assert rows_of(of(rows)) == rows


@given(st.lists(ROWS, min_size=1, max_size=4))
def test_joined_are_the_items_of_all_parts_one_after_another(parts: list[list[bytes]]) -> None:
    assert rows_of(Sight.joined([of(rows) for rows in parts])) == [row for rows in parts for row in rows]


@given(ROWS.filter(bool), st.data())
def test_only_the_one_item_is_replaced_and_the_old_sight_stays(
    rows: list[bytes], data: st.DataObject
) -> None:
    n = data.draw(st.integers(0, len(rows) - 1))
    other = data.draw(st.binary(min_size=WIDTH, max_size=WIDTH))
    sight = of(rows)
    assert rows_of(sight.replaced(n, of([other]))) == [*rows[:n], other, *rows[n + 1 :]]
    assert rows_of(sight) == rows


def test_values_are_kept_as_they_are() -> None:
    made = Sight(
        np.array([[0.5, -1.25, 8]], np.float16),
        np.array([[1, 0]], np.float16),
        np.array([[127, -127, 0, 1, -1]], np.int8),
    )
    back = of([made.row(0)])
    assert back.own.tolist() == [[0.5, -1.25, 8]] and back.none.tolist() == [[1, 0]]
    assert back.topics.tolist() == [[127, -127, 0, 1, -1]]
    assert back.own.dtype == np.dtype("f2") and back.topics.dtype == np.dtype("i1")


def test_rows_of_another_catalogue_are_not_taken() -> None:
    with pytest.raises(ValueError, match="reshape"):
        of([b"\0" * (WIDTH + 1)])
