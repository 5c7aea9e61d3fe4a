"""Compound files (MS-CFB), the shell of old Word, Excel and PowerPoint: streams and properties.

A damaged directory, a chain of sectors that runs in a circle and sizes beyond the file's own are
met here; readers get the bytes there are, or nothing.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from wenming_archive.content import Properties
from wenming_archive.read import known
from wenming_archive.read.limits import broken

#: Bytes taken of one stream unless the reader asks for less.
MAX_STREAM = 64 << 20
#: What the library lets through at damaged input.
_DAMAGE = (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, struct.error)
_SUMMARY = "\x05SummaryInformation"
_SECTOR_SHIFTS = (9, 12)
#: Streams below this size lie in the small sectors.
_SMALL = 4096
#: Property numbers and value types of MS-OLEPS.
_CODEPAGE, _TITLE, _AUTHOR, _CREATED, _SAVED, _PAGES, _WORDS, _PROGRAM = 1, 2, 4, 12, 13, 14, 15, 18
_I2, _I4, _TEXT, _WIDE_TEXT, _TIME = 0x02, 0x03, 0x1E, 0x1F, 0x40
_CODECS = {936: "gb18030", 54936: "gb18030", 65001: "utf-8", 1200: "utf-16-le", 950: "big5", 10008: "gb18030"}
_EPOCH = dt.datetime(1601, 1, 1)
_MOST_PAGES = 20_000


@dataclass(frozen=True)
class Compound:
    """An opened compound file; ``names`` are the paths of its streams, joined by ``/``."""

    names: tuple[str, ...]
    _ole: Any
    _size: int

    def has(self, name: str) -> bool:
        """Say whether there is a stream called ``name``, in any case."""
        return name.lower() in map(str.lower, self.names)

    def read(self, name: str, limit: int = MAX_STREAM) -> bytes:
        """Return what can be read of a stream, ``limit`` bytes at most; empty when there is none."""
        try:
            entry = self._ole.direntries[self._ole._find(name.split("/"))]
            size = entry.size
            entry.size = min(size, max(limit, _SMALL), self._size)
            try:
                data = bytes(self._ole.openstream(name.split("/")).read())
            finally:
                entry.size = size
        except (*_DAMAGE, RecursionError):
            return b""
        return data[:limit]

    def properties(self) -> Properties:
        """Return title, author and dates; what a template left is not known."""
        stated = self._stated()
        return known.properties(
            *(_words(stated.get(n)) for n in (_TITLE, _AUTHOR)),
            *(_date(stated.get(n)) for n in (_CREATED, _SAVED)),
        )

    def pages(self) -> int | None:
        """Return the page count Word or WPS wrote when it saved the text; others' are a template's."""
        stated = self._stated()
        program = (_words(stated.get(_PROGRAM)) or "").lower()
        pages, words = stated.get(_PAGES), stated.get(_WORDS)
        if not program.startswith(("microsoft word", "microsoft office word", "wps")):
            return None
        if not isinstance(pages, int) or not isinstance(words, int) or words <= 0:
            return None
        return pages if 0 < pages < _MOST_PAGES else None

    def _stated(self) -> dict[int, object]:
        return summary(self.read(_SUMMARY, 1 << 20))


def open_compound(stream: BinaryIO) -> Compound:
    """Open a compound file; it reads from ``stream``, which must stay open.

    :raises Unreadable: if its header, its allocation table or its directory is damaged.
    """
    import olefile

    size = _checked(stream)
    try:
        stream.seek(0)
        ole = olefile.OleFileIO(stream)
        ole.root.size = min(ole.root.size, size)
        names = tuple("/".join(path) for path in ole.listdir())
    except (*_DAMAGE, RecursionError) as error:
        raise broken() from error
    return Compound(names, ole, size)


def summary(data: bytes) -> dict[int, object]:
    """Return the properties in a SummaryInformation stream by number; damaged ones are left out."""
    found: dict[int, object] = {}
    try:
        (start,) = struct.unpack_from("<I", data, 44)
        count = min(struct.unpack_from("<I", data, start + 4)[0], 64)
        places = [struct.unpack_from("<II", data, start + 8 + 8 * n) for n in range(count)]
    except struct.error:
        return found
    codec = "cp1252"
    for number, offset in sorted(places):  # the code page is number 1, before all text
        value = _value(data, start + offset, codec)
        if number == _CODEPAGE and isinstance(value, int):
            codec = codec_of(value)
        if value is not None:
            found[number] = value
    return found


def codec_of(codepage: int) -> str:
    """Return Python's name for a Windows code page, which may arrive as a negative 16-bit number."""
    page = codepage & 0xFFFF
    name = _CODECS.get(page, f"cp{page}")
    try:
        "".encode(name)
    except LookupError:
        return "gb18030"
    return name


def _value(data: bytes, at: int, codec: str) -> object:
    """Return the number, the text or the time at ``at``; ``None`` for other types and damage."""
    try:
        kind, first = struct.unpack_from("<Ii", data, at)
        if kind == _I2:
            return int(struct.unpack_from("<h", data, at + 4)[0])
        if kind == _I4:
            return int(first)
        if kind == _TIME:
            return int(struct.unpack_from("<Q", data, at + 4)[0])
    except struct.error:
        return None
    if kind == _TEXT and 0 < first < 0x10000:
        return data[at + 8 : at + 8 + first].decode(codec, "replace")
    if kind == _WIDE_TEXT and 0 < first < 0x8000:
        return data[at + 8 : at + 8 + 2 * first].decode("utf-16-le", "replace")
    return None


def _words(value: object) -> str | None:
    """Return a text without what stands after its end; none when it is damaged."""
    text = value.split("\0", 1)[0].strip() if isinstance(value, str) else ""
    return text if text and "\ufffd" not in text and text.isprintable() else None


def _date(value: object) -> str | None:
    """Return the day of a time in 100 ns since 1601; times no office program can have written are none."""
    if not isinstance(value, int) or value <= 0:
        return None
    try:
        day = (_EPOCH + dt.timedelta(microseconds=value // 10)).date()
    except OverflowError:
        return None
    return day.isoformat() if 1985 <= day.year <= 2100 else None


def _checked(stream: BinaryIO) -> int:
    """Return the file's size once the header claims no more than the file can hold."""
    size = stream.seek(0, 2)
    stream.seek(0)
    header = stream.read(76)
    if len(header) < 76:
        raise broken()
    if not all(_fits(*claim) for claim in _claims(header, size)):
        raise broken()
    return size


def _claims(header: bytes, size: int) -> Iterator[tuple[int, int]]:
    """Yield what the header claims, each with the most there can be."""
    shift, small_shift = struct.unpack_from("<HH", header, 30)
    yield (0 if shift in _SECTOR_SHIFTS and small_shift == 6 else 1), 0
    sectors = (size >> min(shift, 12)) + 1
    (tables,) = struct.unpack_from("<I", header, 44)
    (small_tables,) = struct.unpack_from("<I", header, 64)
    yield tables, 2 * (sectors >> 7) + 110
    yield small_tables, sectors


def _fits(claimed: int, most: int) -> bool:
    return claimed <= most
