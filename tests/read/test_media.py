"""The recordings are built by hand after their formats' own descriptions: head, no real sound or film."""

from __future__ import annotations

import datetime as dt
import io
import struct
import wave

import pytest

from hostile import cuts, flips
from wenming_archive.content import Extracted, Properties
from wenming_archive.read import media, recording
from wenming_archive.read.limits import Unreadable
from wenming_archive.read.sniff import sniff

#: 2023-03-06 20:00 in UTC is the seventh in China.
EVENING = dt.datetime(2023, 3, 6, 20)


def box(kind: bytes, *inner: bytes) -> bytes:
    data = b"".join(inner)
    return struct.pack(">I", len(data) + 8) + kind + data


def clock(epoch: int = 1904, moment: dt.datetime = EVENING) -> int:
    return int((moment - dt.datetime(epoch, 1, 1)).total_seconds())


def item(kind: bytes, text: str) -> bytes:
    return box(kind, box(b"data", struct.pack(">II", 1, 0), text.encode()))


def mp4(made: int | None = None, brand: bytes = b"isom", tags: bytes = b"", long: bool = False) -> bytes:
    made = clock() if made is None else made
    packed = struct.pack(">QQIQ" if long else ">IIII", made, made, 1000, 83_500)
    mvhd = box(b"mvhd", bytes([long, 0, 0, 0]), packed, b"\0" * 80)
    return box(b"ftyp", brand, b"\0\0\2\0") + box(b"mdat", b"\7" * 4000) + box(b"moov", mvhd, tags)


def itunes(*items: bytes) -> bytes:
    return box(b"udta", box(b"meta", b"\0" * 4, box(b"hdlr", b"\0" * 24), box(b"ilst", *items)))


def apple(day: str) -> bytes:
    name = b"com.apple.quicktime.creationdate"
    keys = box(b"keys", struct.pack(">II", 0, 1), box(b"mdta", name))
    return box(b"meta", box(b"hdlr", b"\0" * 24), keys, box(b"ilst", item(struct.pack(">I", 1), day)))


def chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def riff(kind: bytes, *chunks: bytes) -> bytes:
    data = kind + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(data)) + data


def avi(day: bytes = b"MON MAR 06 09:00:00 2023\n\0") -> bytes:
    avih = struct.pack("<IIIII", 40_000, 0, 0, 0, 250) + b"\0" * 36
    movi = chunk(b"LIST", b"movi" + b"\7" * 3000)
    return riff(b"AVI ", chunk(b"LIST", b"hdrl" + chunk(b"avih", avih) + chunk(b"IDIT", day)), movi)


def wav(extra: bytes = b"") -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(b"\7\0" * 20_000)
    return riff(b"WAVE", out.getvalue()[12:], extra)


def asf(title: str = "动员大会录像") -> bytes:
    def thing(guid: str, data: bytes) -> bytes:
        return bytes.fromhex(guid) + struct.pack("<Q", len(data) + 24) + data

    words = title.encode("utf-16-le") + b"\0\0"
    said = thing("3326b2758e66cf11a6d900aa0062ce6c", struct.pack("<HHHHH", len(words), 0, 0, 0, 0) + words)
    made = clock(1601) * 10_000_000
    facts = struct.pack("<QQQQQQ", 1300, made, 9, 65_000_000_0, 62_000_000_0, 3000) + b"\0" * 16
    inside = thing("a1dcab8c47a9cf118ee400c00c205365", b"\0" * 16 + facts) + said
    head = thing("3026b2758e66cf11a6d900aa0062ce6c", struct.pack("<IBB", 2, 1, 2) + inside)
    return head + b"\7" * (1300 - len(head))


def mkv() -> bytes:
    def element(name: bytes, data: bytes) -> bytes:
        return name + bytes([0x40, len(data)]) + data

    day = int((EVENING - dt.datetime(2001, 1, 1)).total_seconds() * 1e9)
    info = [
        (b"\x2a\xd7\xb1", b"\x0f\x42\x40"),
        (b"\x44\x89", struct.pack(">d", 12_340.0)),
        (b"\x44\x61", day.to_bytes(8, "big")),
        (b"\x7b\xa9", "宣讲".encode()),
    ]
    body = element(b"\x15\x49\xa9\x66", b"".join(element(*pair) for pair in info))
    return (
        element(b"\x1a\x45\xdf\xa3", b"\x42\x82\x88matroska") + b"\x18\x53\x80\x67\x01" + b"\xff" * 7 + body
    )


def mp3() -> bytes:
    def frame(name: bytes, data: bytes) -> bytes:
        return name + struct.pack(">IH", len(data), 0) + data

    tags = frame(b"TIT2", b"\0" + "会议录音".encode("gbk")) + frame(
        b"TPE1", b"\1" + "办公室".encode("utf-16")
    )
    tags += frame(b"TYER", b"\x002023") + frame(b"TDAT", b"\x000603")
    head = b"ID3\3\0\0" + bytes([0, 0, len(tags) >> 7, len(tags) & 127])
    return head + tags + (b"\xff\xfb\x90\x00" + b"\0" * 413) * 100


