"""The gaps as a table, grouped as asked, and as CSV and Markdown."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence

from wenming_archive.console import grid, screen
from wenming_archive.console.grid import Head
from wenming_archive.kinds import BY_ID, KINDS
from wenming_archive.report.gaps import STATE_LABELS, Gaps, LeafState, NeedState, State
from wenming_archive.text import inert

_HEADS = ("编号", "指标", "牵头单位", "分值", "状态", "缺什么", "待确认")
_COLUMNS = (
    Head("编号"),
    Head("指标", ratio=2),
    Head("牵头", most=8, wrap=True),
    Head("分值", right=True),
    Head("状态"),
    Head("还缺（已备/应备）", ratio=5),
    Head("待确认", right=True),
)
_KIND_COLUMNS = (
    Head("材料类型"),
    Head("应备", right=True),
    Head("已备", right=True),
    Head("缺", right=True),
    Head("缺的指标", ratio=1),
)
_STYLES = {State.empty: "red", State.insufficient: "yellow", State.complete: "green"}
_NO_UNIT = "（未定牵头单位）"
_ANY_KIND = "（不限类型）"
_NOTHING = "还没有任何材料"
#: The columns of what is lacking of one kind, the kind apart.
_NEED_HEADS = ("编号", "指标", "牵头单位", "应备", "已备", "缺", "要求")
#: A group's name and its rows.
_Group = tuple[str, list[tuple[str, ...]]]


def show(report: Gaps, by: str) -> None:
    """Print the gaps grouped ``by`` indicator, unit or kind."""
    screen.say(f"{screen.safe(report.title)}　缺口", "bold")
    if by == "indicator":
        _table(report.leaves)
    elif by == "unit":
        for unit, leaves in by_unit(report):
            screen.say(f"{screen.safe(unit)}（{len(leaves)} 项，{_points(leaves)} 分）", "bold")
            _table(leaves)
    else:
        _kinds(report)
    screen.say(summary(report))


def summary(report: Gaps) -> str:
    """Return the counts and the points at risk in a sentence."""
    counts = "　".join(f"{label} {report.count(state)}" for state, label in STATE_LABELS.items())
    risk = f"；分值 {report.score:g}，有失分风险 {report.score_at_risk:g}" if report.score else ""
    return f"共 {len(report.leaves)} 项：{counts}{risk}"


def as_csv(report: Gaps, by: str = "indicator") -> str:
    """Return the gaps as CSV with a byte-order mark, as WPS expects; cells never begin a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    if by == "indicator":
        rows = [_HEADS, *(_row(state) for state in report.leaves)]
    else:
        first, heads, groups = _groups(report, by)
        rows = [(first, *heads), *((group, *row) for group, rows in groups for row in rows)]
    for row in rows:
        writer.writerow([inert.cell(cell) for cell in row])
    return "\ufeff" + out.getvalue()


def as_markdown(report: Gaps, by: str = "indicator") -> str:
    """Return the gaps as a Markdown table, or one for each group under its heading."""
    lines = [f"# {inert.markdown(report.title)} 缺口", ""]
    if by == "indicator":
        lines += [*_markdown(_HEADS, [_row(state) for state in report.leaves]), ""]
    else:
        _, heads, groups = _groups(report, by)
        for group, rows in groups:
            lines += [f"## {inert.markdown(group)}（{len(rows)} 项）", "", *_markdown(heads, rows), ""]
    return "\n".join([*lines, summary(report), ""])


