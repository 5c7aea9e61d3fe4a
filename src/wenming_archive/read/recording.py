"""What a recording says of itself, and the clocks that its formats count by."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from wenming_archive.read import encoding

#: Days before digital recordings are a clock that was never set.
_FIRST, _LAST = dt.date(1995, 1, 2), dt.date(2040, 1, 1)
#: Longer than any recording: two weeks, in seconds.
_LONGEST = 14 * 86_400.0
_CHINA = dt.timedelta(hours=8)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERED = re.compile(r"((?:19|20)\d\d)[-:/.年]?(\d\d?)[-:/.月]?(\d\d?)")
#: As C's asctime writes it: Mon Mar 06 09:00:00 2023.
_NAMED = re.compile(r"[a-z]{3} ([a-z]{3}) +(\d\d?) [\d:]{8} (\d{4})")


@dataclass(frozen=True)
class Facts:
    """What was found out; ``playable`` is False when the file has no frame that could be played."""

    duration: float | None = None
    created: str | None = None
    title: str = ""
    author: str = ""
    #: False when the end is missing.
    whole: bool = True
    playable: bool = True


def seconds(value: float) -> float | None:
    """Return a length to the hundredth, ``None`` for one that no recording has."""
    return round(value, 2) if 0 < value < _LONGEST else None


def day_after(epoch: dt.datetime, count: float) -> str | None:
    """Return the day in China at ``count`` seconds (UTC) after ``epoch``."""
    try:
        return _sound((epoch + dt.timedelta(seconds=count) + _CHINA).date())
    except (OverflowError, ValueError):
        return None


def day_in(text: str) -> str | None:
    """Return the day written in ``text``, which is the recorder's own."""
    numbered, named = _NUMBERED.search(text), _NAMED.search(text.lower())
    try:
        if named and named[1] in _MONTHS:
            return _sound(dt.date(int(named[3]), _MONTHS.index(named[1]) + 1, int(named[2])))
        return _sound(dt.date(*map(int, numbered.groups()))) if numbered else None
    except ValueError:
        return None


def words(data: bytes) -> str:
    """Return a tag's text, in whatever encoding a Chinese program left it."""
    data = data.strip(b"\0 \r\n")
    return encoding.decode(data)[:300].strip("\0 \r\n") if data else ""


def _sound(day: dt.date) -> str | None:
    return day.isoformat() if _FIRST < day < _LAST else None
