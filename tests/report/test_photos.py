"""Which items are photos, and what is said of them elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from photographs import TREE, photo
from samples import made_item
from wenming_archive.content import Block, Extracted
from wenming_archive.model import Item, Status
from wenming_archive.photos.shot import Shot
from wenming_archive.report import photos
from wenming_archive.report.checks.check import Held
from wenming_archive.report.page import Page


def test_photos_are_those_that_are_filed_or_wait_each_content_once() -> None:
    first = photo("a.jpg", "Ⅰ-1")
    same = replace(photo("b.jpg", "Ⅰ-2"), known=replace(photo("b.jpg").known, sha256=first.known.sha256))
    waits = photo("c.jpg", status=Status.review)
    others = photo("d.jpg", status=Status.ignored), made_item("e.jpg", "Ⅰ-1", kind="certificate")
    held = Held([first, same, waits, *others], TREE, shots={waits.known.sha256 or "": Shot(3, 4)})
    assert list(photos.photos(held)) == [first, waits]
    assert list(photos.measured(held)) == [(waits, Shot(3, 4))]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (photo("活动/IMG_1234.jpg"), True),
        (photo("活动/微信图片_20230305112233.jpg"), True),
        (photo("活动/学雷锋清扫楼道.jpg"), False),
        (photo("活动/IMG_1234.jpg", inferred=False, title="道德讲堂"), False),
        (photo("活动/IMG_1234.jpg", title="道德讲堂照片"), False),
        (replace(photo("活动/IMG_1234.jpg"), caption="道德讲堂"), False),
    ],
    ids=["camera", "messenger", "named", "banner", "neighbours", "clerk"],
)
def test_nameless_is_what_nothing_calls_anything(item: Item, expected: bool) -> None:
    assert photos.nameless(item) is expected


def test_a_document_s_lines_say_what_the_pictures_show_that_they_name() -> None:
    rows = (
        Block("head", "文件名\t说明"),
        Block("row", "IMG_1234.jpg\t志愿者清扫楼道"),
        Block("row", "微信图片_20230305112233\t领导讲话现场"),
        Block("row", "IMG_1235.jpg\t照片"),
        Block("text", "签到表见附件.docx，图 DSC_0001.JPG、现场(2).png 为义诊现场"),
    )
    page = Page(made_item("总结.docx", "Ⅰ-1", kind="summary"), Extracted("docx", rows))
    assert {name: text.split("\t")[-1] for name, text in photos.captions(page).items()} == {
        "IMG_1234": "志愿者清扫楼道",
        "微信图片_20230305112233": "领导讲话现场",
        "DSC_0001": rows[4].text,
        "现场(2)": rows[4].text,
    }
    assert photos.captions(Page(photo("x.jpg", "Ⅰ-1"), Extracted("jpg", rows))) == {}


def test_photos_go_together_by_folder() -> None:
    items = [
        photo("甲/1.jpg"),
        photo("乙/2.jpg"),
        photo("甲/3.jpg"),
        photo("4.jpg"),
        photo("包.zip!/甲/5.jpg"),
    ]
    found = photos.by_folder(items)
    assert [[item.found.source for item in some] for some in found] == [
        *(["甲/1.jpg", "甲/3.jpg"], ["乙/2.jpg"], ["4.jpg"], ["包.zip!/甲/5.jpg"])
    ]
    assert [photos.some(some) for some in found] == ["“甲”里 2 张照片", *["这张照片"] * 3]
    assert photos.some(items[3:4] * 2) == "最外层 2 张照片"
