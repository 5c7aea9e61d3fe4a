"""What was handed in with another year's material already."""

from __future__ import annotations

from collections.abc import Iterator

from wenming_archive.model import Item, Status
from wenming_archive.report import counting
from wenming_archive.report.checks.check import Check, Fault, Held, Level, Reused

#: Where a date stands in the content itself: what a folder or a name says may be this year's.
_OWN = ("body", "number", "exif")


def _look(held: Held) -> Iterator[Fault]:
    for reused in held.reused:
        item = held.by_content.get(reused.content)
        if item and item.status is Status.filed and not _lasting(item, held):
            yield Fault((item,), _said(reused))


def _lasting(item: Item, held: Held) -> bool:
    """Say whether a document may serve again: whatever its date, or because it is of this period."""
    if item.description.kind == "photo":
        return False
    leaves = [held.catalogue.by_code[code] for code in item.codes if code in held.catalogue.by_code]
    own = item.description.date_from in _OWN
    return all(
        counting.exempt(item, leaf) or (own and leaf.period is not None and counting.inside(item, leaf))
        for leaf in leaves
    )


def _said(reused: Reused) -> str:
    under = f"{reused.code} 的 {reused.source}" if reused.code else reused.source
    if reused.similarity == 1:
        return f"往年已用过：{under}"
    return f"与往年用过的照片几乎一样（{reused.similarity:.0%}）：{under}"


CHECK = Check(
    id="last-year",
    level=Level.warning,
    title="往年用过的材料",
    reason="用往年的照片、旧材料充当本届的，不予认定，还会影响对整套材料的信任。",
    fix=(
        "换成本届周期内新形成的材料；长期有效的制度等，"
        "可在 catalogue.yaml 的该项应备材料里写 any_date: true。"
    ),
    look=_look,
)
