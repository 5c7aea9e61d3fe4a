"""Signs that nobody sees: taken out wherever text is shown, compared or made a file's name."""

from __future__ import annotations

import re
import unicodedata

#: Zero-width and bidirectional signs, and variation selectors.
_UNSEEN_RANGES = ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F))
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x61C, 0x180E, 0xFEFF] + [n for first, last in _UNSEEN_RANGES for n in range(first, last + 1)]
)
_CONTROLS = {n: " " for n in [*range(0x00, 0x20), *range(0x7F, 0xA0)] if n not in (0x09, 0x0A)}
# Most text has nothing to change, and looking is far cheaper than translating.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)


def visible(text: str) -> str:
    """Return ``text`` in NFC without zero-width and bidirectional signs; controls become spaces."""
    text = text.translate(_INVISIBLE).translate(_CONTROLS) if _UNSEEN.search(text) else text
    return unicodedata.normalize("NFC", text)
