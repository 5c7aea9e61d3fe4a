"""Which of an indicator's items belong to one event: its plan, notice, sign-in sheet, photos, summary.

Titles of one event share what is left when the words for the form are taken away; its papers lie in
one folder of its own, or within some months of one another; its photos bear its day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath

from wenming_archive.kinds import KINDS
from wenming_archive.model import Item
from wenming_archive.report import occasions
from wenming_archive.text import dates
from wenming_archive.text.normal import matching

#: A plan comes weeks before its event, a summary weeks after.
_APART = dt.timedelta(days=100)
#: Share of the shorter title's pairs of signs that two titles of one event have in common.
_ALIKE = 0.6
#: Share that is enough within a folder of its own.
_SOME = 0.3
#: Fewer pairs than this tell no event.
_LEAST = 3
_FORMS = sorted({form for kind in KINDS for form in kind.forms if len(form) > 1}, key=len, reverse=True)
_FORM = re.compile("|".join(map(re.escape, _FORMS)))
_EMPTY = re.compile(
    r"关于|印发|开展|召开|举办|举行|组织|做好|进行|活动|工作|现场|主题|会议|的|和|暨"
    r"|第[0-9一二三四五六七八九十]+[次期届批号讲场季度]*|[0-9一二三四五六七八九十]+[年月日次期届批号季度]+|[0-9]+"
)
_HANZI = re.compile(r"[\u4e00-\u9fff]+")
#: A document's title, and in it what the event is called.
_CALLED = re.compile(
    r"^(?:.{0,20}?关于)?(?:组织开展|开展|举办|举行|组织|召开|做好)?(.{3,40}?)的?(?:实施|工作)?"
    r"(?:方案|计划|通知|总结|简报|信息|记录|纪要|汇报|报告|报道|安排)$"
)


@dataclass(frozen=True, slots=True)
class Event:
    """Items of one event, in the order they came."""

    title: str
    #: When it took place, ISO, as exact as that is known.
    date: str | None
    items: tuple[Item, ...]


@dataclass
class _Group:
    items: list[Item] = field(default_factory=list)
    pairs: set[str] = field(default_factory=set)
    days: list[dt.date] = field(default_factory=list)
    folders: set[tuple[str, str]] = field(default_factory=set)
    said: dict[str, frozenset[int | str]] = field(default_factory=dict)

    def add(self, item: Item) -> None:
        self.items.append(item)
        self.pairs |= told(item)
        self.folders.add(_folder(item))
        for what, numbers in occasions.said(item).items():
            self.said[what] = self.said.get(what, frozenset()) | numbers
        if day := occasions.day(item):
            self.days.append(day)

    def apart(self, day: dt.date | None) -> dt.timedelta:
        """Return how far a day lies from the group's."""
        if day is None or not self.days:
            return dt.timedelta(0)
        return max(dt.timedelta(0), min(self.days) - day, day - max(self.days))


def events(items: Sequence[Item]) -> list[Event]:
    """Return the events that ``items`` tell of; an item without an event of its own is one alone."""
    place = {id(item): n for n, item in enumerate(items)}
    found = [sorted(some, key=lambda item: place[id(item)]) for some in _together(items)]
    found.sort(key=lambda some: place[id(some[0])])
    return [Event(_title(some), occasions.when(some), tuple(some)) for some in found]


