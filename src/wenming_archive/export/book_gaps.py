"""The sheets of the workbook that say how the indicators stand: 总表, 缺口, 按单位."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.catalogue.scoring import By
from wenming_archive.export.dossier import Dossier
from wenming_archive.export.sheets import Cell, Column, Formula, Look, Rank, Row, Sheet
from wenming_archive.privacy import sweep
from wenming_archive.report import chasing, counting, wording
from wenming_archive.report.chasing import Lack
from wenming_archive.report.gaps import STATE_LABELS, Gaps, LeafState, State
from wenming_archive.report.needing import NeedState
from wenming_archive.report.scoring import Points

#: What a leaf is called whose work does not concern the unit.
_NOT_APPLICABLE = "不适用"
#: By state: the colour of its cell.
STATE_COLOURS = {
    STATE_LABELS[State.complete]: "#C6EFCE",
    STATE_LABELS[State.insufficient]: "#FFEB9C",
    STATE_LABELS[State.empty]: "#FFC7CE",
    STATE_LABELS[State.not_held]: "#D9D9D9",
    _NOT_APPLICABLE: "#EDEDED",
}
_BONUS = "是"
_OVERVIEW = (
    Column("一级指标", 16),
    Column("编号", 14),
    Column("指标", 24),
    Column("加分项", 8, Look.short, spare=True),
    Column("状态", 8, Look.short),
    Column("完成", 8, Look.share),
    Column("应备材料（已备/应备）", 36),
    Column("已备份数", 8, Look.number),
    Column("待确认", 8, Look.number, spare=True),
    Column("牵头单位", 12),
    Column("配合单位", 14, spare=True),
    Column("期限", 12, Look.short, spare=True),
    Column("说明", 20, spare=True),
    Column("分值", 8, Look.number),
    Column("已得", 8, Look.number),
    Column("可争取", 8, Look.number),
    Column("已失", 8, Look.number),
)
_LACKING = (
    Column("编号", 14),
    Column("指标", 22),
    Column("状态", 8, Look.short),
    Column("缺什么", 20),
    Column("应备", 8, Look.number),
    Column("已备", 8, Look.number),
    Column("缺", 7, Look.number),
    Column("缺哪几期、哪几件", 34, spare=True),
    Column("要求和说明", 32),
    Column("期限", 12, Look.short, spare=True),
    Column("牵头单位", 12),
    Column("配合单位", 14, spare=True),
    Column("可能已有的材料（请核对）", 34, spare=True),
    Column("可争取", 8, Look.number),
    Column("联系人", 10, spare=True, aside=True),
    Column("电话", 16, spare=True, aside=True),
)
_AT_MISSING = 6


def overview(dossier: Dossier) -> Sheet:
    """Return the sheet that has a row for each leaf, and the points below."""
    report = dossier.gaps
    return Sheet(
        "总表",
        f"{report.title}　总表",
        f"{whose(dossier)}　{counts(report)}　{standing(report)}",
        _OVERVIEW,
        [Row(_leaf(state)) for state in report.leaves],
        totals=list(_totals(report)),
        held=3,
        colours={"状态": STATE_COLOURS},
    )


def lacking(dossier: Dossier) -> Sheet:
    """Return the sheet that has a row for each need that lacks something."""
    return gaps_sheet(dossier.gaps, dossier.catalogue, "indicator", whose(dossier))


def gaps_sheet(report: Gaps, catalogue: Catalogue, by: str, about: str) -> Sheet:
    """Return the list of all that lacks, ``by`` indicator, section or kind."""
    rows: list[Row] = []
    for name, lacks in chasing.groups(report, by):
        rows += [Row([f"{name}　{len(lacks)} 项"], Rank.group)] if name else []
        rows += [Row(_lack(lack, catalogue)) for lack in lacks]
    missing = sum(need.lacking for state in report.open for need in state.needs)
    total: list[Cell] = ["合计", *[None] * (len(_LACKING) - 1)]
    total[_AT_MISSING] = Formula("=SUBTOTAL(109,{column})", missing)  # a filter leaves what is in sight
    return Sheet(
        "缺口",
        f"{report.title}　缺口",
        f"{about}　{counts(report)}",
        _LACKING,
        rows,
        totals=[Row(total, Rank.total)],
        held=2,
        colours={"状态": STATE_COLOURS},
    )


def counts(report: Gaps) -> str:
    """Return how many indicators are in each state."""
    told = [f"{label} {report.count(state)}" for state, label in STATE_LABELS.items() if report.count(state)]
    return f"指标 {len(report.leaves)} 项：{'、'.join(told)}"


def standing(report: Gaps) -> str:
    """Return how the whole stands by its points."""
    now = report.standing
    if not now.base.full and not now.bonus.full:
        return ""
    unit = "项" if now.rules.by is By.tally else "分"
    said = f"现有 {now.reached:g} {unit}，最多可到 {now.reachable:g} {unit}"
    if now.rules.passing is not None:
        line = f"{now.rules.passing:g}{'%' if now.rules.by is By.tally else ' 分'}"
        said += f"；合格线 {line}，{'已达到' if now.passes else '未达到'}"
    if now.vetoed:
        said += f"；一票否决：{'、'.join(one.code for one in now.vetoed)}"
    return said


def whose(dossier: Dossier) -> str:
    """Return whose the workbook is, of which period, and as of which day."""
    period = dossier.gaps.period
    parts = [dossier.unit, f"测评周期 {period.start} 至 {period.end}" if period else ""]
    return "　".join(filter(None, (*parts, f"截至 {dossier.made}")))


def _leaf(state: LeafState) -> list[Cell]:
    leaf, points = state.leaf, state.points
    top = leaf.ancestors[0] if leaf.ancestors else leaf.indicator
    return [
        f"{top.code} {top.title}",
        leaf.code,
        leaf.title,
        _BONUS if leaf.indicator.bonus else None,
        label(state),
        done(state),
        "\n".join(f"{one.need.label} {one.held}/{one.wanted}" for one in state.needs),
        state.held or None,
        state.awaiting_review or None,
        state.lead,
        "、".join(state.support),
        day(state.due),
        wording.not_held(state) if state.state is State.not_held else "",
        *_points(points),
    ]


def label(state: LeafState) -> str:
    """Return what the state of a leaf is called."""
    return STATE_LABELS[state.state] if state.applies else _NOT_APPLICABLE


def done(state: LeafState) -> float | None:
    """Return how much of what a leaf wants is there, 0 to 1; ``None`` where nothing is wanted."""
    if state.state is State.not_needed or not state.applies:
        return None
    wanted = sum(need.wanted for need in state.needs)
    if not wanted:
        return 1.0 if state.state is State.complete else 0.0
    return max(0.0, 1 - sum(need.lacking for need in state.needs) / wanted)


def _points(points: Points) -> list[Cell]:
    if not points.full:
        return [None] * 4
    return [points.full, points.reached, points.open, points.lost]


def _totals(report: Gaps) -> Iterator[Row]:
    """Yield the sums of the points: bonus apart, then all that counts."""
    now = report.standing
    bonus = any(state.leaf.indicator.bonus for state in report.leaves)
    yield _sum("合计（不含加分项）", "", now.base) if bonus else _sum("合计", None, now.base)
    if bonus:
        most = now.rules.bonus_max
        yield _sum(f"加分项{'' if most is None else f'（最多加 {most:g}）'}", _BONUS, now.bonus)
    if now.deducted:
        named = "、".join(f"{one.code} {one.title}" for one in now.deducted)
        yield _bottom(f"扣分：{named}", [None, -now.minus, None, None])
    if bonus or now.deducted:
        yield _bottom("总分", [None, Formula(_whole(report, bonus=bonus), now.reached), None, None])


def _sum(name: str, marked: str | None, points: Points) -> Row:
    text = f'=SUMIF({{加分项}},"{marked}",{{column}})' if marked is not None else "=SUM({column})"
    values = (points.full, points.reached, points.open, points.lost)
    return _bottom(name, [Formula(text, value) for value in values])


def _whole(report: Gaps, *, bonus: bool) -> str:
    """Return the formula of the points that stand: bonus as far as it counts, less what is deducted."""
    most, minus = report.standing.rules.bonus_max, report.standing.minus
    if not bonus:
        return f"=SUM({{column}})-{minus:g}"
    more = f'SUMIF({{加分项}},"{_BONUS}",{{column}})'
    capped = more if most is None else f"MIN({most:g},{more})"
    return f'=SUMIF({{加分项}},"",{{column}})+{capped}-{minus:g}'


def _bottom(name: str, cells: Sequence[Cell]) -> Row:
    return Row([name, *[None] * (len(_OVERVIEW) - 1 - len(cells)), *cells], Rank.total)


def _lack(lack: Lack, catalogue: Catalogue) -> list[Cell]:
    state, need = lack.state, lack.need
    unit = catalogue.unit(state.lead)
    return [
        state.leaf.code,
        state.leaf.title,
        label(state),
        *(_missing(need) if need else (wording.NOTHING, None, state.held, None, "", _standard(state))),
        day(state.due),
        state.lead,
        "、".join(state.support),
        maybe(state, need),
        state.points.open if state.points.full else None,
        unit.contact if unit else "",
        unit.phone if unit else "",
    ]


def _missing(need: NeedState) -> list[Cell]:
    told = "\n".join(chasing.places(need)), "\n".join(chasing.remarks(need))
    return [need.need.label, need.wanted, need.held, need.lacking, *told]


def _standard(state: LeafState) -> str:
    return state.leaf.indicator.standard


def maybe(state: LeafState, need: NeedState | None = None) -> str:
    """Return what may already be what a leaf, or one need of it, lacks; a line for each, with where it is."""
    found = chasing.shown(state.candidates)
    if need:
        found = [one for one in found if not one.fits or counting.fits(one.item, need.need)]
    return "\n".join(f"{chasing.candidate(one)} {sweep.masked(one.item.found.source)}" for one in found)


def day(date: dt.date | None) -> str:
    """Return a day as it is written in tables."""
    return str(date) if date else ""
