"""Lay a source out as a document: paragraphs and tables whose cells span rows and columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sources import Node, Source

_OPTIONAL = re.compile(r"<([^<>]*)>")
_FIELD = re.compile(r"\{(\w+)\}")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"


@dataclass
class Cell:
    """A cell and how far it reaches."""

    text: str
    wide: int = 1
    high: int = 1


@dataclass
class Row:
    """A row: what it is (head, tree, group, total, beside, title, note), and its cells.

    ``None`` is a place that a cell to the left or above reaches over.
    """

    what: str
    cells: list[Cell | None]


@dataclass
class Table:
    """A table."""

    rows: list[Row]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(len(row.cells) for row in self.rows)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``what`` is title, heading, text, note, tree, group or number."""

    what: str
    text: str
    level: int = 0


Block = Table | Paragraph


@dataclass
class _Line:
    """A row of the tree before its cells are joined: the chain, and the text of each column."""

    chain: tuple[Node, ...]
    texts: list[str]
    breaks: bool = field(default=False)


def number(value: float | None) -> str:
    """Return points as they are printed."""
    return "" if value is None else f"{value:g}"


def blocks(source: Source) -> list[Block]:
    """Return the whole document."""
    head = source.head
    found: list[Block] = [Paragraph("title", head["title"])] if head.get("show_title", True) else []
    found += [_paragraph(text) for text in head.get("before", [])]
    found += [block for extra in head.get("tables_before", []) for block in _beside(extra)]
    found += _outline(source) if head.get("shape") == "outline" else _tables(source)
    found += [_paragraph(text) for text in head.get("between", [])]
    found += [block for extra in head.get("tables_after", []) for block in _beside(extra)]
    found += [_paragraph(text) for text in head.get("after", [])]
    return [_widened(block) for block in found] if head.get("wide_digits") else found


def _widened(block: Block) -> Block:
    """Return the block with its digits as wide as characters, as some hands type them."""
    digits = str.maketrans("0123456789", "０１２３４５６７８９")
    if isinstance(block, Paragraph):
        return Paragraph(block.what, block.text.translate(digits), block.level)
    for cell in (cell for row in block.rows for cell in row.cells if cell):
        cell.text = cell.text.translate(digits)
    return block


def said(node: Node, head: dict[str, Any], template: str, n: int = 0) -> str:
    """Return ``template`` filled from ``node``; what stands in <> falls away if a field is empty."""
    fields = _fields(node, head, n)

    def fill(text: str) -> str:
        return _FIELD.sub(lambda match: fields[match[1]], text)

    def optional(match: re.Match[str]) -> str:
        return fill(match[1]) if all(fields[name] for name in _FIELD.findall(match[1])) else ""

    return fill(_OPTIONAL.sub(optional, template))


def standard(node: Node, head: dict[str, Any]) -> str:
    """Return the standards as they stand in one cell."""
    several = len(node.standards) > 1
    each = head.get("each", "{n}){text}") if several else head.get("one", head.get("each_one", "{text}"))
    joint = head.get("join", "\n")
    parts = []
    for n, one in enumerate(node.standards, 1):
        child = Node(str(n), one.text, one.score, one.methods, one.lead)
        template = (
            each.replace("{n}", str(n)).replace("{circle}", _CIRCLED[n - 1]).replace("{text}", "{title}")
        )
        parts.append(said(child, head, template))
    return str(joint).join(parts)


def _fields(node: Node, head: dict[str, Any], n: int) -> dict[str, str]:
    units = [node.lead, *node.support] if node.lead else list(node.support)
    joint = head.get("unit_join", "、")
    return {
        "code": node.code,
        "title": node.title,
        "score": number(node.score),
        "methods": head.get("method_join", "、").join(node.methods) or _methods(node),
        "lead": node.lead,
        "support": joint.join(node.support),
        "units": joint.join(units),
        "standard": standard(node, head) if node.standards else "",
        "material": node.material.replace("¶", "\n"),
        "due": node.due,
        "n": str(n),
        "blank": "",
        "narrow": "\n".join(re.findall(".{1,2}", node.title)),
    }