def _together(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the items of each event."""
    own = own_folders(items)
    groups: list[_Group] = []
    near: dict[str | tuple[str, str], set[int]] = defaultdict(set)
    for item in sorted(items, key=_telling):
        marks: tuple[str | tuple[str, str], ...] = (*told(item), _folder(item))
        group = _best(item, groups, {n for mark in marks for n in near[mark]}, own)
        if group is None:
            group = len(groups)
            groups.append(_Group())
        groups[group].add(item)
        for mark in marks:
            near[mark].add(group)
    for one in groups:
        yield from occasions.split(one.items)


@cache
def _pairs(text: str) -> frozenset[str]:
    bare = _EMPTY.sub(" ", _FORM.sub(" ", matching(text)))
    runs = _HANZI.findall(bare)
    return frozenset(run[n : n + 2] for run in runs for n in range(len(run) - 1))


def told(item: Item) -> frozenset[str]:
    """Return what an item's title tells of its event: pairs of signs, the words for forms apart."""
    title = "" if item.description.title_inferred and not item.caption else item.description.title
    return _pairs(title) or _pairs(PurePosixPath(item.known.name).stem)


def _telling(item: Item) -> tuple[bool, bool, dt.date, str]:
    """Order items so that those which tell most of an event come first, by their days; photos last."""
    day = occasions.day(item) or dt.date.max
    return item.description.kind == "photo", len(told(item)) < _LEAST, day, item.found.source


def _best(item: Item, groups: Sequence[_Group], near: Iterable[int], own: set[tuple[str, str]]) -> int | None:
    """Return the group of ``near`` that an item fits best, of equals the nearest in time."""
    scored = [(_fits(item, groups[n], own), n) for n in near]
    day = occasions.day(item)
    able = [(-score, groups[n].apart(day), n) for score, n in scored if score > 0]
    return min(able)[2] if able else None


def _fits(item: Item, group: _Group, own: set[tuple[str, str]]) -> float:
    """Return how well an item fits an event, 0 for not at all."""
    pairs, day = told(item), occasions.day(item)
    if group.apart(day) > _APART or occasions.differ(occasions.said(item), group.said):
        return 0
    shared = len(pairs & group.pairs) / min(len(pairs), len(group.pairs)) if pairs and group.pairs else 0
    together, telling = _folder(item) in group.folders, min(len(pairs), len(group.pairs)) >= _LEAST
    if (telling and shared >= _ALIKE) or (pairs and pairs == group.pairs):
        return 1 + shared + together
    if together and _folder(item) in own and (shared >= _SOME or not telling):
        return 0.9 + shared
    same_day = day is not None and any(abs((day - known).days) <= 1 for known in group.days)
    return 0.5 if together and same_day and len(pairs) < _LEAST else 0


def own_folders(items: Iterable[Item]) -> set[tuple[str, str]]:
    """Return the folders that hold one event: their name tells of it as most of their files do."""
    inside: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        inside[_folder(item)].append(item)
    return {folder for folder, some in inside.items() if _one_event(folder[1], some)}


def _one_event(folder: str, items: Sequence[Item]) -> bool:
    name = PurePosixPath(folder).name
    if not folder:
        return False
    if any(hit.full for hit in dates.find_in_name(name)):
        return True
    pairs, telling = _pairs(name), [item for item in items if told(item)]
    if not telling:  # 方案, 通知, IMG_1: of one event if the folder is named for it, and not for its photos
        kinds = {item.description.kind for item in items} - {"photo"}
        return bool(pairs or occasions.named(name)) and len(kinds) > 1
    alike = sum(bool(pairs & told(item)) for item in telling)
    return len(pairs) >= 2 and alike * 2 > len(telling)


def called(title: str) -> str | None:
    """Return what the event is called that a document's title tells of."""
    match = _CALLED.match(title)
    return match[1] if match else None


def folder_tells(name: str) -> bool:
    """Say whether a folder's name tells of an event or a day: 学雷锋, 2023.03.05, but not 照片."""
    return bool(_pairs(name)) or any(sign.isdigit() for sign in name)


def _folder(item: Item) -> tuple[str, str]:
    path = item.found.source.replace("!/", "/")
    return item.found.root, path.rpartition("/")[0]


def _title(items: Sequence[Item]) -> str:
    """Return the title that says most plainly what the event was."""
    for kind in ("plan", "notice", "summary", "briefing", "minutes", "ledger"):
        for item in items:
            if item.description.kind == kind and not item.description.title_inferred:
                return item.description.title
    folder = PurePosixPath(_folder(items[0])[1]).name
    return items[0].description.title if told(items[0]) else folder or items[0].description.title