def _markdown(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    return lines + [f"| {' | '.join(map(inert.markdown, row))} |" for row in rows]


def _groups(report: Gaps, by: str) -> tuple[str, Sequence[str], list[_Group]]:
    """Return what the groups are by, the other columns, and each group's rows."""
    if by == "kind":
        return "材料类型", _NEED_HEADS, _by_kind(report)
    at = _HEADS.index("牵头单位")
    units = [(screen.safe(unit), [_row(state) for state in found]) for unit, found in by_unit(report)]
    groups = [(unit, [(*row[:at], *row[at + 1 :]) for row in rows]) for unit, rows in units]
    return _HEADS[at], (*_HEADS[:at], *_HEADS[at + 1 :]), groups


def _by_kind(report: Gaps) -> list[_Group]:
    """Return a row for each need that is lacking, by kind; last what wants material of any kind."""
    groups: dict[str, list[tuple[str, ...]]] = {k: [] for k in (*(kind.label for kind in KINDS), _ANY_KIND)}
    for state in report.open:
        lacking = [need for need in state.needs if need.lacking]
        for need in lacking:
            counts = (str(need.need.min), str(need.held), str(need.lacking))
            label = BY_ID[need.need.kind].label
            groups[label].append((*_which(state), *counts, screen.safe(need.need.note)))
        if not lacking:
            groups[_ANY_KIND].append((*_which(state), "", str(state.held), "", _NOTHING))
    return [(kind, rows) for kind, rows in groups.items() if rows]


def _which(state: LeafState) -> tuple[str, ...]:
    return screen.safe(state.leaf.code), screen.safe(state.leaf.title), screen.safe(state.lead or "")


def by_unit(report: Gaps) -> list[tuple[str, list[LeafState]]]:
    """Return the gaps of each lead unit, in catalogue order of their first."""
    units: dict[str, list[LeafState]] = defaultdict(list)
    for state in report.open:
        units[state.lead or _NO_UNIT].append(state)
    return list(units.items())


def lacking(state: LeafState) -> str:
    """Return in words what an indicator lacks."""
    if state.state is State.not_held:
        return f"说明：{state.note}"
    parts = [_need(need) for need in state.needs if need.lacking]
    if not parts and state.state is State.empty:
        return _NOTHING
    return "；".join(parts)


def _briefly(state: LeafState) -> str:
    """Return what is lacking in as few words as a column has room for."""
    parts = [_short(need) for need in state.needs if need.lacking]
    outside = sum(need.out_of_period for need in state.needs)
    unread = sum(need.unreadable for need in state.needs)
    parts += [f"（另 {outside} 份不在周期内）"] if parts and outside else []
    parts += [f"（另 {unread} 份无法读取）"] if parts and unread else []
    return "　".join(parts) if parts and state.state is not State.not_held else lacking(state)


def _short(need: NeedState) -> str:
    note = f"（{need.need.note}）" if need.need.note else ""
    return f"{BY_ID[need.need.kind].label} {need.held}/{need.need.min}{note}"


def _need(need: NeedState) -> str:
    text = f"{BY_ID[need.need.kind].label} 缺 {need.lacking}（应备 {need.need.min}，已备 {need.held}"
    text += f"，另有 {need.out_of_period} 份不在周期内" if need.out_of_period else ""
    text += f"，另有 {need.unreadable} 份无法读取" if need.unreadable else ""
    text += f"；要求：{need.need.note}" if need.need.note else ""
    return text + "）"


def _row(state: LeafState) -> tuple[str, ...]:
    score = state.leaf.indicator.score
    return (
        *_which(state),
        "" if score is None else f"{score:g}",
        STATE_LABELS[state.state],
        screen.safe(lacking(state)),
        str(state.awaiting_review) if state.awaiting_review else "",
    )


def _table(leaves: Iterable[LeafState]) -> None:
    shown = list(leaves)
    styles = [{4: _STYLES[state.state]} if state.state in _STYLES else {} for state in shown]
    rows = [(*_row(state)[:5], _briefly(state), _row(state)[6]) for state in shown]
    grid.show(_COLUMNS, rows, styles)


def _kinds(report: Gaps) -> None:
    rows = []
    for kind in KINDS:
        needs = [(s, n) for s in report.leaves for n in s.needs if n.need.kind == kind.id]
        if needs:
            wanted = sum(n.need.min for _, n in needs)
            held = sum(min(n.held, n.need.min) for _, n in needs)
            codes = " ".join(s.leaf.code for s, n in needs if n.lacking)
            rows.append((kind.label, str(wanted), str(held), str(wanted - held), codes))
    grid.show(_KIND_COLUMNS, rows)


def _points(leaves: Iterable[LeafState]) -> str:
    return f"{sum(s.leaf.indicator.score or 0 for s in leaves):g}"
