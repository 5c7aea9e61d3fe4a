"""The photos of an indicator."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml.ns import qn

from samples import made_item
from volumes import blank, bound, cells, section, texts
from wenming_archive.export.submission import photos
from wenming_archive.settings import Layout

ITEMS = [made_item(f"p{n}", "Ⅰ-1", kind="photo", date=f"2023-08-2{n}", title=f"现场{n}") for n in range(3)]


def made(each: int, items: list[Any] = ITEMS) -> tuple[Any, int]:
    document = blank()
    volume = bound(items, layout=Layout.model_validate({"photos": each}))
    return document, photos.add(document, section(volume, "Ⅰ-1"), volume, 1)


@pytest.mark.parametrize(("each", "pages"), [(1, 3), (2, 2)])
def test_one_or_two_stand_on_a_page(each: int, pages: int) -> None:
    document, count = made(each)
    assert count == 3 and len(document.inline_shapes) == 3
    breaks = [p for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert len(breaks) == pages and texts(document)[0] == "Ⅰ-1　图片材料"


def test_none_are_printed_where_none_are_wanted() -> None:
    document, count = made(0)
    assert count == 0 and not document.tables and texts(document) == []


def test_what_is_known_of_a_photo_stands_below_it_and_the_rest_is_left_to_be_filled_in() -> None:
    document, _ = made(1)
    assert cells(document.tables[0]) == [
        ["题名", "现场0", "照片号", "Ⅰ-1-01（第 1 页）"],
        ["时间", "2023年8月25日", "地点", "二楼会议室"],
        ["人物", "", "摄影者", ""],
        ["主题", "", "事由", ""],
        ["背景", "", "", ""],
    ]


def test_a_picture_stays_with_what_is_said_of_it() -> None:
    document, _ = made(2)
    for table in document.tables:
        rows = table.rows
        assert all(list(r._tr.iter(qn("w:keepNext"))) for r in rows[:-1] if len(rows) > 1)
    assert all(p.style.paragraph_format.keep_with_next for p in document.paragraphs if p.style.name == "WM图")


def test_a_photo_out_of_the_period_is_not_shown() -> None:
    old = made_item("o", "Ⅰ-1", kind="photo", date="2019-01-01", title="旧照")
    assert made(1, [*ITEMS, old])[1] == 3
