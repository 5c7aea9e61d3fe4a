"""What is said after a workbook of questions went out, and after it came back."""

from __future__ import annotations

from wenming_archive.console import scanning, screen
from wenming_archive.errors import CopyError
from wenming_archive.pipeline.sheet import Sent, Settled


def sent(one: Sent) -> None:
    """Print where the workbook stands and what to do with it."""
    if not one.items:
        screen.say("没有待确认的材料，没有写出表格")
        return
    screen.say(f"已写出 {one.items} 份待确认的材料：{screen.safe(str(one.path))}")
    if one.kept:
        screen.say(f"原来的文件另存为 {screen.safe(str(one.kept))}")
    screen.say(f"请在 Excel 或 WPS 里填好，再运行 archive review --from {screen.safe(str(one.path))}")


def settled(one: Settled) -> None:
    """Print what a workbook decided.

    :raises CopyError: if a copy could not be made.
    """
    left = f"；没有填的 {one.open} 份没有动" if one.open else ""
    if one.outcome is None:
        said = f"表里的 {one.standing} 项决定早已记录" if one.standing else "表里没有填写任何决定"
        screen.say(f"{said}，没有改动{left}")
        return
    also = f"，另有 {one.standing} 项早已记录" if one.standing else ""
    screen.say(f"已记录 {one.recorded} 项决定{also}{left}")
    scanning.totals(one.outcome)
    scanning.steps(one.outcome.plan.steps)
    scanning.changed(one.outcome)
    if one.outcome.failed:
        lost = len(one.outcome.failed)
        raise CopyError(f"有 {lost} 份副本没有复制成功，解决后再运行 archive scan 即可补上")
