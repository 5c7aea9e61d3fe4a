"""What a caption leaves out is told, unless something around the photo says it."""

from __future__ import annotations

from photographs import TREE, compared, photo
from samples import made_item
from wenming_archive.content import Block, Extracted, Picture
from wenming_archive.decisions import Elements
from wenming_archive.report.checks.check import Held
from wenming_archive.report.checks.photo_elements import CHECK
from wenming_archive.report.page import Page


def page(source: str, *lines: str, date: str | None = None, caption: str | None = None) -> Page:
    blocks = tuple(Block("text", line) for line in lines)
    return Page(photo(source, date=date), Extracted("jpg", blocks, picture=Picture(9, 9, caption=caption)))


def document(source: str, kind: str, *lines: str) -> Page:
    made = made_item(source, "Ⅰ-1", kind=kind)
    return Page(made, Extracted("docx", tuple(Block("row", line) for line in lines)))


FULL = "为庆祝重阳节，志愿者在阳光社区慰问老人"


def test_what_is_missing_is_counted_folder_by_folder() -> None:
    assert compared(CHECK, [page("甲/清扫楼道.jpg"), page("甲/志愿者清扫.jpg", date="2023-03-05")]) == [
        (
            ("甲/清扫楼道.jpg", "甲/志愿者清扫.jpg"),
            "“甲”里 2 张照片没有写明时间（1 张）、地点（2 张）、人物（1 张）、背景（2 张）",
        )
    ]
    assert compared(CHECK, [page("清扫.jpg")]) == [(("清扫.jpg",), "这张照片没有写明时间、地点、人物、背景")]


def test_what_people_said_is_not_lacking() -> None:
    bare = page("甲/志愿者清扫.jpg", date="2023-03-05")
    held = Held([bare.item], TREE, stated={bare.item.known.key: Elements(place="阳光社区")})
    (fault,) = CHECK.compare([], held)
    assert fault.message == "这张照片没有写明背景"


def test_a_full_caption_is_not_told_wherever_it_stands() -> None:
    day = "2023-10-23"
    assert compared(CHECK, [page(f"{FULL}.jpg", date=day)]) == []
    assert compared(CHECK, [page(f"{FULL}/合影.jpg", date=day)]) == []
    assert compared(CHECK, [page("合影.jpg", date=day, caption=FULL)]) == []
    assert compared(CHECK, [page("合影.jpg", FULL, date=day)]) == []
    assert compared(CHECK, [page("IMG_1.jpg"), page("合影.jpg", f"{day} {FULL}")]) == []


def test_documents_of_the_event_in_the_folder_tell_for_its_photos() -> None:
    line = f"2023年10月23日，{FULL}"
    plan = document("重阳节慰问/方案.docx", "plan", line)
    assert compared(CHECK, [page("重阳节慰问/合影.jpg"), plan]) == []
    assert compared(CHECK, [page("端午节/合影.jpg"), plan]) != []
    regulation = document("重阳节慰问/制度.docx", "regulation", line)
    assert compared(CHECK, [page("重阳节慰问/合影.jpg"), regulation]) != []


def test_a_row_that_names_the_photo_tells_for_it() -> None:
    table = document("说明.docx", "ledger", f"IMG_1234.jpg\t2023-10-23\t{FULL}")
    assert compared(CHECK, [page("甲/IMG_1234.jpg"), table]) == []


def test_of_a_photo_without_any_caption_nothing_is_told_here() -> None:
    assert compared(CHECK, [page("甲/IMG_1234.jpg")]) == []
