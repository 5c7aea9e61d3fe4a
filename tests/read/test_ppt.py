from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest

from hostile import cuts, flips
from hostile import read as read_file
from shells import compound
from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.read import ppt
from wenming_archive.read.limits import Unreadable

TALK = (Path(__file__).parent / "samples" / "slides.ppt").read_bytes()


def read(data: bytes) -> Extracted:
    return ppt.read(io.BytesIO(data), "ppt")


def record(kind: int, data: bytes, instance: int = 0, container: bool = False) -> bytes:
    return struct.pack("<HHI", instance << 4 | (15 if container else 0), kind, len(data)) + data


def text(words: str, kind: int) -> bytes:
    return record(0x0F9F, struct.pack("<I", kind)) + record(0x0FA0, words.encode("utf-16-le"))


def box(inside: bytes, place: int | None = None) -> bytes:
    """Return a shape with a text, and what it is a placeholder for."""
    held = (
        b""
        if place is None
        else record(0xF011, record(0x0BC3, struct.pack("<iBBH", 0, place, 0, 0)), 0, True)
    )
    return record(0xF004, held + record(0xF00D, inside, 0, True), 0, True)


def slide(*boxes: bytes) -> bytes:
    drawing = record(0xF002, record(0xF003, b"".join(boxes), 0, True), 0, True)
    return record(0x03EE, record(0x03EF, b"\0" * 24) + record(0x040C, drawing, 0, True), 0, True)


def notes(words: str, slide_number: int) -> bytes:
    drawing = record(0xF002, box(text(words, 2)) + box(text("*", 4)), 0, True)
    return record(
        0x03F0,
        record(0x03F1, struct.pack("<II", slide_number, 0)) + record(0x040C, drawing, 0, True),
        0,
        True,
    )


def talk(slides: list[tuple[bytes, bytes]], spoken: list[bytes] = [], token: int = 0xE391C05F) -> bytes:  # noqa: B006
    """Return a presentation of slides, each with the texts the document keeps for it."""

    def persist(n: int, number: int) -> bytes:
        return record(0x03F3, struct.pack("<5I", n, 0, 0, number, 0))

    count = len(slides)
    listed = b"".join(persist(2 + n, 256 + n) + outline for n, (_, outline) in enumerate(slides))
    remarks = b"".join(persist(2 + count + n, 256 + n) for n in range(len(spoken)))
    lists = record(0x0FF0, listed, 0, True) + record(0x0FF0, remarks, 2, True)
    objects = [record(0x03E8, lists, 0, True), *(body for body, _ in slides), *spoken]
    places = [sum(map(len, objects[:n])) for n in range(len(objects))]
    stream = b"".join(objects)
    table = record(0x1772, struct.pack(f"<{1 + len(places)}I", len(places) << 20 | 1, *places))
    edit = record(0x0FF5, struct.pack("<IHBBIIIIHH", 0, 0, 0, 3, 0, len(stream), 1, 0, 1, 0))
    current = record(0x0FF6, struct.pack("<III", 20, token, len(stream) + len(table)) + b"\0" * 8)
    return compound({"PowerPoint Document": stream + table + edit, "Current User": current})


def test_a_talk_is_titles_texts_and_notes() -> None:
    extracted = read(TALK)
    assert extracted.blocks[:9] == (
        Block("title", "某市志愿服务工作汇报"),
        Block("text", "某市文明办"),
        Block("text", "2023年12月"),
        Block("heading", "一、工作开展情况"),
        Block("text", "全年开展活动320场"),
        Block("text", "注册志愿者5.2万人"),
        Block("text", "讲解时强调阵地建设"),
        Block("text", "第二行备注"),
        Block("heading", "二、经费情况"),
    )
    texts = [block.text for block in extracted.blocks]
    assert texts[-4:] == ["3.0", "结余", "组合图形里的文字", "隐藏页上的话"]
    assert not any("编辑" in t or "edit" in t or t == "*" for t in texts)
    assert (extracted.pages, extracted.pages_exact, extracted.problems) == (4, True, ())
    assert extracted.properties == Properties("汇报", "王五", "2013-01-27", "2013-01-27")


@pytest.mark.parametrize("ending", ["ppt", "dps", "pps"])
def test_by_any_name_it_is_slides(ending: str) -> None:
    extracted = read_file(TALK, f"汇报.{ending}")
    assert (extracted.format, extracted.trouble, extracted.problems) == ("ppt", None, ())


