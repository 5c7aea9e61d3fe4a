"""The submission as a value: what each exporter shows, in the evaluators' order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from wenming_archive.catalogue.model import Catalogue, Indicator
from wenming_archive.errors import InputError
from wenming_archive.export.paging import Pages, Unpaged, run
from wenming_archive.filing import shelves as placed
from wenming_archive.model import Item
from wenming_archive.photos.plate import Plate
from wenming_archive.report import counting
from wenming_archive.report.caption import Caption
from wenming_archive.report.concluding import Conclusion
from wenming_archive.report.excerpts import Excerpt
from wenming_archive.report.gaps import Gaps, LeafState
from wenming_archive.settings import Layout

#: The layout of a house that wants nothing else.
PLAIN = Layout()
#: What tells an item from all others, and one of its places.
Key = tuple[str, str]
Place = tuple[str, Key]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an indicator's table of evidence; every field is ready to print."""

    serial: int
    #: Material number (材料编号): indicator code and two digits, as in the copy's name.
    number: str
    title: str
    document_number: str
    issuer: str
    #: ``YYYYMMDD`` as in DA/T 22, in [ ] when it is only a guess.
    date: str
    pages: str
    #: True when the date lies outside the period, so that the item does not count.
    outside: bool
    #: True when nobody can open it, so that the item does not count.
    unreadable: bool
    #: Its first and last page among the volume's pages of evidence, or why it has none.
    span: Pages | Unpaged = Unpaged.unknown
    kind: str = ""
    secrecy: str = ""
    #: What needs saying: 日期待核.
    remark: str = ""
    #: The address of its copy, as seen from where the volume will stand; empty without.
    link: str = ""
    photo: Photo | None = None
    excerpt: Excerpt | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as it is printed, with what is known of it."""

    plate: Plate
    caption: Caption


@dataclass(frozen=True)
class Section:
    """One leaf: its state and its evidence."""

    state: LeafState
    entries: tuple[Entry, ...]
    #: Pages of the entries that have a page count.
    pages: int
    conclusion: str = ""

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The entries whose photos are printed: those that count."""
        return tuple(entry for entry in self.entries if entry.photo and not entry.outside)

    @property
    def span(self) -> Pages | None:
        """The first and last page of evidence; ``None`` if it has none."""
        known = [entry.span for entry in self.entries if isinstance(entry.span, Pages)]
        return Pages(known[0].first, known[-1].last) if known else None


@dataclass(frozen=True)
class Group:
    """A first-level indicator and the leaves below it; a first-level leaf is its own group."""

    indicator: Indicator
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Volume:
    """The whole submission, or one volume or indicator of it."""

    unit: str
    catalogue: Catalogue
    gaps: Gaps
    groups: tuple[Group, ...]
    layout: Layout = PLAIN
    #: The day it was made; ``None`` to be filled in.
    made: dt.date | None = None
    #: Which of how many volumes it is; ``None`` of one that stands alone.
    part: tuple[int, int] | None = None
    #: False of an indicator alone: without cover, contents and appendix.
    whole: bool = True
    #: The page on which each bookmark stands, as it is printed there; empty until it is known.
    printed: Mapping[str, str] = field(default_factory=dict)
    #: The house's own .docx, whose styles hold.
    template: bytes = b""
    #: Pictures for print, by content.
    plates: Mapping[str, Plate] = field(default_factory=dict)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections of all groups, in their order."""
        return tuple(section for group in self.groups for section in group.sections)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of all sections, in their order."""
        return tuple(entry for section in self.sections for entry in section.entries)


@dataclass(frozen=True)
class Extras:
    """What is gathered for a volume besides the items themselves; by place or by content."""

    #: Pictures for print by content.
    plates: Mapping[str, Plate] = field(default_factory=dict)
    captions: Mapping[Place, Caption] = field(default_factory=dict)
    excerpts: Mapping[Place, Excerpt] = field(default_factory=dict)
    conclusions: Mapping[str, Conclusion] = field(default_factory=dict)
    links: Mapping[Place, str] = field(default_factory=dict)


