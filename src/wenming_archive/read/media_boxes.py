"""Recordings in boxes: mp4, m4a, 3gp and Apple's mov."""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from wenming_archive.read import recording
from wenming_archive.read.boxes import Box, boxes, content, find, whole
from wenming_archive.read.recording import Facts

_EPOCH = dt.datetime(1904, 1, 1)
_TITLE, _AUTHOR, _DAY = b"\xa9nam", b"\xa9ART", b"\xa9day"
#: Apple's day of recording, with its zone: surer than the clock, which editors set anew.
_APPLE = b"com.apple.quicktime.creationdate"


def facts(stream: BinaryIO) -> Facts:
    """Return length and day from the film's head, and its tags."""
    size = stream.seek(0, 2)
    film = find(stream, b"moov", 0, size)
    if film is None:
        return Facts(playable=False)
    clock, length = _head(content(stream, find(stream, b"mvhd", film.start, film.end)))
    tags = _tags(stream, film)
    stated = recording.day_in(recording.words(tags.get(_APPLE) or tags.get(_DAY) or b""))
    return Facts(
        length,
        stated or (recording.day_after(_EPOCH, clock) if clock else None),
        recording.words(tags.get(_TITLE, b"")),
        recording.words(tags.get(_AUTHOR, b"")),
        whole(stream, size),
    )


def _head(data: bytes) -> tuple[int, float | None]:
    """Return the clock and the length that ``mvhd`` states."""
    long = data[:1] == b"\1"
    try:
        clock, _, scale, length = struct.unpack_from(">QQIQ" if long else ">IIII", data, 4)
    except struct.error:
        return 0, None
    unknown = length in (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)
    return clock, None if unknown or not scale else recording.seconds(length / scale)


def _tags(stream: BinaryIO, film: Box) -> Mapping[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for path, skipped in ((b"meta", 0), (b"meta", 4), (b"udta/meta", 4)):
        meta = find(stream, path, film.start, film.end)
        listed = find(stream, b"ilst", meta.start + skipped, meta.end) if meta else None
        if meta and listed:
            names = dict(_keys(content(stream, find(stream, b"keys", meta.start + skipped, meta.end))))
            for item in boxes(stream, listed.start, listed.end):
                data = content(stream, find(stream, b"data", item.start, item.end))
                found.setdefault(names.get(item.kind, item.kind), data[8:])
    user = find(stream, b"udta", film.start, film.end)
    for box in boxes(stream, user.start, user.end) if user else ():
        if box.kind.startswith(b"\xa9"):  # QuickTime's: length and language before the text
            found.setdefault(box.kind, content(stream, box)[4:])
    return found


def _keys(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield Apple's names of tags by the number that stands for each in ``ilst``."""
    at, number = 8, 1
    while at + 8 <= len(data) and number < 200:
        size = max(int.from_bytes(data[at : at + 4], "big"), 8)
        yield number.to_bytes(4, "big"), data[at + 8 : at + size]
        at, number = at + size, number + 1
