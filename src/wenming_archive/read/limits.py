"""Limits every reader keeps, and the one way to say that a content cannot be read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from wenming_archive.content import Block
from wenming_archive.model import Problem

#: Characters of text kept of one content; far beyond any evidence, small beside memory.
MAX_TEXT = 400_000
#: Bytes of one part of a zipped document, unpacked.
MAX_PART = 120_000_000
#: Bytes of all XML parts of one document together, unpacked.
MAX_PARTS = 600_000_000
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

    :raises Unreadable: if it is no whole zip, or unpacks beyond reason.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, OverflowError, NotImplementedError) as error:
        raise broken() from error
    if sum(info.file_size for info in archive.infolist() if info.filename.endswith(".xml")) > MAX_PARTS:
        raise unpacks_beyond_reason()
    return archive


def check_part(info: zipfile.ZipInfo) -> None:
    """Refuse a part that is locked, packed as no office program packs, or unpacks beyond reason.

    :raises Unreadable: with the reason.
    """
    if info.flag_bits & 1:
        raise Unreadable("encrypted", "文件加了密码；请去掉密码后另存")
    if info.file_size > MAX_PART or info.file_size > MAX_RATIO * max(info.compress_size, 4096):
        raise unpacks_beyond_reason()
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise broken()


def limited(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield ``blocks`` up to ``MAX_TEXT`` characters; the block that goes beyond is cut."""
    room = MAX_TEXT
    for block in blocks:
        yield block if len(block.text) <= room else replace(block, text=block.text[:room])
        room -= len(block.text)
        if room <= 0:
            return


def has_text(blocks: Iterable[Block]) -> bool:
    """Say whether there is a letter or a figure to be seen."""
    return any(re.search(r"\w", block.text) for block in blocks)


def without_text(what: str, names: Iterable[str], folder: str) -> Problem:
    """Return the problem of a document without text that has pictures or objects in ``folder``.

    :raises Unreadable: if it has none of these either.
    """
    inside = tuple(f"{folder}/{kind}/" for kind in ("media", "embeddings", "charts", "diagrams"))
    return only_pictures(what, any(name.startswith(inside) for name in names))


def only_pictures(what: str, pictures: bool) -> Problem:
    """Return the problem of a document without text that has pictures or objects.

    :raises Unreadable: if it has none of these either.
    """
    if not pictures:
        raise Unreadable("empty", f"{what}里什么内容也没有；请向提供单位重新索取")
    return Problem("no-text", f"{what}里只有图片或嵌入的文件，没有文字，只能凭文件名和文件夹判断")


def unpacks_beyond_reason(what: str = "文件") -> Unreadable:
    """Return the refusal of a bomb."""
    return Unreadable("too-large", f"{what}解开后大得不合常理，疑似压缩炸弹，没有读取")
