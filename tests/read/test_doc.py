from __future__ import annotations

import io
import struct
import time
from pathlib import Path

import pytest

from hostile import cuts, flips
from hostile import read as read_file
from shells import compound
from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.read import doc
from wenming_archive.read.limits import MAX_TEXT, Unreadable

SAMPLES = Path(__file__).parent / "samples"
CIRCULAR = (SAMPLES / "circular.doc").read_bytes()
SCHEME = (SAMPLES / "scheme.doc").read_bytes()
TEXT_AT = 0x800
#: A text and whether it is kept in 16 bits.
Piece = tuple[str, bool]


def read(data: bytes) -> Extracted:
    return doc.read(io.BytesIO(data), "doc")


def word_file(
    *pieces: Piece, lengths: tuple[int, ...] = (), flags: int = 0x200, version: int = 0xC1, **extra: bytes
) -> bytes:
    """Return a Word file without formatting whose text is kept in ``pieces``."""
    bounds, places, body = [0], b"", b""
    for text, wide in pieces:
        raw = text.encode("utf-16-le", "surrogatepass") if wide else text.encode("cp1252")
        where = TEXT_AT + len(body)
        places += struct.pack("<HIH", 0, where if wide else where * 2 | 0x40000000, 0)
        body += raw + b"\0" * (len(raw) % 2)
        bounds.append(bounds[-1] + len(raw) // (2 if wide else 1))
    return shell(
        body,
        struct.pack(f"<{len(bounds)}I", *bounds) + places,
        lengths or (bounds[-1],),
        flags,
        version,
        **extra,
    )


def shell(
    body: bytes,
    plan: bytes,
    lengths: tuple[int, ...],
    flags: int = 0x200,
    version: int = 0xC1,
    **extra: bytes,
) -> bytes:
    head = bytearray(TEXT_AT)
    struct.pack_into("<HH", head, 0, 0xA5EC, version)
    struct.pack_into("<H", head, 10, flags)
    struct.pack_into("<II", head, 24, TEXT_AT, TEXT_AT + len(body))
    struct.pack_into("<H", head, 32, 14)
    struct.pack_into("<H", head, 62, 22)
    struct.pack_into(f"<{len(lengths)}i", head, 76, *lengths)
    clx = b"\2" + struct.pack("<I", len(plan)) + plan
    struct.pack_into("<II", head, 154 + 8 * 33, 0, len(clx))
    return compound({"WordDocument": bytes(head) + body, "1Table": clx, **extra})


def texts(extracted: Extracted) -> list[str]:
    return [block.text for block in extracted.blocks]


def test_a_scheme_is_its_blocks_in_reading_order() -> None:
    assert read(SCHEME) == Extracted(
        "doc",
        (
            Block("header", "某县教育局"),
            Block("box", "某县教育局文件"),
            Block("text", "关于印发《创建工作方案》的通知", 22, True),
            Block("heading", "一、总体要求", 18),
            Block("text", "各科室要认真落实各项任务，𠮷田镕堃同志牵头。", 12),
            Block("text", "第二行", 12),
            Block("text", "换行之后\t制表", 12),
            Block("head", "序号\t科室\t职责"),
            Block("row", "1\t\t宣传 发动"),
            Block("text", "尾注处。", 12),
            Block("text", "某县教育局", 12),
            Block("text", "2022年5月9日", 12),
            Block("text", "脚注：见市文明办要求。"),
            Block("text", "尾注：材料另附。"),
            Block("footer", "联系人：李建国"),
        ),
        1,
        False,
        Properties("某市文明单位创建工作方案", "李建国", "2022-05-06", "2022-05-09"),
    )


def test_a_circular_shows_results_of_fields_and_no_deleted_text() -> None:
    blocks = read(CIRCULAR).blocks
    assert Block("text", "某市精神文明建设指导委员会文件", 36, True) in blocks
    assert Block("title", "关于开展文明单位创建工作的通知", 26) in blocks
    assert Block("heading", "（一）具体要求", 13) in blocks
    assert Block("text", "见附件：链接文字", 11) in blocks
    assert Block("text", "保留插入的话", 11) in blocks
    assert Block("head", "序号\t姓名\t单位\t电话") in blocks
    assert Block("row", "12\t张三11\t某市教育局 二科\t13800000000") in blocks
    assert Block("row", "外层甲\t内甲 内丁") in blocks
    assert Block("box", "红头文本框内容") in blocks
    shown = "".join(block.text for block in blocks)
    assert "HYPERLINK" not in shown and "被删除的话" not in shown


def test_pieces_of_eight_and_sixteen_bits_are_one_text() -> None:
    data = word_file(("No. 5 “", False), ("通知”\r𠮷", True), (" 1\r", False))
    assert texts(read(data)) == ["No. 5 “通知”", "𠮷 1"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("见\x13 REF a \x14附件\x15。\r", ["见附件。"]),
        ("\x13 TOC \x14一、目标\x13 PAGEREF x \x141\x15\r二、要求\x15\r", ["一、目标1", "二、要求"]),
        ("甲\x13 XE \x15乙\r", ["甲乙"]),
        ("没有结尾的域\x13还是正文\r", ["没有结尾的域还是正文"]),
        ("多余\x14的\x15标记\r", ["多余的标记"]),
        ("上\x0b下\x0c新页\r", ["上", "下", "新页"]),
        ("联系\x1e人\x1f王\xa0明\r", ["联系-人王 明"]),
        (
            "序号\x07姓名\x07单位\x07\x071\x07张三\x07某局\x07\x07正文\r",
            ["序号\t姓名\t单位", "1\t张三\t某局", "正文"],
        ),
    ],
)
def test_marks_of_the_format_are_no_text(text: str, expected: list[str]) -> None:
    assert texts(read(word_file((text, True)))) == expected