def test_a_shape_may_refer_to_the_document_s_outline() -> None:
    shapes = slide(box(record(0x0F9E, struct.pack("<I", 1))), box(record(0x0F9E, struct.pack("<I", 0))))
    extracted = read(talk([(shapes, text("题目", 6) + text("要点\r第二点", 1))]))
    assert extracted.blocks == (Block("title", "题目"), Block("text", "要点"), Block("text", "第二点"))


def test_an_outline_that_no_shape_refers_to_is_read() -> None:
    assert [b.text for b in read(talk([(slide(), text("题目", 0))])).blocks] == ["题目"]


def test_notes_follow_the_slide_whose_number_they_bear() -> None:
    slides = [(slide(box(text("甲", 4))), b""), (slide(box(text("乙", 4))), b"")]
    extracted = read(talk(slides, [notes("乙的备注", 257), notes("甲的备注", 256)]))
    assert [b.text for b in extracted.blocks] == ["甲", "甲的备注", "乙", "乙的备注"]


def test_placeholders_of_date_and_number_are_no_text_and_feet_are_feet() -> None:
    shapes = slide(
        box(text("今日", 4), 7), box(text("*", 4), 8), box(text("某局", 4), 9), box(text("正文", 4))
    )
    assert read(talk([(shapes, b"")])).blocks == (Block("footer", "某局"), Block("text", "正文"))


def test_narrow_text_is_read() -> None:
    inside = record(0x0F9F, struct.pack("<I", 4)) + record(0x0FA8, b"caf\xe9\x0b2023")
    assert [b.text for b in read(talk([(slide(box(inside)), b"")])).blocks] == ["café", "2023"]


def test_a_talk_with_a_password_says_so() -> None:
    with pytest.raises(Unreadable, match="打开密码") as refused:
        read(talk([(slide(box(text("密", 4))), b"")], token=0xF3D1C4DF))
    assert refused.value.code == "encrypted"


def test_without_its_directory_the_slides_are_read_as_they_stand() -> None:
    data = talk([(slide(box(text("甲", 0))), b""), (slide(box(text("乙", 4))), b"")])
    at = data.index(struct.pack("<H", 0x0FF5) + b"\x1c\0\0\0")
    extracted = read(data[:at] + b"\0\0" + data[at + 2 :])
    assert [b.text for b in extracted.blocks] == ["甲", "乙"]
    assert (extracted.pages_exact, [p.code for p in extracted.problems]) == (False, ["truncated"])


def test_edits_that_point_at_one_another_end() -> None:
    data = bytearray(talk([(slide(box(text("甲", 4))), b"")]))
    at = data.index(struct.pack("<H", 0x0FF5) + b"\x1c\0\0\0") - 2
    place = struct.unpack_from("<I", data, data.index(struct.pack("<I", 0xE391C05F)) + 4)[0]
    struct.pack_into("<I", data, at + 16, place)
    assert [b.text for b in read(bytes(data)).blocks] == ["甲"]


def test_records_nested_without_end_end() -> None:
    deep = box(text("深", 4))
    for _ in range(5000):
        deep = record(0xF003, deep, 0, True)
    assert [b.text for b in read(talk([(slide(deep), text("题", 0))])).blocks] == ["题"]


def test_slides_without_text_are_refused() -> None:
    with pytest.raises(Unreadable, match="什么内容也没有"):
        read(talk([(slide(), b"")]))
    with pytest.raises(Unreadable, match="已损坏"):
        read(compound({"PowerPoint Document": b"\xff" * 5000}))


def test_a_cut_talk_is_never_taken_for_whole() -> None:
    for data in cuts(TALK):
        extracted = read_file(data, "a.ppt")
        assert extracted.trouble or extracted.problems


def test_flipped_bytes_are_settled() -> None:
    outcomes = [read_file(data, "a.ppt") for data in flips(TALK, 200)]
    assert all(e.blocks or e.trouble or e.problems for e in outcomes)
    assert sum(bool(e.blocks) for e in outcomes) > 150


def test_every_line_says_its_slide() -> None:
    said = {block.text: block.page for block in read(TALK).blocks}
    assert [said[text] for text in ("某市文明办", "第二行备注", "二、经费情况", "隐藏页上的话")] == [
        1,
        2,
        3,
        4,
    ]
