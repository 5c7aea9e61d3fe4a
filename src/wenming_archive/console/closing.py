"""How to close gaps: what to do first, what may already be there; and what changed since a day."""

from __future__ import annotations

from wenming_archive.console import grid, screen
from wenming_archive.console.grid import Head
from wenming_archive.console.standing import changed, points
from wenming_archive.kinds import BY_ID
from wenming_archive.report.candidates import Candidate
from wenming_archive.report.changes import Change, Since
from wenming_archive.report.gaps import STATE_LABELS, Gaps, LeafState

#: Gaps told of what is best done first.
_FIRST = 5
_COLUMNS = (
    Head("编号"),
    Head("指标", ratio=2),
    Head("原来"),
    Head("现在"),
    Head("材料", right=True),
)


def show(report: Gaps, *, candidates: bool) -> None:
    """Print the points, and what wins most for the least; with ``candidates`` what may already be there."""
    told = report.standing.ruled or report.standing.base.lost
    for line in points(report.standing, judged=not report.year) if told else ():
        screen.say(line)
    first = [state for state in report.first[:_FIRST] if state.step and state.points.open]
    if first:
        screen.say("先补这些，每份得分最多：", "bold")
        for state in first:
            screen.say(screen.safe(_first(state, report.standing.unit)))
    likely = [state for state in report.open if state.candidates]
    if candidates:
        _candidates(likely)
    elif likely:
        screen.say(f"{len(likely)} 项的材料可能已经有了，用 archive gaps --candidates 查看")


def since(found: Since | None) -> None:
    """Print what changed since a day."""
    if found is None:
        screen.say("还没有以前的记录；从现在起，每天的情况都会记下来，以后可以比较")
        return
    if found.asked and found.asked < found.day:
        screen.say(f"{found.asked} 的情况没有记录，最早的记录是 {found.day} 的")
    screen.say(changed(found, "变化"), "bold")
    if found.changes:
        grid.show(_COLUMNS, [_change(one) for one in found.changes])
    screen.say(f"缺口 {found.open[0]} → {found.open[1]} 项")


def _first(state: LeafState, unit: str) -> str:
    assert state.step is not None
    who = f"（{state.lead}）" if state.lead else ""
    won = f"{state.step.points:g} {unit}"
    return f"  {state.leaf.code} {state.leaf.title}{who}：补 {state.step.items} 份，得 {won}"


def _candidates(likely: list[LeafState]) -> None:
    screen.say(
        "可能已经有的材料（请核对，用 archive assign 归入）：" if likely else "没有可能已有的材料", "bold"
    )
    for state in likely:
        screen.say(screen.safe(f"  {state.leaf.code} {state.leaf.title}"))
        for one in state.candidates:
            screen.say(screen.safe(f"    {_candidate(one)}"))


def _candidate(one: Candidate) -> str:
    described = one.item.description
    what = [BY_ID[described.kind].label, described.date or "没有日期", one.reason]
    return f"{one.item.found.source}（{'，'.join(what)}）"


def _change(change: Change) -> tuple[str, ...]:
    before = STATE_LABELS[change.before.state] if change.before else "（新指标）"
    leaf = change.now.leaf
    return (
        leaf.code,
        leaf.title,
        before,
        STATE_LABELS[change.now.state],
        f"{change.came:+d}" if change.came else "",
    )
