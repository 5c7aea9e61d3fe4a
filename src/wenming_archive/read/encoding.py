"""The encoding of Chinese text files.

Detectors fail on what offices have most: eight to twenty characters in GB18030.  The order
here is: a mark, strict UTF-8, then by which reading uses the commoner characters: GB18030, Big5
or a damaged UTF-8, and where there are zero bytes the two orders of UTF-16.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HALVES = re.compile("[\ud800-\udfff]")
_RIVALS = ("gb18030", "big5", "utf-8")
#: Zero bytes, which ASCII and 开 (U+5F00) bring, are damage in any other encoding.
_WIDE_RIVALS = ("utf-16-le", "utf-16-be", *_RIVALS)
#: From here on UTF-8 takes three bytes; below stand letters that no office here writes.
_THREE_BYTES = "\u0800"
#: Bytes judged when readings compete.
_SAMPLE = 4_000

#: Programs call GB18030 by the names of what it grew from.
_OLD_NAMES = re.compile(r"(?i)^(x-)?(gb[-_]?2312|gbk|hz-gb-2312|cp936|chinese)(-?80)?$")


def decode(data: bytes) -> str:
    """Return the text of ``data``; undecodable bytes become U+FFFD."""
    return data.decode(detect(data), "replace")


def detect(data: bytes) -> str:
    """Return the encoding's name for Python."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked:
        return marked
    wide = b"\0" in data
    if not wide and _is_utf8(data):
        return "utf-8"
    rivals = _WIDE_RIVALS if wide else _RIVALS
    return max(rivals, key=lambda name: _commonness(data[:_SAMPLE], name))


def codec(name: str | None) -> str:
    """Return what Python calls an encoding, empty when it knows none of that name."""
    if not name:
        return ""
    if _OLD_NAMES.match(name) and "hz" not in name.lower():
        return "gb18030"
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    return info.name if getattr(info, "_is_text_encoding", True) else ""


def joined(text: str) -> str:
    """Return ``text`` with the halves of rare hanzi joined, which a format kept as two characters."""
    if not _HALVES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _is_utf8(data: bytes) -> bool:
    """Say whether ``data`` is UTF-8, and not GB 2312 that happens to be so: 通知, 学习, 目录."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        text = decoder.decode(data)  # not final: a character cut at the end of a sample is no fault
    except UnicodeDecodeError:
        return False
    return text.isascii() or max(text) >= _THREE_BYTES or not _is_gb2312(data)


def _is_gb2312(data: bytes) -> bool:
    try:
        data.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return True


def _commonness(data: bytes, name: str) -> float:
    """Return the share of characters that are common when ``data`` is read as ``name``.

    Plain ASCII says nothing, except where it competes with UTF-16.
    """
    text = codecs.getincrementaldecoder(name)("replace").decode(data)
    said = text if b"\0" in data else [c for c in text if c > "\x7f"]
    return sum(map(_common, said)) / len(said) if said else 0.0


@cache
def _common(char: str) -> bool:
    """True for the 3,755 everyday hanzi of GB 2312, the 5,401 of Big5, their punctuation, and ASCII."""
    if char.isascii():
        return char.isprintable() or char in "\t\r\n"
    for name, first, last in (("gb2312", 0xA1A1, 0xD7FA), ("big5", 0xA140, 0xC67E)):
        try:
            raw = char.encode(name)
        except UnicodeEncodeError:
            continue
        if len(raw) == 2 and first <= int.from_bytes(raw, "big") <= last:
            return True
    return False
