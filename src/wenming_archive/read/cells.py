"""How a sheet's cell shows its number, by its number format (ECMA-376, 18.8.30 and 18.8.31).

Shared by the readers of sheets.  Dates are shown in one way, whatever the format; of a date as
much as the format shows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

#: Rows kept of one sheet, cells of one row, and characters of one cell (as many as Excel allows).
MAX_ROWS, MAX_CELLS, MAX_CHARACTERS = 5000, 60, 32_767
#: Day 0 of a PC, because Excel believes that 1900 was a leap year; and of a Mac.
EPOCH, MAC_EPOCH = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)
#: How much of a date a cell shows.
_NO_DATE, _YEAR, _MONTH, _DAY = range(4)
#: Built-in number formats (zh-cn), as much of them as matters here.
_BUILT_IN: Mapping[int, str] = {
    1: "0",
    2: "0.00",
    **dict.fromkeys([3, 37, 38], "#,##0"),
    **dict.fromkeys([4, 39, 40], "#,##0.00"),
    9: "0%",
    10: "0.00%",
    **dict.fromkeys([14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58], "yyyy-m-d"),
    **dict.fromkeys([17, 27, 36, 50, 52, 57], "yyyy-m"),
    **dict.fromkeys([18, 19, 20, 21, 32, 33, 34, 35, 55, 56], "h:mm"),
}
_NOT_CODE = re.compile(r"\"[^\"]*\"|\[[^\]]*\]|[\\!_*].|AM/PM|A/P", re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
#: A literal, a bracket, an escaped character, one that is only as wide, the number, any other.
_TOKEN = re.compile(
    r"\"(?P<quoted>[^\"]*)\"?|\[(?P<bracket>[^\]]*)\]?|[\\!](?P<escaped>.?)|(?P<room>[_*].?)"
    r"|(?P<number>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+)|(?P<other>.)",
    re.DOTALL,
)


@dataclass(frozen=True)
class _Pattern:
    """One section of a format: what stands before and after the number, and the number's shape."""

    before: str = ""
    number: str | None = None
    after: str = ""


@dataclass(frozen=True)
class Form:
    """A number format: how much of a date it shows, whether a time of day, else its sections."""

    part: int = _NO_DATE
    clock: bool = False
    #: Empty when the number is shown as it is.
    sections: tuple[_Pattern, ...] = ()


@lru_cache(1024)
def form(code: str) -> Form:
    """Return what a format code says: ``yyyy年m月`` a month, ``0.0%`` a share, ``[h]:mm`` nothing."""
    part = _part(code)
    if part:
        return Form(part)
    bare = _NOT_CODE.sub("", code.split(";", maxsplit=1)[0]).lower()
    if re.search("[hs时分秒]", bare) and "general" not in bare:
        return Form(clock=not _ELAPSED.search(code))
    sections = [_pattern(section) for section in _sections(code)]
    known = tuple(section for section in sections if section is not None)
    return Form(sections=known if code and len(known) == len(sections) else ())


def built_in(number: int) -> Form:
    """Return the built-in format with a number."""
    return form(_BUILT_IN.get(number, ""))


def shown(number: float, how: Form, epoch: dt.datetime = EPOCH) -> str:
    """Return a number as its cell shows it."""
    date = _date(number, how.part, epoch)
    if date is not None:
        return date
    if how.clock and 0 <= number < 1:
        return f"{epoch + dt.timedelta(seconds=round(number * 86_400)):%H:%M}"
    if how.sections and abs(number) < 1e15:
        text = _formed(Decimal(repr(float(number))), how.sections)
        if text or not number:
            return text
    return str(int(number)) if abs(number) < 1e15 and number == int(number) else f"{number:.10g}"


def moment(value: dt.datetime, part: int = _DAY) -> str:
    """Return as much of a date as is asked for, with its time of day if it has one."""
    if part < _DAY:
        return f"{value.year}年" if part == _YEAR else f"{value.year}年{value.month}月"
    day = f"{value.year}年{value.month}月{value.day}日"
    return f"{day} {value:%H:%M}" if value.time() != dt.time() else day


