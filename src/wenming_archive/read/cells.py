"""How a sheet's cell shows its number, by its number format (ECMA-376, 18.8.30 and 18.8.31).

Shared by the readers of sheets.  Dates are shown in one way, whatever the format; of a date as
much as the format shows.  Only weekdays and Chinese figures are shown as the format has them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from wenming_archive.read import number_shapes
from wenming_archive.read.number_formats import Section, sections

#: Rows kept of one sheet, cells of one row, and characters of one cell (as many as Excel allows).
MAX_ROWS, MAX_CELLS, MAX_CHARACTERS = 5000, 60, 32_767
#: Day 0 of a PC, because Excel believes that 1900 was a leap year; and of a Mac.
EPOCH, MAC_EPOCH = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)
#: How much of a date a cell shows.
_NO_DATE, _YEAR, _MONTH, _DAY = range(4)
#: Beyond this day there are no dates.
_LAST = 2_950_000
#: Built-in number formats (zh-cn), as much of them as matters here.
_BUILT_IN: Mapping[int, str] = {
    1: "0",
    2: "0.00",
    **dict.fromkeys([3, 37, 38], "#,##0"),
    **dict.fromkeys([4, 39, 40], "#,##0.00"),
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    **dict.fromkeys([14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58], "yyyy-m-d"),
    **dict.fromkeys([17, 27, 36, 50, 52, 57], "yyyy-m"),
    **dict.fromkeys([18, 19, 20, 21, 32, 33], "h:mm"),
    **dict.fromkeys([34, 55], '上午/下午h"时"mm"分"'),
    **dict.fromkeys([35, 56], '上午/下午h"时"mm"分"ss"秒"'),
    46: "[h]:mm:ss",
    48: "##0.0E+0",
}
_NOT_CODE = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|[\\!_*].|AM/PM|A/P|上午/下午", re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_WEEKDAY = re.compile(r"\W*(?:a{3,4}|d{3,4})\W*")


@dataclass(frozen=True)
class Form:
    """A number format: how much of a date it shows, whether a time of day, else its sections."""

    part: int = _NO_DATE
    clock: bool = False
    #: Those for numbers; empty when these are shown as they are, or a date in the one way.
    sections: tuple[Section, ...] = ()
    #: The one for text; ``None`` when that is shown as it is.
    words: Section | None = None


@lru_cache(1024)
def form(code: str) -> Form:
    """Return what a format code says: ``yyyy年m月`` a month, ``0.0%`` a share, ``[h]:mm`` a span."""
    numbers, words = _parted(sections(code))
    part = _part(code)
    first = numbers[0] if numbers else Section()
    if part:
        return Form(part, sections=(first,) if _as_it_is(code, first) else (), words=words)
    if first.kind == "time":
        bare = all(t.kind == "time" or t.text in (":", " ") for t in first.tokens)
        if bare and first.tokens[0].text[0] == "h" and not first.numerals:
            return Form(clock=True, words=words)
    if any(section.kind == "unknown" for section in numbers) or not code:
        return Form(words=words)
    return Form(sections=tuple(numbers), words=words)


def _parted(found: list[Section]) -> tuple[list[Section], Section | None]:
    """Return the sections for numbers, and the one for text if it adds something to it."""
    last = found[-1]
    marks = [token for token in last.tokens if token.kind == "general" and token.text == "@"]
    words = last if len(marks) == 1 and last.before.strip() + last.after.strip() else None
    numbers = found[:-1] if len(found) > 1 and (marks or len(found) == 4) else found
    return numbers[:3], words


def _as_it_is(code: str, section: Section) -> bool:
    """Say whether a date is to be shown in the format's own way: a weekday, Chinese figures."""
    bare = _NOT_CODE.sub("", code.split(";", maxsplit=1)[0]).lower()
    return section.kind == "time" and bool(section.numerals or _WEEKDAY.fullmatch(bare))


