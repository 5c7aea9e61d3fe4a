"""Recordings in RIFF: wav and avi."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from wenming_archive.read import recording
from wenming_archive.read.recording import Facts

_MAX_CHUNKS, _MAX_BYTES = 2000, 1 << 20
#: Sizes that a recorder leaves which was switched off, or did not know.
_NEVER_SET = (0, 0xFFFFFFFF)


def facts(stream: BinaryIO) -> Facts:
    """Return the length, from the frames of a film or the bytes of a sound, the day and the tags."""
    size = stream.seek(0, 2)
    stream.seek(4)
    stated = int.from_bytes(stream.read(4), "little")
    found: dict[bytes, bytes] = {}
    sound = 0
    for name, start, length in _chunks(stream, 12, size, 0):
        if name == b"data":
            left = size - start
            sound = sound or (left if length in _NEVER_SET else min(length, left))
        elif name not in found:
            stream.seek(start)
            found[name] = stream.read(min(length, _MAX_BYTES))
    duration = _film(found) if b"avih" in found else _sound(found, sound)
    days = (recording.day_in(recording.words(found.get(name, b""))) for name in (b"IDIT", b"ICRD"))
    return Facts(
        duration,
        next(filter(None, days), None),
        recording.words(found.get(b"INAM", b"")),
        recording.words(found.get(b"IART", b"")),
        stated in _NEVER_SET or stated <= size,
        b"avih" in found or b"fmt " in found,
    )


def _chunks(stream: BinaryIO, start: int, end: int, depth: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the name, start and length of the chunks; of lists, those inside, but no frames."""
    for _ in range(_MAX_CHUNKS):
        if start + 8 > end:
            return
        stream.seek(start)
        head = stream.read(12)
        name, length = head[:4], int.from_bytes(head[4:8], "little")
        if name == b"LIST" and head[8:12] != b"movi" and depth < 4:
            yield from _chunks(stream, start + 12, min(start + 8 + length, end), depth + 1)
        elif name != b"LIST":
            yield name, start + 8, length
        start += 8 + length + length % 2


def _film(found: dict[bytes, bytes]) -> float | None:
    try:
        micros, *_, frames = struct.unpack_from("<I12xI", found[b"avih"])
        # A film beyond 1 GB counts its frames a second time, all of them.
        (frames,) = struct.unpack_from("<I", found.get(b"dmlh") or struct.pack("<I", frames))
    except struct.error:
        return None
    return recording.seconds(micros * frames / 1e6)


def _sound(found: dict[bytes, bytes], length: int) -> float | None:
    try:
        (rate,) = struct.unpack_from("<8xI", found.get(b"fmt ", b""))
    except struct.error:
        return None
    return recording.seconds(length / rate) if rate else None
