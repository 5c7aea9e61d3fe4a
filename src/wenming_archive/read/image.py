"""Pictures: size, EXIF time, place, camera and orientation; the pixels are not decoded."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from wenming_archive.model import Extracted, Picture, Problem
from wenming_archive.read.limits import Unreadable, broken

_ORIENTATION, _MAKE, _MODEL, _EXIF, _GPS = 274, 271, 272, 0x8769, 0x8825
_TAKEN, _DIGITISED = 36867, 36868
_ENDINGS = {"jpg": (b"\xff\xd9", 64 << 10), "png": (b"IEND\xaeB`\x82", 64)}
TRUNCATED = Problem("truncated", "图片不完整（结尾缺失），可能显示不全；请向提供单位索取原图")


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return what a picture says of itself; it counts as one page (or one a frame for .tif)."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(stream) as image:
            picture = _picture(image)
            pages = getattr(image, "n_frames", 1) if fmt == "tif" else 1
    except Image.DecompressionBombError as error:
        raise Unreadable("too-large", "图片尺寸大得不合常理，没有读取") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError) as error:
        raise broken("图片") from error
    problems = (TRUNCATED,) if _truncated(stream, fmt) else ()
    return Extracted(fmt, (), pages, True, picture=picture, problems=problems)


def _picture(image: Any) -> Picture:
    exif = _exif(image)
    inner = exif.get_ifd(_EXIF) if exif is not None else {}
    top = dict(exif) if exif is not None else {}
    make = " ".join(str(top[tag]).strip(" \0") for tag in (_MAKE, _MODEL) if top.get(tag))
    turned = top.get(_ORIENTATION, 1)
    return Picture(
        width=image.width,
        height=image.height,
        taken=_moment(inner.get(_TAKEN) or inner.get(_DIGITISED)),
        gps=_position(exif.get_ifd(_GPS)) if exif is not None else None,
        camera=make or None,
        orientation=turned if isinstance(turned, int) and 1 <= turned <= 8 else 1,
    )


def _exif(image: Any) -> Any:
    """Return the EXIF data, or ``None``; of a PNG only what stands before the pixels."""
    from PIL import Image

    if image.format == "PNG":  # getexif() would decode the whole picture
        raw = image.info.get("exif")
        if not raw:
            return None
        exif = Image.Exif()
        exif.load(raw)
        return exif
    return image.getexif()


def _moment(value: object) -> str | None:
    match = re.match(r"(\d{4})[:\-](\d\d)[:\-](\d\d) (\d\d:\d\d:\d\d)", str(value or ""))
    if not match or match[1] < "1990" or match[2] == "00":
        return None
    return f"{match[1]}-{match[2]}-{match[3]} {match[4]}"


def _position(gps: dict[int, Any]) -> tuple[float, float] | None:
    try:
        north, east = _degrees(gps[2]), _degrees(gps[4])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    south, west = gps.get(1) in ("S", b"S"), gps.get(3) in ("W", b"W")
    return round(-north if south else north, 6), round(-east if west else east, 6)


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def _truncated(stream: BinaryIO, fmt: str) -> bool:
    ending, within = _ENDINGS.get(fmt, (b"", 0))
    stream.seek(0, 2)
    stream.seek(max(0, stream.tell() - within))
    return ending not in stream.read()
