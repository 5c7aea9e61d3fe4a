from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.read.xls_boxes import boxes

BOX, NOTE = 6, 0x19
BOF, EOF = (0x0809, bytes(16)), (0x000A, b"")


def stream(*records: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in records)


def box(text: str, *pieces: bytes, kind: int = BOX) -> list[tuple[int, bytes]]:
    said = struct.pack("<HH6sHHH", 0, 0, bytes(6), len(text), 16, 0)
    return [
        (0x005D, struct.pack("<HHHH", 0x15, 18, kind, 1)),
        (0x01B6, said),
        *((0x003C, piece) for piece in pieces or (b"\x01" + text.encode("utf-16-le"),)),
        (0x003C, bytes(16)),
    ]


def test_a_box_is_read_and_a_comment_is_not() -> None:
    data = stream(BOF, *box("注", kind=NOTE), *box("框"), EOF, *box("后"))
    assert list(boxes(data, 0)) == ["框"]


def test_a_long_text_goes_on_in_the_next_record() -> None:
    pieces = (b"\x01" + "甲乙".encode("utf-16-le"), b"\x00AB")
    assert list(boxes(stream(BOF, *box("甲乙AB", *pieces), EOF), 0)) == ["甲乙AB"]


def test_a_chart_in_the_sheet_is_passed_over() -> None:
    data = stream(BOF, BOF, *box("图"), EOF, *box("框"), EOF)
    assert list(boxes(data, 0)) == ["框"]


@pytest.mark.parametrize("start", [-1, 1, 10**9])
def test_a_wrong_place_has_no_boxes(start: int) -> None:
    assert list(boxes(stream(BOF, *box("框"), EOF), start)) == []


@given(st.integers(0, 200), st.binary(max_size=8))
def test_damaged_records_are_settled(at: int, noise: bytes) -> None:
    data = bytearray(stream(BOF, *box("框框"), EOF))
    data[at : at + len(noise)] = noise
    assert all(isinstance(text, str) for text in boxes(bytes(data), 0))
