"""Judge a draft against the truth of its file: what is found, what is right, what is lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from difflib import SequenceMatcher
from enum import Enum
from string import ascii_letters, digits
from typing import Any

#: Code and title of each node from the first level down.
Path = tuple[tuple[str, str], ...]

#: From here on two texts are the same leaf, and the same standard.
ALIKE, SAME = 0.5, 0.97

_POINTS = re.compile(r"[(（]\s*(满分|共)?\s*\d+(\.\d+)?\s*分\s*[)）]")
_IN_BRACKETS = re.compile(r"【[^】]*】")
_MARKER = re.compile(r"(?<![\d.])(\d{1,3}|[①-⑳])\s*[)）.．、]|[(（]\s*\d{1,3}\s*[)）]|[①-⑳]")
_NO_WORD = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]")
#: Words by which a standard names a kind in passing: where a column tells the materials, what the
#: standard names besides is neither asked for nor wrong.
_NAMED = {
    "minutes": "记录 纪要",
    "regulation": "制度 办法 规定 规范 公约 章程 责任制 守则 标准",
    "plan": "方案 计划 规划 预案 要点 安排",
    "summary": "总结 报告 汇报 说明",
    "ledger": "台账 名单 名册 清单 登记 统计 表 档案",
    "photo": "照片 图片 截图",
    "notice": "文件 通知 通报 决定 意见 公示 公告",
    "pledge": "承诺 责任书 倡议",
    "certificate": "证书 奖 荣誉 聘书 牌",
    "briefing": "简报 信息 报道 媒体",
    "video": "视频 短片",
    "speech": "讲稿 发言 讲话",
    "other": "教案 合同 协议 资料 材料 指南 问卷",
}


@dataclass(frozen=True)
class Need:
    """What is compared of a need."""

    kinds: frozenset[str]
    low: int = 1
    high: int | None = None
    per: str = ""
    #: What of it a clerk might as well write otherwise: its count, or that it comes each year.
    free: str = ""

    def met(self, found: Need) -> bool:
        """Say whether ``found`` asks for the same."""
        if self.kinds != found.kinds or self.free == "count":
            return self.kinds == found.kinds
        pers = {self.per, ""} if self.free == "per" else {self.per}
        return (self.low, self.high) == (found.low, found.high) and found.per in pers

    def __str__(self) -> str:
        return f"{'|'.join(sorted(self.kinds))} {self.low}-{self.high or ''} {self.per}".strip()


@dataclass(frozen=True)
class Leaf:
    """A leaf, of the truth or of a draft."""

    code: str
    title: str
    #: Code and title of each node it stands under, from the first level down.
    parents: Path
    standard: str = ""
    score: float | None = None
    methods: frozenset[str] = frozenset()
    #: Each unit as the set of its names.
    lead: frozenset[str] = frozenset()
    support: tuple[frozenset[str], ...] = ()
    bonus: bool = False
    needs: frozenset[Need] = frozenset()
    may: frozenset[str] = frozenset()
    #: Other texts that are as right for its standard.
    also: tuple[str, ...] = ()
    #: It has no name, and nothing beside it in its group: the group may as well be the leaf.
    alone: bool = False

    @property
    def name(self) -> str:
        """What it is called in a list."""
        return f"{self.code} {self.title or self.standard[:20]}".strip().replace("\n", " ")

    @property
    def words(self) -> str:
        """What it is known by."""
        return letters(self.title + self.standard)


@dataclass
class Verdict:
    """The counts of one file: right and of how many, per figure; and what is not right."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def count(self, figure: str, right: bool, message: str = "") -> None:
        """Count one case."""
        self.of[figure] += 1
        self.right[figure] += right
        if not right and message:
            self.told.append(f"{figure}: {message}")

    def add(self, other: Verdict) -> None:
        """Add what another file counted."""
        self.right.update(other.right)
        self.of.update(other.of)
        self.lost += other.lost
        self.seconds += other.seconds


def letters(text: str) -> str:
    """Return only what carries meaning: no numbering, no points in brackets, no marks."""
    text = _IN_BRACKETS.sub("", _POINTS.sub("", text))
    return _NO_WORD.sub("", _MARKER.sub("", unicodedata.normalize("NFKC", text)))


