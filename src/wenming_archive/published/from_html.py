"""Web pages, and what office programs save as one: lines, lists with their numbers, tables with spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import BinaryIO

from wenming_archive.published.grid import MAX_COLUMNS, Cell, Grid, Line, Part, grid, lines
from wenming_archive.read import boilerplate, html
from wenming_archive.read.limits import Unreadable
from wenming_archive.read.ooxml import Element, local
from wenming_archive.text.numerals import han

_MAX_BYTES = 64 << 20
_INLINE = frozenset(
    [
        "a",
        "b",
        "i",
        "u",
        "s",
        "em",
        "strong",
        "span",
        "font",
        "sup",
        "sub",
        "small",
        "big",
        "label",
        "code",
        "mark",
        "ins",
        "abbr",
        "o",
        "st1",
        "ruby",
        "rb",
    ]
)
_WRAP = re.compile(r"[ \t\r\n]+")
_HAN_GAP = re.compile("(?<=[\u2e80-\u9fff\uff00-\uffef]) (?=[\u2e80-\u9fff\uff00-\uffef])")
#: Covers no more rows than this, whatever a page says.
_MAX_SPAN = 5000
#: So many paragraphs in one cell of few are the article itself.
_ARTICLE = 12


def read(stream: BinaryIO) -> tuple[Part, ...]:
    """Return the lines and tables of a page, without its menus."""
    text = html.decode(stream.read(_MAX_BYTES)).replace("\0", "")
    tree = html.parsed(text)
    if tree is None:
        raise Unreadable("too-complex", "网页嵌套太深，读不了；请复制其中的表格，粘贴到 Excel 里另存")
    body = next(tree.iter("body"), tree)
    page = _Page(boilerplate.around(body))
    parts = list(page.parts(body))
    return tuple(parts) if any(isinstance(part, Grid) for part in parts) else tuple(_Page(set()).parts(body))


class _Page:
    """A page as it is walked through; ``without`` holds its menus."""

    def __init__(self, without: AbstractSet[Element]) -> None:
        self._without = without
        self._tables = 0
        self._line = 0

    def parts(self, node: Element) -> Iterator[Part]:
        """Yield what stands below ``node``."""
        gathered: list[str] = [node.text or ""]
        for child in node:
            if isinstance(child.tag, str) and child not in self._without and not boilerplate.mute(child):
                if local(child) in _INLINE and next(child.iter("table"), None) is None:
                    gathered.append("".join(_texts(child)))
                elif local(child) == "br":
                    gathered.append("\v")
                else:
                    yield from self._lines(gathered, node)
                    gathered = []
                    yield from self._block(child)
            gathered.append(child.tail or "")
        yield from self._lines(gathered, node)

    def _block(self, node: Element) -> Iterator[Part]:
        if local(node) == "table" and not _arranges(node):
            self._tables += 1
            yield from self._lines(["".join(_texts(c)) for c in node.iterfind("caption")], node)
            yield _grid(node, f"表{self._tables}")
        elif local(node) == "li":
            number = _number(node)
            for part in self.parts(node):
                yield Line(number + part.text, part.where, part.role) if isinstance(part, Line) else part
                number = ""
        else:
            yield from self.parts(node)

    def _lines(self, gathered: Sequence[str], node: Element) -> Iterator[Line]:
        pre = local(node) == "pre"
        text = "".join(gathered)
        for line in text.replace("\v", "\n").split("\n") if pre else _joined(text):
            if line.strip():
                self._line += 1
                role = (
                    "title"
                    if local(node) in ("h1", "title")
                    else "heading"
                    if re.match("h[2-6]", local(node))
                    else "text"
                )
                yield Line(line.strip(), f"第{self._line}行", role)


def _arranges(table: Element) -> bool:
    """Say whether a table only arranges the page: few cells, which hold tables or a whole article."""
    cells = [cell for row in _rows(table) for cell in _cells(row)]
    if len(cells) > 6:
        return False
    return next(table.iterfind(".//table"), None) is not None or any(map(_is_article, cells))


def _is_article(cell: Element) -> bool:
    """Say whether a cell holds a heading and paragraphs, or very many of these."""
    held = [local(node) for node in cell.iter() if isinstance(node.tag, str)]
    paragraphs = held.count("p")
    return paragraphs >= _ARTICLE or (paragraphs > 2 and any(re.fullmatch("h[1-6]", tag) for tag in held))


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in ("thead", "tbody", "tfoot", "form"):
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row if local(cell) in ("td", "th"))


def _grid(table: Element, name: str) -> Grid:
    rows = [row for row in _rows(table) if not boilerplate.mute(row)]
    cells: list[Cell] = []
    until: dict[int, int] = {}  # column: the first row that it is free again
    for at, row in enumerate(rows):
        column = 0
        for node in _cells(row):
            while until.get(column, 0) > at:
                column += 1
            if column >= MAX_COLUMNS:
                break
            high = _span(node, "rowspan", len(rows) - at) or len(rows) - at
            wide = min(_span(node, "colspan", MAX_COLUMNS) or 1, MAX_COLUMNS - column)
            cells.append(Cell(tuple(_cell_lines(node)), at, column, high, wide))
            until |= dict.fromkeys(range(column, column + wide), at + high)
            column += wide
    return grid(cells, [f"{name}第{n + 1}行" for n in range(len(rows))], name)


def _span(node: Element, name: str, most: int) -> int:
    said = (node.get(name) or "1").strip()
    return min(int(said), most, _MAX_SPAN) if said.isascii() and said.isdecimal() and len(said) < 6 else 1


def _cell_lines(node: Element) -> Iterator[str]:
    for line in _joined("".join(_texts(node))):
        yield from lines(line)


def _joined(text: str) -> Iterator[str]:
    """Yield the lines that ``text`` shows: a source line's end is no line's end."""
    for line in text.split("\v"):
        clean = _HAN_GAP.sub("", _WRAP.sub(" ", line)) if "\n" in line else _WRAP.sub(" ", line)
        yield clean.strip()


def _texts(node: Element) -> Iterator[str]:
    """Yield the text of ``node``, with a mark where a line ends."""
    if boilerplate.mute(node):
        return
    tag = local(node)
    block = tag not in _INLINE and tag not in ("td", "th")
    yield "\v" + _number(node) if block else ""
    yield node.text or ""
    for child in node:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield child.tail or ""
    yield "\v" if block else ""


def _number(node: Element) -> str:
    """Return the number that a browser shows before an item of a numbered list."""
    listed = node.getparent()
    if local(node) != "li" or listed is None or local(listed) != "ol":
        return ""
    start = listed.get("start") or "1"
    first = int(start) if start.isascii() and start.isdecimal() and len(start) < 6 else 1
    at = first + sum(1 for before in node.itersiblings("li", preceding=True))
    how = (listed.get("type") or "") + (listed.get("style") or "")
    if "cjk" in how or "chinese" in how:
        return f"{han(at)}、"
    return f"{chr(64 + (at - 1) % 26 + 1)}." if "A" in how or "upper-alpha" in how else f"{at}."
