"""Charts that are tables: each row has its bar, and says in figures what the bar shows."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from wenming_archive.export.dossier import Dossier
from wenming_archive.export.html_markup import Html, el
from wenming_archive.kinds import BY_ID
from wenming_archive.model import Item, Status
from wenming_archive.report import counting
from wenming_archive.report.gaps import STATE_LABELS, LeafState, State
from wenming_archive.report.scoring import Points

NO_UNIT = "未定牵头单位"
#: Years that the months are shown of, at most: the last ones.
_YEARS = 6
_WIDE = 1000
_MONTH, _TALL = 10, 60


def charts(dossier: Dossier) -> Html:
    """Return all charts."""
    left = el("div", _by_section(dossier), _by_month(dossier))
    right = el("div", _by_unit(dossier), _by_kind(dossier))
    return el("div", _legend(), el("div", left, right, class_="grid"))


def bar(parts: Iterable[tuple[str, float]]) -> Html:
    """Return a bar of parts, each a class and a size; the figures stand beside it."""
    sized = [(name, size) for name, size in parts if size > 0]
    whole = sum(size for _, size in sized) or 1
    drawn: list[Html] = []
    at = 0.0
    for name, size in sized:
        wide = _WIDE * size / whole
        drawn.append(el("rect", class_=name, x=f"{at:.1f}", y=0, width=f"{wide:.1f}", height=10))
        at += wide
    return _svg(drawn, _WIDE, 10, "bar")


def states_bar(leaves: Iterable[LeafState]) -> Html:
    """Return the bar of how many leaves are in each state."""
    counts = Counter(leaf.state for leaf in leaves)
    return bar((state.value, counts[state]) for state in State)


def points(value: Points) -> str:
    """Return in figures how many points stand of how many there are; empty if there are none."""
    return f"{value.reached:g} / {value.full:g}" if value.full else ""


def _svg(drawn: Iterable[Html], width: int, height: int, name: str, said: str = "") -> Html:
    hidden = {"aria_hidden": "true"} if not said else {"role": "img", "aria_label": said}
    box = f"0 0 {width} {height}"
    return el(
        "svg", *drawn, class_=name, viewBox=box, preserveAspectRatio="none", focusable="false", **hidden
    )


def _legend() -> Html:
    keys = (el("li", el("i", class_=f"key {s.value}"), label) for s, label in STATE_LABELS.items())
    return el("ul", *keys, class_="legend")


def _table(title: str, heads: Sequence[str], rows: Iterable[Html]) -> Html:
    head = el(
        "tr", *(el("th", name, scope="col", class_="num" if n > 1 else False) for n, name in enumerate(heads))
    )
    return el(
        "div",
        el("table", el("caption", title), el("thead", head), el("tbody", *rows), class_="bars"),
        class_="chart",
    )


def _row(name: str, drawn: Html, *figures: str) -> Html:
    cells = (el("td", figure, class_="num") for figure in figures)
    return el("tr", el("th", name, scope="row"), el("td", drawn, class_="drawn"), *cells)


def _by_section(dossier: Dossier) -> Html:
    states = {state.leaf.code: state for state in dossier.gaps.leaves}
    rows = []
    for node in dossier.catalogue.indicators:
        leaves = [states[leaf.code] for leaf in dossier.catalogue.leaves if leaf.chain[-1] is node]
        done = sum(leaf.state is State.complete for leaf in leaves)
        worth = points(sum((leaf.points for leaf in leaves), Points()))
        name = f"{node.code} {node.title}"
        rows.append(_row(name, states_bar(leaves), f"{done} / {len(leaves)}", worth))
    return _table("按板块", ("板块", "状态", "齐备 / 项数", "已得 / 分值"), rows)


def _by_unit(dossier: Dossier) -> Html:
    groups: dict[str, list[LeafState]] = defaultdict(list)
    for leaf in dossier.gaps.leaves:
        groups[leaf.lead or NO_UNIT].append(leaf)
    rows = []
    for unit, leaves in sorted(groups.items(), key=lambda pair: -sum(leaf.is_gap for leaf in pair[1])):
        lacking = sum(leaf.is_gap for leaf in leaves)
        risk = sum(leaf.points.open for leaf in leaves)
        drawn = states_bar(leaves)
        rows.append(_row(unit, drawn, f"{lacking} / {len(leaves)}", f"{risk:g}" if risk else ""))
    return _table("按牵头单位", ("单位", "状态", "缺口 / 项数", "可争取分值"), rows)


def _by_kind(dossier: Dossier) -> Html:
    held = Counter(item.description.kind for item in _filed(dossier))
    lacking: Counter[str] = Counter()
    for leaf in dossier.gaps.open:
        for need in leaf.needs:
            lacking[need.need.kind] += need.lacking
    most = max(held[kind] + lacking[kind] for kind in (*BY_ID, ""))
    labels = {**{kind.id: kind.label for kind in BY_ID.values()}, "": "成套或几类任选"}
    rows = [
        _row(label, _of(most, held[kind], lacking[kind]), f"{held[kind] or ''}", f"{lacking[kind] or ''}")
        for kind, label in labels.items()
        if held[kind] or lacking[kind]
    ]
    return _table("按材料类型", ("类型", "", "已归档", "还缺"), rows)


def _of(most: int, held: int, lacking: int) -> Html:
    return bar((("complete", held), ("empty", lacking), ("none", most - held - lacking)))


def _by_month(dossier: Dossier) -> Html:
    """Return how much was made in each month of the period, a year beside the other."""
    dated = [date for item in _filed(dossier) if (date := item.description.date) and counting.dated(item)]
    months = Counter(date[:7] for date in dated if len(date) >= 7)
    period = dossier.gaps.period
    years = range(period.start.year, period.end.year + 1) if period else _years(months)
    shown = list(years)[-_YEARS:]
    inside = Counter({month: count for month, count in months.items() if int(month[:4]) in shown})
    drawn = [_year(dossier, year, inside) for year in shown]
    left = sum(1 for _ in _filed(dossier)) - sum(inside.values())
    outside = any(not _asked(dossier, int(month[:4]), int(month[5:])) for month in inside)
    note = "灰色的不在测评周期内。" if outside else ""
    note += f"另有 {left} 份没有写明月份，或在这些年之外，没有画出" if left else ""
    return el(
        "figure",
        el("figcaption", "按形成月份", class_="cap"),
        el("div", *drawn, class_="years") if drawn else el("p", "还没有写明日期的材料"),
        *([el("p", note, class_="note")] if note else []),
        class_="chart",
    )


def _years(months: Iterable[str]) -> range:
    known = [int(month[:4]) for month in months]
    return range(min(known), max(known) + 1) if known else range(0)


def _year(dossier: Dossier, year: int, months: Counter[str]) -> Html:
    top = max(months.values(), default=1)
    counts = [months[f"{year}-{month:02d}"] for month in range(1, 13)]
    drawn = []
    for n, count in enumerate(counts):
        tall = round(_TALL * count / top, 1)
        name = "complete" if _asked(dossier, year, n + 1) else "not_held"
        x = n * _MONTH + 1
        drawn.append(el("rect", class_="none", x=x, y=_TALL, width=_MONTH - 2, height=1))
        drawn.append(
            el(
                "rect",
                el("title", f"{year}年{n + 1}月 {count} 份"),
                class_=name,
                x=x,
                y=f"{_TALL - tall:g}",
                width=_MONTH - 2,
                height=f"{tall:g}",
            )
        )
    said = f"{year}年各月：" + "，".join(f"{n}月 {count} 份" for n, count in enumerate(counts, 1))
    return el(
        "div",
        _svg(drawn, 12 * _MONTH, _TALL + 1, "months", said),
        el("span", f"{year}年", el("b", f"{sum(counts)} 份")),
        class_="year",
    )


def _asked(dossier: Dossier, year: int, month: int) -> bool:
    """Say whether a month lies in the period; without a period all do."""
    period = dossier.gaps.period
    day = dt.date(year, month, 1)
    return period is None or period.start.replace(day=1) <= day <= period.end


def _filed(dossier: Dossier) -> Iterable[Item]:
    return (item for item in dossier.items if item.status is Status.filed)


def slots(held: Sequence[tuple[str, bool | None]], said: str) -> Html:
    """Return a row of marks, one for each slot: filled, missing, or (``None``) not asked for yet."""
    names = {True: "complete", False: "empty", None: "none"}
    drawn = [
        el("rect", el("title", label), class_=names[full], x=n * _MONTH, y=0, width=_MONTH - 2, height=10)
        for n, (label, full) in enumerate(held)
    ]
    return _svg(drawn, max(1, len(held)) * _MONTH, 10, f"slots n{min(4, 1 + len(held) // 12)}", said)
