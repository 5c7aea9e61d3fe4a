"""The captions of photos: from what people said, the photos' own data and names, and their event's papers.

Nothing is made up: each element stands in one of these, and the value says in which.  What the photo
itself and the line about it say comes before what is said of its whole event.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from wenming_archive.decisions import Elements
from wenming_archive.describe import names, pictures
from wenming_archive.model import Item, Status
from wenming_archive.privacy import sweep
from wenming_archive.report import caption, events, occasions, photos, phrases, tellings
from wenming_archive.report.caption import Caption, Captioned, Origin, Source, Sources
from wenming_archive.report.tellings import Telling

#: What tells a file from all others: root and source.
Key = tuple[str, str]
#: The kinds of an event's papers, those first that were written where it took place.
_TIERS = (("minutes",), ("ledger",), ("notice", "plan"), ("briefing", "summary"))
#: How the date of a photo was known, as a source; a file's own time tells nothing.
_DATED = {"exif": Origin.exif, "name": Origin.name, "folder": Origin.name, "body": Origin.picture}
#: Characters of a folder's name that say what was done, at least: 学雷锋, but not 会议.
_DEED = 3
#: Days between the first and last photo of one event, at most.
_CLOSE = dt.timedelta(days=7)
_OPEN_TO = (Status.filed, Status.review)
#: Values of elements with where they stand, the best first.
_Told = Iterator[tuple[str, Source]]


@dataclass(frozen=True, slots=True)
class _Paper:
    """A document of an event, and what it tells."""

    item: Item
    told: Telling
    #: True when it lies in the event's own folder, with the photo.
    beside: bool

    @property
    def source(self) -> Source:
        return Source(Origin.document, self.item.found.source)

    def of(self, day: str) -> bool:
        """Say whether it tells of what took place on a day: it says so, or it lies with the photo."""
        first, last = self.told.first, self.told.last
        if not (day and first):
            return self.beside
        return first <= day <= last


def captions(
    items: Sequence[Item], told: Mapping[Key, Telling], stated: Mapping[Key, Elements]
) -> dict[Key, Captioned]:
    """Return the captions of the photos among ``items``, by what tells a file.

    ``told`` is what each item tells, and ``stated`` what people said of it.
    """
    shown = [item for item in items if item.status in _OPEN_TO]
    told = {item.known.key: told[item.known.key] for item in shown if _speaks(item, told)}
    papers = _papers(shown, told)
    lines = _Lines(shown, told)
    found: dict[Key, Captioned] = {}
    for item in shown:
        if item.description.kind == "photo":
            key = item.known.key
            view = _View(item, told.get(key, Telling()), papers.get(key, []), lines.of(item))
            found[key] = view.captioned(stated.get(key, Elements()))
    return found


def of_event(items: Sequence[Item], wanted: Item) -> list[Item]:
    """Return the photos of the event that ``wanted``, a photo or a paper of it, belongs to; itself too."""
    shown = [item for item in items if item.status in _OPEN_TO]
    key = wanted.known.key
    groups = ({item.known.key for item in group} for group, _ in _groups(shown))
    together = {key}.union(*(group for group in groups if key in group))
    return [item for item in shown if item.known.key in together and item.description.kind == "photo"]


def _groups(items: Sequence[Item]) -> Iterator[tuple[Sequence[Item], bool]]:
    """Yield the items of each event: under one indicator, or (true) in a folder that is the event's own."""
    by_code: dict[str, list[Item]] = defaultdict(list)
    by_home: dict[Key, list[Item]] = defaultdict(list)
    for item in items:
        by_home[_home(item)].append(item)
        for code in item.codes:
            by_code[code].append(item)
    for some in by_code.values():
        yield from ((event.items, False) for event in events.events(some))
    own = {home for home in events.own_folders(items) if home[1]}
    yield from ((some, True) for home, some in by_home.items() if home in own and _once(some))


