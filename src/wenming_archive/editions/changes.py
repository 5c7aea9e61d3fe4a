"""What changed of one thing from the old edition to the new: each part of it, before and after, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from wenming_archive.catalogue import spelling
from wenming_archive.catalogue.base import Period
from wenming_archive.catalogue.model import Catalogue, Indicator, Leaf, Unit

#: Characters of what is the same, shown on each side of a change.
_AROUND = 6
#: Below this share of what is the same, a text is told as written anew.
_REWRITTEN = 0.35


@dataclass(frozen=True, slots=True)
class Change:
    """A part of something, as it was and as it is; empty where there was or is none."""

    #: The key in the catalogue.
    key: str
    #: What people call it.
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of a text: what was taken out, what was put in; of one that stays both are the same."""

    before: str
    after: str

    @property
    def stays(self) -> bool:
        """Whether nothing was changed here."""
        return self.before == self.after


def of_leaves(old: Leaf, new: Leaf, before: Catalogue, after: Catalogue) -> list[Change]:
    """Return what changed from a leaf to the one that carries it on, its place apart."""
    rows = [(key, label, tell(old, before), tell(new, after)) for key, label, tell in _LEAF]
    return _changed(rows)


def of_groups(old: Indicator, new: Indicator) -> list[Change]:
    """Return what changed of an indicator that has others below it."""
    return _changed([(key, label, tell(old), tell(new)) for key, label, tell in _NODE])


def of_catalogues(old: Catalogue, new: Catalogue) -> list[Change]:
    """Return what changed of the whole: title, period, points in all."""
    return _changed([(key, label, tell(old), tell(new)) for key, label, tell in _WHOLE])


def of_units(old: Unit, new: Unit) -> list[Change]:
    """Return what changed of a unit."""
    return _changed([(key, label, tell(old), tell(new)) for key, label, tell in _UNIT])


def edits(before: str, after: str) -> list[Edit]:
    """Return a text's stretches from first to last: what stays, and what was put for what."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[Edit] = []
    for act, a, b, c, d in matcher.get_opcodes():
        # A lone sign or character that stays between two changes is part of one.
        short = act == "equal" and b - a < 2 and found and b < len(before) and d < len(after)
        if found and not found[-1].stays and (short or act != "equal"):
            last = found.pop()
            found.append(Edit(last.before + before[a:b], last.after + after[c:d]))
        else:
            found.append(Edit(before[a:b], after[c:d]))
    return found


def rewritten(before: str, after: str) -> bool:
    """Say whether two texts have so little in common that both are to be read."""
    return SequenceMatcher(None, before, after, autojunk=False).ratio() < _REWRITTEN


def marked(before: str, after: str) -> str:
    """Return the words that changed with some of what is around them: …定期举办【道德→文明】讲堂…"""
    parts = edits(before, after)
    return "".join(_shown(n, one, len(parts)) for n, one in enumerate(parts))


def _shown(n: int, one: Edit, count: int) -> str:
    if one.stays:
        return _around(one.before, first=n == 0, last=n == count - 1)
    if not one.before:
        return f"【增：{one.after}】"
    return f"【{one.before}→{one.after}】" if one.after else f"【删：{one.before}】"


def _around(text: str, *, first: bool, last: bool) -> str:
    left, right = ("" if first else text[:_AROUND]), ("" if last else text[-_AROUND:])
    return text if len(left) + len(right) >= len(text) else f"{left}…{right}"


def _changed(rows: Iterable[tuple[str, str, str, str]]) -> list[Change]:
    return [Change(*row) for row in rows if row[2] != row[3]]


def points(score: float | None) -> str:
    """Return points as people write them; empty if there are none."""
    return "" if score is None else f"{score:g}分"


def _units(names: Iterable[str | None], catalogue: Catalogue) -> str:
    return "、".join(catalogue.unit_label(name) or "" for name in names if name)


def period(one: Period | None) -> str:
    """Return a period as people write it; empty if there is none."""
    return f"{one.start} 至 {one.end}" if one else ""


def _needs(leaf: Leaf) -> str:
    return "\n".join(map(spelling.need, leaf.indicator.evidence))


def _grades(leaf: Leaf) -> str:
    return "、".join(f"{one.name} {one.percent:g}%" for one in leaf.grades)


def total(whole: Catalogue) -> float | None:
    """Return the points of all leaves together, bonus apart; ``None`` if none has any."""
    scores = [leaf.indicator.score for leaf in whole.leaves if not leaf.indicator.bonus]
    known = [score for score in scores if score is not None]
    return round(sum(known), 2) if known else None


def _scoring(whole: Catalogue) -> str:
    rules = whole.scoring
    said = ["按达标项数" if rules.by == "count" else "按分值"]
    said += [f"{one.name} {one.percent:g}%" for one in rules.grades]
    said += [f"合格线 {rules.passing:g}"] if rules.passing is not None else []
    said += [f"加分最多 {rules.bonus_max:g}"] if rules.bonus_max is not None else []
    return "，".join(said)


_LEAF: tuple[tuple[str, str, Callable[[Leaf, Catalogue], str]], ...] = (
    ("code", "编号", lambda leaf, _: leaf.code),
    ("title", "名称", lambda leaf, _: leaf.title),
    ("standard", "测评标准", lambda leaf, _: leaf.indicator.standard),
    ("score", "分值", lambda leaf, _: points(leaf.indicator.score)),
    ("bonus", "加分项", lambda leaf, _: "是" if leaf.indicator.bonus else "否"),
    ("evidence", "应备材料", lambda leaf, _: _needs(leaf)),
    ("methods", "测评方法", lambda leaf, _: "、".join(leaf.indicator.methods)),
    ("lead", "牵头单位", lambda leaf, catalogue: _units([leaf.lead], catalogue)),
    ("support", "配合单位", lambda leaf, catalogue: _units(leaf.support, catalogue)),
    ("due", "完成时限", lambda leaf, _: str(leaf.due or "")),
    ("grades", "等次", lambda leaf, _: _grades(leaf)),
    ("keywords", "常见词", lambda leaf, _: "、".join(leaf.indicator.keywords)),
    ("exclude", "排除词", lambda leaf, _: "、".join(leaf.indicator.exclude)),
)
_NODE: tuple[tuple[str, str, Callable[[Indicator], str]], ...] = (
    ("code", "编号", lambda node: node.code),
    ("title", "名称", lambda node: node.title),
    ("standard", "测评标准", lambda node: node.standard),
    ("score", "分值", lambda node: points(node.score)),
)
_WHOLE: tuple[tuple[str, str, Callable[[Catalogue], str]], ...] = (
    ("title", "名称", lambda whole: whole.title),
    ("issuer", "发布单位", lambda whole: whole.issuer),
    ("edition", "版本", lambda whole: whole.edition),
    ("period", "测评周期", lambda whole: period(whole.period)),
    ("due", "完成时限", lambda whole: str(whole.due or "")),
    ("scoring", "计分办法", _scoring),
    ("total", "总分", lambda whole: points(total(whole))),
)
_UNIT: tuple[tuple[str, str, Callable[[Unit], str]], ...] = (
    ("name", "名称", lambda unit: unit.label),
    ("aliases", "别名", lambda unit: "、".join(unit.aliases)),
    ("contact", "联系人", lambda unit: unit.contact),
    ("phone", "电话", lambda unit: unit.phone),
)
