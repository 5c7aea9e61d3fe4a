"""A camera's date is a hint of its own; within an app's stamp it is part of that."""

from __future__ import annotations

from photographs import read
from wenming_archive.content import Block
from wenming_archive.report.checks.photo_dated import CHECK


def test_a_date_alone_is_told_and_one_in_a_stamp_is_not() -> None:
    day = Block("text", "2023/06/08 09:31", 18)
    lines = {
        "甲.jpg": (Block("text", "道德讲堂", 60), day),
        "乙.jpg": (day, Block("text", "今日水印相机", 18)),
        "丙.jpg": (Block("text", "2023年6月8日", 18),),
    }
    assert read(CHECK, lines) == {"甲.jpg": "画面上有相机打的日期：2023/06/08 09:31"}