def folded(code: str) -> str:
    """Return a code without what differs from hand to hand: Ⅱ—1 and II-1, （1） and 1)."""
    text = unicodedata.normalize("NFKC", code)
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"[\s()\[\]、.,:]+$|^[\s()\[\]]+|\s", "", text)
    return re.sub(r"^(第|表|卷宗)(.+?)(部分|章|篇|卷|项|类)?$", r"\2", text)


def alike(a: str, b: str) -> float:
    """Say how far two texts are the same, from 0 to 1."""
    if a == b:
        return 1.0
    return SequenceMatcher(None, a, b, autojunk=False).ratio() if a and b else 0.0


def from_truth(truth: Mapping[str, Any], part: str = "leaves") -> list[Leaf]:
    """Return the true leaves."""
    names = {name: frozenset(group) for group in truth["units"] for name in group}
    return [_true_leaf(row, names) for row in truth[part]]


def _true_leaf(row: Mapping[str, Any], names: Mapping[str, frozenset[str]]) -> Leaf:
    units = [names.get(name, frozenset({name})) for name in row.get("support", [])]
    may = set(row.get("may", []))
    if row.get("material"):
        said = row.get("standard", "")
        may |= {kind for kind, words in _NAMED.items() if any(word in said for word in words.split())}
    lead = row.get("lead", "")
    return Leaf(
        row["code"],
        row.get("title", ""),
        tuple((code, title) for code, title in row.get("parent", [])),
        row.get("standard", ""),
        row.get("score"),
        frozenset(row.get("methods", [])),
        names.get(lead, frozenset({lead})) if lead else frozenset(),
        tuple(units),
        row.get("bonus", False),
        frozenset(need(one) for one in row.get("needs", [])),
        frozenset(may),
        tuple(row.get("also", [])),
        row.get("alone", False),
    )


def need(said: Any) -> Need:
    """Return what is compared of a need, of a truth's or of the catalogue's."""
    get = said.get if isinstance(said, Mapping) else lambda name, default=None: getattr(said, name, default)
    kind, any_of = get("kind", ""), get("any_of", None) or ()
    kinds = [kind] if kind else [_kind(one) for one in any_of]
    per = get("per", None)
    told = str(getattr(per, "value", per) or "")
    return Need(frozenset(kinds), get("min", 1), get("max", None), told, get("free", "") or "")


def _kind(part: Any) -> str:
    if isinstance(part, str):
        return part
    return str(part["kind"] if isinstance(part, Mapping) else part.kind)


def _needs(node: Any) -> Iterator[Need]:
    for inferred in node.needs:
        said = getattr(inferred, "need", inferred)
        for part in getattr(said, "bundle", None) or ():
            yield Need(frozenset({_kind(part)}), getattr(part, "min", None) or 1, None, need(said).per)
        if not getattr(said, "bundle", None):
            yield need(said)


def from_draft(draft: Any) -> list[Leaf]:
    """Return the leaves of a draft; a unit or method of a node holds for what stands under it."""
    names = {unit.id: frozenset({unit.name or unit.id, *unit.aliases}) for unit in draft.units}

    def walk(node: Any, above: tuple[Any, ...]) -> Iterator[Leaf]:
        chain = (*above, node)
        for child in node.children:
            yield from walk(child, chain)
        if not node.children:
            yield _leaf(chain, names)

    return [leaf for node in draft.nodes for leaf in walk(node, ())]


def _leaf(chain: tuple[Any, ...], names: Mapping[str, frozenset[str]]) -> Leaf:
    def held(name: str) -> Any:
        return next((value for node in reversed(chain) if (value := getattr(node, name))), None)

    node = chain[-1]
    lead = held("lead")
    return Leaf(
        node.code,
        node.title,
        tuple((one.code, one.title) for one in chain[:-1]),
        node.standard,
        node.score,
        frozenset(held("methods") or ()),
        names.get(lead, frozenset({lead})) if lead else frozenset(),
        tuple(names.get(unit, frozenset({unit})) for unit in held("support") or ()),
        any(one.bonus for one in chain),
        frozenset(_needs(node)),
    )


