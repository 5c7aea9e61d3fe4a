"""What a person checks of a draft before it becomes a catalogue, and how far it can be trusted."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from wenming_archive.published.draft import OTHER_TABLE, Draft, Node, Question, Unread
from wenming_archive.text import codes

#: Points that differ by less are equal: 0.1 is not exact.
_NEAR = 0.005
#: Nobody is surer than this of what a program read.
_MOST = 0.98


@dataclass(frozen=True, slots=True)
class Group:
    """A node above the leaves: how many are below it, its points as stated and as added up."""

    depth: int
    code: str
    title: str
    leaves: int
    stated: float | None
    added: float | None

    @property
    def differs(self) -> bool:
        """True when the points stated are not those that its leaves add up to."""
        return self.stated is not None and self.added is not None and abs(self.stated - self.added) > _NEAR


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft in figures."""

    title: str
    #: Nodes on each level, from the first.
    levels: tuple[int, ...]
    leaves: int
    groups: tuple[Group, ...]
    stated: float | None
    #: Points of all leaves, of bonus leaves in it.
    added: float | None
    bonus: float
    needs: int
    units: int
    negative: int
    unread: tuple[Unread, ...]
    questions: tuple[Question, ...]
    #: From 0 to 1, and in words what lowers it.
    confidence: float
    doubts: tuple[str, ...]

    @property
    def adds_up(self) -> bool | None:
        """Whether the points are those stated in all, with the bonus or without; ``None`` if nobody says."""
        if self.stated is None or self.added is None:
            return None
        return any(abs(self.stated - points) <= _NEAR for points in (self.added, self.added - self.bonus))


def preview(draft: Draft) -> Preview:
    """Return a draft in figures."""
    levels = Counter(depth for depth, _ in draft.walk())
    groups = tuple(_group(depth, node) for depth, node in draft.walk() if node.children)
    scored = [leaf.score for leaf in draft.leaves if leaf.score is not None]
    added = sum(abs(score) for score in scored) if scored else None
    bonus = sum(abs(leaf.score or 0) for leaf in draft.leaves if leaf.bonus)
    shown = Preview(
        title=draft.title,
        levels=tuple(levels[n] for n in sorted(levels)),
        leaves=len(draft.leaves),
        groups=groups,
        stated=draft.total,
        added=added,
        bonus=bonus,
        needs=sum(len(leaf.needs) for leaf in draft.leaves),
        units=len(draft.units),
        negative=len(draft.negative),
        unread=draft.unread,
        questions=draft.questions,
        confidence=1.0,
        doubts=(),
    )
    doubts = list(_doubts(draft, shown))
    sure = math.prod(1 - share for share, _ in doubts)
    return replace(
        shown, confidence=round(min(max(sure, 0.05), _MOST), 2), doubts=tuple(text for _, text in doubts)
    )


def _group(depth: int, node: Node) -> Group:
    leaves = list(node.leaves)
    scores = [leaf.score for leaf in leaves]
    whole = all(score is not None for score in scores)
    added = sum(abs(score) for score in scores if score is not None) if whole else None
    return Group(depth, node.code, node.title, len(leaves), node.score, added)


def _doubts(draft: Draft, shown: Preview) -> Iterator[tuple[float, str]]:
    """Yield by how much something lowers the confidence, and what it is."""
    leaves = draft.leaves
    yield from _of_points(draft, shown)
    bare = sum(not leaf.standard and not leaf.needs for leaf in leaves)
    told = sum(bool(leaf.standard) for leaf in leaves)
    if bare and told:
        yield min(0.5, bare / len(leaves)), f"有 {bare} 项没有标准"
    odd = sum("·" in leaf.code for leaf in leaves)
    if odd:
        yield min(0.4, odd / len(leaves)), f"有 {odd} 个编号和别的重复，后面加了“·2”区分"
    turned = _out_of_order(draft)
    if turned:
        yield min(0.3, 2 * turned / len(leaves)), f"有 {turned} 处编号不是从小到大"
    rows = [one for one in draft.unread if one.reason != OTHER_TABLE]
    if rows:
        yield min(0.5, len(rows) / (len(leaves) + len(rows))), f"有 {len(rows)} 行没有读懂"
    elif draft.unread:
        yield 0.03, f"别的表格有 {len(draft.unread)} 行，没有当作指标"
    weak = sum(node.confidence < 1 for _, node in draft.walk())
    if weak:
        yield min(0.4, weak / len(leaves)), f"有 {weak} 项的位置不能肯定"
    if len(leaves) < 3:
        yield 0.4, f"只找到 {len(leaves)} 项指标"
    if draft.questions:
        yield min(0.3, 0.08 * len(draft.questions)), f"有 {len(draft.questions)} 处要人判断（列在最后）"


def _of_points(draft: Draft, shown: Preview) -> Iterator[tuple[float, str]]:
    differ = [group for group in shown.groups if group.differs]
    if differ:
        named = "、".join(f"{group.code}" for group in differ[:5])
        yield min(0.5, 0.15 * len(differ)), f"有 {len(differ)} 组的分值和各项合计不一致（{named}）"
    if shown.adds_up is False:
        yield 0.25, f"各项分值合计 {shown.added:g} 分，原文写的总分是 {shown.stated:g} 分"
    scored = sum(leaf.score is not None for leaf in draft.leaves)
    if scored and scored < len(draft.leaves):
        missing = len(draft.leaves) - scored
        yield min(0.3, missing / len(draft.leaves)), f"有 {missing} 项没有分值"
    if shown.adds_up is None and not any(group.stated is not None for group in shown.groups):
        yield 0.05, "原文没有总分，分值无从核对"


def _out_of_order(draft: Draft) -> int:
    """Return how often a sibling's number is not above that before it."""
    families = [draft.nodes, *(node.children for _, node in draft.walk())]
    found = 0
    for siblings in families:
        values = [codes.numbers(node.code)[-1:] for node in siblings if "code" not in node.inferred]
        found += sum(bool(a and b and b <= a) for a, b in pairwise(values))
    return found
