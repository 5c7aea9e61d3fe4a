"""The concluding statement (结论性说明) of an indicator: from facts alone, as evaluators read it.

有计划、有制度、有活动、有成效: each only if something is filed under it that counts and shows it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wenming_archive import kinds
from wenming_archive.catalogue.needs import Need
from wenming_archive.decisions import Decisions
from wenming_archive.model import Item
from wenming_archive.report import counting, showing
from wenming_archive.report.events import Event, events
from wenming_archive.report.gaps import LeafState, State
from wenming_archive.text import dates

#: Characters that the form has room for.
LIMIT = 500
#: Documents and events that a clause names at most.
_NAMED = 3
_LONG_TITLE = 40
_OTHER = "其他材料"
#: What counts papers of each kind; all others are 份.
_UNITS = {"photo": "张"}
#: A certificate that says no more than that it is one.
_BARE = re.compile(r"(荣誉)?(证书|奖状|奖牌|牌匾|锦旗|聘书|照片|荣誉)+")

#: How signs are written inside a title's own, and inside quotation marks.
_IN_TITLE = str.maketrans("《》\t\n", "〈〉  ")
_IN_QUOTES = str.maketrans("“”\t\n", "‘’  ")


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The concluding statement of one indicator."""

    text: str
    #: True when people wrote it themselves.
    own: bool


@dataclass(frozen=True, slots=True)
class _Clause:
    """What is filed of one sort: the papers, and the events that they tell of."""

    label: str
    items: tuple[Item, ...]
    events: tuple[Event, ...] = ()


def text(
    state: LeafState,
    shelf: Sequence[Item],
    decisions: Decisions,
    limit: int = LIMIT,
    *,
    lacking: bool = True,
) -> Conclusion:
    """Return the statement to print: what people wrote themselves, or else what the facts give."""
    own = decisions.conclusions_by_code().get(state.leaf.code)
    if own:
        return Conclusion(own.text, True)
    return Conclusion(conclusion(state, shelf, limit, lacking=lacking), False)


def conclusion(state: LeafState, shelf: Sequence[Item], limit: int = LIMIT, *, lacking: bool = True) -> str:
    """Return what the items on the shelf of a leaf show, in at most ``limit`` characters, 0 for ``LIMIT``.

    Only what counts is told of; where the work was not done, the reason that a person gave.  What is still
    missing is told if ``lacking``: a unit does not hand in what accuses it.
    """
    if state.state is State.not_held:
        return _not_held(state, limit or LIMIT)
    if state.state is State.not_needed:
        return f"本项测评方法为{'、'.join(state.leaf.indicator.methods)}，不需提交材料。"
    items = [item for item in shelf if counting.counts(item, state.leaf)]
    if not items and not lacking:
        return ""
    if not items:
        return "本项尚无可计入的材料。" if shelf else "本项尚无材料。"
    return _within(_span(items), _clauses(items), _result(state, lacking=lacking), limit or LIMIT)


def _not_held(state: LeafState, limit: int) -> str:
    what = "未开展" if state.applies else "不适用"
    note = (state.note or "").rstrip("。；，")
    told = f"本项{what}：{note}" if note else f"本项{what}"
    due = f"，计划于{_day(state.promised.isoformat())}前完成" if state.promised and state.applies else ""
    return _whole(f"{told}{due}。", limit) or f"本项{what}。"


def _whole(said: str, limit: int) -> str:
    """Return what a person said, cut where a clause ends if it is too long."""
    if len(said) <= limit:
        return said
    ends = [match.end() for match in re.finditer(r"[。；！？，,;!?]", said[:limit])]
    return said[: ends[-1] - 1] + "。" if ends else ""


def _within(opening: str, clauses: Sequence[_Clause], result: str, limit: int) -> str:
    """Return the statement, with as many papers named as there is room for."""
    for named in range(_NAMED, -1, -1):
        told = "；".join(_told(clause, named) for clause in clauses)
        # What is alone is not there besides anything else.
        whole = f"{opening}{told.removeprefix(showing.BESIDES[:1])}。{result}"
        if len(whole) <= limit:
            return whole
    return opening + (result if len(opening + result) <= limit else "")


def _span(items: Sequence[Item]) -> str:
    """Return how many items there are, and of what time those whose date is known."""
    known = [item.description.date or "" for item in items if counting.dated(item)]
    told = f"本项{'共' if len(items) > 1 else ''}有材料{len(items)}件"
    if not known:
        return f"{told}。"
    period = _period(min(known, key=dates.span), max(known, key=lambda iso: dates.span(iso)[1]))
    some = f"其中注明日期的{len(known)}件，" if len(known) < len(items) else ""
    return f"{told}，{some}形成于{period}。"


def _period(first: str, last: str) -> str:
    """Return the months from the first to the last."""
    if first == last:
        return _day(first)
    start, end = _day(first[:7]), _day(last[:7])
    if first[:4] != last[:4]:
        return f"{start}至{end}"
    months = start != end and len(first) > 4 and len(last) > 4
    return f"{start}至{end[5:]}" if months else start if start == end else f"{first[:4]}年"


