"""When an item counts for an indicator, and what of it a person should know."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wenming_archive.catalogue.model import Catalogue, Leaf, Need
from wenming_archive.model import Item, Problem, Status


def dated(item: Item) -> bool:
    """True when the item's date is known; the day a file was last changed is only a guess."""
    return item.description.date is not None and item.description.date_from != "mtime"


def inside(item: Item, leaf: Leaf) -> bool:
    """True when the item's date touches the leaf's period, or there is no date or no period.

    The day a file was last changed is only the latest it can have been made: it speaks against the
    item when it lies before the period, and not when it lies after it.
    """
    date = item.description.date
    if leaf.period is None or date is None:
        return True
    return leaf.period.holds(date) if dated(item) else date >= leaf.period.start.isoformat()


def exempt(item: Item, leaf: Leaf) -> bool:
    """True when a need of the leaf takes items of this kind whatever their date."""
    return any(n.any_date and n.kind == item.description.kind for n in leaf.indicator.evidence)


def counts(item: Item, leaf: Leaf) -> bool:
    """True when the item, filed under the leaf, counts as held."""
    return item.known.readable and (inside(item, leaf) or exempt(item, leaf))


def meets(item: Item, leaf: Leaf, need: Need) -> bool:
    """True when the item counts towards one need of the leaf."""
    return of_kind(item, need) and (need.any_date or inside(item, leaf))


def of_kind(item: Item, need: Need) -> bool:
    """True when the item is of the kind that a need wants, and can be read."""
    return item.known.readable and item.description.kind == need.kind


def problems(item: Item, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Return all problems of an item, those of its place in the archive included."""
    return (*item.known.problems, *(found for check in CHECKS for found in check(item, catalogue)))


def _source_missing(item: Item, _: Catalogue) -> Iterable[Problem]:
    if item.known.by_hand:
        yield Problem("only-copy", "直接放进 材料/ 的，没有别的来源，只有这一份")
    elif not item.known.present:
        yield Problem("source-missing", "来源文件已不在原处，归档副本保留")


def _copy_failed(item: Item, _: Catalogue) -> Iterable[Problem]:
    if item.failed:
        yield Problem("copy-failed", item.failed)


def _out_of_period(item: Item, catalogue: Catalogue) -> Iterable[Problem]:
    for code in item.codes if item.status is Status.filed else ():
        leaf = catalogue.by_code.get(code)
        if leaf and leaf.period and not (inside(item, leaf) or exempt(item, leaf)):
            span = f"{leaf.period.start} 至 {leaf.period.end}"
            text = f"日期 {item.description.date} 不在 {leaf.code} 的测评周期 {span} 内，不计入"
            yield Problem("out-of-period", text)


def _not_read(item: Item, _: Catalogue) -> Iterable[Problem]:
    if item.status is Status.filed and not item.known.readable:
        yield Problem("not-read", "内容无法读取，不计入；请换成能打开的文件")


def _undated(item: Item, _: Catalogue) -> Iterable[Problem]:
    if item.status is Status.filed and not dated(item):
        yield Problem("undated", "没有找到形成日期，请核对是否在测评周期内")


def _inherited(item: Item, _: Catalogue) -> Iterable[Problem]:
    if item.inherited:
        yield Problem("inherited", "沿用对这个位置原来文件的决定，内容已经不同，请核对")


#: What is checked of every item; to add a check, a function that yields its problems, and its row.
CHECKS: tuple[Callable[[Item, Catalogue], Iterable[Problem]], ...] = (
    _source_missing,
    _copy_failed,
    _out_of_period,
    _not_read,
    _undated,
    _inherited,
)
