"""A photo for the printed page: so many pixels as are seen there, and nothing that is not."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO

from wenming_archive.ocr import printed

#: Pixels of an inch on paper, beyond which nobody sees more.
DPI = 200
#: How well a picture is kept, of 100.
_QUALITY = 82
_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Box:
    """The room for a picture on paper, in millimetres."""

    width: float
    height: float


#: The room with one photo on a page, and with two.
ONE, TWO = Box(150, 140), Box(150, 58)


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture as it is printed: an upright JPEG in sRGB without EXIF, and its size in pixels."""

    jpeg: bytes
    width: int
    height: int

    def fitted(self, box: Box) -> tuple[float, float]:
        """Return the width and height in millimetres at which it fills ``box`` one way, not distorted."""
        by = min(box.width / self.width, box.height / self.height)
        return self.width * by, self.height * by


def plate(stream: BinaryIO, fmt: str, box: Box = ONE) -> Plate:
    """Return a picture for ``box`` with at most ``DPI`` pixels an inch, never with more than it has.

    The same picture gives the same bytes.

    :raises Unreadable: if it is damaged, larger than is sensible, or there is no decoder for it.
    """
    image = printed.shown(stream, fmt, lambda size: _fit(size, box))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return Plate(out.getvalue(), image.width, image.height)


def _fit(size: tuple[int, int], box: Box) -> tuple[int, int]:
    by = min(1.0, box.width / _INCH * DPI / size[0], box.height / _INCH * DPI / size[1])
    return max(1, int(size[0] * by)), max(1, int(size[1] * by))