def bind(
    catalogue: Catalogue,
    items: Sequence[Item],
    gaps: Gaps,
    unit: str,
    layout: Layout = PLAIN,
    extras: Extras = Extras(),
    made: dt.date | None = None,
) -> Volume:
    """Return the volume of ``items`` in catalogue order, its pages of evidence counted through."""
    shelves = placed.shelves(items, catalogue)
    sections = [_section(state, shelves[state.leaf.code], extras) for state in gaps.leaves]
    groups = tuple(
        Group(node, tuple(s for s in sections if _top(s) is node)) for node in catalogue.indicators
    )
    return Volume(unit, catalogue, gaps, _paged(groups), layout, made, plates=extras.plates)


def split(volume: Volume) -> list[Volume]:
    """Return a volume for each first-level indicator, the pages of each counted from 1."""
    count = len(volume.groups)
    return [
        replace(volume, groups=_paged((group,)), part=(n, count)) for n, group in enumerate(volume.groups, 1)
    ]


def only(volume: Volume, code: str) -> Volume:
    """Return the part of one indicator, numbered as in the whole.

    :raises InputError: if there is no such indicator.
    """
    wanted = below(volume.catalogue, code)
    kept = [
        Group(group.indicator, tuple(s for s in group.sections if s.state.leaf.code in wanted))
        for group in volume.groups
    ]
    return replace(volume, groups=tuple(group for group in kept if group.sections), whole=False)


def below(catalogue: Catalogue, code: str) -> set[str]:
    """Return the codes of the leaves that an indicator is or has below it.

    :raises InputError: if there is no such indicator.
    """
    leaf = catalogue.find(code)
    if leaf:
        return {leaf.code}
    found = {one.code for one in catalogue.leaves if any(node.code == code.strip() for node in one.ancestors)}
    if not found:
        raise InputError(f"测评体系里没有编号 {code}；请用 archive catalogue show 查看编号")
    return found


def refuse_gaps(lacking: Sequence[LeafState]) -> None:
    """Refuse a final export while indicators lack evidence.

    :raises InputError: naming the first of them.
    """
    if lacking:
        named = "、".join(f"{state.leaf.code} {state.leaf.title}" for state in lacking[:5])
        more = f" 等 {len(lacking)} 项" if len(lacking) > 5 else ""
        raise InputError(
            f"还有指标缺材料，没有导出：{named}{more}；请用 archive gaps 查看，或去掉 --final 先出草稿"
        )


def _top(section: Section) -> Indicator:
    leaf = section.state.leaf
    return leaf.ancestors[0] if leaf.ancestors else leaf.indicator


def _paged(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups with the pages of their evidence counted through from 1."""
    entries = [entry for group in groups for section in group.sections for entry in section.entries]
    spans = iter(run([(entry.pages, entry.kind) for entry in entries]))
    return tuple(
        replace(
            group,
            sections=tuple(
                replace(s, entries=tuple(replace(e, span=next(spans)) for e in s.entries))
                for s in group.sections
            ),
        )
        for group in groups
    )


def _section(state: LeafState, shelf: list[Item], extras: Extras) -> Section:
    digits = placed.width(shelf)
    entries = tuple(_entry(n, item, state, digits, extras) for n, item in enumerate(shelf, 1))
    said = extras.conclusions.get(state.leaf.code)
    pages = sum(item.description.pages or 0 for item in shelf)
    return Section(state, entries, pages, said.text if said else "")


def _entry(serial: int, item: Item, state: LeafState, digits: int, extras: Extras) -> Entry:
    described = item.description
    place = state.leaf.code, item.known.key
    date = _date(item)
    return Entry(
        serial,
        f"{state.leaf.code}-{serial:0{digits}d}",
        f"[{described.title}]" if described.title_inferred else described.title,
        described.number or "",
        described.issuer or "",
        date,
        _pages(item),
        item.known.readable and not counting.counts(item, state.leaf),
        not item.known.readable,
        kind=described.kind,
        secrecy=described.secrecy or "",
        remark="" if date and not date.startswith("[") else "日期待核",
        link=extras.links.get(place, ""),
        photo=_photo(item, place, extras),
        excerpt=extras.excerpts.get(place),
    )


def _photo(item: Item, place: Place, extras: Extras) -> Photo | None:
    plate = extras.plates.get(item.known.sha256 or "")
    return Photo(plate, extras.captions.get(place, Caption())) if plate else None


def _date(item: Item) -> str:
    digits = (item.description.date or "").replace("-", "")
    return digits if not digits or counting.dated(item) else f"[{digits}]"


def _pages(item: Item) -> str:
    described = item.description
    if described.pages is None:
        return ""
    return str(described.pages) if described.pages_exact else f"约{described.pages}"
