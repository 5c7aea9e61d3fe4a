"""What looks out of place, for a person to look at again."""

from __future__ import annotations

from collections.abc import Sequence

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.console import screen
from wenming_archive.console.listing import title
from wenming_archive.pipeline.suspects import Suspect


def show(found: Sequence[Suspect], catalogue: Catalogue, *, filed: bool = True) -> None:
    """Print the items that look out of place, worst first; ``filed`` says whether any item is filed."""
    if not found:
        screen.say("没有发现放得不像的材料" if filed else "还没有已归档的材料，无从比较")
        return
    screen.say(f"{len(found)} 份已归档的材料看起来放得不对，最不像的在前：")
    for suspect in found:
        placed = suspect.item.placement.indicators[0]
        by = "人工指定" if placed.by == "person" else "自动归入"
        screen.say()
        screen.say(screen.safe(suspect.item.found.source), "bold")
        screen.say(
            f"  现在归在 {placed.code} {title(placed.code, catalogue)}（{by}），像的程度 {suspect.fit:.0%}"
        )
        rather = suspect.rather
        screen.say(f"  更像 {rather.code} {title(rather.code, catalogue)}　{rather.confidence:.0%}")
        for reason in rather.reasons[:2]:
            screen.say(f"      {screen.safe(reason.text)}", "dim")
    screen.say()
    screen.say("放错的，用 archive assign 材料 编号 改归；放对的不用管，人工决定不会被改动。")
