"""Pictures that loop, unpack and claim beyond reason."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterator, Sequence

from cases import Case
from test_image import png_claiming

import builders


def cases() -> Iterator[Case]:
    """Yield them."""
    sort = "picture"
    yield Case(sort, "两万见方.png", lambda: zeros_png(20_000))
    yield Case(sort, "六万见方头.png", lambda: png_claiming(60_000, 60_000))
    yield Case(sort, "二十亿头.png", lambda: png_claiming(2**31 - 1, 2**31 - 1))
    yield Case(sort, "文字块炸弹.png", text_bomb_png)
    yield Case(sort, "块万.png", lambda: png_claiming(9, 9)[:33] + png_chunk(b"tEXt", b"a\0b") * 200_000)
    yield Case(sort, "目录循环.tif", lambda: tif([(8, 10)]))
    yield Case(sort, "目录互环.tif", lambda: tif([(8, 10), (200, 10)]))
    yield Case(sort, "目录称巨.tif", lambda: b"II*\0" + struct.pack("<IH", 8, 65535) + b"\xff" * 2000)
    yield Case(
        sort, "标签称巨.tif", lambda: b"II*\0" + struct.pack("<IHHHIII", 8, 1, 256, 4, 2**32 - 1, 26, 0)
    )
    yield Case(sort, "多帧.tif", lambda: many_frames_tif(20_000))
    yield Case(sort, "十万帧.gif", lambda: many_frames_gif(100_000))
    yield Case(sort, "六万见方.gif", lambda: b"GIF89a\xff\xff\xff\xff\0\0\0;")
    yield Case(sort, "巨EXIF.jpg", lambda: giant_exif(60_000))
    yield Case(sort, "EXIF循环.jpg", exif_loop)
    yield Case(sort, "段无尽.jpg", lambda: b"\xff\xd8" + b"\xff\xe1\0\2" * 1_000_000)
    yield Case(sort, "填充无尽.jpg", lambda: b"\xff\xd8" + b"\xff" * 20_000_000)
    yield Case(sort, "六万见方.jpg", lambda: claiming_jpg(65_500))
    yield Case(
        sort,
        "六万见方.bmp",
        lambda: (
            b"BM" + struct.pack("<IIIIiiHHIIiiII", 54, 0, 54, 40, 60_000, 60_000, 1, 24, 0, 0, 0, 0, 0, 0)
        ),
    )
    yield Case(
        sort,
        "六万见方.webp",
        lambda: b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<II", 10, 0) + b"\xff" * 6,
    )
    yield Case(sort, "盒套盒.heic", lambda: boxes_deep(b"ftypheic", b"meta", 3000))
    yield Case(
        sort, "盒零.heic", lambda: struct.pack(">I", 16) + b"ftypheic\0\0\0\0" + (b"\0\0\0\0meta" * 50_000)
    )
    yield Case(
        sort,
        "项巨.heic",
        lambda: (
            struct.pack(">I", 16)
            + b"ftypheic\0\0\0\0"
            + struct.pack(">I", 40)
            + b"meta\0\0\0\0"
            + struct.pack(">I", 28)
            + b"iloc\2\0\0\0\x44\x40"
            + b"\xff" * 14
        ),
    )


def png_chunk(name: bytes, data: bytes) -> bytes:
    """Return a chunk of a .png."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def zeros_png(side: int) -> bytes:
    """Return a black .png, sound and ``side`` squared."""
    packer = zlib.compressobj(9)
    row = bytes(side + 1)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + png_chunk(b"IDAT", data) + png_chunk(b"IEND", b"")
    )


def text_bomb_png() -> bytes:
    """Return a .png with 40 text chunks that unpack to 60 MB each."""
    bomb = png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(60_000_000), 9))
    sound = png_claiming(9, 9)
    return sound[:33] + bomb * 40 + sound[33:]


def tif(places: Sequence[tuple[int, int]]) -> bytes:
    """Return a .tif whose directories at ``places`` name each other in a circle."""
    out = bytearray(b"II*\0" + struct.pack("<I", places[0][0]) + bytes(600))
    for n, (at, _) in enumerate(places):
        after = places[(n + 1) % len(places)][0]
        tags = (
            (256, 4, 1, 9),
            (257, 4, 1, 9),
            (258, 3, 1, 8),
            (259, 3, 1, 1),
            (262, 3, 1, 1),
            (273, 4, 1, 400),
            (277, 3, 1, 1),
            (278, 4, 1, 9),
            (279, 4, 1, 81),
        )
        data = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in tags)
        out[at : at + len(data) + 4] = data + struct.pack("<I", after)
    return bytes(out)


def many_frames_tif(count: int) -> bytes:
    """Return a .tif of ``count`` frames that share their pixels."""
    tags = (
        (256, 4, 1, 9),
        (257, 4, 1, 9),
        (258, 3, 1, 8),
        (259, 3, 1, 1),
        (262, 3, 1, 1),
        (273, 4, 1, 8),
        (277, 3, 1, 1),
        (278, 4, 1, 9),
        (279, 4, 1, 81),
    )
    body = struct.pack("<H", len(tags)) + b"".join(struct.pack("<HHII", *tag) for tag in tags)
    length = len(body) + 4
    start = 8 + 82
    frames = (
        body + struct.pack("<I", start + (n + 1) * length if n + 1 < count else 0) for n in range(count)
    )
    return b"II*\0" + struct.pack("<I", start) + bytes(82) + b"".join(frames)


def many_frames_gif(count: int) -> bytes:
    """Return a .gif of ``count`` frames of one pixel."""
    frame = b"!\xf9\4\0\1\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0"
    return b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff" + frame * count + b";"


def giant_exif(count: int) -> bytes:
    """Return a .jpg with as much EXIF data as there may be, ``count`` times."""
    sound = builders.jpg("2023:05:06 08:00:00")
    noise = b"Exif\0\0II*\0" + random.Random(7).randbytes(65_000)
    part = b"\xff\xe1" + struct.pack(">H", len(noise) + 2) + noise
    return sound[:2] + part * (count // 1000) + sound[2:]


def exif_loop() -> bytes:
    """Return a .jpg whose EXIF directory is its own sub-directory, and the next one."""
    tags = (
        struct.pack("<H", 2) + struct.pack("<HHII", 0x8769, 4, 1, 8) + struct.pack("<HHII", 0x8825, 4, 1, 8)
    )
    data = b"Exif\0\0II*\0" + struct.pack("<I", 8) + tags + struct.pack("<I", 8)
    sound = builders.jpg()
    return sound[:2] + b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data + sound[2:]


def claiming_jpg(side: int) -> bytes:
    """Return a .jpg that says it is ``side`` squared."""
    sound = bytearray(builders.jpg())
    at = sound.find(b"\xff\xc0")
    struct.pack_into(">HH", sound, at + 5, side, side)
    return bytes(sound)


def boxes_deep(head: bytes, kind: bytes, depth: int) -> bytes:
    """Return a box in a box in a box."""
    data = b"\0" * 8
    for _ in range(depth):
        data = struct.pack(">I", len(data) + 12) + kind + b"\0\0\0\0" + data
    return struct.pack(">I", 16) + head + b"\0\0\0\0" + data
