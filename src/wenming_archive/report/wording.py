"""What is lacking, in words: for the terminal and for everything that is exported."""

from __future__ import annotations

from wenming_archive.catalogue.needs import PER_WORDS, Need
from wenming_archive.report.gaps import LeafState, State
from wenming_archive.report.needing import EventState, NeedState, Piece, wanted_of

NOTHING = "还没有任何材料"
#: Slots and events named before the rest is only counted.
_NAMED = 4


def lacking(state: LeafState) -> str:
    """Return in words what an indicator lacks, or why it holds nothing; empty if it lacks nothing."""
    if state.state is State.not_held:
        return not_held(state)
    parts = [need(one) for one in state.needs if one.lacking]
    if not parts and state.state is State.empty:
        return NOTHING
    return "；".join(parts)


def briefly(state: LeafState) -> str:
    """Return what is lacking in as few words as a column has room for."""
    parts = [short(one) for one in state.needs if one.lacking]
    outside = sum(one.out_of_period for one in state.needs if not one.need.bundle)
    unread = sum(one.unreadable for one in state.needs if not one.need.bundle)
    parts += [f"（另 {outside} 份不在周期内）"] if parts and outside else []
    parts += [f"（另 {unread} 份无法读取）"] if parts and unread else []
    return "　".join(parts) if parts and state.state is not State.not_held else lacking(state)


def not_held(state: LeafState) -> str:
    """Return why an indicator holds nothing, and by when it will."""
    there = f"；已归入 {state.held} 份材料，请核对" if state.held else ""
    return f"{'不适用' if not state.applies else '说明'}：{state.note}{_promised(state)}{there}"


def _promised(state: LeafState) -> str:
    """Return the day by which a person said it will be done, and whether that has passed."""
    if not state.promised or not state.applies:
        return ""
    return f"（原定 {state.promised} 完成，已过期）" if state.late else f"（{state.promised} 前完成）"


def short(state: NeedState) -> str:
    """Return a need in a few words: 会议纪要 1/2（…）."""
    note = f"（{state.need.demand}）" if state.need.demand else ""
    count = _choices(state) if state.choices else f"{state.need.label} {state.met}/{state.wanted}"
    return f"{count}{_where(state)}{note}"


def _choices(state: NeedState) -> str:
    """Return alternatives with how many are there and wanted of each: 方案 0/1 或 会议纪要 1/2."""
    return " 或 ".join(f"{one.part.label} {one.held}/{wanted_of(one.part)}" for one in state.choices)


def need(state: NeedState) -> str:
    """Return a need and what it lacks as a sentence part."""
    told = _choices(state) if state.choices else f"应备 {wanted(state.need, state.wanted)}，已备 {state.held}"
    text = f"{state.need.label} 缺 {state.lacking}（{told}"
    if state.slots and state.met < state.held:  # three in one month do not make up for another
        text += f"，算数的 {state.met}"
    text += _where(state, "，缺 ")
    text += f"，另有 {state.out_of_period} 份不在周期内" if state.out_of_period else ""
    text += f"，另有 {state.unreadable} 份无法读取" if state.unreadable else ""
    text += f"；要求：{state.need.demand}" if state.need.demand else ""
    return text + "）"


def wish(state: NeedState) -> str:
    """Return what a need asks for besides its kind: its note, and where something is missing."""
    return "；".join(filter(None, (state.need.demand, _where(state, "缺 ").lstrip("，"))))


def wanted(need: Need, count: int) -> str:
    """Return how many are wanted: 2, or 每年 2 共 6."""
    return f"{PER_WORDS[need.per][0]} {need.min} 共 {count}" if need.per else f"{count}"


def event(state: EventState, *, dated: bool = False) -> str:
    """Return which pieces of which event are missing: 《…》缺签到表、照片 2 份; ``dated`` with its day."""
    day = f"（{state.date}）" if dated and state.date else ""
    return f"《{state.title}》{day}缺{'、'.join(map(piece, state.missing))}"


def piece(state: Piece) -> str:
    """Return a piece that is missing, with its count where that is more than one."""
    return state.part.label if state.lacking == 1 else f"{state.part.label} {state.lacking} 份"


def _where(state: NeedState, before: str = "，缺 ") -> str:
    """Return the slots that something is missing of, and the events with their missing pieces."""
    named = _runs(state)
    told = f"{before}{'、'.join(named[:_NAMED])}" if named else ""
    told += f" 等 {len(state.missing)} 期" if len(named) > _NAMED else ""
    begun = [one for one in state.events if one.missing][: max(1, min(state.lacking, _NAMED))]
    titles = [one.title for one in state.events]
    told += "".join(f"，{event(one, dated=titles.count(one.title) > 1)}" for one in begun)
    if state.need.bundle and not state.events:
        told += "，还没有这样的活动材料"
    return told


def _runs(state: NeedState) -> list[str]:
    """Return the slots that something is missing of; three or more in a row from the first to the last."""
    runs: list[list[str]] = []
    before = None
    for n, slot in enumerate(state.slots):
        if slot.lacking:
            if before != n - 1 or not runs:
                runs.append([])
            runs[-1].append(slot.slot.label)
            before = n
    return [name for run in runs for name in (run if len(run) < 3 else [f"{run[0]}至{run[-1]}"])]
