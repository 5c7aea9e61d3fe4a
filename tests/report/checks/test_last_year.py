"""What was used in another year is told, unless it may serve again."""

from __future__ import annotations

import pytest

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.model import Item, Status
from wenming_archive.report.checks import last_year
from wenming_archive.report.checks.check import Held, Reused

TREE = load.parse(CATALOGUE)


def said(item: Item, similarity: float = 1, code: str = "Ⅱ-3") -> list[str]:
    reused = Reused(item.known.sha256 or "", "去年/1.jpg", code, similarity)
    return [fault.message for fault in last_year.CHECK.look(Held([item], TREE, (), [reused]))]


def test_a_photo_of_another_year_is_told_with_where_it_stood() -> None:
    photo = made_item("a.jpg", "Ⅰ-1", kind="photo", date_from="exif")
    assert said(photo) == ["往年已用过：Ⅱ-3 的 去年/1.jpg"]
    assert said(photo, 0.93) == ["与往年用过的照片几乎一样（93%）：Ⅱ-3 的 去年/1.jpg"]
    assert said(photo, 0.999, "") == ["与往年用过的照片几乎一样（100%）：去年/1.jpg"]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (made_item("a", "Ⅰ-1", kind="plan", date="2020-05-06"), True),
        (made_item("a", "Ⅰ-1", kind="plan", date=None), True),
        (made_item("a", "Ⅰ-1", kind="plan", date="2022-05-06", date_from="folder"), True),
        (made_item("a", "Ⅰ-1", kind="plan", date="2022-05-06"), False),
        (made_item("a", "Ⅰ-1", kind="regulation", date="2015-05-06"), False),
        (made_item("a", "Ⅰ-1", "Ⅰ-2", kind="regulation", date="2015-05-06"), True),
        (made_item("a", status=Status.review, kind="photo"), False),
        (made_item("a", status=Status.ignored, kind="photo"), False),
    ],
    ids=[
        "old",
        "undated",
        "dated by folder",
        "of this period",
        "lasting",
        "lasting in one",
        "waits",
        "ignored",
    ],
)
def test_a_document_that_may_serve_again_is_not_told(item: Item, told: bool) -> None:
    assert bool(said(item)) is told
