"""Tell the times apart at which the same thing was done: the Party day of each month, each lecture.

A title or folder says which one it is (3月, 第三期); else the days do, where papers that an event has
one of (plan, notice, summary) come again together with its others.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from wenming_archive.model import Item
from wenming_archive.report import counting
from wenming_archive.text import dates
from wenming_archive.text.normal import matching
from wenming_archive.text.numerals import chinese

#: Days that lie no further apart are of one time; what is done each week is seven apart.
_CLOSE = dt.timedelta(days=5)
#: What an event has one of, and what is made while it takes place.
_FRAMES = ("plan", "notice", "summary")
_HAPPENS = ("minutes", "ledger", "photo")
#: What comes before the event, and after it.
_BEFORE, _AFTER = ("plan", "notice"), ("summary", "briefing")
_NUMBER = r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
#: What a name says of the time it means, by what that counts.
_SAID = {
    "year": re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年)"),
    "half": re.compile(r"([上下])半年"),
    "quarter": re.compile(rf"第?{_NUMBER}季度"),
    "month": re.compile(rf"(?<![\d一二三四五六七八九十]){_NUMBER}月"),
    "time": re.compile(rf"第{_NUMBER}[期次届批讲课堂场回]"),
}
Said = Mapping[str, frozenset[int | str]]
#: The first and the last day of one time.
Span = tuple[dt.date, dt.date]


def said(item: Item) -> Said:
    """Return what an item's title, or else its folder, says of the time it means."""
    described = item.description
    title = "" if described.title_inferred and not item.caption else described.title
    return {**named(_folder(item).name), **named(title or item.known.name)}


def _folder(item: Item) -> PurePosixPath:
    return PurePosixPath(item.found.source.replace("!/", "/")).parent


def named(text: str) -> Said:
    """Return what a name says of the time it means, by what that counts."""
    plain = matching(text)
    found = {what: frozenset(_number(m[1]) for m in rule.finditer(plain)) for what, rule in _SAID.items()}
    return {what: numbers for what, numbers in found.items() if numbers}


def _number(text: str) -> int | str:
    if text in "上下":
        return text
    return int(text) if text.isdecimal() and text.isascii() else chinese(text)


def differ(one: Said, other: Said) -> bool:
    """Return whether two names speak of different times."""
    return any(not numbers & other[what] for what, numbers in one.items() if what in other)


def day(item: Item) -> dt.date | None:
    """Return the first day that an item's date may mean, or ``None`` if that is not known."""
    date = item.description.date
    return dates.span(date)[0] if date and counting.dated(item) else None


def when(items: Iterable[Item]) -> str | None:
    """Return the date of an event, as exact as it is known: that of what was made while it took place."""
    known = [item for item in items if counting.dated(item)]
    for kinds in (_HAPPENS, ("briefing",), ("notice",), ("plan",)):
        some = [item for item in known if item.description.kind in kinds]
        if some:
            return _usual(some)
    return _usual(known) if known else None


def _usual(items: Iterable[Item]) -> str:
    counts = Counter(item.description.date or "" for item in items)
    return min(counts, key=lambda date: (-len(date), -counts[date], date))


def split(items: Sequence[Item]) -> list[list[Item]]:
    """Return the items by the time at which each was made, of one topic; all together if it was once."""
    times = _times(items)
    if len(times) < 2:
        return [list(items)]
    found: list[list[Item]] = [[] for _ in times]
    undated = [item for item in items if day(item) is None]
    for item in items:
        if day(item) is not None:
            found[_nearest(item, times)].append(item)
    for item in undated:
        found[_lacking(item, found)].append(item)
    return [some for some in found if some]


def _times(items: Iterable[Item]) -> list[Span]:
    """Return when the event took place, if its papers show that it came again."""
    days = _days(items)
    again = {kind for kind, some in days.items() if len(_runs(some)) > 1}
    if len(again) < 2 or (not again & set(_FRAMES) and days.keys() & set(_FRAMES)):
        return []
    for kinds in (_HAPPENS, _FRAMES):
        if times := _runs(one for kind in kinds if kind in again for one in days[kind]):
            return times
    return []


def _days(items: Iterable[Item]) -> dict[str, list[dt.date]]:
    """Return the days of each kind; where none is known the first days of the months that are."""
    known: dict[str, dict[int, list[dt.date]]] = {}
    for item in items:
        length = len(item.description.date or "")
        if length > len("2023") and (first := day(item)):
            known.setdefault(item.description.kind, {}).setdefault(length, []).append(first)
    return {kind: some[max(some)] for kind, some in known.items()}


def _runs(days: Iterable[dt.date]) -> list[Span]:
    runs: list[Span] = []
    for one in sorted(days):
        if runs and one - runs[-1][1] <= _CLOSE:
            runs[-1] = runs[-1][0], one
        else:
            runs.append((one, one))
    return runs


def _nearest(item: Item, times: Sequence[Span]) -> int:
    """Return the time an item was made for: plans come before, summaries after."""
    first, last = dates.span(item.description.date or "")
    ahead = [n for n, time in enumerate(times) if time[1] >= first]
    behind = [n for n, time in enumerate(times) if time[0] <= last]
    touched = [n for n in ahead if n in behind]
    if touched:
        return touched[0]
    kind = item.description.kind
    if kind in _BEFORE and ahead:
        return ahead[0]
    if kind in _AFTER and behind:
        return behind[-1]
    return min(range(len(times)), key=lambda n: max(times[n][0] - last, first - times[n][1]))


def _lacking(item: Item, found: Sequence[Sequence[Item]]) -> int:
    """Return the time that an item without a day goes to: that of its folder, else one without its kind."""
    folder, kind = _folder(item), item.description.kind
    same = [n for n, some in enumerate(found) if any(folder == _folder(one) for one in some)]
    able = same if len(same) == 1 else range(len(found))
    return min(able, key=lambda n: sum(one.description.kind == kind for one in found[n]))
