from __future__ import annotations

import random

import pytest

from wenming_archive.read import salvage


@pytest.mark.parametrize("before", [b"", b"x"], ids=["even", "odd"])
def test_lines_are_found_wherever_they_lie(before: bytes) -> None:
    data = (
        before
        + b"\xff\xd8" * 50
        + "关于创建文明单位的通知\r各科室：\x07".encode("utf-16-le")
        + b"\xff\xd9" * 50
    )
    assert salvage.lines(data) == ["关于创建文明单位的通知", "各科室："]


def test_fonts_styles_and_instructions_are_no_text() -> None:
    names = (
        "方正小标宋简体",
        "仿宋_GB2312",
        "默认段落字体",
        "批注框文本 Char",
        ' HYPERLINK "x" 某某单位网站',
    )
    data = b"\xff\xff".join(name.encode("utf-16-le") for name in names)
    assert salvage.lines(data) == []


def test_bytes_of_other_meaning_are_no_text() -> None:
    assert salvage.lines(random.Random(1).randbytes(2_000_000)) == []
    assert salvage.lines("Administrator of the department".encode("utf-16-le")) == []
    assert salvage.lines(b"") == []
