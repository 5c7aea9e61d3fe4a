"""Signs that nobody sees: taken out wherever text is shown, compared or made a file's name."""

from __future__ import annotations

import functools
import re
import unicodedata

#: Zero-width, bidirectional and filling signs, variation selectors, tags (Unicode's
#: Default_Ignorable_Code_Point), notes between lines, and what is no character at all.
_UNSEEN_RANGES = (
    *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F)),
    *((0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0xFFFE, 0xFFFF), (0x1BCA0, 0x1BCA3)),
    *((0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)
#: Control characters, and what else ends a line or a paragraph; tab and line feed apart.
_CONTROL_RANGES = ((0x00, 0x08), (0x0B, 0x1F), (0x7F, 0x9F), (0x2028, 0x2029))
#: Half a surrogate pair (a damaged file name) has no UTF-8.
_HALVES = range(0xD800, 0xE000)
_LOW = [*_UNSEEN_RANGES, *_CONTROL_RANGES, (_HALVES[0], _HALVES[-1])]
# Most text has nothing to change, and looking is far cheaper than translating.  Above U+FFFF one
# range for all: of more, looking would take twice as long.
_MAYBE = re.compile(
    "[\U00010000-\U0010ffff{}]".format("".join(f"\\u{a:04x}-\\u{b:04x}" for a, b in _LOW if b <= 0xFFFF))
)


@functools.cache
def _gone() -> dict[int, str | None]:
    """Return what becomes of each sign that is taken out; made when there first is one."""
    unseen = dict.fromkeys(n for first, last in _UNSEEN_RANGES for n in range(first, last + 1))
    controls = {n: " " for first, last in _CONTROL_RANGES for n in range(first, last + 1)}
    return {**unseen, **controls, **dict.fromkeys(_HALVES, "?")}


def visible(text: str) -> str:
    """Return ``text`` in NFC without zero-width and bidirectional signs; controls become spaces."""
    text = text.translate(_gone()) if _MAYBE.search(text) else text
    return unicodedata.normalize("NFC", text)


def line(text: str) -> str:
    """Return foreign text for people to read: one line, whatever it holds, that hides nothing."""
    return visible(text).replace("\n", "␊").replace("\t", " ")


def spelt(text: str, *, pairs: bool = True) -> str:
    """Return JSON with each sign that nobody sees as its number: it says the same, and hides nothing.

    Above U+FFFF a number is written in two halves; without ``pairs`` in one, as YAML has it.
    """
    return _MAYBE.sub(lambda m: _spelt(ord(m[0]), pairs) if ord(m[0]) in _gone() else m[0], text)


def _spelt(n: int, pairs: bool) -> str:
    if n in _HALVES:
        return "?"
    if n <= 0xFFFF:
        return f"\\u{n:04x}"
    return f"\\u{0xD7C0 + (n >> 10):04x}\\u{0xDC00 + (n & 0x3FF):04x}" if pairs else f"\\U{n:08x}"
