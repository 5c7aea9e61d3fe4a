"""Small pictures of photos, to be shown beside what is said of them."""

from __future__ import annotations

import io
from typing import BinaryIO

from wenming_archive.ocr.pictures import glance

#: Pixels of the longest side, and how well it is kept, of 100.
_SIDE, _QUALITY = 240, 60


def jpeg(stream: BinaryIO, fmt: str) -> bytes:
    """Return a picture upright and small as a JPEG that says nothing of when and where it was taken.

    :raises Unreadable: if it is damaged, larger than is sensible, or there is no decoder for it.
    """
    shown = glance(stream, fmt)
    shown.thumbnail((_SIDE, _SIDE))
    shown.info.clear()
    out = io.BytesIO()
    shown.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
