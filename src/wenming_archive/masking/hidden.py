"""ID numbers in a zipped document where no reader looks: properties, tracked changes, embedded files."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from wenming_archive.masking import package
from wenming_archive.privacy import numbers
from wenming_archive.read.limits import Unreadable, open_zip

_NUMBER = re.compile(rb"(?<![0-9A-Za-z])(?<![0-9]\.)[1-8][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
#: Pictures hold none that stand as figures, and their bytes look like anything.
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tif", ".tiff", ".odttf")
#: Files in files that are opened.
_DEPTH = 2


def ids(stream: BinaryIO, depth: int = _DEPTH) -> Iterator[str]:
    """Yield the ID numbers that stand in one piece in the parts of a zipped document; of other files none."""
    try:
        with open_zip(stream) as archive:
            for info in archive.infolist():
                if not info.filename.lower().endswith(_PICTURES):
                    yield from _of(package.data(archive, info), depth)
    except Unreadable:  # its reader has told of it
        return


def _of(data: bytes, depth: int) -> Iterator[str]:
    if data.startswith(b"PK\3\4"):
        yield from ids(io.BytesIO(data), depth - 1) if depth else ()
        return
    # Old programs write two bytes for a character.
    for found in _NUMBER.findall(data) + _NUMBER.findall(data.replace(b"\0", b"")):
        number = found.decode().upper()
        if numbers.is_id(number):
            yield number
