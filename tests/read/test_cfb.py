from __future__ import annotations

import datetime as dt
import io
import struct
from pathlib import Path

import pytest

from shells import compound
from wenming_archive.content import Properties
from wenming_archive.read.cfb import codec_of, open_compound, summary
from wenming_archive.read.limits import Unreadable

SUMMARY = "\x05SummaryInformation"
CIRCULAR = (Path(__file__).parent / "samples" / "circular.doc").read_bytes()


def text(words: str, codec: str = "gb18030") -> bytes:
    raw = words.encode(codec) + b"\0"
    return struct.pack("<II", 0x1E, len(raw)) + raw.ljust(-(-len(raw) // 4) * 4, b"\0")


def number(value: int) -> bytes:
    return struct.pack("<Ii", 3, value)


def time(day: dt.datetime) -> bytes:
    return struct.pack("<IQ", 0x40, int((day - dt.datetime(1601, 1, 1)).total_seconds()) * 10_000_000)


def said(values: dict[int, bytes], codepage: int = 936) -> bytes:
    """Return a SummaryInformation stream."""
    values = {1: struct.pack("<Ihh", 2, codepage, 0), **values}
    places, body = b"", b""
    for key, value in values.items():
        places += struct.pack("<II", key, 8 + 8 * len(values) + len(body))
        body += value
    section = struct.pack("<II", 8 + len(places) + len(body), len(values)) + places + body
    return struct.pack("<HHI16sI16sI", 0xFFFE, 0, 2, b"", 1, b"", 48) + section


def opened(**streams: bytes) -> io.BytesIO:
    return io.BytesIO(
        compound({SUMMARY if name == "summary" else name: data for name, data in streams.items()})
    )


def test_streams_are_read_by_name_in_any_case_and_up_to_a_limit() -> None:
    file = open_compound(opened(WordDocument=b"x" * 5000, Data=b"y" * 9000))
    assert sorted(file.names) == ["Data", "WordDocument"]
    assert file.has("worddocument") and not file.has("1Table")
    assert file.read("WORDDOCUMENT") == b"x" * 5000
    assert file.read("Data", 10) == b"y" * 10
    assert file.read("Data") == b"y" * 9000, "a limit holds for one reading"
    assert file.read("1Table") == b""


@pytest.mark.parametrize(
    ("codepage", "codec"), [(936, "gb18030"), (-535, "utf-8"), (950, "big5"), (1252, "cp1252")]
)
def test_properties_are_read_in_their_code_page(codepage: int, codec: str) -> None:
    author = "Wang" if codec == "cp1252" else "王小明"
    values = {4: text(author, codec), 12: time(dt.datetime(2023, 3, 6)), 13: time(dt.datetime(2023, 3, 9))}
    file = open_compound(opened(summary=said(values, codepage)))
    assert file.properties() == Properties(None, author, "2023-03-06", "2023-03-09")


@pytest.mark.parametrize(
    ("program", "pages", "words", "expected"),
    [
        ("Microsoft Office Word", 12, 900, 12),
        ("Microsoft Word 11.0", 3, 900, 3),
        ("WPS Office 专业版", 7, 900, 7),
        ("Microsoft Office Word", 1, 0, None),
        ("Microsoft Office Word", 2_000_000, 900, None),
        ("Microsoft Office Word", -3, 900, None),
        ("某公文系统", 12, 900, None),
    ],
)
def test_a_page_count_is_believed_of_word_and_wps_alone(
    program: str, pages: int, words: int, expected: int | None
) -> None:
    values = {14: number(pages), 15: number(words), 18: text(program)}
    assert open_compound(opened(summary=said(values))).pages() == expected


def test_what_a_template_or_damage_left_is_not_known() -> None:
    values = {2: text("标题"), 4: text("Administrator"), 12: time(dt.datetime(2009, 1, 1))}
    assert open_compound(opened(summary=said(values))).properties() == Properties("标题")
    odd = {
        2: struct.pack("<II", 0x1E, 0xFFFFFFF0),
        4: b"\x1e\0\0\0\5\0\0\0\xff\xff\xff\xff",
        12: struct.pack("<IQ", 0x40, 2**64 - 1),
    }
    assert open_compound(opened(summary=said(odd))).properties() == Properties()
    assert open_compound(opened(summary=b"\xff" * 60)).properties() == Properties()
    assert summary(b"") == {}
    assert codec_of(59_999) == "gb18030"


@pytest.mark.parametrize(
    "change",
    [
        (30, b"\xff\xff"),  # sectors of 2 ** 65535 bytes
        (44, b"\xff\xff\xff\x7f"),  # more tables than the file has bytes
        (64, b"\xff\xff\xff\x7f"),  # more tables of small sectors
        (48, b"\xff\xff\xff\x7f"),  # a directory outside the file
        (72, b"\xff\xff\xff\x7f"),  # a list of tables that is never to end
    ],
)
def test_claims_beyond_the_file_are_refused(change: tuple[int, bytes]) -> None:
    data = bytearray(compound({"WordDocument": b"x"}))
    data[change[0] : change[0] + len(change[1])] = change[1]
    with pytest.raises(Unreadable):
        open_compound(io.BytesIO(bytes(data)))


def test_a_chain_that_runs_in_a_circle_ends() -> None:
    data = bytearray(compound({"WordDocument": b"x" * 5000}))
    directory = data.index("WordDocument".encode("utf-16-le"))
    data[directory + 120 : directory + 124] = b"\xff\xff\xff\x7f"
    table = struct.unpack_from("<I", data, 76)[0]
    struct.pack_into("<I", data, 512 * (table + 1), 0)  # the first sector is followed by itself
    assert len(open_compound(io.BytesIO(bytes(data))).read("WordDocument")) <= len(data)


def test_a_file_that_ends_within_a_sector_is_read() -> None:
    assert open_compound(io.BytesIO(CIRCULAR[:-100])).has("WordDocument")
    for short in (b"", CIRCULAR[:60], CIRCULAR[:600]):
        with pytest.raises(Unreadable):
            open_compound(io.BytesIO(short))
