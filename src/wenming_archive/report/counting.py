"""When an item counts for an indicator, and what of it a person should know."""

from __future__ import annotations

from collections.abc import Iterable

from wenming_archive.catalogue.model import Catalogue, Leaf, Need
from wenming_archive.model import Item, Problem, Status


def dated(item: Item) -> bool:
    """True when the item's date is known; the day a file was last changed is only a guess."""
    return item.description.date is not None and item.description.date_from != "mtime"


def inside(item: Item, leaf: Leaf) -> bool:
    """True when the item's date touches the leaf's period, or there is no date or no period."""
    date = item.description.date
    return leaf.period is None or date is None or not dated(item) or leaf.period.holds(date)


def exempt(item: Item, leaf: Leaf) -> bool:
    """True when a need of the leaf takes items of this kind whatever their date."""
    return any(n.any_date and n.kind == item.description.kind for n in leaf.indicator.evidence)


def counts(item: Item, leaf: Leaf) -> bool:
    """True when the item, filed under the leaf, counts as held."""
    return inside(item, leaf) or exempt(item, leaf)


def meets(item: Item, leaf: Leaf, need: Need) -> bool:
    """True when the item counts towards one need of the leaf."""
    return item.description.kind == need.kind and (need.any_date or inside(item, leaf))


def problems(item: Item, catalogue: Catalogue) -> tuple[Problem, ...]:
    """Return all problems of an item, those of its place in the archive included."""
    return (*item.known.problems, *_of_place(item, catalogue))


def _of_place(item: Item, catalogue: Catalogue) -> Iterable[Problem]:
    if not item.known.present:
        yield Problem("source-missing", "来源文件已不在原处，归档副本保留")
    if item.failed:
        yield Problem("copy-failed", item.failed)
    if item.status is not Status.filed:
        return
    leaves = [leaf for code in item.codes if (leaf := catalogue.by_code.get(code))]
    outside = [leaf for leaf in leaves if not counts(item, leaf)]
    for leaf in outside:
        if leaf.period:
            span = f"{leaf.period.start} 至 {leaf.period.end}"
            text = f"日期 {item.description.date} 不在 {leaf.code} 的测评周期 {span} 内，不计入"
            yield Problem("out-of-period", text)
    if not dated(item):
        yield Problem("undated", "没有找到形成日期，请核对是否在测评周期内")
