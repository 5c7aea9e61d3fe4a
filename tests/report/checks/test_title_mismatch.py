"""A telling name that has nothing of its document is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pages import page, paper, said
from wenming_archive.report.checks.title_mismatch import CHECK


def told(name: str, title: str, *lines: str, inferred: bool = False) -> bool:
    return bool(said(CHECK, paper(name, title, *lines, title=title, title_inferred=inferred)))


def test_another_matter_is_told_with_both() -> None:
    one = paper("禁止燃放烟花通知.docx", "红白理事会章程", "第一条", title="红白理事会章程")
    assert said(CHECK, one) == ["文件名是“禁止燃放烟花通知.docx”，里面的题目却是“红白理事会章程”"]


@pytest.mark.parametrize(
    "name",
    [
        "IMG_1234.docx",
        "新建文档(3).docx",
        "微信图片_20230405182233.docx",
        "20230405.docx",
        "扫描件0001.docx",
        "最终版2.docx",
        "党办整理的材料.docx",
        "会议通知.docx",
        "老黄草稿.docx",
        "李科长改好的.docx",
        "创城办要的材料.docx",
        "制度（网上抄改）.docx",
        "理事会.docx",
        "红白喜事章程.docx",
        "操办红白事的规定.docx",
        "lszc.docx",
    ],
)
def test_names_that_tell_nothing_or_the_same_are_fine(name: str) -> None:
    assert not told(name, "红白理事会章程", "第一条 操办酒席不超过十桌。")


def test_what_stands_anywhere_in_the_document_bears_the_name_out() -> None:
    assert told("安全生产月.docx", "红白理事会章程", "第一条")
    assert not told("安全生产月.docx", "红白理事会章程", "第一条", "附：安 全 生 产 要求")
    assert not told("安全生產月.docx", "紅白理事會章程", "安全生產要求")


def test_pictures_and_titles_taken_from_the_name_are_left() -> None:
    assert not told("安全生产月.docx", "红白理事会章程", inferred=True)
    one = paper("安全生产月.jpg", "红白理事会章程", title="红白理事会章程")
    shown = page(replace(one.item, known=replace(one.item.known, format="jpg")), "红白理事会章程")
    assert said(CHECK, shown) == []