def built_in(number: int) -> Form:
    """Return the built-in format with a number."""
    return form(_BUILT_IN.get(number, ""))


def shown(number: float, how: Form, epoch: dt.datetime = EPOCH) -> str:
    """Return a number as its cell shows it."""
    date = _date(number, how, epoch)
    if date is not None:
        return date
    if how.clock and _has_time(number):
        return f"{epoch + dt.timedelta(seconds=round(number * 86_400)):%H:%M}"
    if how.sections and abs(number) < 1e15:
        text = _formed(number, how.sections, epoch)
        if text or (not number and text is not None):
            return text
    return number_shapes.plain(number)


def worded(text: str, how: Form) -> str:
    """Return a text as its cell shows it."""
    return f"{how.words.before}{text}{how.words.after}".strip() if how.words and text else text


def moment(value: dt.datetime, part: int = _DAY) -> str:
    """Return as much of a date as is asked for, with its time of day if it has one."""
    if part < _DAY:
        return f"{value.year}年" if part == _YEAR else f"{value.year}年{value.month}月"
    day = f"{value.year}年{value.month}月{value.day}日"
    return f"{day} {value:%H:%M}" if value.time() != dt.time() else day


def one_line(text: str) -> str:
    """Return a cell's text without line breaks, no longer than Excel allows."""
    return " ".join(text.split())[:MAX_CHARACTERS]


def _date(number: float, how: Form, epoch: dt.datetime) -> str | None:
    if not how.part or not 1 <= number < _LAST:
        return None
    seconds = round(number * 86_400)
    when = epoch + dt.timedelta(seconds=seconds)
    return number_shapes.at_time(how.sections[0], when, seconds) if how.sections else moment(when, how.part)


def _part(code: str) -> int:
    """Return how much of a date a format code shows."""
    bare = _NOT_CODE.sub("", code.split(";", maxsplit=1)[0]).lower()
    if _ELAPSED.search(code) or "general" in bare or not re.search("[ymd年月日]|aaa", bare):
        return _NO_DATE
    if re.search("[d日]|aaa", bare):
        return _DAY
    if re.search("[y年]", bare):
        return _MONTH if re.search("[m月]", bare) else _YEAR
    return _NO_DATE if re.search("[hs时分秒]", bare) else _MONTH


def _formed(value: float, found: tuple[Section, ...], epoch: dt.datetime) -> str | None:
    """Return a number as the section for it shows it; ``None`` when it is not imitated."""
    number = Decimal(repr(float(value)))
    section = _chosen(number, found)
    if section is None:
        return None
    if section.kind == "time":
        if not (0 <= value < _LAST and "elapsed" in section.kinds) and not _has_time(value):
            return None
        seconds = round(value * 86_400)
        return number_shapes.at_time(section, epoch + dt.timedelta(seconds=seconds), seconds)
    text = number_shapes.shown(abs(number), section)
    if text is None or number >= 0 or section.kind == "literal" or not _signed(section, found):
        return text.strip() if text else text
    zero = text == number_shapes.shown(Decimal(0), section)
    return text.strip() if zero else f"-{text}".strip()


def _has_time(number: float) -> bool:
    """Say whether a number is a time of day; a whole one is hardly meant for one."""
    return 0 <= number < _LAST and (number < 1 or number % 1 > 0)


def _chosen(number: Decimal, found: tuple[Section, ...]) -> Section | None:
    """Return the section for a number: by their conditions, else above, below or at 0."""
    if any(section.condition for section in found):
        return next((section for section in found if section.wants(number)), None)
    return found[1 if number < 0 and len(found) > 1 else 2 if not number and len(found) > 2 else 0]


def _signed(section: Section, found: tuple[Section, ...]) -> bool:
    """Say whether a number below 0 shows its sign: not where a section is for such numbers alone."""
    if section.condition:
        return not (section.condition[0] in ("<", "<=") and section.condition[1] <= 0)
    return section is found[0] or any(other.condition for other in found)
