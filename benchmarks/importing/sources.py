"""The written sources of the set: a head in YAML, then the tree in lines.

A line of the tree is a node, two spaces deeper than what it stands under::

    Ⅰ-1 思想道德建设 =20 *材料审核、实地考察 >宣传科 +工会、团委 ^bonus @2024年6月底前
      . one standard =1.5 *材料审核 >宣传科
      ? what the column of materials says
      ! minutes 2 year; photo 3-15; plan|summary     (the needs that are meant)
      ! plan 1 year?; photo *                        (each year or not said; any count)
      ~ regulation                                   (kinds that may be inferred as well)

``-`` stands for a code or a title that the file does not give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_MARK = re.compile(r" (?=[=*>+^@])")
_NEED = re.compile(
    r"(?P<kinds>[a-z|]+)(?P<free> \*)?(?: (?P<min>\d+)?(?P<max>-\d+)?)?(?: (?P<per>[a-z]+)(?P<open>\?)?)?"
)
_NAMES = {"=": "score", "*": "methods", ">": "lead", "+": "support", "^": "bonus", "@": "due"}


@dataclass
class Standard:
    """One standard of a node, with what stands beside it in the same cell."""

    text: str
    score: float | None = None
    methods: tuple[str, ...] = ()
    lead: str = ""


@dataclass
class Node:
    """A node of the tree as the file shows it."""

    code: str
    title: str
    score: float | None = None
    methods: tuple[str, ...] = ()
    lead: str = ""
    support: tuple[str, ...] = ()
    bonus: bool = False
    due: str = ""
    standards: list[Standard] = field(default_factory=list)
    material: str = ""
    needs: list[dict[str, Any]] = field(default_factory=list)
    may: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    def chains(self, above: tuple[Node, ...] = ()) -> Iterator[tuple[Node, ...]]:
        """Yield each leaf with what it stands under, from the first level down."""
        chain = (*above, self)
        if not self.children:
            yield chain
        for child in self.children:
            yield from child.chains(chain)


@dataclass(frozen=True)
class Source:
    """A source: how it is laid out, and the tree."""

    path: Path
    head: dict[str, Any]
    nodes: tuple[Node, ...]

    @property
    def chains(self) -> list[tuple[Node, ...]]:
        """The leaves with what they stand under, in order."""
        return [chain for node in self.nodes for chain in node.chains()]

    @property
    def file(self) -> Path:
        """The published-looking file."""
        return self.path.with_name(self.head["file"])

    @property
    def truth(self) -> Path:
        """Where the truth of the file stands."""
        return self.path.with_suffix(".yaml")


def load(path: Path) -> Source:
    """Return the source at ``path``."""
    head, _, tree = path.read_text("utf-8").partition("\n---\n")
    root = Node("", "")
    open_nodes = [root]
    for number, line in enumerate(tree.splitlines(), 1):
        if line.strip():
            try:
                _add(open_nodes, line)
            except (ValueError, AssertionError, IndexError) as error:
                raise ValueError(f"{path.name}, line {number} of the tree: {line.strip()}") from error
    return Source(path, yaml.safe_load(head), tuple(root.children))


def of(folder: Path) -> list[Source]:
    """Return the sources in ``folder``, by name."""
    return [load(path) for path in sorted(folder.glob("*.src"))]


def _add(nodes: list[Node], line: str) -> None:
    depth, rest = divmod(len(line) - len(line.lstrip()), 2)
    assert not rest
    text = line.strip()
    if text[:2] in {". ", "? ", "! ", "~ "}:
        return _tell(nodes[depth], text[0], text[2:])
    del nodes[depth + 1 :]
    said, marks = _marked(text)
    code, _, title = said.partition(" ")
    node = Node("" if code == "-" else code, "" if title == "-" else title, **marks)
    nodes[depth].children.append(node)
    nodes.append(node)
    return None


def _tell(node: Node, mark: str, text: str) -> None:
    if mark == ".":
        said, marks = _marked(text)
        node.standards.append(Standard(said, **marks))
    elif mark == "?":
        node.material = text
    elif mark == "!":
        node.needs = [_need(one.strip()) for one in text.split(";")]
    else:
        node.may = text.split()


def _marked(text: str) -> tuple[str, dict[str, Any]]:
    said, *marks = _MARK.split(text)
    return said, {_NAMES[mark[0]]: _value(mark[0], mark[1:]) for mark in marks}


def _value(mark: str, text: str) -> Any:
    if mark == "=":
        return float(text)
    if mark in "*+":
        return tuple(text.split("、"))
    return True if mark == "^" else text


def _need(text: str) -> dict[str, Any]:
    match = _NEED.fullmatch(text)
    assert match, text
    kinds = match["kinds"].split("|")
    need: dict[str, Any] = {"kind": kinds[0]} if len(kinds) == 1 else {"any_of": kinds}
    need["min"] = int(match["min"] or 1)
    if match["max"]:
        need["max"] = int(match["max"][1:])
    if match["per"]:
        need["per"] = match["per"]
    if match["free"] or match["open"]:
        need["free"] = "count" if match["free"] else "per"
    return need
