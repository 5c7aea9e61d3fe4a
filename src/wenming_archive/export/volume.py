"""The submission as a value: what each exporter shows, in the evaluators' order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wenming_archive.catalogue.model import Catalogue, Indicator
from wenming_archive.errors import InputError
from wenming_archive.filing import shelves as placed
from wenming_archive.model import Item
from wenming_archive.report import counting
from wenming_archive.report.gaps import Gaps, LeafState


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


@dataclass(frozen=True)
class Section:
    """One leaf: its state and its evidence."""

    state: LeafState
    entries: tuple[Entry, ...]
    #: Pages of the entries that have a page count.
    pages: int


@dataclass(frozen=True)
class Group:
    """A first-level indicator and the leaves below it; a first-level leaf is its own group."""

    indicator: Indicator
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class Volume:
    """The whole submission."""

    unit: str
    catalogue: Catalogue
    gaps: Gaps
    groups: tuple[Group, ...]


def bind(catalogue: Catalogue, items: Sequence[Item], gaps: Gaps, unit: str) -> Volume:
    """Return the volume of ``items`` in catalogue order."""
    shelves = placed.shelves(items, catalogue)
    sections = [_section(state, shelves[state.leaf.code]) for state in gaps.leaves]
    groups = tuple(
        Group(node, tuple(s for s in sections if _top(s) is node)) for node in catalogue.indicators
    )
    return Volume(unit, catalogue, gaps, groups)


def refuse_gaps(gaps: Gaps) -> None:
    """Refuse a final export while indicators lack evidence.

    :raises InputError: naming the first of them.
    """
    if gaps.open:
        named = "、".join(f"{state.leaf.code} {state.leaf.title}" for state in gaps.open[:5])
        more = f" 等 {len(gaps.open)} 项" if len(gaps.open) > 5 else ""
        raise InputError(
            f"还有指标缺材料，没有导出：{named}{more}；请用 archive gaps 查看，或去掉 --final 先出草稿"
        )


def _top(section: Section) -> Indicator:
    leaf = section.state.leaf
    return leaf.ancestors[0] if leaf.ancestors else leaf.indicator


def _section(state: LeafState, shelf: list[Item]) -> Section:
    digits = placed.width(shelf)
    entries = tuple(_entry(n, item, state, digits) for n, item in enumerate(shelf, 1))
    return Section(state, entries, sum(item.description.pages or 0 for item in shelf))


def _entry(serial: int, item: Item, state: LeafState, digits: int) -> Entry:
    described = item.description
    return Entry(
        serial,
        f"{state.leaf.code}-{serial:0{digits}d}",
        f"[{described.title}]" if described.title_inferred else described.title,
        described.number or "",
        described.issuer or "",
        _date(item),
        _pages(item),
        item.known.readable and not counting.counts(item, state.leaf),
        not item.known.readable,
    )


def _date(item: Item) -> str:
    digits = (item.description.date or "").replace("-", "")
    return digits if not digits or counting.dated(item) else f"[{digits}]"


def _pages(item: Item) -> str:
    described = item.description
    if described.pages is None:
        return ""
    return str(described.pages) if described.pages_exact else f"约{described.pages}"
