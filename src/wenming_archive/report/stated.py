"""The time that names of files and folders state, to be held against what stands in the files."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from wenming_archive.model import Item
from wenming_archive.text import dates
from wenming_archive.text.normal import narrow

#: The first year of 2021-2023.
_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年?\s*[-–—~～至到]+\s*(?=(?:19|20)\d\d(?!\d))")


@dataclass(frozen=True, slots=True)
class Stated:
    """The days that a name states, from its first date to its last."""

    name: str
    first: dt.date
    last: dt.date
    #: True when it states a day, and not a month or a year alone.
    day: bool
    years: frozenset[int]

    def apart(self, date: str) -> int:
        """Return how many days ``date`` (that may lack day or month) lies before or after; 0 for inside."""
        first, last = dates.span(date)
        return max(0, (first - self.last).days, (self.first - last).days)


def of_name(name: str) -> Stated | None:
    """Return what ``name`` states by its most precise dates, or ``None`` if it has none."""
    hits = dates.find_in_name(narrow(name))
    begun = [dates.Hit(match[1], match.start(), match.end()) for match in _RANGE.finditer(narrow(name))]
    hits = hits if any(hit.full for hit in hits) else [*begun, *hits]
    most = max((len(hit.iso) for hit in hits), default=0)
    spans = [dates.span(hit.iso) for hit in hits if len(hit.iso) == most]
    years = frozenset(int(hit.iso[:4]) for hit in hits)
    if not spans:
        return None
    return Stated(name, min(a for a, _ in spans), max(b for _, b in spans), most == 10, years)


def of_folders(folders: Sequence[str]) -> Stated | None:
    """Return what the folders state: the one that says a day, or else the nearest."""
    found = [one for folder in reversed(folders) if (one := of_name(folder))]
    return next((one for one in found if one.day), found[0] if found else None)


def stem(item: Item) -> str:
    """Return the name of an item's file without its ending."""
    return PurePosixPath(item.known.name).stem


def folders(item: Item) -> tuple[str, ...]:
    """Return the folders and containers that an item lies in, from the outside in."""
    return PurePosixPath(item.found.source.replace("!/", "/")).parts[:-1]