def one_line(text: str) -> str:
    """Return a cell's text without line breaks, no longer than Excel allows."""
    return " ".join(text.split())[:MAX_CHARACTERS]


def _date(number: float, part: int, epoch: dt.datetime) -> str | None:
    if not part or not 1 <= number < 2_950_000:
        return None
    return moment(epoch + dt.timedelta(seconds=round(number * 86_400)), part)


def _part(code: str) -> int:
    """Return how much of a date a format code shows."""
    bare = _NOT_CODE.sub("", code.split(";", maxsplit=1)[0]).lower()
    if _ELAPSED.search(code) or "general" in bare or not re.search("[ymd年月日]", bare):
        return _NO_DATE
    if re.search("[d日]", bare):
        return _DAY
    if re.search("[y年]", bare):
        return _MONTH if re.search("[m月]", bare) else _YEAR
    return _NO_DATE if re.search("[hs时分秒]", bare) else _MONTH


def _sections(code: str) -> list[str]:
    """Return the sections of a format code; a semicolon in quotation marks parts none."""
    parts = [""]
    for token in re.findall(r"\"[^\"]*\"?|[\\!_*].?|;|.", code[:255], re.DOTALL):
        if token == ";":
            parts.append("")
        else:
            parts[-1] += token
    return parts[:3]


def _pattern(section: str) -> _Pattern | None:
    """Return what a section shows, or ``None`` when it is of a kind that is not imitated."""
    before, number, after = "", None, ""
    for token in _TOKEN.finditer(section):
        if token["number"]:
            if number is not None:
                return None  # figures parted by a literal, as in a telephone number
            number = token["number"]
            continue
        literal = _literal(token)
        if literal is None:
            return None
        if number is None:
            before += literal
        else:
            after += literal
    return _Pattern(before, number, after)


def _literal(token: re.Match[str]) -> str | None:
    """Return the text a token adds; ``None`` for what changes the number's whole form."""
    if token["room"]:
        return ""
    if token["bracket"] is not None:
        if token["bracket"].startswith("$"):
            return token["bracket"][1:].partition("-")[0]
        return None if re.match(r"[<>=]|DBNum", token["bracket"], re.IGNORECASE) else ""
    other = token["other"]
    if other is None:
        return token["quoted"] or token["escaped"] or ""
    return None if other in "@/" or (other.isascii() and other.isalpha()) else other


def _formed(number: Decimal, sections: tuple[_Pattern, ...]) -> str:
    at = 1 if number < 0 and len(sections) > 1 else 2 if not number and len(sections) > 2 else 0
    pattern = sections[at]
    sign = "-" if number < 0 and at == 0 else ""
    if pattern.number is None:
        return (pattern.before + pattern.after).strip()
    percent = 100 if "%" in pattern.before + pattern.after else 1
    figures = _figures(abs(number) * percent, pattern.number)
    zero = not re.search("[1-9]", figures)
    return f"{'' if zero else sign}{pattern.before}{figures}{pattern.after}".strip()


def _figures(number: Decimal, shape: str) -> str:
    """Return a number in a shape such as ``#,##0.0#`` or ``000``."""
    scaled = shape.rstrip(",")
    number /= 1000 ** (len(shape) - len(scaled))
    whole, _, places = scaled.partition(".")
    rounded = number.quantize(Decimal(1).scaleb(-min(len(places), 10)), ROUND_HALF_UP)
    integer, _, fraction = f"{rounded:f}".partition(".")
    keep = len(places.rstrip("#?"))
    fraction = fraction[:keep] + fraction[keep:].rstrip("0")
    digits = integer.lstrip("0").zfill(whole.count("0"))
    if "," in whole:
        digits = re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", digits)
    return f"{digits}.{fraction}" if fraction else digits