def paired(true: list[Leaf], found: list[Leaf]) -> list[tuple[int, int]]:
    """Return which is which, in order: the pairing whose likeness adds up to the most."""
    table = [[0.0] * (len(found) + 1) for _ in range(len(true) + 1)]
    same = [[_likeness(a, b) for b in found] for a in true]
    for i in range(len(true) - 1, -1, -1):
        for j in range(len(found) - 1, -1, -1):
            take = same[i][j] + table[i + 1][j + 1] if same[i][j] >= ALIKE else 0.0
            table[i][j] = max(take, table[i + 1][j], table[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(true) and j < len(found):
        if same[i][j] >= ALIKE and table[i][j] == same[i][j] + table[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif table[i][j] == table[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(a: Leaf, b: Leaf) -> float:
    by_standard = alike(letters(a.standard), letters(b.standard)) if a.standard else 0.0
    by_title = alike(letters(a.title), letters(b.title)) if a.title else 0.0
    return max(alike(a.words, b.words), by_standard, 0.6 * by_title)


def judge(truth: Mapping[str, Any], draft: Any, part: str = "leaves") -> Verdict:
    """Return the counts of one file."""
    verdict = Verdict()
    true, found = from_truth(truth, part), from_draft(draft)
    pairs = paired(true, found)
    seen, made = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, leaf in enumerate(true):
        verdict.count("leaves found", i in seen, f"{leaf.code} {leaf.title or leaf.standard[:30]}")
    for j, leaf in enumerate(found):
        verdict.count("leaves real", j in made, f"{leaf.code} {leaf.title or leaf.standard[:30]}")
    codes = Counter(leaf.code for leaf in found)
    for i, j in pairs:
        _compare(verdict, true[i], found[j], codes)
        if part == "leaves":
            _compare_needs(verdict, true[i], found[j])
    if part == "leaves":
        _whole(verdict, truth, draft)
    return verdict


def _compare(verdict: Verdict, true: Leaf, found: Leaf, codes: Counter[str]) -> None:
    name = true.name
    verdict.count("parent", _parents(true, found), f"{name}: {true.parents} / {found.parents}")
    verdict.count("code", _code(true.code, found.code) and codes[found.code] == 1, f"{name}: {found.code!r}")
    right = _standard(true, found)
    verdict.count("standard", right, f"{name}: {true.standard!r} / {found.title!r} {found.standard!r}")
    if true.title:
        same = letters(true.title) == letters(found.title)
        verdict.count("title", same, f"{name}: {found.title!r}")
    if true.score is not None or found.score is not None:
        verdict.count("points", true.score == found.score, f"{name}: {true.score} / {found.score}")
    if true.methods or found.methods:
        verdict.count("methods", true.methods == found.methods, f"{name}: {found.methods}")
    if true.lead or found.lead or true.support or found.support:
        verdict.count("unit", _units(true, found), f"{name}: {_said(true)} / {_said(found)}")
    verdict.count("bonus", true.bonus == found.bonus, name)


def _parents(true: Leaf, found: Leaf) -> bool:
    """Right if the whole chain is; one more group above all is no fault."""
    if true.alone and letters(true.parents[-1][1]) == letters(found.title):
        return _same_path(true.parents[:-1], found.parents)
    return _same_path(true.parents, found.parents)


def _same_path(true: Path, found: Path) -> bool:
    found = found[1:] if len(found) == len(true) + 1 else found
    return len(true) == len(found) and all(_same_node(a, b) for a, b in zip(true, found, strict=True))


def _same_node(true: tuple[str, str], found: tuple[str, str]) -> bool:
    """Right if the title is; of a node without one, the code."""
    return letters(true[1]) == letters(found[1]) if true[1] else _code(true[0], found[0])


def _code(true: str, found: str) -> bool:
    """Right if it is the file's own, alone or behind that of what it stands under."""
    a, b = folded(true), folded(found)
    if not a or a == b:
        return bool(b)
    before = b[-len(a) - 1] if b.endswith(a) else "0"
    return b.endswith(a) and not any(before in set_ and a[0] in set_ for set_ in (digits, ascii_letters))


def _standard(true: Leaf, found: Leaf) -> bool:
    wanted = [true.standard, *true.also] + ([true.title + true.standard] if true.title else [])
    given = [found.standard]
    if not true.title:
        given += [found.title + found.standard, *([found.title] if not found.standard else [])]
    return any(alike(letters(a), letters(b)) >= SAME for a in wanted for b in given)


def _units(true: Leaf, found: Leaf) -> bool:
    if bool(true.lead) != bool(found.lead) or (true.lead and not _met(true.lead, found.lead)):
        return False
    if len(true.support) != len(found.support):
        return False
    return all(any(_met(a, b) for b in found.support) for a in true.support)


def _met(a: frozenset[str], b: frozenset[str]) -> bool:
    return not {letters(name) for name in a}.isdisjoint(letters(name) for name in b)


def _said(leaf: Leaf) -> str:
    return f"{'/'.join(sorted(leaf.lead))}+{'、'.join('/'.join(sorted(one)) for one in leaf.support)}"


def _compare_needs(verdict: Verdict, true: Leaf, found: Leaf) -> None:
    missing = [one for one in true.needs if not any(one.met(other) for other in found.needs)]
    real = [one for one in found.needs if any(other.met(one) for other in true.needs)]
    extra = [one for one in found.needs if one not in real and not one.kinds <= true.may]
    if true.needs or extra:
        message = f"{true.name}: missing {_listed(missing)}, made up {_listed(extra)}"
        verdict.count("needs", not missing and not extra, message)
    for one in true.needs:
        verdict.count("needs found", one not in missing)
    for one in (*real, *extra):
        verdict.count("needs real", one in real)


def _listed(needs: Iterable[Need]) -> str:
    return "; ".join(sorted(map(str, needs))) or "–"


def _whole(verdict: Verdict, truth: Mapping[str, Any], draft: Any) -> None:
    if truth["total"] != "any":
        verdict.count("total", truth["total"] == draft.total, f"{truth['total']} / {draft.total}")
    _compare_groups(verdict, truth["groups"], draft)
    for group in truth["units"]:
        met = [unit for unit in draft.units if {unit.name, *unit.aliases} & set(group)]
        verdict.count("units joined", len(met) == 1, f"{group}: {[unit.name for unit in met]}")
    if "negative" in truth:
        said = [letters(one.title) for one in getattr(draft, "negative", ())]
        for text in truth["negative"]:
            there = any(letters(text) in one or alike(letters(text), one) > ALIKE for one in said)
            verdict.count("negative", there, text)
    verdict.lost = lost(truth["cells"], draft)


def _compare_groups(verdict: Verdict, groups: Iterable[Mapping[str, Any]], draft: Any) -> None:
    found = list(_inner(draft.nodes, ()))
    for group in groups:
        path = tuple((code, title) for code, title in group["path"])
        name = " ".join(path[-1])
        node = next((node for node, above in found if _same_path(path, above)), None)
        verdict.count("groups found", node is not None, name)
        if node is not None:
            verdict.count("group code", _code(path[-1][0], node.code), f"{name}: {node.code!r}")
            right = group.get("score") in {node.score, None}
            verdict.count("group points", right, f"{name}: {group.get('score')} / {node.score}")


def _inner(nodes: Iterable[Any], above: Path) -> Iterator[tuple[Any, Path]]:
    for node in nodes:
        if node.children:
            path = (*above, (node.code, node.title))
            yield node, path
            yield from _inner(node.children, path)


def lost(cells: Iterable[str], draft: Any) -> list[str]:
    """Return the cells of which some words (four characters on) stand nowhere in the draft."""
    return missing(cells, "\n".join(re.sub(r"\s", "", text) for text in texts(draft)))


def missing(cells: Iterable[str], everything: str) -> list[str]:
    """Return the cells of which some words (four characters on) stand nowhere in ``everything``."""
    return [cell for cell in cells if not all(_kept(run, everything) for run in _runs(cell))]


def _runs(cell: str) -> Iterator[str]:
    """Yield the runs of characters between marks, with the spaces that are in them."""
    yield from re.findall(r"[\u3400-\u9fff](?:[\u3400-\u9fff\s]*[\u3400-\u9fff])?", cell)


def _kept(run: str, everything: str) -> bool:
    parts = run.split()
    return _there("".join(parts), everything) or all(_there(part, everything) for part in parts)


def _there(text: str, everything: str) -> bool:
    return len(text) < 4 or text in everything


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a value of any make."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from texts(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from texts(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts(getattr(value, one.name))
    elif hasattr(value, "model_dump"):
        yield from texts(value.model_dump())