def _methods(node: Node) -> str:
    """Return the methods of several standards as such tables put them: 1)材料审核 2)3)问卷调查."""
    parts: list[tuple[str, str]] = []
    for n, one in enumerate(node.standards, 1):
        words = "、".join(one.methods)
        if words and parts and parts[-1][1] == words:
            parts[-1] = (f"{parts[-1][0]}{n})", words)
        elif words:
            parts.append((f"{n})", words))
    return "\n".join(marks + words for marks, words in parts)


def _paragraph(text: str) -> Paragraph:
    what, mark, rest = text.partition("|")
    return Paragraph(what, rest) if mark else Paragraph("text", text)


def _beside(extra: dict[str, Any]) -> list[Block]:
    rows = [[str(cell) for cell in row] for row in extra["rows"]]
    width = max(len(row) for row in rows)
    made = []
    for n, row in enumerate(rows):
        cells: list[Cell | None] = [Cell(text) for text in row]
        if len(row) < width:
            cells = [*cells[:-1], Cell(row[-1], wide=width - len(row) + 1), *[None] * (width - len(row))]
        made.append(Row("head" if n < extra.get("heads", 1) else "beside", cells))
    title = [_paragraph(extra["title"])] if extra.get("title") else []
    return [*title, Table(made)]


def _outline(source: Source) -> list[Block]:
    found: list[Block] = []
    levels = source.head["levels"]

    def walk(node: Node, depth: int) -> None:
        for n, template in enumerate(levels[depth].split("¶")):
            text = said(node, source.head, template)
            what = "number" if n == 0 and depth in source.head.get("automatic", []) else "tree"
            what = "heading" if n == 0 and depth in source.head.get("headings", []) else what
            found.extend(Paragraph(what, line, depth) for line in text.split("\n") if line)
        for child in node.children:
            walk(child, depth + 1)

    for node in source.nodes:
        walk(node, 0)
    return found


def _tables(source: Source) -> list[Block]:
    head = source.head
    if "per_table" not in head:
        return [_table(source, source.nodes, 0, last=True)]
    found: list[Block] = []
    n = 0
    for node in source.nodes:
        found += [Paragraph("heading", line) for line in said(node, head, head["per_table"]).split("\n")]
        found.append(_table(source, (node,), n, last=node is source.nodes[-1]))
        n += len(list(node.chains()))
    return found


def _table(source: Source, nodes: Sequence[Node], start: int, *, last: bool) -> Table:
    head = source.head | source.head.get("other_heads", {}).get(nodes[0].code, {})
    lines = _lines(head, nodes, start)
    width = len(head["columns"])
    rows = _head_rows(head, title=head["title"] if head.get("title_row") else "")
    rows += _joined(head, lines)
    if last and "total_row" in head:
        rows.append(_total(head, head["total_row"]))
    rows += [_across("note", text, width) for text in head.get("foot_rows", []) if last]
    return Table(rows)


def _lines(head: dict[str, Any], nodes: Sequence[Node], start: int) -> list[_Line]:
    every = head.get("repeat_head", 0)
    lines = []
    for n, chain in enumerate((chain for node in nodes for chain in node.chains()), start + 1):
        texts = []
        for column in head["columns"]:
            node = _at(chain, column[1])
            texts.append(said(node, head, column[2], n) if node else "")
        lines.append(
            _Line(chain, texts, breaks=bool(every) and n > start + 1 and (n - start - 1) % every == 0)
        )
    return lines


def _at(chain: tuple[Node, ...], level: int | str) -> Node | None:
    if level == "leaf":
        return chain[-1]
    return chain[int(level) - 1] if int(level) <= len(chain) else None