def _day(iso: str) -> str:
    return "".join(f"{int(number)}{unit}" for number, unit in zip(iso.split("-"), "年月日", strict=False))


def _clauses(items: Sequence[Item]) -> list[_Clause]:
    """Return what is filed by what it shows, in the order in which evaluators ask."""
    took_place = [event for event in events(items) if showing.took_place(event)]
    shown = {id(item) for event in took_place for item in event.items}
    sorts: dict[str, list[Item]] = {label: [] for label in showing.ORDER}
    for item in items:
        sorts[showing.sort(item, id(item) in shown)].append(item)
    named = tuple(event for event in took_place if showing.name(event))
    found = []
    for label, some in sorts.items():
        happened = named if label == showing.DEED else ()
        if some or happened:
            found.append(_Clause(label, tuple(some), happened))
    return found


def _told(clause: _Clause, named: int) -> str:
    """Return one clause with at most ``named`` papers or events named, the rest counted."""
    counted, label = _counted(clause.items), clause.label + ("" if clause.label == showing.BESIDES else "：")
    if clause.events and named:
        happened = "、".join(map(_event, clause.events[:named]))
        more = "等" if len(clause.events) > named else ""
        return f"{label}{happened}{more}" + (f"，存有{counted}" if counted else "")
    chosen = _main(clause.items)[:named]
    if not chosen:
        return label + counted
    rest = "" if len(chosen) == len(clause.items) else f"等{counted}"
    return label + _listed(chosen) + rest


def _counted(items: Iterable[Item]) -> str:
    counts = Counter(item.description.kind for item in items)
    order = sorted(counts, key=kinds.RANK.__getitem__)
    return "、".join(f"{_label(kind)}{counts[kind]}{_UNITS.get(kind, '份')}" for kind in order)


def _label(kind: str) -> str:
    return _OTHER if kind == "other" else kinds.BY_ID[kind].label


def _main(items: Sequence[Item]) -> list[Item]:
    """Return the papers worth naming, in their order: those with a number before those without."""
    able = [item for item in items if _nameable(item)]
    first = sorted(able, key=lambda item: (item.description.number is None, _late(item)))
    seen: dict[str, Item] = {}
    for item in first:
        seen.setdefault(item.description.title, item)
    return list(seen.values())


def _late(item: Item) -> int:
    """Order papers from the newest."""
    return -dates.span(item.description.date or "1900")[1].toordinal()


def _nameable(item: Item) -> bool:
    """Say whether an item has a title of its own, and one that says something."""
    described = item.description
    bare = described.kind == "certificate" and _BARE.fullmatch(described.title)
    seen = described.kind in ("photo", "video")
    return not seen and not described.title_inferred and not bare and 4 <= len(described.title) <= _LONG_TITLE


def _listed(items: Sequence[Item]) -> str:
    """Return the names of papers; between two titles alone no sign is set (GB/T 15834)."""
    names = [_name(item) for item in items]
    signs = ["" if one.endswith("》") and other.startswith("《") else "、" for one, other in pairwise(names)]
    return "".join(name + sign for name, sign in zip(names, [*signs, ""], strict=True))


def _name(item: Item) -> str:
    described = item.description
    if described.kind == "certificate":
        return f"“{described.title.translate(_IN_QUOTES)}”"
    number = f"（{described.number}）" if described.number else ""
    return f"《{described.title.translate(_IN_TITLE)}》{number}"


def _event(event: Event) -> str:
    """Return an event by its name, and the day on which what was made there says that it took place."""
    name, date = showing.name(event), showing.day(event)
    return f"{name.removeprefix(date[:4] + '年')}（{_day(date)}）" if date else name


def _result(state: LeafState, *, lacking: bool) -> str:
    """Return which of the needs are met and, if ``lacking``, what is still missing; nothing of no needs."""
    asked = [one for one in state.needs if one.wanted]
    counts: Counter[tuple[str, str]] = Counter()
    for one in asked:
        counts[_wanted(one.need)] += one.lacking
    met = "、".join(label for (label, _), count in counts.items() if not count)
    missing = "、".join(f"{label}{count}{unit}" for (label, unit), count in counts.items() if count)
    if not missing:
        return f"应备材料（{met}）齐备。" if met else ""
    if not lacking:
        return f"应备的{met}已备齐。" if met else ""
    return f"应备材料中，{met}已备齐，尚缺{missing}。" if met else f"尚缺{missing}。"


def _wanted(need: Need) -> tuple[str, str]:
    """Return what a need asks for, and in what it is counted."""
    if need.bundle:
        return f"整套材料{need.label.removeprefix('一套')}", "套"
    label = _OTHER if need.kind == "other" else need.label
    words = f"题名含{'或'.join(f'“{word}”' for word in need.words)}的" if need.words else ""
    return words + label, _UNITS.get(need.kind, "份")
