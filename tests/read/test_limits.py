from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import zipped
from wenming_archive.content import Block
from wenming_archive.model import Problem
from wenming_archive.read import limits
from wenming_archive.read.limits import MAX_TEXT, Unreadable

BROKEN = "文件不完整或已损坏，打不开；请向提供单位重新索取"
BOMB = "文件解开后大得不合常理，疑似压缩炸弹，没有读取"


def info(size: int, packed: int, method: int = zipfile.ZIP_DEFLATED, flags: int = 0) -> zipfile.ZipInfo:
    one = zipfile.ZipInfo("word/document.xml")
    one.file_size, one.compress_size, one.compress_type, one.flag_bits = size, packed, method, flags
    return one


@pytest.mark.parametrize(
    "part",
    [
        info(0, 0),
        info(1_600_000, 1_000),
        info(limits.MAX_PART, limits.MAX_PART // 100),
        info(9, 9, zipfile.ZIP_STORED),
    ],
)
def test_a_document_s_part_is_let_through(part: zipfile.ZipInfo) -> None:
    limits.check_part(part)


@pytest.mark.parametrize(
    ("part", "code", "message"),
    [
        (info(9, 9, flags=1), "encrypted", "文件加了密码；请去掉密码后另存"),
        (info(limits.MAX_PART + 1, limits.MAX_PART), "too-large", BOMB),
        (info(4_000_000, 4_097), "too-large", BOMB),
        (info(9, 9, zipfile.ZIP_LZMA), "broken", BROKEN),
        (info(9, 9, 99), "broken", BROKEN),
    ],
)
def test_a_locked_or_unreasonable_part_is_refused(part: zipfile.ZipInfo, code: str, message: str) -> None:
    with pytest.raises(Unreadable) as refused:
        limits.check_part(part)
    assert (refused.value.code, str(refused.value)) == (code, message)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x05\x06", zipped({"a": b"1" * 99})[:-9], b"\0" * 400],
    ids=["empty", "end alone", "cut", "noughts"],  # the bytes of a zip tell the time
)
def test_what_is_no_whole_zip_is_broken(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        limits.open_zip(io.BytesIO(data))
    assert (refused.value.code, str(refused.value)) == ("broken", BROKEN)


def test_many_large_parts_are_a_bomb_together() -> None:
    one = b"<x>" + b" " * 1_500_000 + b"</x>"
    data = zipped({f"word/header{n}.xml": one for n in range(420)})
    with pytest.raises(Unreadable, match="压缩炸弹"):
        limits.open_zip(io.BytesIO(data))


@given(st.lists(st.integers(0, MAX_TEXT + 9), max_size=6))
def test_text_is_kept_up_to_the_limit(sizes: list[int]) -> None:
    blocks = [Block("text", "字" * size, 16.0, True) for size in sizes]
    kept = list(limits.limited(blocks))
    assert "".join(b.text for b in kept) == "".join(b.text for b in blocks)[:MAX_TEXT]
    assert {(b.role, b.size, b.centred) for b in kept} <= {("text", 16.0, True)}


def test_nothing_is_read_beyond_the_limit() -> None:
    def blocks() -> Iterator[Block]:
        yield Block("text", "字" * MAX_TEXT)
        raise AssertionError("read on")

    assert len(list(limits.limited(blocks()))) == 1


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], False),
        ([""], False),
        ([" \u200b", "——", "□ √ ……"], False),
        (["——", "1"], True),
        (["创"], True),
        (["a"], True),
    ],
)
def test_text_is_a_letter_or_a_figure(texts: list[str], expected: bool) -> None:
    assert limits.has_text([Block("text", text) for text in texts]) is expected


@pytest.mark.parametrize("name", ["word/media/a.jpg", "word/embeddings/b.bin", "word/charts/c.xml"])
def test_pictures_without_words_are_a_problem(name: str) -> None:
    assert limits.without_text("文档", ["word/document.xml", name], "word") == Problem(
        "no-text", "文档里只有图片或嵌入的文件，没有文字，只能凭文件名和文件夹判断"
    )


def test_nothing_at_all_is_a_refusal() -> None:
    with pytest.raises(Unreadable) as refused:
        limits.without_text("表格", ["xl/workbook.xml", "word/media/a.jpg"], "xl")
    assert (refused.value.code, str(refused.value)) == ("empty", "表格里什么内容也没有；请向提供单位重新索取")
