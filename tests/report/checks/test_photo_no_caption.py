"""Photos that nothing calls anything are told folder by folder."""

from __future__ import annotations

from photographs import compared, photo
from samples import made_item
from wenming_archive.content import Block, Extracted
from wenming_archive.report.checks.photo_no_caption import CHECK
from wenming_archive.report.page import Page


def pages(*sources: str) -> list[Page]:
    return [Page(photo(source), Extracted("jpg")) for source in sources]


def test_nameless_photos_are_told_once_a_folder() -> None:
    names = ("甲/IMG_1234.jpg", "甲/IMG_1235.jpg", "甲/义诊现场.jpg", "乙/微信图片_20230305.jpg")
    assert compared(CHECK, pages(*names)) == [
        (("甲/IMG_1234.jpg", "甲/IMG_1235.jpg"), "“甲”里 2 张照片没有说明"),
        (("乙/微信图片_20230305.jpg",), "这张照片没有说明"),
    ]


def test_a_table_in_any_document_says_what_a_photo_shows() -> None:
    rows = (Block("row", "IMG_1234.jpg\t志愿者清扫楼道"),)
    table = Page(made_item("说明/照片说明.docx", "Ⅰ-1", kind="ledger"), Extracted("docx", rows))
    assert compared(CHECK, [*pages("甲/IMG_1234.jpg", "甲/IMG_1235.jpg"), table]) == [
        (("甲/IMG_1235.jpg",), "这张照片没有说明")
    ]
