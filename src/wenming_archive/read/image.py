"""Pictures: size, EXIF time, place, camera, orientation and caption; the pixels are not decoded."""

from __future__ import annotations

import datetime as dt
import io
import logging
import re
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, BinaryIO

from wenming_archive.content import Extracted, Picture
from wenming_archive.model import Problem
from wenming_archive.read import boxes, captions
from wenming_archive.read.heic import Heif
from wenming_archive.read.limits import Unreadable, broken

_ORIENTATION, _MAKE, _MODEL, _EXIF, _GPS = 274, 271, 272, 0x8769, 0x8825
_TAKEN, _DIGITISED = 36867, 36868
#: Where a TIFF's pixels stand, and how many bytes they take, in strips or in tiles.
_PIXELS = ((273, 279), (324, 325))
#: Half the pixels a picture may have; phones take 200 million.
_MOST_PIXELS = 250_000_000
#: Bytes that Pillow is given of formats whose head it searches byte by byte, through gigabytes if need be.
_MOST_HEAD, _SEARCHED = 16 << 20, ("jpg", "gif")
#: What Pillow raises at damaged files.
_DAMAGE = (
    *(OSError, ValueError, SyntaxError, TypeError, AttributeError, EOFError),
    *(ArithmeticError, LookupError, NotImplementedError, struct.error),
)
TRUNCATED = Problem("truncated", "图片不完整（结尾缺失），可能显示不全；请向提供单位索取原图")
SIZE_UNKNOWN = Problem("no-size", "读不出照片的尺寸，文件可能已损坏；请向提供单位索取原图")


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return what a picture says of itself; it counts as one page (or one a frame for .tif)."""
    from PIL import Image

    if fmt == "heic":
        return _heic(stream)
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    try:
        with _quiet(), Image.open(_head(stream, fmt)) as image:
            picture = _picture(image)
            pages = getattr(image, "n_frames", 1) if fmt == "tif" else 1
            end = _end_of_pixels(image) if fmt == "tif" else 0
    except Image.DecompressionBombError as error:
        raise Unreadable("too-large", "图片尺寸大得不合常理，没有读取") from error
    except _DAMAGE as error:
        raise broken("图片") from error
    problems = () if _whole(stream, fmt, end) else (TRUNCATED,)
    return Extracted(fmt, (), pages, True, picture=picture, problems=problems)


def _head(stream: BinaryIO, fmt: str) -> BinaryIO:
    """Return as much of a picture as may be searched for its head."""
    return io.BytesIO(stream.read(_MOST_HEAD)) if fmt in _SEARCHED else stream


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Pillow's warnings back: they are English, and about damage that is no matter here."""
    logging.getLogger("PIL").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _heic(stream: BinaryIO) -> Extracted:
    """Return a phone's photo from the index in front of its pixels: no library is asked for that."""
    from PIL import Image

    heif = Heif(stream)
    size, data = heif.size(), heif.exif()
    exif = Image.Exif()
    try:
        with _quiet():
            exif.load(data)
            parts = dict(exif), exif.get_ifd(_EXIF), exif.get_ifd(_GPS)
    except _DAMAGE:
        parts = {}, {}, {}
    if size is None and not any(parts):
        raise broken("图片")
    problems = () if boxes.whole(stream, stream.seek(0, 2)) else (TRUNCATED,)
    # The turn is part of the photo's index, and applied in ``size``; EXIF only repeats it.
    picture = replace(_facts(None, size or (0, 0), parts), orientation=1)
    return Extracted(
        "heic", (), 1, True, picture=picture, problems=(*problems, *([] if size else [SIZE_UNKNOWN]))
    )


def _picture(image: Any) -> Picture:
    return _facts(image, (image.width, image.height), _exif(image))


def _facts(
    image: Any, size: tuple[int, int], exif: tuple[dict[int, Any], dict[int, Any], dict[int, Any]]
) -> Picture:
    top, inner, gps = exif
    make = " ".join(str(top[tag]).strip(" \0") for tag in (_MAKE, _MODEL) if top.get(tag))
    turned = top.get(_ORIENTATION, 1)
    return Picture(
        width=size[0],
        height=size[1],
        taken=_moment(inner.get(_TAKEN)) or _moment(inner.get(_DIGITISED)),
        gps=_position(gps),
        camera=make or None,
        orientation=turned if isinstance(turned, int) and 1 <= turned <= 8 else 1,
        caption=captions.of(image, top, inner, _DAMAGE),
        artist=captions.artist(image, top, _DAMAGE),
    )


def _exif(image: Any) -> tuple[dict[int, Any], dict[int, Any], dict[int, Any]]:
    """Return the EXIF data with its two inner parts, all empty when there are none or damaged.

    Of a PNG only what stands before the pixels.
    """
    from PIL import Image

    try:
        if image.format == "PNG":  # getexif() would decode the whole picture
            exif = Image.Exif()
            exif.load(image.info.get("exif") or b"")
        else:
            exif = image.getexif()
        return dict(exif), exif.get_ifd(_EXIF), exif.get_ifd(_GPS)
    except _DAMAGE:
        return {}, {}, {}


def _moment(value: object) -> str | None:
    """Return a time of EXIF; a camera whose clock was never set has none."""
    match = re.match(r"(\d{4})[:\-](\d\d)[:\-](\d\d) (\d\d:\d\d:\d\d)", str(value or ""), re.ASCII)
    if not match or match[1] < "1990":
        return None
    try:
        dt.date(*(int(match[n]) for n in (1, 2, 3)))
    except ValueError:
        return None
    return f"{match[1]}-{match[2]}-{match[3]} {match[4]}"


def _position(gps: dict[int, Any]) -> tuple[float, float] | None:
    try:
        north, east = _degrees(gps[2]), _degrees(gps[4])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    if not (abs(north) <= 90 and abs(east) <= 180) or north == east == 0:
        return None  # not a number, or the noughts of a phone that had no fix
    south, west = gps.get(1) in ("S", b"S"), gps.get(3) in ("W", b"W")
    return round(-north if south else north, 6), round(-east if west else east, 6)


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def _end_of_pixels(image: Any) -> int:
    """Return where in a TIFF the pixels of the first frame end."""
    tags = getattr(image, "tag_v2", {})
    pairs = (pair for at, size in _PIXELS for pair in zip(tags.get(at, ()), tags.get(size, ()), strict=False))
    return max((int(at + size) for at, size in pairs), default=0)


def _whole(stream: BinaryIO, fmt: str, end: int) -> bool:
    """Say whether a picture has its end; what phones append after it is no matter."""
    size = stream.seek(0, 2)
    if fmt not in ("jpg", "png", "gif", "bmp"):
        return size >= end
    stream.seek(max(0, size - 1024) if fmt == "gif" else 0)
    data = stream.read(64 if fmt == "bmp" else -1)
    if fmt == "jpg":
        return data.find(b"\xff\xd9", _scan(data)) >= 0
    if fmt == "bmp":
        return size >= int.from_bytes(data[2:6], "little")
    return data.rstrip(b"\0").endswith(b"\0;") if fmt == "gif" else b"IEND\xaeB`\x82" in data


def _scan(data: bytes) -> int:
    """Return where the pixels of a JPEG begin: behind the EXIF data, which may hold a whole JPEG."""
    at = 2
    while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] != b"\xda" and at + 4 <= len(data):
        at += 1 if data[at + 1] == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return at