def _once(items: Iterable[Item]) -> bool:
    """Say whether the photos of a folder were taken on days close together: 志愿服务 holds many events."""
    days = [day for item in items if item.description.kind == "photo" and (day := occasions.day(item))]
    return not days or max(days) - min(days) <= _CLOSE


def _home(item: Item) -> Key:
    """Return the folder of an item's event: 照片 in it is no other."""
    root, folder = item.found.root, PurePosixPath(photos.folder(item))
    if not events.folder_tells(folder.name) and folder.name:
        folder = folder.parent
    return root, "" if str(folder) == "." else str(folder)


def _papers(items: Sequence[Item], told: Mapping[Key, Telling]) -> dict[Key, list[_Paper]]:
    """Return for each photo the papers of its event that tell of it."""
    found: dict[Key, dict[Key, _Paper]] = defaultdict(dict)
    for group, own in _groups(items):
        papers = [_Paper(item, told[item.known.key], own) for item in group if _tells(item, told)]
        for item in group if papers else ():
            if item.description.kind == "photo":
                found[item.known.key] |= {paper.item.known.key: paper for paper in papers}
    return {key: list(some.values()) for key, some in found.items()}


def _speaks(item: Item, told: Mapping[Key, Telling]) -> bool:
    """Say whether what an item tells may be shown: of what is secret nothing is."""
    return item.known.key in told and not item.description.secrecy


def _tells(item: Item, told: Mapping[Key, Telling]) -> bool:
    one = told.get(item.known.key)
    return item.description.kind in tellings.KINDS and one is not None and bool(one.elements or one.first)


def _may_be_shown(told: tuple[str, Source]) -> bool:
    """Say whether a value holds nothing personal: what a paper lists with telephone numbers is not taken."""
    return not sweep.named(told[0], "")


class _Lines:
    """The lines of documents that name pictures."""

    def __init__(self, items: Iterable[Item], told: Mapping[Key, Telling]) -> None:
        self._by_name: dict[str, list[tuple[Item, Mapping[str, str]]]] = defaultdict(list)
        self._photos: dict[str, int] = defaultdict(int)
        for item in items:
            one = told.get(item.known.key)
            for name, elements in one.pictures.items() if one else ():
                self._by_name[name].append((item, elements))
            self._photos[photos.stem(item)] += item.description.kind == "photo"

    def of(self, photo: Item) -> tuple[Mapping[str, str], Source] | None:
        """Return what the line about a photo tells; a camera's name that comes twice means the one beside."""
        name = photos.stem(photo)
        there = self._by_name.get(name, [])
        beside = [one for one in there if _home(one[0]) == _home(photo)]
        some = beside or (there if self._photos[name] == 1 else [])
        if len(some) != 1:
            return None
        return some[0][1], Source(Origin.document, some[0][0].found.source)


