"""Phones' photos in HEIF (.heic, .heif, .avif; ISO/IEC 23008-12): size and EXIF, the pixels undecoded."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from wenming_archive.read.boxes import Box, boxes, content, find

_MAX_EXIF = 1 << 20


class Heif:
    """The facts of a HEIF file; what is damaged is not known."""

    def __init__(self, stream: BinaryIO) -> None:
        """Read the index in front of the pixels."""
        self._stream = stream
        self._end = stream.seek(0, 2)
        meta = find(stream, b"meta", 0, self._end)
        # ``meta`` has four bytes of version and flags before its boxes.
        self._meta = Box(meta.kind, meta.start + 4, meta.end) if meta else Box(b"meta", 0, 0)

    def size(self) -> tuple[int, int] | None:
        """Return width and height as the photo is seen, ``None`` when they are not stated."""
        found = [(box.kind, content(self._stream, box)) for box in self._properties()]
        sizes = [
            struct.unpack_from(">II", data, 4) for kind, data in found if kind == b"ispe" and len(data) > 11
        ]
        if not sizes:
            return None
        width, height = max(sizes, key=lambda pair: pair[0] * pair[1])  # the others are tiles and thumbnails
        turned = any(kind == b"irot" and data[:1] in (b"\1", b"\3") for kind, data in found)
        return (height, width) if turned else (width, height)

    def exif(self) -> bytes:
        """Return the EXIF data as TIFF, empty when there are none."""
        number = next((item for item, kind in self._items() if kind == b"Exif"), None)
        start, length = self._places().get(number, (0, 0)) if number is not None else (0, 0)
        if not 4 < length < _MAX_EXIF or start + length > self._end:
            return b""
        self._stream.seek(start)
        data = self._stream.read(length)
        return data[4 + int.from_bytes(data[:4], "big") :]

    def _inner(self, path: bytes) -> Box | None:
        return find(self._stream, path, self._meta.start, self._meta.end)

    def _properties(self) -> Iterator[Box]:
        listed = self._inner(b"iprp/ipco")
        yield from boxes(self._stream, listed.start, listed.end) if listed else ()

    def _items(self) -> Iterator[tuple[int, bytes]]:
        """Yield the numbers and types of the items."""
        listed = self._inner(b"iinf")
        version = content(self._stream, listed)[:1]
        start = listed.start + (6 if version == b"\0" else 8) if listed else 0
        for box in boxes(self._stream, start, listed.end) if listed else ():
            data = content(self._stream, box)
            wide = 4 if data[:1] == b"\3" else 2
            yield int.from_bytes(data[4 : 4 + wide], "big"), data[6 + wide : 10 + wide]

    def _places(self) -> Mapping[int, tuple[int, int]]:
        """Return where the items are, as start and length in the file."""
        data = content(self._stream, self._inner(b"iloc"))
        try:
            return dict(_locations(data))
        except IndexError:
            return {}


def _locations(data: bytes) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the first extent of each item (ISO/IEC 14496-12, 8.11.3)."""
    version, sizes = data[0], (data[4] >> 4, data[4] & 15, data[5] >> 4, data[5] & 15)
    offset_size, length_size, base_size, index_size = sizes
    wide = 4 if version == 2 else 2
    at = 6 + wide
    for _ in range(int.from_bytes(data[6:at], "big")):
        item = int.from_bytes(data[at : at + wide], "big")
        at += wide + (2 if version else 0) + 2
        base = int.from_bytes(data[at : at + base_size], "big")
        count = int.from_bytes(data[at + base_size : at + base_size + 2], "big")
        at += base_size + 2
        first = at + (index_size if version else 0)
        start = int.from_bytes(data[first : first + offset_size], "big")
        length = int.from_bytes(data[first + offset_size : first + offset_size + length_size], "big")
        at += count * (offset_size + length_size + (index_size if version else 0))
        yield item, (base + start, length)
        if at >= len(data):
            return