FLV = b"FLV\1\5\0\0\0\x09\0\0\0\0\x12\0\0\x40\0\0\0\0\0\0\0\2\0\x0aonMetaData\x08\0\0\0\1\0\x08duration\0" + struct.pack(">d", 65.25) + b"\7" * 99  # fmt: skip
AMR = b"#!AMR\n" + (b"\x3c" + b"\7" * 31) * 500
FILES = {
    "mp4": mp4(tags=itunes(item(b"\xa9nam", "志愿服务"), item(b"\xa9ART", "文明办"))),
    "mov": mp4(brand=b"qt  ", tags=apple("2023-03-05T09:00:00+0800")),
    "m4a": mp4(brand=b"M4A ", long=True),
    "avi": avi(),
    "wav": wav(
        chunk(b"LIST", b"INFO" + chunk(b"ICRD", b"2023-03-06\0") + chunk(b"INAM", "讲话".encode("gbk")))
    ),
    "wmv": asf(),
    "mkv": mkv(),
    "mp3": mp3(),
    "flv": FLV,
    "amr": AMR,
}
EXPECTED = {
    "mp4": (83.5, Properties("志愿服务", "文明办", "2023-03-07")),
    "mov": (83.5, Properties(created="2023-03-05")),
    "m4a": (83.5, Properties(created="2023-03-07")),
    "avi": (10.0, Properties(created="2023-03-06")),
    "wav": (2.5, Properties("讲话", created="2023-03-06")),
    "wmv": (62.0, Properties("动员大会录像", created="2023-03-07")),
    "mkv": (12.34, Properties("宣讲", created="2023-03-07")),
    "mp3": (2.61, Properties("会议录音", "办公室", "2023-03-06")),
    "flv": (65.25, Properties()),
    "amr": (10.0, Properties()),
}


def read(data: bytes, fmt: str) -> Extracted:
    return media.read(io.BytesIO(data), fmt)


@pytest.mark.parametrize("fmt", FILES)
def test_a_recording_says_how_long_it_is_and_when_it_was_made(fmt: str) -> None:
    duration, stated = EXPECTED[fmt]
    assert sniff(io.BytesIO(FILES[fmt]), fmt) == fmt
    assert read(FILES[fmt], fmt) == Extracted(
        fmt, properties=stated, duration=duration, problems=(media.NO_TEXT,)
    )


def test_every_format_has_its_sample() -> None:
    assert set(media.FORMATS) == FILES.keys()


@pytest.mark.parametrize("made", [0, 1, clock(moment=dt.datetime(1970, 1, 1)), 0xFFFFFFFF])
def test_a_clock_never_set_is_no_day(made: int) -> None:
    assert read(mp4(made), "mp4").properties.created is None


@pytest.mark.parametrize("fmt", ["mp4", "mov", "m4a", "avi", "wav", "wmv", "amr"])
def test_a_cut_recording_says_so_or_is_refused(fmt: str) -> None:
    for data in list(cuts(FILES[fmt]))[1:]:
        try:
            assert media.TRUNCATED in read(data, fmt).problems
        except Unreadable as error:
            assert str(error) == "音像文件不完整或已损坏，打不开；请向提供单位重新索取"


@pytest.mark.parametrize("fmt", FILES)
def test_any_damage_leaves_facts_or_a_reason(fmt: str) -> None:
    for data in (*cuts(FILES[fmt]), *flips(FILES[fmt], 200)):
        try:
            assert media.NO_TEXT in read(data, fmt).problems
        except Unreadable as error:
            assert error.code == "broken"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-03-06T09:00:00+0800", "2023-03-06"),
        ("2023:03:06 09:00:00", "2023-03-06"),
        ("20230306", "2023-03-06"),
        ("2023年3月6日", "2023-03-06"),
        ("Mon Mar  6 09:00:00 2023", "2023-03-06"),
        ("2023", None),
        ("2023-02-30", None),
        ("1980-01-01", None),
        ("Mon Foo 06 09:00:00 2023", None),
    ],
)
def test_a_day_is_one_of_the_calendar_or_none(text: str, day: str | None) -> None:
    assert recording.day_in(text) == day


@pytest.mark.parametrize(("value", "length"), [(0, None), (-1, None), (float("nan"), None), (float("inf"), None), (1e9, None), (1.005, 1.0)])  # fmt: skip
def test_a_length_is_one_that_recordings_have(value: float, length: float | None) -> None:
    assert recording.seconds(value) == length


def test_a_film_of_a_clock_without_a_text_is_told_from_text() -> None:
    assert sniff(io.BytesIO(b"Citywide plan"), "txt") == "txt"
    assert sniff(io.BytesIO(box(b"wide") + box(b"mdat", b"\7" * 100)), "") == "mov"
