"""More of a kind than an indicator takes."""

from __future__ import annotations

from collections.abc import Iterator

from wenming_archive.model import Item, Status
from wenming_archive.report import counting
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.gaps import LeafState
from wenming_archive.report.needing import NeedState


def _look(held: Held) -> Iterator[Fault]:
    for state in held.gaps.leaves if held.gaps else ():
        for need in state.needs:
            if need.surplus:
                yield Fault(_items(held, state, need), _said(state, need), (state.leaf.code,))


def _items(held: Held, state: LeafState, need: NeedState) -> tuple[Item, ...]:
    return tuple(
        item
        for item in held.items
        if item.status is Status.filed
        and state.leaf.code in item.codes
        and counting.meets(item, state.leaf, need.need)
    )


def _said(state: LeafState, need: NeedState) -> str:
    where = f"{state.leaf.code} 的{need.need.label}"
    over = [f"{slot.slot.label} {slot.held} 份" for slot in need.slots if slot.held > (need.need.max or 0)]
    if over:
        return f"{where}每期至多 {need.need.max} 份，{'、'.join(over)}"
    return f"{where}至多 {need.need.max} 份，现有 {need.held} 份，多 {need.surplus} 份"


CHECK = Check(
    id="too-many",
    level=Level.warning,
    title="超过规定的份数",
    reason="材料有份数上限，多报的不看，好的反而被淹没；要的是最有说服力的几份，不是越多越好。",
    fix=(
        "留下最能说明问题的，其余用 archive ignore --related 标为不归档，"
        "或用 archive assign 改归到更对题的指标。"
    ),
    look=_look,
)
