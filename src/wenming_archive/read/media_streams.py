"""Recordings whose head is read directly: wmv (ASF), mkv (Matroska), flv and amr."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator
from typing import BinaryIO

from wenming_archive.read import recording
from wenming_archive.read.recording import Facts

#: Where heads end at the latest.
_HEAD = 1 << 18
#: Objects of ASF: the file's properties, and its description.
_FILE = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
_WORDS = bytes.fromhex("3326b2758e66cf11a6d900aa0062ce6c")
_FILETIME = dt.datetime(1601, 1, 1)
#: Elements of Matroska: Info, and in it scale, length, day and title.
_INFO, _SCALE, _LENGTH, _DAY, _TITLE = (
    b"\x15\x49\xa9\x66",
    b"\x2a\xd7\xb1",
    b"\x44\x89",
    b"\x44\x61",
    b"\x7b\xa9",
)
_MATROSKA = dt.datetime(2001, 1, 1)
#: Bytes of a frame of 20 ms by its type, for AMR and for its wide band (RFC 4867).
_NARROW, _WIDE = (13, 14, 16, 18, 20, 21, 27, 32, 6), (18, 24, 33, 37, 41, 47, 51, 59, 61, 6)
_MAX_SOUND = 64 << 20


def asf(stream: BinaryIO) -> Facts:
    """Return what a .wmv or .wma says of itself."""
    data = stream.read(_HEAD)
    at = data.find(_FILE)
    try:
        size, made, _, length, _, lead = struct.unpack_from("<QQQQQQ", data, at + 40)
    except struct.error:
        at = -1
    if at < 0:
        return Facts(playable=False)
    title, author = _described(data)
    day = recording.day_after(_FILETIME, made / 1e7) if made < 2**62 else None
    whole = not 0 < stream.seek(0, 2) < size < 2**50
    return Facts(recording.seconds(length / 1e7 - lead / 1e3), day, title, author, whole)


def _described(data: bytes) -> tuple[str, str]:
    at = data.find(_WORDS)
    if at < 0 or at + 34 > len(data):
        return "", ""
    title, author = struct.unpack_from("<HH", data, at + 24)
    start = at + 34
    texts = data[start : start + title], data[start + title : start + title + author]
    return texts[0].decode("utf-16-le", "replace").strip("\0 "), texts[1].decode(
        "utf-16-le", "replace"
    ).strip("\0 ")


def matroska(stream: BinaryIO) -> Facts:
    """Return what a .mkv or .webm says of itself."""
    data = stream.read(_HEAD)
    at = data.find(_INFO)
    if at < 0:
        return Facts(playable=False)
    length, start = _number(data, at + 4)
    found = dict(_elements(data[start : start + length]))
    scale = int.from_bytes(found.get(_SCALE, b"\x0f\x42\x40"), "big")
    raw = found.get(_LENGTH, b"")
    ticks = struct.unpack(">d" if len(raw) == 8 else ">f", raw)[0] if len(raw) in (4, 8) else 0.0
    day = int.from_bytes(found.get(_DAY, b""), "big", signed=True)
    return Facts(
        recording.seconds(ticks * scale / 1e9),
        recording.day_after(_MATROSKA, day / 1e9) if day else None,
        recording.words(found.get(_TITLE, b"")),
    )


def _elements(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(data):
        width = 9 - data[at].bit_length()
        length, start = _number(data, at + width)
        yield data[at : at + width], data[start : start + length]
        at = start + length


def _number(data: bytes, at: int) -> tuple[int, int]:
    """Return a number of Matroska's own, and where it ends."""
    first = data[at] if at < len(data) else 0x80
    width = 9 - first.bit_length()
    value = int.from_bytes(data[at : at + width], "big")
    return value & ((1 << 7 * width) - 1), at + width


def flv(stream: BinaryIO) -> Facts:
    """Return the length in a .flv's first script tag."""
    data = stream.read(_HEAD)
    at = data.find(b"\0\x08duration\0")
    raw = data[at + 11 : at + 19] if at >= 0 else b""
    length = struct.unpack(">d", raw)[0] if len(raw) == 8 else 0.0
    return Facts(recording.seconds(length), playable=len(data) > 13)


def amr(stream: BinaryIO) -> Facts:
    """Return the length of a telephone's sound: its frames are counted."""
    data = stream.read(_MAX_SOUND)
    wide = data.startswith(b"#!AMR-WB")
    sizes = _WIDE if wide else _NARROW
    at, frames = data.find(b"\n") + 1, 0
    while at < len(data):
        kind = data[at] >> 3 & 15
        at += sizes[kind] if kind < len(sizes) else 1
        frames += 1
    return Facts(recording.seconds(frames / 50), whole=at == len(data), playable=frames > 0)
