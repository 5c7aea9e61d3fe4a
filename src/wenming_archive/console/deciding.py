"""What became of an item after a decision."""

from __future__ import annotations

from wenming_archive.console import hands, scanning, screen
from wenming_archive.errors import CopyError
from wenming_archive.model import STATUS_LABELS, Item, Status
from wenming_archive.pipeline.concluding import Statement
from wenming_archive.pipeline.outcome import Outcome


def show(item: Item, outcome: Outcome | None) -> None:
    """Print where the item now stands; without an ``outcome`` nothing has changed.

    :raises CopyError: if its copy could not be made.
    """
    source, placed = screen.safe(item.found.source), "、".join(item.codes)
    if outcome is None:
        screen.say(f"{source} 本来就没有归入任何指标（{STATUS_LABELS[item.status]}）；没有改动")
        return
    screen.say(f"{source}：{STATUS_LABELS[item.status]}{f' {placed}' if placed else ''}")
    if item.same_as:
        filed = "，只归档一份" if item.codes else ""
        screen.say(f"  与 {screen.safe(item.same_as)} 内容完全相同{filed}")
    _warn(item)
    for copy in item.filed_as:
        screen.say(f"  副本 {screen.safe(copy)}")
    scanning.steps(outcome.plan.steps)
    hands.pending(outcome.hands)
    scanning.changed(outcome, but=[item.found.source, item.same_as or ""])
    if item.failed:
        raise CopyError(item.failed)


def statement(found: Statement) -> None:
    """Print the concluding statement that the items give, and what people wrote in its place."""
    if found.own:
        screen.say(f"{found.leaf.code} {found.leaf.title}：已有自己写的（{len(found.own)} 字），导出时用它：")
        for line in found.own.splitlines():
            screen.say(line)
        screen.say("按材料写的是：")
    screen.say(found.skeleton or "（还没有材料，没有可写的；印出来是空格）")


def concluded(code: str, text: str | None, most: int, *, changed: bool) -> None:
    """Print that a concluding statement was recorded or taken back, and whether it is too long."""
    if text is None:
        done = (
            "已取消自己写的结论性说明，改回按材料写" if changed else "本来就没有自己写的结论性说明，没有改动"
        )
        screen.say(f"{code} {done}")
        return
    length = len(text.strip())
    screen.say(f"{code} {'已记下' if changed else '还是原来的'}结论性说明（{length} 字），导出时用它")
    if length > most:
        screen.warn([f"超过 {most} 字，测评表上可能放不下，也可能被退回；请压缩"])


def _warn(item: Item) -> None:
    """Say that what a person filed counts for nothing as long as nobody can open it."""
    if item.status is Status.filed and not item.known.readable:
        reason = screen.safe(item.known.problems[0].message)
        screen.tell(f"注意：{screen.safe(item.found.source)} 无法读取，归入后不计入已备：{reason}")
