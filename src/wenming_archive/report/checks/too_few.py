"""That evidence is missing: where it is told which."""

from __future__ import annotations

from collections.abc import Iterator

from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.gaps import State


def _look(held: Held) -> Iterator[Fault]:
    leaves = held.gaps.open if held.gaps and held.items else ()
    if leaves:
        empty = sum(leaf.state is State.empty for leaf in leaves)
        parts = [f"{n} 项{said}" for n, said in ((empty, "空缺"), (len(leaves) - empty, "不够数")) if n]
        yield Fault((), f"材料还没有齐：{'、'.join(parts)}", tuple(leaf.leaf.code for leaf in leaves))


CHECK = Check(
    id="too-few",
    level=Level.hint,
    title="份数不够的指标",
    reason="一样都不能缺，一份都不能少；漏一项就丢一项的分。",
    fix="用 archive gaps 看每一项缺什么、该找谁要；确实没有开展的，用 archive not-held 说明。",
    look=_look,
)
