"""Neighbours: the folder, the day, the same beginning; heaps and strangers say little."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.place import context
from wenming_archive.place.context import NAMES, Neighbours, Trait

PHOTO = Trait(("/根", "工会", "清明"), "img_1", "2023-04-04", picture=True)
PAPER = replace(PHOTO, name="清明方案", picture=False)
SURE, UNSURE = [0.9, 0.05], [0.1, 0.1]
TRAITS = st.lists(
    st.builds(
        Trait,
        st.sampled_from([("根",), ("根", "甲"), ("根", "乙"), ("根", "甲", "丙")]),
        st.sampled_from(["img_1", "清明祭扫方案", "清明祭扫照片", "端午"]),
        st.sampled_from([None, "2023", "2023-04", "2023-04-04", "2023-04-05", "2023-04-06"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=9,
)


def around(*items: tuple[Trait, list[float]]) -> dict[str, float]:
    """Return what the neighbours of the first item say for the first leaf, feature by feature."""
    told = Neighbours([trait for trait, _ in items], np.array([sure for _, sure in items], np.float32))
    return {name: float(column[0, 0]) for name, column in zip(NAMES, told.columns(slice(0, 1)), strict=True)}


def test_a_photo_beside_a_sure_document_hears_of_it() -> None:
    found = around((PHOTO, UNSURE), (PAPER, SURE))
    assert found["around_picture"] > 0.4 and found["same_day"] > 0.4 and found["around_text"] == 0


def test_a_document_hears_it_as_a_document() -> None:
    found = around((PAPER, UNSURE), (PHOTO, SURE))
    assert found["around_text"] > 0.4 and found["around_picture"] == 0


def test_another_folder_is_no_neighbour_but_one_beside_it_says_a_little() -> None:
    beside = replace(PHOTO, folders=("/根", "工会", "端午"))
    found = around((PHOTO, UNSURE), (beside, SURE))
    assert 0 < found.pop("below") < 0.4
    assert not any(found.values())


def test_another_source_says_nothing() -> None:
    assert not any(around((PHOTO, UNSURE), (replace(PHOTO, folders=("/别", "工会", "清明")), SURE)).values())


@pytest.mark.parametrize(
    ("date", "hears"), [("2023-04-03", True), ("2023-04-05", True), ("2023-04-06", False)]
)
def test_the_day_is_the_day_and_the_ones_before_and_after(date: str, hears: bool) -> None:
    found = around((PHOTO, UNSURE), (replace(PHOTO, name="img_2", date=date), SURE))
    assert (found["same_day"] > 0.4) is hears
    assert found["around_picture"] > 0.4


@pytest.mark.parametrize("date", [None, "2023", "2023-04"])
def test_without_a_day_there_is_no_same_day(date: str | None) -> None:
    dateless = replace(PHOTO, date=date)
    assert dateless.day is None
    assert around((dateless, UNSURE), (dateless, SURE))["same_day"] == 0
    assert around((dateless, UNSURE), (PHOTO, SURE))["same_day"] == 0


def test_names_that_begin_alike_say_so() -> None:
    other = replace(PAPER, name="清明方案附表", date=None)
    assert around((PAPER, UNSURE), (other, SURE))["alike"] > 0.5
    assert around((PHOTO, UNSURE), (replace(PHOTO, name="img_2"), SURE))["alike"] == 0


@pytest.mark.parametrize(
    ("name", "start"), [("清明方案附表", "清明方案"), ("清明", None), ("img_1", None), ("", None)]
)
def test_a_start_is_four_characters_that_say_something(name: str, start: str | None) -> None:
    assert replace(PHOTO, name=name).start == start


def test_an_item_is_not_its_own_neighbour() -> None:
    for alone in (PHOTO, PAPER):
        assert not any(around((alone, SURE)).values())


def test_who_is_sure_of_nothing_is_not_counted() -> None:
    alone = around((PHOTO, UNSURE), (PAPER, SURE))
    silent = [(replace(PAPER, name=f"清明方案{n}"), [0.0, 0.0]) for n in range(9)]
    assert around((PHOTO, UNSURE), (PAPER, SURE), *silent) == pytest.approx(alone)


def test_the_surer_a_neighbour_the_more_it_is_heard() -> None:
    found = around((PHOTO, UNSURE), (PAPER, [0.8, 0.0]), (PAPER, [0.0, 0.2]))
    assert found["around_picture"] == pytest.approx(0.8 * 0.8 / (1 + 1.0 * 31 / 30))


def test_a_heap_of_unrelated_files_says_little() -> None:
    heap = [(replace(PHOTO, name=f"x{n}", date=None), [0.0, 0.9]) for n in range(40)]
    one = (replace(PHOTO, name="方案", date=None), SURE)
    assert around((PHOTO, UNSURE), one, *heap)["around_picture"] < 0.05


def test_an_event_is_of_the_folder_and_of_the_day_or_the_same_beginning() -> None:
    traits = [
        PHOTO,
        PAPER,
        replace(PHOTO, date="2023-04-05"),
        replace(PHOTO, date="2023-04-06"),
        replace(PAPER, folders=("/根", "工会")),
        replace(PAPER, date=None),
    ]
    assert context.together(traits, 0) == [1, 2]
    assert context.together(traits, 2) == [0, 1, 3]
    assert context.together(traits, 1) == [0, 2, 5]
    assert context.together(traits, 5) == [1]


def naive(traits: list[Trait], sure: list[list[float]], n: int) -> dict[str, list[float]]:
    """Return the columns of item ``n``, told neighbour by neighbour."""
    own = traits[n]
    others = [(t, row) for k, (t, row) in enumerate(zip(traits, sure, strict=True)) if k != n]

    def said(near: Callable[[Trait], bool], silence: float, heap: float = 0) -> list[float]:
        rows = [(row, max(row)) for trait, row in others if near(trait)]
        count = sum(weight for _, weight in rows)
        return [sum(row[leaf] * w for row, w in rows) / (silence + count * (1 + heap)) for leaf in (0, 1)]

    folder = said(lambda t: t.folders == own.folders, 1, 1 / 30)
    return {
        "around_picture": folder if own.picture else [0, 0],
        "around_text": [0, 0] if own.picture else folder,
        "same_day": said(lambda t: t.folders == own.folders and _near_days(own, t), 0.5),
        "alike": said(
            lambda t: t.folders == own.folders and own.start is not None and t.start == own.start, 0.5
        ),
        "below": said(lambda t: t.folders[:2] == own.folders[:2], 2),
    }


def _near_days(one: Trait, other: Trait) -> bool:
    return one.day is not None and other.day is not None and abs(one.day - other.day) <= 1


@given(TRAITS, st.integers(0, 99))
def test_columns_are_what_the_neighbours_say_one_by_one(traits: list[Trait], seed: int) -> None:
    rng = np.random.default_rng(seed)
    sure = rng.random((len(traits), 2), np.float32) / np.float32(2)
    told = Neighbours(traits, sure).columns(slice(0, len(traits)))
    for n in range(len(traits)):
        for name, column in zip(NAMES, told, strict=True):
            assert column[n] == pytest.approx(naive(traits, sure.tolist(), n)[name], abs=1e-5), name
            assert (column[n] >= -1e-6).all() and (column[n] <= 1).all()
