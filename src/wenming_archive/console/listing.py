"""The list of items."""

from __future__ import annotations

from collections.abc import Sequence

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.console import grid, screen
from wenming_archive.console.grid import Head
from wenming_archive.kinds import BY_ID
from wenming_archive.model import STATUS_LABELS, Guess, Item
from wenming_archive.report.counting import problems

_HEADS = (
    Head("指标", most=14, wrap=True),
    Head("状态"),
    Head("类型"),
    Head("日期"),
    Head("题名", ratio=3),
    Head("来源", ratio=2),
)


def show(items: Sequence[Item], catalogue: Catalogue, *, chosen: bool = False) -> None:
    """Print the items as a table; ``chosen`` when there are others that were not asked for."""
    if not items:
        screen.say("没有符合条件的材料" if chosen else "没有材料。先运行 archive scan 材料文件夹")
        return
    grid.show(_HEADS, [_row(item, catalogue) for item in items])
    screen.say(f"共 {len(items)} 份")


def _row(item: Item, catalogue: Catalogue) -> tuple[str, ...]:
    marks = "！" if problems(item, catalogue) else ""
    described = item.description
    return (
        " ".join(item.codes) or "—",
        STATUS_LABELS[item.status] + marks,
        BY_ID[described.kind].label,
        described.date or "",
        described.title,
        item.found.source,
    )


def title(code: str, catalogue: Catalogue) -> str:
    """Return the title of the leaf with ``code``, as shown."""
    leaf = catalogue.by_code.get(code)
    return screen.safe(leaf.title) if leaf else "（测评体系里已没有这个编号）"


def suggestion(n: int, guess: Guess, catalogue: Catalogue) -> None:
    """Print one numbered suggestion of a review."""
    screen.say(f"  [{n}] {guess.code} {title(guess.code, catalogue)}　{guess.confidence:.0%}")
    for reason in guess.reasons[:2]:
        screen.say(f"      {screen.safe(reason.text)}", "dim")
