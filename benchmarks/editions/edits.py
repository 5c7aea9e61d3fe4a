"""Make a new edition of a catalogue by edits such as offices make, and keep which leaf came from which."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from wenming_archive.catalogue import load, templates
from wenming_archive.catalogue.model import Catalogue

Node = dict[str, Any]
#: Words that mean the same to an office.
_SAME = (
    ("开展", "组织开展"), ("健全", "完善"), ("定期", "按时"), ("制度", "工作制度"), ("计划", "工作计划"),
    ("有记录", "留有记录"), ("落实", "贯彻落实"), ("组织", "举办"), ("宣传", "宣传教育"), ("建立", "建有"),
    ("成立", "组建"), ("经常", "常态化"), ("每年", "年度内"), ("规范", "规范有序"), ("公开", "公开公示"),
    ("职工", "干部职工"), ("检查", "督促检查"), ("有方案", "制定方案"), ("评选", "评选表彰"),
    ("更新", "维护更新"),
)  # fmt: skip
_BEFORE = ("坚持以习近平新时代中国特色社会主义思想为指导", "认真落实上级部署", "坚持问题导向", "结合实际")
_AFTER = ("成效明显", "群众反映良好", "形成长效机制", "有特色、有亮点", "相关资料齐全")
_TITLE = (("建设", "工作"), ("教育", "宣传教育"), ("管理", "规范管理"), ("活动", "主题活动"), ("与", "和"))


class Editing:
    """An edition while it is edited; every leaf remembers the codes of the old edition it carries on."""

    def __init__(self, base: str, seed: int) -> None:
        text = templates.text(base) if base.startswith("wenming-") else base
        self.old: Catalogue = load.parse(text)
        self.data: Node = yaml.safe_load(text)
        self.random = random.Random(seed)
        for node in self._leaves():
            node["from"] = [str(node["code"])]
        self.first = {str(n["code"]): n for n in self._nodes()}

    def apply(self, edits: list[dict[str, Any]]) -> None:
        """Make the edits in order; codes are those of the old edition."""
        for edit in edits:
            given = dict(edit)
            getattr(self, f"_{given.pop('do')}")(**given)

    def result(self) -> tuple[Catalogue, set[tuple[str, str]]]:
        """Return the new edition, and which old code goes with which new."""
        truth = {(old, str(node["code"])) for node in self._leaves() for old in node["from"]}
        data = copy.deepcopy(self.data)
        for node in _walk(data["indicators"]):
            node.pop("from", None)
        return load.parse(yaml.safe_dump(data, allow_unicode=True, sort_keys=False)), truth

    def _nodes(self) -> Iterator[Node]:
        return _walk(self.data["indicators"])

    def _leaves(self) -> Iterator[Node]:
        return (node for node in self._nodes() if not node.get("children"))

    def _home(self, node: Node) -> list[Node]:
        lists = [self.data["indicators"], *(n["children"] for n in self._nodes() if n.get("children"))]
        return next(rows for rows in lists if any(one is node for one in rows))

    def _out(self, node: Node) -> int:
        rows = self._home(node)
        at = next(n for n, one in enumerate(rows) if one is node)
        del rows[at]
        return at

    # -- the edits

    def _drop(self, code: str) -> None:
        self._out(self.first[code])

    def _insert(self, under: str, leaf: Node, at: int = 99) -> None:
        self.first[under]["children"].insert(at, {"code": f"新{self.random.random()}", "from": [], **leaf})

    def _group(self, group: Node, at: int = 99) -> None:
        children = [{"code": f"新{self.random.random()}", "from": [], **leaf} for leaf in group["children"]]
        self.data["indicators"].insert(at, {"code": f"新{at}", "title": group["title"], "children": children})

    def _reword(self, code: str, **values: Any) -> None:
        self.first[code].update(values)

    def _retitle(self, **titles: str) -> None:
        for code, title in titles.items():
            self.first[code]["title"] = title

    def _reword_all(self, strength: int, share: float = 1.0) -> None:
        for node in self._leaves():
            if node["from"] and self.random.random() < share:
                node["standard"] = self._standard(node.get("standard", ""), strength)
                if strength > 1 and self.random.random() < (0.3 if strength == 2 else 0.6):
                    node["title"] = self._title(node["title"])

    def _standard(self, text: str, strength: int) -> str:
        clauses = [one for one in re.split("[；。]", text) if one]
        if strength > 1 and len(clauses) > 1:
            self.random.shuffle(clauses)
        if strength > 2 and len(clauses) > 1:
            clauses = clauses[: max(1, (len(clauses) + 1) // 2)]
        for one, other in self.random.sample(_SAME, 4 + 4 * strength):
            clauses = [clause.replace(one, other, 1) for clause in clauses]
        if strength > 1:
            clauses[0] = f"{self.random.choice(_BEFORE)}，{clauses[0]}" if clauses else ""
            clauses.append(self.random.choice(_AFTER))
        return "；".join(clauses) + "。" if clauses else ""

    def _title(self, title: str) -> str:
        able = [pair for pair in _TITLE if pair[0] in title]
        if able:
            one, other = self.random.choice(able)
            return str(title).replace(one, other, 1)
        return f"{title}工作"

    def _split(self, code: str, into: list[Node], below: bool = False) -> None:
        """Split a leaf; parts without a standard get the clauses of the old one in turn."""
        node = self.first[code]
        clauses = [one for one in re.split("[；。]", node.get("standard", "")) if one]
        given = [part for part in into if "standard" not in part]
        parts = []
        for part in into:
            made = {**copy.deepcopy(node), "code": f"{code}拆{self.random.random()}", **part}
            if "standard" not in part:
                n = given.index(part)
                own = clauses[n :: len(given)] if n < len(given) - 1 else clauses[n:]
                made["standard"] = "；".join(own) + "。"
            made["score"] = round((node.get("score") or 2) / len(into), 1)
            parts.append(made)
        if below:
            for key in ("standard", "evidence", "score", "methods", "from"):
                node.pop(key, None)
            node["children"] = parts
            return
        rows, at = self._home(node), self._out(node)
        rows[at:at] = parts

    def _merge(self, codes: list[str], title: str, standard: str = "") -> None:
        first, *others = (self.first[code] for code in codes)
        all_of = [first, *others]
        first["standard"] = standard or "".join(one.get("standard", "") for one in all_of)
        first["title"] = title
        first["from"] = [old for one in all_of for old in one["from"]]
        first["score"] = sum(one.get("score") or 0 for one in all_of)
        first["evidence"] = [need for one in all_of for need in one.get("evidence", ())][:5]
        for one in others:
            self._out(one)

    def _move(self, code: str, under: str, at: int = 99) -> None:
        node = self.first[code]
        self._out(node)
        self.first[under]["children"].insert(at, node)

    def _swap(self, one: str, other: str) -> None:
        """Let two leaves change places, and with that their codes."""
        first, second = self.first[one], self.first[other]
        rows, others = self._home(first), self._home(second)
        n = next(k for k, node in enumerate(rows) if node is first)
        m = next(k for k, node in enumerate(others) if node is second)
        rows[n], others[m] = second, first

    def _shift(self) -> None:
        """Give every leaf the code of the one after it."""
        leaves = list(self._leaves())
        codes = [node["code"] for node in leaves]
        for node, code in zip(leaves, [*codes[1:], codes[0]], strict=True):
            node["code"] = code

    def _points(self) -> None:
        for node in self._leaves():
            node["score"] = (node.get("score") or 1) + self.random.choice((-0.5, 0, 0.5, 1))

    def _no_standards(self) -> None:
        for node in self._leaves():
            node.pop("standard", None)

    def _no_needs(self) -> None:
        for node in self._leaves():
            node.pop("evidence", None)

    def _renumber(self, style: str) -> None:
        STYLES[style](self.data["indicators"])


def _walk(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.get("children") or [])


def _dotted(nodes: list[Node], above: str = "") -> None:
    for n, node in enumerate(nodes, 1):
        node["code"] = f"{above}{n}"
        _dotted(node.get("children") or [], f"{above}{n}.")


def _dashed(nodes: list[Node], above: str = "") -> None:
    for n, node in enumerate(nodes, 1):
        node["code"] = f"{above}{n}" if above else f"{n}"
        _dashed(node.get("children") or [], f"{node['code']}-")


def _run_on(nodes: list[Node]) -> None:
    """Ⅰ-1, and below it numbers that run on through all groups."""
    leaves = [node for node in _walk(nodes) if not node.get("children")]
    groups = [node for node in _walk(nodes) if node.get("children")]
    for n, node in enumerate(groups, 1):
        node["code"] = f"Ⅰ-{n}"
    for n, node in enumerate(leaves, 1):
        node["code"] = f"Ⅱ-{n}"


def _letters(nodes: list[Node]) -> None:
    leaves = [node for node in _walk(nodes) if not node.get("children")]
    for n, node in enumerate(node for node in _walk(nodes) if node.get("children")):
        node["code"] = f"{chr(65 + n)}" if n < 26 else f"A{n}"
    for n, node in enumerate(leaves, 101):
        node["code"] = f"B{n}"


STYLES: dict[str, Callable[[list[Node]], None]] = {
    "dotted": _dotted,
    "dashed": _dashed,
    "run_on": _run_on,
    "letters": _letters,
}
