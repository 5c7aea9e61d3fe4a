"""Items that are nearly the same: a photo saved twice, drafts and final of a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from wenming_archive.model import Item
from wenming_archive.report import drafts
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.checks.same_photo import spread
from wenming_archive.report.checks.versions import are_versions


def _look(held: Held) -> Iterator[Fault]:
    for group in held.alike:
        items = held.holding(group)
        if len(items) > 1 and not spread(group, items) and not are_versions(group, items):
            how = f"{group.similarity:.0%}" if group.similarity < 0.995 else "几乎完全相同"
            yield Fault(items, _seen(items, how, held) if group.seen else _read(items, how))


def _seen(items: Sequence[Item], how: str, held: Held) -> str:
    """Say of pictures which is the largest."""
    sizes = [held.sizes.get(item.known.sha256 or "", (0, 0)) for item in items]
    n = max(range(len(items)), key=lambda n: (sizes[n][0] * sizes[n][1], items[n].found.size))
    width, height = sizes[n]
    size = f"{width}×{height}，" if width else ""
    return (
        f"{len(items)} 张图片相似（{how}），"
        f"最大的是 {items[n].known.name}（{size}{_bytes(items[n].found.size)}）"
    )


def _read(items: Sequence[Item], how: str) -> str:
    """Say of documents which is the latest."""
    said = f"{len(items)} 份文件内容相近（{how}）"
    stage = max(map(drafts.stage, items))
    if stage > min(map(drafts.stage, items)):
        best = max((item for item in items if drafts.stage(item) == stage), key=_age)
        return f"{said}，看名称 {best.known.name} 较新"
    best = max(items, key=_age)
    return f"{said}，最后修改的是 {best.known.name}（{_day(best)}）"


def _age(item: Item) -> tuple[int, int]:
    return item.found.mtime_ns, item.found.size


def _bytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} KB"


def _day(item: Item) -> str:
    try:
        return str(dt.datetime.fromtimestamp(item.found.mtime_ns / 1e9).date())
    except (OverflowError, OSError, ValueError):  # a time out of all reason
        return "时间不明"


CHECK = Check(
    id="near-duplicate",
    level=Level.hint,
    title="内容几乎相同",
    reason="同一份材料的不同稿子、同一张照片的不同版本，只算一份，重复放入显得凑数。",
    fix=(
        "留下要用的一份：文件留定稿（一般最后修改），照片留最清楚的（一般最大）；"
        "其余用 archive ignore --related 标为不归档。本来就是两份的，不用处理。"
    ),
    look=_look,
)
