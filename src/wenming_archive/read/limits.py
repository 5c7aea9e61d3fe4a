"""Limits every reader keeps, and the one way to say that a content cannot be read."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

#: Characters of text kept of one content; far beyond any evidence, small beside memory.
MAX_TEXT = 400_000
#: Bytes of one part of a zipped document, unpacked.
MAX_PART = 120_000_000
#: Unpacked to packed size, beyond which a part is a bomb and no document.
MAX_RATIO = 400


class Unreadable(Exception):
    """A content that cannot be read: a stable code, and for a person the reason."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def broken(what: str = "文件") -> Unreadable:
    """Return the refusal of a damaged content."""
    return Unreadable("broken", f"{what}不完整或已损坏，打不开；请向提供单位重新索取")


def open_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """Open a zipped document.

    :raises Unreadable: if it is no whole zip.
    """
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise broken() from error


def check_part(info: zipfile.ZipInfo) -> None:
    """Refuse a part that is locked, or unpacks beyond reason.

    :raises Unreadable: with the reason.
    """
    if info.flag_bits & 1:
        raise Unreadable("encrypted", "文件加了密码；请去掉密码后另存")
    if info.file_size > MAX_PART or info.file_size > MAX_RATIO * max(info.compress_size, 4096):
        raise Unreadable("too-large", "文件解开后大得不合常理，疑似压缩炸弹，没有读取")