def test_a_page_for_each_break_and_the_rest_is_estimated() -> None:
    assert read(word_file(("甲\x0c乙\x0c丙\r", True))).pages == 3
    assert read(word_file(("字" * 28 * 44 + "\r", True))).pages == 2


def test_what_begins_a_page_is_counted_once_and_a_section_that_flows_on_is_not() -> None:
    assert read((SAMPLES / "breaks.doc").read_bytes()).pages == 5


def test_word_95_is_read_in_its_code_page() -> None:
    body = "关于创建\x13 DATE \x142001年\x15文明单位的通知\r各科室：\r".encode("gb18030")
    data = shell(body, b"", (len(body),), 0, 0x68)
    assert texts(read(data)) == ["关于创建2001年文明单位的通知", "各科室："]
    with pytest.raises(Unreadable, match="损坏"):
        read(shell(b"", b"", (0,), 0, 0x68))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (word_file(("x\r", True), flags=0x300), "encrypted"),
        (word_file(("\r", True)), "empty"),
        (compound({"MatOST": b"", "CONTENTS": b"x"}), "unsupported"),
        (compound({"Catalog": b"thumbs"}), "unsupported"),
        (compound({"WordDocument": b"\0" * 5000, "1Table": b""}), "broken"),
        (b"", "broken"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert caught.value.code == code


def test_a_document_of_pictures_says_so() -> None:
    assert [problem.code for problem in read(word_file(("\x01\r\x08\r", True))).problems] == ["no-text"]


def test_text_is_rescued_from_a_damaged_file() -> None:
    extracted = read(CIRCULAR[: len(CIRCULAR) * 8 // 10])
    assert [problem.code for problem in extracted.problems] == ["salvaged"]
    assert "一、工作目标" in texts(extracted)
    assert read_file(CIRCULAR[: len(CIRCULAR) * 8 // 10], "老通知.doc").problems[0].code == "salvaged"


@pytest.mark.parametrize("data", [CIRCULAR, SCHEME], ids=["circular", "scheme"])
def test_damage_never_ends_in_silence(data: bytes) -> None:
    for damaged in (*cuts(data), *flips(data, 100)):
        started = time.perf_counter()
        try:
            extracted = read(damaged)
        except Unreadable:
            continue
        finally:
            assert time.perf_counter() - started < 2
        assert extracted.blocks or extracted.problems


def test_pieces_that_claim_without_end_are_bounded() -> None:
    text = "文明" * 2000 + "\r"
    size = len(text)
    count = 20_000  # each takes the same text again
    bounds = struct.pack(f"<{count + 1}I", *(n * size for n in range(count + 1)))
    places = struct.pack("<HIH", 0, TEXT_AT, 0) * count
    extracted = read(shell(text.encode("utf-16-le"), bounds + places, (count * size,)))
    assert sum(len(block.text) for block in extracted.blocks) == MAX_TEXT


@pytest.mark.parametrize("name", ["方案.wps", "方案.dot", "方案.doc"])
def test_every_ending_of_the_format_is_right(name: str) -> None:
    assert read_file(SCHEME, name).problems == ()
