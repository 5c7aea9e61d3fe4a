"""Outlook's mails (.msg, MS-OXMSG): a compound file with one stream a property."""

from __future__ import annotations

import datetime as dt
import re
import struct
from collections.abc import Iterator
from typing import BinaryIO

from wenming_archive.content import Block
from wenming_archive.read import cfb, encoding, html
from wenming_archive.read.cfb import Compound
from wenming_archive.read.limits import MAX_TEXT, Unreadable

#: Numbers of properties: subject, text, page, sender, and of attachments name, short name, content.
_SUBJECT, _TEXT, _PAGE, _SENDER = "0037", "1000", "1013", "0C1A"
_LONG_NAME, _SHORT_NAME, _CONTENT = "3707", "3704", "3701"
#: When it was sent by the client, and when it was delivered: FILETIME, so counted in UTC.
_TIMES = (0x0039, 0x0E06)
_EPOCH, _CHINA = dt.datetime(1601, 1, 1), dt.timedelta(hours=8)


def letter(stream: BinaryIO) -> tuple[str, str, str, list[Block], list[str]]:
    """Return subject, sender, time of sending, body, and the names of the attachments.

    :raises Unreadable: if the file is damaged.
    """
    compound = cfb.open_compound(stream)
    names = [_name(compound, folder) for folder in _folders(compound)]
    subject, sender = _text(compound, "", _SUBJECT), _text(compound, "", _SENDER)
    return subject[:300], sender[:100], _sent(compound), _body(compound), [name for name in names if name]


def attachments(stream: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Yield the files that came with a mail; a mail inside it has no file of its own."""
    compound = cfb.open_compound(stream)
    for folder in _folders(compound):
        path = f"{folder}__substg1.0_{_CONTENT}0102"
        if compound.has(path):
            yield _name(compound, folder), compound.read(path)


def _folders(compound: Compound) -> list[str]:
    found = (re.match(r"(?i)__attach_version1\.0_#[0-9a-f]+/", name) for name in compound.names)
    return sorted({match[0] for match in found if match})


def _name(compound: Compound, folder: str) -> str:
    return _text(compound, folder, _LONG_NAME) or _text(compound, folder, _SHORT_NAME)


def _text(compound: Compound, folder: str, number: str) -> str:
    wide = compound.read(f"{folder}__substg1.0_{number}001F", 4 * MAX_TEXT)
    if wide:
        return wide.decode("utf-16-le", "replace").replace("\0", "").strip()
    narrow = compound.read(f"{folder}__substg1.0_{number}001E", 4 * MAX_TEXT)
    return encoding.decode(narrow.replace(b"\0", b"")).strip() if narrow else ""


def _body(compound: Compound) -> list[Block]:
    """Return the plain text, or else the page."""
    lines = [line.strip() for line in _text(compound, "", _TEXT)[:MAX_TEXT].splitlines()]
    if any(lines):
        return [Block("text", line) for line in lines if line]
    page = compound.read(f"__substg1.0_{_PAGE}0102") or _text(compound, "", _PAGE).encode()
    try:
        return list(html.page(page, "html").blocks) if page else []
    except Unreadable:
        return []


def _sent(compound: Compound) -> str:
    data = compound.read("__properties_version1.0", 1 << 16)
    stated = {}
    for at in range(32, len(data) - 15, 16):
        kind, number, _, value = struct.unpack_from("<HHIQ", data, at)
        if kind == 0x40:
            stated[number] = value
    value = next((stated[number] for number in _TIMES if stated.get(number)), 0)
    if not 0 < value < 2**61:
        return ""
    return f"{_EPOCH + dt.timedelta(microseconds=value // 10) + _CHINA:%Y-%m-%d %H:%M}"
