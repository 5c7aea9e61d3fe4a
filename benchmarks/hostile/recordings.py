"""Sound and film whose boxes, chunks and tags are of sizes there cannot be."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import test_media
from cases import Case
from test_media import box, chunk, riff

_HEAD = struct.pack(">I", 16) + b"ftypisom\0\0\2\0"


def cases() -> Iterator[Case]:
    """Yield them."""
    sort = "recording"
    mvhd = box(b"mvhd", bytes(100))
    yield Case(sort, "盒零.mp4", lambda: _HEAD + struct.pack(">I", 0) + b"moov" + mvhd)
    yield Case(
        sort, "盒一.mp4", lambda: _HEAD + struct.pack(">I", 1) + b"moov" + struct.pack(">Q", 2**63) + mvhd
    )
    yield Case(
        sort, "盒一零.mp4", lambda: _HEAD + (struct.pack(">I", 1) + b"free" + struct.pack(">Q", 0)) * 9000
    )
    yield Case(sort, "盒巨.mp4", lambda: _HEAD + struct.pack(">I", 0xFFFFFFFF) + b"moov" + mvhd)
    yield Case(sort, "盒小.mp4", lambda: _HEAD + (struct.pack(">I", 3) + b"free") * 100_000)
    yield Case(sort, "盒百万.mp4", lambda: _HEAD + box(b"free") * 1_500_000 + box(b"moov", mvhd))
    yield Case(sort, "盒套盒.mp4", lambda: _HEAD + deep(b"moov", 20_000))
    yield Case(
        sort,
        "标签百万.mp4",
        lambda: test_media.mp4(tags=test_media.itunes(*[test_media.item(b"\xa9nam", "甲")] * 300_000)),
    )
    yield Case(sort, "时长巨.mp4", lambda: _HEAD + box(b"moov", box(b"mvhd", b"\1\0\0\0" + b"\xff" * 100)))
    yield Case(sort, "盒百万.mov", lambda: box(b"wide") * 1_500_000)
    yield Case(sort, "块套块.avi", lambda: riff(b"AVI ", lists(9000)))
    yield Case(sort, "块零.avi", lambda: riff(b"AVI ", chunk(b"JUNK", b"") * 1_000_000))
    yield Case(
        sort, "块巨.avi", lambda: b"RIFF\xff\xff\xff\xffAVI LIST\xff\xff\xff\xffhdrlavih\xff\xff\xff\xff"
    )
    yield Case(sort, "块零.wav", lambda: riff(b"WAVE", chunk(b"LIST", b"") * 1_000_000))
    yield Case(sort, "率零.wav", lambda: riff(b"WAVE", chunk(b"fmt ", bytes(16)), chunk(b"data", b"\1" * 99)))
    yield Case(sort, "标签巨.mp3", lambda: b"ID3\3\0\0\x7f\x7f\x7f\x7f" + test_media.FILES["mp3"])
    yield Case(
        sort,
        "标签二百兆.mp3",
        lambda: (
            b"ID3\3\0\0"
            + synchsafe(200_000_000)
            + b"APIC"
            + struct.pack(">I", 199_999_980)
            + bytes(199_999_990)
            + test_media.FILES["mp3"]
        ),
    )
    yield Case(
        sort,
        "标签十万.mp3",
        lambda: (
            b"ID3\3\0\0"
            + synchsafe(1_300_000)
            + (b"TXXX" + struct.pack(">IH", 3, 0) + b"\0a\0") * 100_000
            + test_media.FILES["mp3"]
        ),
    )
    yield Case(sort, "标签炸弹.mp3", packed_tag)
    yield Case(sort, "无帧.mp3", lambda: b"\xff\xfb" + bytes(20_000_000))
    yield Case(sort, "元素零.mkv", lambda: b"\x1aE\xdf\xa3\x80" + b"\x15\x49\xa9\x66" + b"\0" * 200_000)
    yield Case(sort, "元素巨.mkv", lambda: b"\x1aE\xdf\xa3\x80" + b"\x15\x49\xa9\x66\x01" + b"\xff" * 200)
    yield Case(sort, "帧亿.amr", lambda: b"#!AMR\n" + b"\x7c" * 64_000_000)
    yield Case(sort, "头.flv", lambda: b"FLV\x01" + b"\0\x08duration\0" + b"\xff" * 8)
    yield Case(sort, "头.wmv", lambda: bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c") + b"\xff" * 5000)


def deep(kind: bytes, depth: int) -> bytes:
    """Return a box in a box in a box."""
    sizes = range(8 * depth, 0, -8)
    return b"".join(struct.pack(">I", size) + kind for size in sizes)


def lists(depth: int) -> bytes:
    """Return a list in a list in a list."""
    data = b""
    for _ in range(depth):
        data = b"LIST" + struct.pack("<I", len(data) + 4) + b"hdrl" + data
    return data


def synchsafe(size: int) -> bytes:
    """Return a size as ID3 writes it, in sevens of bits."""
    return bytes(size >> shift & 127 for shift in (21, 14, 7, 0))


def packed_tag() -> bytes:
    """Return an .mp3 with a tag that unpacks to 900 MB."""
    import zlib

    packed = zlib.compress(bytes(900_000_000), 9)
    body = struct.pack(">I", 900_000_000) + packed
    frame = b"TIT2" + struct.pack(">IH", len(body), 0x0080) + body
    return b"ID3\3\0\0" + synchsafe(len(frame)) + frame + test_media.FILES["mp3"]
