"""The years, quarters or months in which something is wanted anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from wenming_archive.catalogue.base import Period
from wenming_archive.catalogue.needs import Per

#: Months in a slot.
_MONTHS = {Per.year: 12, Per.half: 6, Per.quarter: 3, Per.month: 1}


@dataclass(frozen=True, slots=True)
class Slot:
    """One year, half year, quarter or month."""

    #: As people call it: 2023年, 2023年上半年, 2023年第3季度, 2023年5月.
    label: str
    period: Period
    #: True when it has begun, so that something of it can be asked for.
    begun: bool


def slots(window: Period, per: Per, today: dt.date) -> tuple[Slot, ...]:
    """Return the slots of ``window``: those of which at least half lies in it, or else the most.

    A window of 2020-09 to 2021-10 asks nothing of the four months of 2020 alone; what was done in
    them counts for 2021, as the school year is one year.
    """
    whole: list[Period] = []
    start = _start(window.start, per)
    while start <= window.end:
        after = _after(start, per)
        whole.append(Period(start=start, end=after - dt.timedelta(days=1)))
        start = after
    shares = [_share(one, window) for one in whole]
    least = min(0.5, max(shares, default=0))
    kept = [one for one, share in zip(whole, shares, strict=True) if share >= least]
    return tuple(
        Slot(_label(one.start, per), _reaching(one, n, kept, window), max(one.start, window.start) <= today)
        for n, one in enumerate(kept)
    )


def _reaching(one: Period, n: int, kept: Sequence[Period], window: Period) -> Period:
    """Return a slot with what the window has before the first, or after the last."""
    start = min(one.start, window.start) if n == 0 else one.start
    end = max(one.end, window.end) if n == len(kept) - 1 else one.end
    return Period(start=start, end=end)


def _share(slot: Period, window: Period) -> float:
    inside = slot.within(window)
    days = (inside.end - inside.start).days + 1 if inside else 0
    return days / ((slot.end - slot.start).days + 1)


def _start(day: dt.date, per: Per) -> dt.date:
    months = _MONTHS[per]
    return dt.date(day.year, (day.month - 1) // months * months + 1, 1)


def _after(start: dt.date, per: Per) -> dt.date:
    month = start.month - 1 + _MONTHS[per]
    return dt.date(start.year + month // 12, month % 12 + 1, 1)


def _label(start: dt.date, per: Per) -> str:
    if per is Per.year:
        return f"{start.year}年"
    if per is Per.half:
        return f"{start.year}年{'上' if start.month == 1 else '下'}半年"
    if per is Per.quarter:
        return f"{start.year}年第{(start.month + 2) // 3}季度"
    return f"{start.year}年{start.month}月"
