"""How the whole stands: the figures at the top of the page, and the gaps to close first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wenming_archive.catalogue.scoring import By
from wenming_archive.export import html_charts, html_findings, html_tree
from wenming_archive.export.dossier import Dossier
from wenming_archive.export.html_markup import Html, el, join
from wenming_archive.model import STATUS_LABELS, Status
from wenming_archive.report.checks.check import LEVEL_LABELS
from wenming_archive.report.gaps import STATE_LABELS, LeafState, State

#: Gaps named among those to close first.
_FIRST = 8
#: What waits for somebody to do something about it.
_WAITING = (Status.review, Status.unplaced, Status.unreadable)


def overview(dossier: Dossier) -> Html:
    """Return the figures, and what else decides the result."""
    tiles = (*_indicators(dossier), *_points(dossier), *_items(dossier), *_faults(dossier))
    return join((el("div", *tiles, class_="tiles"), *_notices(dossier)))


def first(dossier: Dossier) -> Html:
    """Return the gaps to close first, and what each wins."""
    found = dossier.gaps.first or dossier.gaps.open
    if not found:
        return el("p", "没有缺口")
    order = "每份材料能得分最多的排在前面；" if dossier.gaps.first else ""
    more = len(dossier.gaps.open) - len(found[:_FIRST])
    return join(
        (
            el("p", f"{order}红字里的数是 已备/应备", class_="note"),
            el("ol", *(_step(state, dossier) for state in found[:_FIRST]), class_="first"),
            *([el("p", f"其余 {more} 项缺口见下面的指标", class_="note")] if more else []),
        )
    )


def _step(state: LeafState, dossier: Dossier) -> Html:
    win = f"补 {state.step.items} 份，可得 {state.step.points:g} {_unit(dossier)}" if state.step else ""
    facts = [state.lead or html_charts.NO_UNIT, win, f"{state.due} 前" if state.due else ""]
    return el(
        "li",
        el("a", f"{state.leaf.code} {state.leaf.title}", href=f"#{html_tree.anchor(state)}", class_="t"),
        _facts(facts),
        html_tree.lacking(state),
    )


def _indicators(dossier: Dossier) -> Iterator[Html]:
    gaps = dossier.gaps
    done, asked = gaps.count(State.complete), len(gaps.leaves) - gaps.count(State.not_needed)
    said = [f"{label} {gaps.count(state)}" for state, label in STATE_LABELS.items() if gaps.count(state)]
    yield _tile("指标齐备", f"{done} / {asked} 项", said, html_charts.states_bar(gaps.leaves))


def _points(dossier: Dossier) -> Iterator[Html]:
    """Yield how many points stand, if the catalogue has any."""
    standing = dossier.gaps.standing
    base, rules = standing.base, standing.rules
    if not base.full:
        return
    unit = _unit(dossier)
    said = [
        f"可争取 {base.open:g}",
        f"失去 {base.lost:g}" if base.lost else "",
        f"加分 {standing.bonus.reached:g}" if standing.bonus.full else "",
        f"减分 {standing.minus:g}" if standing.minus else "",
    ]
    if rules.passing is not None:
        line = f"{rules.passing:g}{'%' if rules.by is By.tally else ''}"
        said.append(f"合格线 {line}，{'已达到' if standing.passes else '未达到'}")
    parts = (("complete", base.reached), ("insufficient", base.open), ("not_held", base.lost))
    figure = f"{standing.reached:g} / {base.full:g} {unit}"
    yield _tile("按现有材料可得" if unit == "分" else "达标", figure, said, html_charts.bar(parts))


def _items(dossier: Dossier) -> Iterator[Html]:
    counts = {s: sum(item.status is s for item in dossier.items) for s in (Status.filed, *_WAITING)}
    said = [f"{STATUS_LABELS[status]} {counts[status]}" for status in _WAITING if counts[status]]
    yield _tile("已归档材料", f"{counts[Status.filed]} 份", said or ["没有等着处理的材料"])


def _faults(dossier: Dossier) -> Iterator[Html]:
    counts = html_findings.counts(dossier.findings)
    said = [f"{LEVEL_LABELS[level]} {count}" for level, count in counts.items() if count]
    yield _tile("检查出的问题", f"{sum(counts.values())} 处", said or ["没有发现问题"])


def _unit(dossier: Dossier) -> str:
    return "项" if dossier.gaps.standing.rules.by is By.tally else "分"


def _tile(name: str, figure: str, said: Iterable[str], drawn: Html | None = None) -> Html:
    shown = [drawn] if drawn else []
    return el("div", el("h3", name), el("p", figure, class_="figure"), *shown, _facts(said), class_="tile")


def _facts(said: Iterable[str]) -> Html:
    return el("p", *(el("span", fact) for fact in said if fact), class_="said")


def _notices(dossier: Dossier) -> Iterator[Html]:
    standing = dossier.gaps.standing
    for veto in standing.vetoed:
        yield el("p", f"一票否决：{veto.code} {veto.title}", class_="notice lack")
    for minus in standing.deducted:
        yield el("p", f"减 {minus.points:g} 分：{minus.code} {minus.title}", class_="notice")
    if standing.unsaid:
        yield el("p", f"减分和一票否决的情形还有 {len(standing.unsaid)} 条没有核对", class_="notice")
