"""Neighbours: the folder, the day, the same beginning; heaps and strangers say little."""

from __future__ import annotations

from dataclasses import replace

from wenming_archive.place import context
from wenming_archive.place.clues import Clues

PHOTO = Clues("img_1", ("工会", "清明"), "", "", "", "", "photo", "", "2023-04-04", "jpg")
SURE, UNSURE = [0.9, 0.05], [0.1, 0.1]


def around(*items: tuple[Clues, list[float]]) -> list[float]:
    """Return what the neighbours of the first item say for the first leaf, feature by feature."""
    return context.features([clues for clues, _ in items], [sure for _, sure in items])[0][0]


def test_a_photo_beside_a_sure_document_hears_of_it() -> None:
    paper = replace(PHOTO, name="清明方案", format="docx")
    picture, text, day, _ = around((PHOTO, UNSURE), (paper, SURE))
    assert picture > 0.4 and day > 0.4 and text == 0


def test_a_document_hears_it_as_a_document() -> None:
    paper = replace(PHOTO, name="清明方案", format="docx")
    picture, text, _, _ = around((paper, UNSURE), (PHOTO, SURE))
    assert text > 0.4 and picture == 0


def test_another_folder_is_no_neighbour() -> None:
    other = replace(PHOTO, folders=("工会", "端午"), date=None)
    picture, text, day, _ = around((PHOTO, UNSURE), (other, SURE))
    assert (picture, text, day) == (0, 0, 0)


def test_the_same_day_says_more_than_the_folder_alone() -> None:
    later = replace(PHOTO, name="img_2", date="2023-09-01")
    same = replace(PHOTO, name="img_2", date="2023-04-05")
    assert around((PHOTO, UNSURE), (same, SURE))[0] > around((PHOTO, UNSURE), (later, SURE))[0]


def test_an_item_is_not_its_own_neighbour() -> None:
    assert around((PHOTO, SURE))[:3] == [0, 0, 0]


def test_a_heap_of_unrelated_files_says_little() -> None:
    heap = [(replace(PHOTO, name=f"x{n}", date=None), [0.0, 0.9]) for n in range(40)]
    one = (replace(PHOTO, name="方案", date=None), SURE)
    assert around((PHOTO, UNSURE), one, *heap)[0] < 0.05
