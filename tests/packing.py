"""Archives made byte by byte, as packers in offices make them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping


def zipped(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip with UTF-8 names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2023, 5, 6, 10, 20, 30))
            info.compress_type = compression
            archive.writestr(info, data)
    return made.getvalue()


def named(raw: bytes, data: bytes = b"x") -> bytes:
    """Return a zip of one member whose name is ``raw``, not marked as UTF-8."""
    stand_in = b"N" * len(raw)
    return zipped({stand_in.decode(): data}).replace(stand_in, raw)


def locked(files: Mapping[str, bytes]) -> bytes:
    """Return a zip whose members say that they are encrypted."""
    data = bytearray(zipped(files))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def seven_zip(files: Mapping[str, bytes], password: str | None = None) -> bytes:
    """Return a 7z."""
    import py7zr

    made = io.BytesIO()
    with py7zr.SevenZipFile(made, "w", password=password) as archive:
        for name, data in files.items():
            archive.writestr(data, name)
    return made.getvalue()
