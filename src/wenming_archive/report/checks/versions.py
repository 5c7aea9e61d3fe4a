"""Two versions of one document among what is filed: 征求意见稿 beside what was issued, 最终版 and 最终版2."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from wenming_archive.model import Item, Status
from wenming_archive.report import drafts
from wenming_archive.report.checks.check import Alike, Check, Fault, Held, Level
from wenming_archive.text.normal import matching


def _look(held: Held) -> Iterator[Fault]:
    told: set[int] = set()
    for group in held.alike:
        items = held.holding(group)
        if are_versions(group, items):
            told |= set(map(id, items))
            yield Fault(items, _said(items))
    for items in _called_alike(item for item in held.items if id(item) not in told):
        yield Fault(items, _said(items))


def are_versions(group: Alike, items: Sequence[Item]) -> bool:
    """Say whether items that read alike are filed versions of one document, by what they are called."""
    filed = [item for item in items if item.status is Status.filed]
    named = any(map(drafts.marked, filed))
    return not group.seen and len(filed) > 1 and len(filed) == len(items) and named and _one(filed)


def _one(items: Sequence[Item]) -> bool:
    """Say whether the items have one title, or one name but for the version."""
    titles = {matching(item.known.description.title) for item in items}
    return len(titles) == 1 or len({drafts.core(item) for item in items}) == 1


def _called_alike(items: Iterator[Item]) -> Iterator[tuple[Item, ...]]:
    """Yield filed documents of one kind and folder whose names differ in the version alone."""
    groups: dict[tuple[str, ...], list[Item]] = defaultdict(list)
    for item in items:
        known = item.known.description
        core = drafts.core(item) if item.status is Status.filed and known.kind != "photo" else ""
        if len(core) >= 4 and not known.title_inferred:
            folder = item.found.source.rpartition("/")[0]
            groups[(item.found.root, folder, known.kind, core, matching(known.title))].append(item)
    for some in groups.values():
        if len(some) > 1 and any(drafts.stage(item) for item in some) and _same_turn(some):
            yield tuple(some)


def _same_turn(items: Sequence[Item]) -> bool:
    """Say whether no two of the items bear days of different years."""
    years = {date[:4] for item in items if (date := item.description.date)}
    return len(years) < 2


def _said(items: Sequence[Item]) -> str:
    said = f"{len(items)} 份是同一个文件的不同稿"
    if best := drafts.latest(items):
        return f"{said}，看名称 {best.known.name} 最新"
    best = max(items, key=lambda item: (item.found.mtime_ns, item.found.size))
    return f"{said}，最后修改的是 {best.known.name}{_day(best)}"


def _day(item: Item) -> str:
    try:
        return f"（{dt.datetime.fromtimestamp(item.found.mtime_ns / 1e9).date()}）"
    except (OverflowError, OSError, ValueError):  # a time out of all reason
        return ""


CHECK = Check(
    id="versions",
    level=Level.warning,
    title="同一文件的不同稿",
    reason="征求意见稿、修改稿和定稿同时放入，前后说法不一，看不出以哪份为准，也显得没有审核。",
    fix="打开核对，只留正式印发的一份，其余用 archive ignore --related 标为不归档。",
    look=_look,
)