def _head_rows(head: dict[str, Any], title: str) -> list[Row]:
    columns = [str(column[0]) for column in head["columns"]]
    rows = [
        _across("title", text, len(columns)) for text in (title, head.get("unit_row", "")) if title and text
    ]
    if not any("/" in name for name in columns):
        return [*rows, Row("head", [Cell(name) for name in columns])]
    upper: list[Cell | None] = []
    lower: list[Cell | None] = []
    last: Cell | None = None
    for name in columns:
        above, _, below = name.partition("/")
        if below and last and last.text == above:
            last.wide += 1
            upper.append(None)
        else:
            last = Cell(above, high=1 if below else 2)
            upper.append(last)
        lower.append(Cell(below) if below else None)
    return [*rows, Row("head", upper), Row("head", lower)]


def _joined(head: dict[str, Any], lines: list[_Line]) -> list[Row]:
    """Return the rows, their cells joined as the column says."""
    rows: list[Row] = []
    anchors: list[tuple[Any, Cell] | None] = [None] * len(head["columns"])
    group = head.get("group_row")
    previous: _Line | None = None
    for line in lines:
        new = group and (not previous or previous.chain[0] is not line.chain[0])
        if line.breaks:
            rows += _head_rows(head, "")
        if previous and previous.chain[0] is not line.chain[0]:
            rows += _after_group(head, previous.chain[0])
            anchors = [None] * len(anchors)
        if new:
            rows.append(_across("group", said(line.chain[0], head, group), len(head["columns"])))
        if line.breaks or new:
            anchors = [None] * len(anchors)
        continued = previous if line.breaks else None
        rows.append(Row("tree", [_cell(head, line, n, anchors, continued) for n in range(len(anchors))]))
        previous = line
    return rows + (_after_group(head, lines[-1].chain[0]) if lines else [])


def _after_group(head: dict[str, Any], node: Node) -> list[Row]:
    """Return the row of a group's sum, and an empty one, where there are such."""
    rows = (
        [_total(head, head["subtotal"].replace("{score}", number(node.score)))] if "subtotal" in head else []
    )
    width = len(head["columns"])
    return rows + ([Row("blank", [Cell("") for _ in range(width)])] if head.get("spacer") else [])


def _cell(
    head: dict[str, Any], line: _Line, n: int, anchors: list[tuple[Any, Cell] | None], continued: _Line | None
) -> Cell | None:
    column = head["columns"][n]
    style = column[3] if len(column) > 3 else ("own" if column[1] == "leaf" else head.get("merge", "merged"))
    node = _at(line.chain, column[1])
    key = (line.chain[-2:-1], line.texts[n]) if style in {"same", "ditto"} else node
    anchor = anchors[n]
    same = style != "own" and node is not None and anchor is not None and _is(anchor[0], key)
    if not same:
        again = continued is not None and node is not None and _at(continued.chain, column[1]) is node
        text = "" if again and not head.get("continued", True) and style == "merged" else line.texts[n]
        cell = Cell(text)
        anchors[n] = (key, cell)
        return cell
    assert anchor
    if style in {"merged", "same"}:
        anchor[1].high += 1
        return None
    return Cell({"repeated": line.texts[n], "ditto": "同上"}.get(style, ""))


def _is(a: Any, b: Any) -> bool:
    if isinstance(a, tuple) and isinstance(b, tuple):
        return a[1] == b[1] and [id(x) for x in a[0]] == [id(x) for x in b[0]]
    return a is b


def _across(what: str, text: str, width: int) -> Row:
    return Row(what, [Cell(text, wide=width), *[None] * (width - 1)])


def _total(head: dict[str, Any], text: str) -> Row:
    """Return the row of the sum: its word across the left columns, the number under the points."""
    at = next(n for n, column in enumerate(head["columns"]) if "{score}" in column[2] and column[1] == "leaf")
    word, _, value = text.partition("|")
    left: list[Cell | None] = [Cell(word, wide=at), *[None] * (at - 1)]
    return Row("total", [*left, Cell(value), *[Cell("") for _ in range(len(head["columns"]) - at - 1)]])
