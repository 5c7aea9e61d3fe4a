"""What moving to a new edition of the catalogue will do, and did."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from wenming_archive.console import editions, scanning, screen
from wenming_archive.editions.moving import Left, Why
from wenming_archive.pipeline import migrating
from wenming_archive.pipeline.migrating import Migration
from wenming_archive.pipeline.outcome import Outcome

_LISTED, _STEPS = 30, 10
_ABOUT = 40
_SECTIONS = {
    "items": "材料归入",
    "not_held": "未开展说明",
    "conclusions": "结论性说明",
    "negative": "减分项、否决项的记录",
}


def plan(migration: Migration, outcome: Outcome | None) -> None:
    """Print what differs, what becomes of the decisions, and what will change in 材料/."""
    editions.show(migration.diff)
    screen.say()
    screen.say("【人工决定】", "bold")
    moved = migration.moved
    followed = [f"{_SECTIONS[name]} {count} 项" for name, count in moved.followed.items() if count]
    screen.say(f"  跟着指标换编号：{'，'.join(followed) or '没有要换的'}")
    _left("请核对", migrating.doubtful(moved))
    _left("没有对应的指标（写进 decisions.yaml 末尾的注释，不再起作用）", migrating.homeless(moved))
    if outcome:
        screen.say()
        screen.say("【材料】", "bold")
        scanning.steps(outcome.plan.steps, dry=True, most=_STEPS)


def _left(title: str, rows: Sequence[Left]) -> None:
    if rows:
        screen.say(f"  {title}（{len(rows)}）：")
        for row in rows[:_LISTED]:
            editions.wrapped(f"    {_told(row)}")
        if len(rows) > _LISTED:
            screen.say(f"    …另有 {len(rows) - _LISTED} 项")


def _told(row: Left) -> str:
    about = row.about if len(row.about) <= _ABOUT else f"{row.about[:_ABOUT]}…"
    what = f"{_SECTIONS[row.section]} {row.code}{f'：{about}' if about else ''}"
    if row.why is Why.gone:
        return f"{what}　指标已取消"
    if row.row is not None:
        return f"{what}　已与别的指标合并，别的没有这样说明"
    if row.why is Why.merged:
        return f"{what}　合并到 {row.codes[0]}"
    if row.section == "not_held":
        return f"{what}　指标拆开了，各项都照原来说明：{'、'.join(row.codes)}"
    return f"{what}　指标拆开了，先归 {row.codes[0]}；也可能是 {'、'.join(row.codes[1:])}"


def same() -> None:
    """Print that the workspace has the new edition already."""
    screen.say("工作区用的已经是这一版测评体系，没有改动")


def confirmed() -> bool:
    """Ask whether to go on; where nobody can be asked, the command itself is the answer."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    screen.say("确定换用新版吗？　y 是　n 否　（直接回车：n）")
    try:
        return input("> ").strip().lower() in ("y", "yes", "是")
    except EOFError:
        return False


def done(migration: Migration, outcome: Outcome | None) -> None:
    """Print that it was done, and how to go back."""
    screen.say()
    screen.say(f"已换用《{migration.diff.new.title}》，末级指标 {len(migration.diff.new.leaves)} 项")
    if migration.kept:
        screen.say(f"旧版另存为 {migration.kept}；要换回去，请运行 archive undo")
    if outcome:
        scanning.totals(outcome)
        scanning.steps(outcome.plan.steps)
        screen.say("没有人工决定的材料已按新版重新归类。")
        screen.say("下一步：archive review 逐份确认；archive gaps 看还缺什么")
    else:
        screen.say("下一步：archive scan 材料所在的文件夹")
