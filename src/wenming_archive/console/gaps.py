"""The gaps as a table, grouped as asked, and as CSV and Markdown."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence

from wenming_archive.console import grid, screen
from wenming_archive.console.grid import Head
from wenming_archive.kinds import KINDS
from wenming_archive.report import sections, wording
from wenming_archive.report.gaps import STATE_LABELS, Gaps, LeafState, State
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
#: The columns of what is lacking of one kind, the kind apart.
_NEED_HEADS = ("编号", "指标", "牵头单位", "应备", "已备", "缺", "要求")
#: A group's name and its rows.
_Group = tuple[str, list[tuple[str, ...]]]


def show(report: Gaps, by: str) -> None:
    """Print the gaps grouped ``by`` indicator, unit or kind."""
    year = f"　{report.year}年" if report.year else ""
    screen.say(f"{screen.safe(report.title)}{year}　缺口", "bold")
    if by == "indicator":
        _table(report.leaves)
    elif by == "section":
        for name, leaves in by_section(report):
            screen.say(f"{screen.safe(name)}（{len(leaves)} 项{_points(leaves)}）", "bold")
            _table(leaves)
    elif by == "unit":
        for unit, leads, supports in by_unit(report):
            _unit(unit, leads, supports)
    else:
        _kinds(report)
    screen.say(summary(report, points=not report.standing.ruled))


def summary(report: Gaps, *, points: bool = True) -> str:
    """Return the counts in a sentence, with the ``points`` at risk unless they are told elsewhere."""
    counts = "　".join(f"{label} {report.count(state)}" for state, label in STATE_LABELS.items())
    risk = f"；分值 {report.score:g}，有失分风险 {report.score_at_risk:g}" if report.score and points else ""
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
    if by == "section":
        return "部分", _HEADS, [(screen.safe(n), [*map(_row, found)]) for n, found in by_section(report)]
    at = _HEADS.index("牵头单位")
    groups = [
        (
            screen.safe(unit),
            [
                (*row[:at], duty, *row[at + 1 :])
                for duty, found in (("牵头", leads), ("配合", supports))
                for row in map(_row, found)
            ],
        )
        for unit, leads, supports in by_unit(report)
    ]
    return "责任单位", (*_HEADS[:at], "职责", *_HEADS[at + 1 :]), groups


def _by_kind(report: Gaps) -> list[_Group]:
    """Return a row for each need that is lacking, by kind; last what wants material of any kind."""
    groups: dict[str, list[tuple[str, ...]]] = {kind.label: [] for kind in KINDS}
    anything: list[tuple[str, ...]] = []
    for state in report.open:
        lacking = [need for need in state.needs if need.lacking]
        for need in lacking:
            counts = (str(need.wanted), str(need.held), str(need.lacking))
            row = (*_which(state), *counts, screen.safe(wording.wish(need)))
            groups.setdefault(need.need.label, []).append(row)
        if not lacking:
            anything.append((*_which(state), "", str(state.held), "", wording.NOTHING))
    return [(kind, rows) for kind, rows in (*groups.items(), (_ANY_KIND, anything)) if rows]


def _which(state: LeafState) -> tuple[str, ...]:
    return screen.safe(state.leaf.code), screen.safe(state.leaf.title), screen.safe(state.lead or "")


def by_unit(report: Gaps) -> list[tuple[str, list[LeafState], list[LeafState]]]:
    """Return of each unit the gaps that it leads and those it supports, in catalogue order of the first."""
    leads: dict[str, list[LeafState]] = defaultdict(list)
    supports: dict[str, list[LeafState]] = defaultdict(list)
    for state in report.open:
        leads[state.lead or _NO_UNIT].append(state)
        for unit in state.support:
            if unit != state.lead:
                supports[unit].append(state)
    units = sorted(dict.fromkeys((*leads, *supports)), key=lambda unit: unit == _NO_UNIT)
    return [(unit, leads[unit], supports[unit]) for unit in units]


def _unit(unit: str, leads: list[LeafState], supports: list[LeafState]) -> None:
    screen.say(f"{screen.safe(unit)}（{len(leads)} 项{_points(leads)}）", "bold")
    if leads:
        _table(leads)
    for state in supports:
        lead = f"，{state.lead} 牵头" if state.lead else ""
        said = f"  配合：{state.leaf.code} {state.leaf.title}{lead}　{wording.briefly(state)}"
        screen.say(screen.safe(said))


def by_section(report: Gaps) -> list[tuple[str, list[LeafState]]]:
    """Return the gaps of each section, in catalogue order."""
    found = [(sections.title(one), [s for s in one.leaves if s.is_gap]) for one in sections.sections(report)]
    return [(title, leaves) for title, leaves in found if leaves]


def _row(state: LeafState) -> tuple[str, ...]:
    score = state.leaf.indicator.score
    return (
        *_which(state),
        "" if score is None else f"{score:g}",
        STATE_LABELS[state.state]
        + (f" {screen.safe(state.grade)}" if state.grade and _graded(state) else ""),
        screen.safe(wording.lacking(state)),
        str(state.awaiting_review) if state.awaiting_review else "",
    )


def _graded(state: LeafState) -> bool:
    """Say whether an indicator has a grade now: something is held, or should be."""
    return state.state not in (State.not_held, State.not_needed)


def _table(leaves: Iterable[LeafState]) -> None:
    shown = list(leaves)
    styles = [{4: _STYLES[state.state]} if state.state in _STYLES else {} for state in shown]
    rows = [(*_row(state)[:5], wording.briefly(state), _row(state)[6]) for state in shown]
    grid.show(_COLUMNS, rows, styles)


def _kinds(report: Gaps) -> None:
    asked = [state for state in report.leaves if state.state is not State.not_held]
    labels = [kind.label for kind in KINDS]
    labels += [need.need.label for state in asked for need in state.needs if not need.need.kind]
    rows = []
    for label in dict.fromkeys(labels):
        needs = [(s, n) for s in asked for n in s.needs if n.need.label == label]
        if needs:
            wanted, lacking = sum(n.wanted for _, n in needs), sum(n.lacking for _, n in needs)
            codes = " ".join(s.leaf.code for s, n in needs if n.lacking)
            rows.append((label, str(wanted), str(wanted - lacking), str(lacking), codes))
    grid.show(_KIND_COLUMNS, rows)


def _points(leaves: Iterable[LeafState]) -> str:
    points = sum(state.leaf.indicator.score or 0 for state in leaves)
    return f"，{points:g} 分" if points else ""