class _View:
    """A photo with all that tells of it."""

    def __init__(
        self,
        item: Item,
        own: Telling,
        papers: Sequence[_Paper],
        line: tuple[Mapping[str, str], Source] | None,
    ) -> None:
        self._item, self._own, self._line = item, own, line
        described = item.description
        exact = len(described.date or "") == len("2023-03-05") and described.date_from in _DATED
        self._day = (described.date or "") if exact else ""
        self._papers = [paper for paper in papers if paper.of(self._day)]
        self._near = list(self._nearby())

    def captioned(self, stated: Elements) -> Captioned:
        """Return the caption: of each element the first that anything tells."""
        by_person = stated.model_dump(exclude_defaults=True)
        found: dict[str, tuple[str, Source]] = {"title": self._title()}
        for name in caption.LABELS:
            if said := by_person.get(name):
                text = caption.time(said) if name == "time" else said
                found[name] = text, Source(Origin.decision)
            elif name != "title" and (told := next(filter(_may_be_shown, self._ways(name)), None)):
                found[name] = told
        return Captioned(
            Caption(**{name: text for name, (text, _) in found.items()}),
            Sources(**{name: source for name, (_, source) in found.items()}),
        )

    def _ways(self, name: str) -> _Told:
        if name == "time":
            yield from self._times()
            return
        for elements, source in self._near:
            if text := elements.get(name):
                yield text, source
        yield from self._of_event(name)
        for elements, source in (*self._folders(), (self._own.seen, Source(Origin.picture))):
            if text := elements.get(name):
                yield text, source
        if name == "theme":
            yield from self._topic()

    def _title(self) -> tuple[str, Source]:
        item, title = self._item, self._item.description.title
        if item.caption:
            return title, Source(Origin.decision)
        line = self._line[0].get("title") if self._line and photos.nameless(item) else None
        if self._line and line and _may_be_shown((line, self._line[1])):
            return line, self._line[1]
        if not item.description.title_inferred:
            return title, Source(Origin.exif if self._own.elements else Origin.picture)
        if title != names.title(photos.stem(item)) and self._papers:  # called after its event
            return title, self._papers[0].source
        return title, Source(Origin.name, item.known.name)

    def _nearby(self) -> Iterator[tuple[Mapping[str, str], Source]]:
        """Yield what is said of the very photo, the best first."""
        if self._item.caption:
            yield tellings.of_line(self._item.caption), Source(Origin.decision)
        yield self._own.elements, Source(Origin.exif)
        if self._line:
            yield self._line
        if pictures.tells(photos.stem(self._item)):
            yield tellings.of_line(photos.stem(self._item)), Source(Origin.name, self._item.known.name)

    def _folders(self) -> Iterator[tuple[Mapping[str, str], Source]]:
        """Yield what the folder of its event says: of a place and persons only what is done there."""
        name = PurePosixPath(_home(self._item)[1]).name
        said = tellings.of_line(name)
        if not phrases.narrated(name).place:
            said = {part: text for part, text in said.items() if part in ("cause", "background")}
        if len(said.get("cause", "")) < _DEED:
            said.pop("cause", None)
        yield said, Source(Origin.name, name)

    def _times(self) -> _Told:
        if self._day:
            yield self._with_clock(self._day), self._dated()
        for elements, source in self._near:
            if day := elements.get("time"):
                yield self._with_clock(day), source
        for tier in _TIERS:
            some = [p for p in self._papers if p.item.description.kind in tier and p.told.first]
            days = {paper.told.first for paper in some if paper.told.first == paper.told.last}
            if len(days) == 1 and len({(p.told.first, p.told.last) for p in some}) == 1:
                yield self._with_clock(days.pop()), some[0].source
        if shot := self._own.seen.get("time"):
            yield caption.time(shot), Source(Origin.picture)

    def _dated(self) -> Source:
        whence = self._item.description.date_from or ""
        name = photos.folder(self._item).rpartition("/")[2] if whence == "folder" else self._item.known.name
        return Source(_DATED[whence], name if _DATED[whence] is Origin.name else "")

    def _with_clock(self, day: str) -> str:
        """Return a day as it is printed, with the time at which its meeting began, if a record says that."""
        clocks = {p.told.clock for p in self._papers if p.told.clock and p.told.first == day == p.told.last}
        return caption.day(day) + (clocks.pop() if len(clocks) == 1 else "")

    def _of_event(self, name: str) -> _Told:
        """Yield what the event's papers say, where those of one sort agree."""
        for tier in _TIERS:
            some = [p for p in self._papers if p.item.description.kind in tier and p.told.elements.get(name)]
            exact = [p for p in some if self._day and p.told.first == self._day == p.told.last]
            chosen = exact or some
            if len({paper.told.elements[name] for paper in chosen}) == 1:
                yield chosen[0].told.elements[name], chosen[0].source
            elif chosen:
                return

    def _topic(self) -> _Told:
        """Yield what the photo's own words are about, where no paper names a theme."""
        yield from self._ways("cause")
        if not photos.nameless(self._item):
            title, source = self._title()
            yield phrases.topic(title), source
