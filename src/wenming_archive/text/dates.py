"""Dates in every written form, checked against the calendar.

A date is an ISO string as precise as its source: ``2023``, ``2023-05`` or ``2023-05-06``.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from wenming_archive.text.normal import narrow
from wenming_archive.text.numerals import chinese

_ZERO = "〇○零Oo0◯"
_CN_YEAR = rf"[一二][{_ZERO}九一二三四五六七八]{{3}}"
_MONTH = "1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元"
_DAY = (
    "3[01]|[12][0-9]|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]"
)
#: A day may lack its 日, but 2023年5月3次 and 二〇二三年五月三十名 count something.
_DAY_END = (
    r"(?:\s*[日号]|(?![0-9一二三四五六七八九十百千]|\s*[次人名篇个场期批份项件届位家户天支条间余多万元]))"
)
_FIGURES = "(?:19|20)[0-9]{2}"
_YEAR = rf"(?<![\d.])({_FIGURES})"
_CHINA = dt.timezone(dt.timedelta(hours=8))

_WRITTEN = re.compile(
    rf"((?<![\d.]){_FIGURES}|{_CN_YEAR})\s*年度?"
    rf"(?:\s*({_MONTH})\s*月份?(?:\s*({_DAY}){_DAY_END})?)?"
)
_POINTED = re.compile(
    rf"{_YEAR}\s*([-./_])\s*(1[0-2]|0?[1-9])(?!\d)"
    r"(?:\s*\2\s*(3[01]|[12][0-9]|0?[1-9])(?!\d))?(?!\s*\2\s*\d)"
)
_PACKED = re.compile(
    rf"(?<!\d)({_FIGURES})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?=(?:\d{{6}}|\d{{4}})?(?!\d))"
)
#: The names that phones give to screenshots: 2023-03-05-09-30-11.
_STAMPED = re.compile(
    rf"(?<!\d)({_FIGURES})([-_])(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?=[-_](?:[01]\d|2[0-3])[-_]?[0-5]\d)"
)
_PACKED_MONTH = re.compile(rf"{_YEAR}(0[1-9]|1[0-2])(?!\d)")
#: What every date in running text has: a year's sign, or its figures before a separator.
_MAY_BE = re.compile(r"年|[0-9０-９]{4}\s*[-./_．－／]")
_MILLISECONDS = re.compile(r"(?:mmexport|wx_camera_|(?<!\d))(1[3-9]\d{11})(?!\d)")


@dataclass(frozen=True, slots=True)
class Hit:
    """A date and where it stands in the text."""

    iso: str
    start: int
    end: int

    @property
    def full(self) -> bool:
        """True when year, month and day are known."""
        return len(self.iso) == 10


def find(text: str) -> list[Hit]:
    """Return the dates of running text by position; of overlapping ones the longest.

    Numbers in brackets that name a document's year (〔2023〕15号) are no dates.
    """
    if not _MAY_BE.search(text):
        return []
    return _longest(hit for rx in (_WRITTEN, _POINTED) for hit in _hits(rx, text))


def latest(text: str) -> str | None:
    """Return the latest date in ``text``, or ``None``; made for long columns of dates."""
    found = [h.iso for rx in (_WRITTEN, _POINTED) for h in _hits(rx, text)]
    return max(found or [h.iso for h in _hits(_PACKED, text)], default=None)


def find_in_name(name: str) -> list[Hit]:
    """Return the dates of a file or folder name: also 20230506, mmexport…, IMG_…."""
    stamps = (_stamp(m) for m in _MILLISECONDS.finditer(name))
    rules = (_WRITTEN, _POINTED, _STAMPED, _PACKED)
    hits = _longest([*(h for rx in rules for h in _hits(rx, name)), *(s for s in stamps if s)])
    return hits or _longest([*_hits(_PACKED_MONTH, name), *_bare_years(name)])


def span(iso: str) -> tuple[dt.date, dt.date]:
    """Return the first and last day of a date that may lack its day or month."""
    year, month, day = _fields(iso)
    if not month:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if not day:
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date(year, month, day), dt.date(year, month, day)


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return the ISO form, or ``None`` when the calendar has no such day."""
    if not 1 <= (month or 1) <= 12:
        return None
    if day and not 1 <= day <= calendar.monthrange(year, month or 1)[1]:
        return None
    return f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day and month else "")


def _fields(text: str) -> tuple[int, int, int]:
    year, month, day = ([int(n) for n in text.split("-")] + [0, 0])[:3]
    return year, month, day


def _hits(rule: re.Pattern[str], text: str) -> Iterator[Hit]:
    for match in rule.finditer(narrow(text)):
        groups = [g for g in match.groups() if g is None or g not in "-./_"]
        numbers = [_number(g) for g in groups]
        found = iso(*numbers) if numbers[0] else None  # type: ignore[arg-type]
        if found:
            yield Hit(found, match.start(), match.end())


def _number(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdecimal() and text.isascii() else chinese(text)


def _stamp(match: re.Match[str]) -> Hit | None:
    moment = dt.datetime.fromtimestamp(int(match[1]) / 1000, _CHINA)
    if not 2005 <= moment.year <= 2100:
        return None
    return Hit(moment.date().isoformat(), match.start(), match.end())


def _bare_years(name: str) -> Iterator[Hit]:
    for match in re.finditer(r"(?<![\d.A-Za-z_])((?:19[89]|20[0-2])[0-9])(?![\d.])", narrow(name)):
        yield Hit(match[1], match.start(), match.end())


def _longest(hits: Iterator[Hit] | list[Hit]) -> list[Hit]:
    kept: list[Hit] = []  # by position, so that only two neighbours can overlap
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        at = bisect_left(kept, hit.start, key=lambda k: k.start)
        before = kept[at - 1].end if at else 0
        after = kept[at].start if at < len(kept) else hit.end
        if before <= hit.start and hit.end <= after:
            kept.insert(at, hit)
    return kept


def written(day: dt.date) -> str:
    """Return a day as official papers write it (GB/T 9704 7.3.5.4): 2023年5月6日."""
    return f"{day.year}年{day.month}月{day.day}日"
