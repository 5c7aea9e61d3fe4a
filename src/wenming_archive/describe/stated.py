"""Titles that a file states of itself: a mail's subject, and what programs keep beside the text."""

from __future__ import annotations

import re

from wenming_archive.describe.lines import Lines
from wenming_archive.formats import MAILS
from wenming_archive.text.normal import matching, readable

#: What a mail's subject is given on its way.
_PASSED_ON = re.compile(r"^((re|fw|fwd|回复|答复|转发|自动转发)\s*[:：]\s*)+", re.IGNORECASE)
_SITE = re.compile(r"(网|首页|门户|官网)$")
_LONGEST = 90
#: How much of a stated title the text must have, in pairs of characters.
_BORNE_OUT = 0.5


def subject(lines: Lines) -> str | None:
    """Return a mail's subject without what passing on put before it."""
    stated = lines.stated.title if lines.format in MAILS else None
    return _PASSED_ON.sub("", stated) or None if stated else None


def title(lines: Lines) -> str | None:
    """Return the title that the file states, if its text bears it out: templates leave theirs behind."""
    stated = " ".join(readable(lines.stated.title or "").split())
    plain = matching(stated)
    if not 4 <= len(plain) <= _LONGEST or _SITE.search(plain):
        return None
    said = "".join(line.plain for line in lines.body[:60])
    pairs = [plain[n : n + 2] for n in range(len(plain) - 1)]
    borne_out = sum(pair in said for pair in pairs) >= _BORNE_OUT * len(pairs)
    return stated if borne_out and re.search(r"[\u4e00-\u9fff]{2}", plain) else None
