"""The boxes of ISO/IEC 14496-12, of which mp4, mov and heic are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

#: Boxes looked at in one place, and bytes read of one.
_MAX_BOXES, _MAX_BYTES = 4000, 8 << 20


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its type, and where its content begins and ends."""

    kind: bytes
    start: int
    end: int


def boxes(stream: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two places; one that says it is longer ends at ``end``."""
    for _ in range(_MAX_BOXES):
        if start + 8 > end:
            return
        stream.seek(start)
        head = stream.read(16)
        size, inner = int.from_bytes(head[:4], "big"), 8
        if size == 1:
            size, inner = int.from_bytes(head[8:16], "big"), 16
        elif size == 0:
            size = end - start
        if size < inner or len(head) < 8:
            return
        yield Box(head[4:8], start + inner, min(start + size, end))
        start += size


def find(stream: BinaryIO, path: bytes, start: int, end: int) -> Box | None:
    """Return the first box at ``path``, as ``b"moov/mvhd"``."""
    kind, _, rest = path.partition(b"/")
    for box in boxes(stream, start, end):
        if box.kind == kind:
            return find(stream, rest, box.start, box.end) if rest else box
    return None


def content(stream: BinaryIO, box: Box | None) -> bytes:
    """Return the bytes of a box, empty when there is none."""
    if box is None:
        return b""
    stream.seek(box.start)
    return stream.read(min(box.end - box.start, _MAX_BYTES))


def whole(stream: BinaryIO, size: int) -> bool:
    """Say whether the outermost boxes end where the file ends."""
    start = 0
    while start + 8 <= size:
        stream.seek(start)
        head = stream.read(16)
        length = int.from_bytes(head[:4], "big")
        length = int.from_bytes(head[8:16], "big") if length == 1 else length or size - start
        if length < 8:
            return True  # padding, not boxes
        start += length
    return start <= size
