"""An app's stamp is told from the words in the picture, or from what the file says; a poster is not."""

from __future__ import annotations

from photographs import TREE, photo, read
from samples import made_item
from wenming_archive.content import Block, Extracted
from wenming_archive.report.checks.check import Held
from wenming_archive.report.checks.photo_watermark import CHECK
from wenming_archive.report.page import Page


def blocks(*lines: str) -> tuple[Block, ...]:
    return tuple(Block("text", line, 20) for line in lines)


def test_only_stamps_are_told() -> None:
    lines = {
        "甲.jpg": blocks("经纬度：31.2990,120.5853", "2023.06.08 09:20", "天气：多云 23℃"),
        "乙.jpg": blocks("学雷锋志愿服务", "时间：3月5日 9:00", "地点：人民广场"),
        "丙.jpg": (),
    }
    assert read(CHECK, lines) == {"甲.jpg": "有水印相机打上的字：经纬度、时刻、天气"}


def test_what_the_file_says_is_enough() -> None:
    assert read(CHECK, {"丙.jpg": ()}, "马克相机 5.2") == {"丙.jpg": "有水印相机打上的字：“马克相机”"}


def test_what_is_no_photo_or_was_not_measured_is_no_trouble() -> None:
    stamp = blocks("今日水印相机")
    paper = Page(made_item("说明.docx", "Ⅰ-1", kind="notice"), Extracted("docx", stamp))
    held = Held([], TREE)
    assert CHECK.read and not [*CHECK.read(paper, held)]
    assert len([*CHECK.read(Page(photo("甲.jpg"), Extracted("jpg", stamp)), held)]) == 1
