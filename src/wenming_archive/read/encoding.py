"""The encoding of Chinese text files.

Detectors fail on what offices have most of: eight to twenty characters in GB18030.  The order
here is: a mark, strict UTF-8, then by which of two readings uses the commoner characters:
GB18030 against Big5, or, where there are zero bytes, the two orders of UTF-16.
"""

from __future__ import annotations

import codecs
from functools import cache

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Bytes judged when two readings compete.
_SAMPLE = 4_000


def decode(data: bytes) -> str:
    """Return the text of ``data``; undecodable bytes become U+FFFD."""
    return data.decode(detect(data), "replace")


def detect(data: bytes) -> str:
    """Return the encoding's name for Python."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked:
        return marked
    if _decodes(data, "utf-8") and b"\0" not in data:
        return "utf-8"
    # Zero bytes occur in no other Chinese encoding: ASCII and 开 (U+5F00) bring them.
    rivals = ("utf-16-le", "utf-16-be") if b"\0" in data else ("gb18030", "big5")
    return max(rivals, key=lambda name: _commonness(data[:_SAMPLE], name))


def _decodes(data: bytes, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        decoder.decode(data)  # not final: a character cut at the end of a sample is no fault
    except UnicodeDecodeError:
        return False
    return True


def _commonness(data: bytes, name: str) -> float:
    """Return the share of Han characters that are common when ``data`` is read as ``name``."""
    if not _decodes(data, name):
        return 0.0
    han = [c for c in data.decode(name, "ignore") if c > "\x7f"]
    return sum(map(_common, han)) / len(han) if han else 0.0


@cache
def _common(char: str) -> bool:
    """True for the 3,755 everyday hanzi of GB 2312, the 5,401 of Big5, and their punctuation."""
    for name, first, last in (("gb2312", 0xA1A1, 0xD7FA), ("big5", 0xA140, 0xC67E)):
        try:
            raw = char.encode(name)
        except UnicodeEncodeError:
            continue
        if len(raw) == 2 and first <= int.from_bytes(raw, "big") <= last:
            return True
    return False
