"""When an item counts for an indicator, and what of it a person should know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from wenming_archive.catalogue.base import Period
from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.catalogue.needs import Need, Part
from wenming_archive.model import Item, Problem, Status
from wenming_archive.text.normal import matching


def dated(item: Item) -> bool:
    """True when the item's date is known; the day a file was last changed is only a guess."""
    return item.description.date is not None and item.description.date_from != "mtime"


def inside(item: Item, leaf: Leaf) -> bool:
    """True when the item's date touches the leaf's period, or there is no date or no period."""
    return touches(item, leaf.period)


def touches(item: Item, window: Period | None) -> bool:
    """True when the item's date touches ``window``, or there is no date or no window.

    The day a file was last changed is only the latest it can have been made: it speaks against the
    item when it lies before the window, and not when it lies after it.
    """
    date = item.description.date
    if window is None or date is None:
        return True
    return window.holds(date) if dated(item) else date >= window.start.isoformat()


def window(leaf: Leaf, need: Need) -> Period | None:
    """Return the period of one need: its own or else the leaf's."""
    return need.period or leaf.period


def exempt(item: Item, leaf: Leaf) -> bool:
    """True when a need of the leaf takes the item whatever its date, or in a period of its own."""
    return any(
        fits(item, need) and (need.any_date or (need.period is not None and touches(item, need.period)))
        for need in leaf.indicator.evidence
    )


def counts(item: Item, leaf: Leaf) -> bool:
    """True when the item, filed under the leaf, counts as held."""
    return item.known.readable and (inside(item, leaf) or exempt(item, leaf))


def meets(item: Item, leaf: Leaf, need: Need) -> bool:
    """True when the item counts towards one need of the leaf."""
    return item.known.readable and fits(item, need) and (need.any_date or touches(item, window(leaf, need)))


def fits(item: Item, need: Need) -> bool:
    """True when the item is of the kind and bears the words that a need wants."""
    if need.bundle:  # its words are looked for in the event, and not in each paper
        return any(is_part(item, part) for part in need.bundle)
    fitting = any(is_part(item, part) for part in need.any_of) or item.description.kind == need.kind
    return fitting and bears(item, need.words)


def is_part(item: Item, part: Part) -> bool:
    """True when the item is of the kind and bears the words that a part of a need wants."""
    return item.description.kind == part.kind and bears(item, part.words)


def bears(item: Item, words: Sequence[str]) -> bool:
    """True when one of ``words`` stands in the item's title or name, or there are none."""
    text = matching(f"{item.description.title} {item.known.name}") if words else ""
    return not words or any(matching(word) in text for word in words)


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
