"""The tree of indicators, each leaf with what it lacks and what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wenming_archive.catalogue.model import Indicator
from wenming_archive.export import html_charts, html_rows
from wenming_archive.export.dossier import Dossier
from wenming_archive.export.html_markup import Html, el, join
from wenming_archive.report import wording
from wenming_archive.report.candidates import Candidate
from wenming_archive.report.gaps import STATE_LABELS, LeafState, State
from wenming_archive.report.needing import NeedState, SlotState

#: Headings below this level are no headings any more.
_DEEPEST = 6


def tree(dossier: Dossier) -> Html:
    """Return all indicators, in catalogue order."""
    states = {state.leaf.code: state for state in dossier.gaps.leaves}
    numbers = {name: n for n, name in enumerate(units(dossier))}
    return join(_node(node, 3, _Shown(dossier, states, numbers)) for node in dossier.catalogue.indicators)


def units(dossier: Dossier) -> list[str]:
    """Return every unit that leads or supports an indicator, in the order of the catalogue."""
    known = [unit.label for unit in dossier.catalogue.units]
    used = dict.fromkeys(name for leaf in dossier.gaps.leaves for name in leaf.units)
    return sorted(used, key=lambda name: known.index(name) if name in known else len(known))


def anchor(state: LeafState) -> str:
    """Return the name by which links find a leaf."""
    return f"i{state.leaf.position + 1}"


class _Shown:
    """What every node of the tree draws on."""

    def __init__(self, dossier: Dossier, states: Mapping[str, LeafState], units: Mapping[str, int]) -> None:
        self.dossier, self.states, self.units = dossier, states, units


def _node(node: Indicator, level: int, shown: _Shown) -> Html:
    if not node.children:
        return _leaf(shown.states[node.code], level, shown)
    below = [shown.states[code] for code in _codes(node)]
    done = sum(leaf.state is State.complete for leaf in below)
    head = el(
        "summary",
        el(f"h{min(level, _DEEPEST)}", el("span", node.code, class_="code"), " ", node.title),
        el("span", f"{done} / {len(below)} 项齐备", class_="count"),
        html_charts.states_bar(below),
    )
    children = (_node(child, level + 1, shown) for child in node.children)
    return el("details", head, *children, class_="part", open=True)


def _codes(node: Indicator) -> Iterator[str]:
    if not node.children:
        yield node.code
    for child in node.children:
        yield from _codes(child)


def _leaf(state: LeafState, level: int, shown: _Shown) -> Html:
    kinds = dict.fromkeys(kind for need in state.needs if need.lacking for kind in need.need.kinds)
    return el(
        "details",
        _head(state, level, len(shown.dossier.shelves[state.leaf.code])),
        el("div", *_body(state, shown.dossier), class_="body"),
        class_="leaf",
        id=anchor(state),
        data_s=state.state.value,
        data_u=" ".join(str(shown.units[name]) for name in state.units),
        data_k=" ".join(kinds),
    )


def _head(state: LeafState, level: int, count: int) -> Html:
    leaf = state.leaf
    judged = state.is_gap or state.state is State.complete
    grade = f"{state.grade}　" if state.grade and judged else ""
    worth = html_charts.points(state.points)
    return el(
        "summary",
        el(f"h{min(level, _DEEPEST)}", el("span", leaf.code, class_="code"), " ", leaf.title),
        el("span", STATE_LABELS[state.state], class_=f"badge {state.state.value}"),
        el("span", state.lead or html_charts.NO_UNIT, class_="lead"),
        el("span", f"{grade}{worth}", class_="worth"),
        el("span", f"{count} 份", class_="count"),
        lacking(state),
    )


def lacking(state: LeafState) -> Html:
    """Return in a line what a leaf lacks, each need with held/wanted, or why it holds nothing."""
    needs = [need for need in state.needs if need.lacking]
    if state.is_gap and needs:
        return el("span", *map(_lacking, needs), class_="lacks")
    said = wording.lacking(state)
    if not said:
        return Html("")
    return el("span", el("span", said, class_="lack" if state.is_gap else False), class_="lacks")


def _lacking(state: NeedState) -> Html:
    outside = (
        f"另有 {state.out_of_period} 份不在周期内" if state.out_of_period and not state.need.bundle else ""
    )
    unread = f"另有 {state.unreadable} 份无法读取" if state.unreadable and not state.need.bundle else ""
    said = "；".join(filter(None, (wording.wish(state), outside, unread)))
    count = el("b", f"{state.need.label} {state.held}/{state.wanted}", class_="lack")
    return el("span", count, f" {said}" if said else "")


def _body(state: LeafState, dossier: Dossier) -> Iterator[Html]:
    if state.leaf.indicator.standard:
        yield el("p", state.leaf.indicator.standard, class_="standard")
    yield from _duties(state)
    if state.needs:
        yield _needs(state.needs)
    yield from (
        el("p", wording.event(event), class_="note")
        for n in state.needs
        for event in n.events
        if event.missing
    )
    if state.candidates:
        yield el("h6", "可能已经有了，请先看这几份")
        yield el("ul", *(_candidate(one, dossier) for one in state.candidates), class_="rows")
    if dossier.shelves[state.leaf.code]:
        yield html_rows.shelf(state, dossier)
    else:
        yield el("p", "没有归在这里的材料", class_="note")


def _duties(state: LeafState) -> Iterator[Html]:
    said = [
        f"配合：{'、'.join(state.support)}" if state.support else "",
        f"期限：{state.due}" if state.due and state.is_gap else "",
        f"待确认 {state.awaiting_review} 份" if state.awaiting_review else "",
        f"测评方法：{'、'.join(state.leaf.indicator.methods)}" if state.leaf.indicator.methods else "",
    ]
    if any(said):
        yield el("p", "　".join(filter(None, said)), class_="note")


def _needs(needs: tuple[NeedState, ...]) -> Html:
    head = el("tr", *(el("th", name, scope="col") for name in ("应备材料", "应备", "已备", "缺")))
    return el("table", el("thead", head), el("tbody", *map(_need, needs)), class_="needs")


def _need(state: NeedState) -> Html:
    said = [el("span", text, class_="note") for text in (state.need.demand,) if text]
    said += [_slots(state.slots)] if state.slots else []
    return el(
        "tr",
        el("th", state.need.label, *said, scope="row"),
        el("td", wording.wanted(state.need, state.wanted)),
        el("td", f"{state.held}"),
        el("td", el("b", f"{state.lacking}", class_="lack") if state.lacking else ""),
    )


def _slots(found: tuple[SlotState, ...]) -> Html:
    missing = [slot.slot.label for slot in found if slot.lacking]
    full = [(s.slot.label, None if not s.wanted and not s.held else not s.lacking) for s in found]
    said = f"共 {len(found)} 期，缺 {'、'.join(missing)}" if missing else f"共 {len(found)} 期，都有"
    return html_charts.slots(full, said)


def _candidate(one: Candidate, dossier: Dossier) -> Html:
    link = dossier.link(one.item.filed_as[0] if one.item.filed_as else "")
    name = html_rows.title(one.item) or one.item.known.name
    shown = el("a", name, href=link, class_="t") if link else el("span", name, class_="t")
    return el("li", el("b", one.reason), shown, el("span", f"来源 {one.item.found.source}", class_="m"))
