"""One photo under several indicators: the very file, or pictures that are nearly the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wenming_archive.model import Item, Status
from wenming_archive.report.checks.check import Alike, Check, Fault, Held, Level, together

_PHOTO = "photo"


def _look(held: Held) -> Iterator[Fault]:
    for item in held.items:
        if item.status is Status.filed and item.description.kind == _PHOTO and len(item.codes) > 1:
            yield Fault((item,), f"这张照片同时归在 {'、'.join(item.codes)}")
    for group in held.alike:
        items = held.holding(group)
        if spread(group, items):
            codes = "、".join(together(items))
            yield Fault(items, f"{len(items)} 张照片几乎一样（{group.similarity:.0%}），分别归在 {codes}")


def spread(group: Alike, items: Sequence[Item]) -> bool:
    """Say whether nearly the same photo stands, as several items, under several indicators."""
    filed = [item for item in items if item.status is Status.filed and item.description.kind == _PHOTO]
    return group.seen and len({item.codes for item in filed}) > 1


CHECK = Check(
    id="same-photo",
    level=Level.warning,
    title="一张照片用于多个指标",
    reason="同一张照片反复使用，只认一处；测评组会据此怀疑活动是否真的开展。",
    fix=(
        "只在最对题的一个指标下保留（archive assign 照片 编号），其余换成该活动的其他照片，"
        "或用 archive ignore --related 标为不归档。"
    ),
    look=_look,
)
