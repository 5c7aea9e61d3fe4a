"""Saved web pages, and what office programs save as a web page: text, headings, tables, date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.model import Problem
from wenming_archive.read import boilerplate, encoding, tables
from wenming_archive.read.limits import Unreadable, has_text, limited
from wenming_archive.read.ooxml import Element, local
from wenming_archive.read.webmeta import properties, same

#: Bytes read of one page with the pictures packed into it, and characters without them.
_MAX_BYTES, _MAX_PAGE = 64 << 20, 6_000_000
_PACKED = re.compile(r"data:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=%\s]{200,}")
#: Where a page states its encoding.
_STATED = re.compile(
    rb"""<\?xml[^>]{0,80}encoding=["']([\w-]+)|<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "table",
        "thead",
        "tbody",
        "caption",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "blockquote",
        "pre",
        "center",
        "address",
        "br",
        "hr",
        "figure",
        "figcaption",
        "fieldset",
        "legend",
        "form",
        "body",
        "html",
    ]
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HAN = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
#: The end of a source line inside Chinese text is no space.
_WRAPPED = re.compile(rf"(?<={_HAN})[ \t]*\r?\n[ \t]*(?={_HAN})")
_ALIGN = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_SIZE = re.compile(r"font-size\s*:\s*([\d.]{1,6})\s*(pt|px)", re.IGNORECASE)
#: The sizes of <font>, in points.
_FONT_SIZES = {"1": 7.5, "2": 10, "3": 12, "4": 13.5, "5": 18, "6": 24, "7": 36}
#: The roles of lines by what they stand in; what is no other stands in a heading.
_ROLES = {"h1": "title", "title": "title", "": "text", "pre": "text", "header": "header", "footer": "footer"}
#: What the style sheet says of first headings; their size where nothing is said.
_FIRST_HEADING = re.compile(r"(?i)\bh1(?:\.[\w-]{1,30})?\s*\{([^{}]{0,500})")
_HEADING_SIZE = 20.0
#: How much larger than a heading a title above it is set that is not centred, and where it stands.
_LARGER, _TITLE_WITHIN = 1.2, 8
#: Characters of a cell beyond which a table only arranges the page.
_CELL = 400
#: Characters below which taking off the menus is thought to have taken too much.
_LITTLE = 20
_TAG = re.compile(r"(?is)<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>")
NO_TEXT = Problem("no-text", "网页里只有图片或框架，没有文字，只能凭文件名和文件夹判断")


@dataclass(frozen=True)
class _Style:
    """What an element hands down to what stands in it."""

    tag: str = ""
    centred: bool = False
    size: float = 0


@dataclass
class _Page:
    """A page as it is walked through: the line that is being gathered, and the styles around it."""

    without: set[Element]
    text: list[str] = field(default_factory=list)
    size: float = 0
    styles: list[_Style] = field(default_factory=lambda: [_Style()])

    def blocks(self, body: Element) -> Iterator[Block]:
        """Yield the lines, headings and tables below ``body``."""
        for event, node in boilerplate.walked(body, self.without):
            if local(node) in _BLOCKS and event != "gone":
                yield from self._line()
            if event == "start":
                yield from self._start(node)
                continue
            if event == "end":
                self.styles.pop()
            if node is not body:
                self._add(node.tail)
        yield from self._line()

    def _start(self, node: Element) -> Iterator[Block]:
        self.styles.append(_style(node, self.styles[-1]))
        rows = _rows(node) if local(node) == "table" else None
        if rows is None:
            self._add(node.text)
        else:
            self.without.update(node)
            yield from (Block("text", text) for text in map(_words, node.iterfind("caption")) if text)
            yield from tables.blocks(rows)

    def _add(self, text: str | None) -> None:
        if text and not text.isspace():
            self.size = max(self.size, self.styles[-1].size)
        self.text.append(text or "")

    def _line(self) -> Iterator[Block]:
        """Yield the line gathered, if it has text; in preformatted text, several."""
        style, whole = self.styles[-1], "".join(self.text)
        size = self.size
        self.text, self.size = [], 0
        role = _ROLES.get(style.tag, "heading")
        for line in whole.splitlines() if style.tag == "pre" else [whole]:
            text = _joined(line)
            if text:
                yield Block(role, text, size, style.centred)


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the text of a web page without menus, its title, author and date."""
    return page(stream.read(_MAX_BYTES), fmt)


def page(data: bytes, fmt: str, charset: str = "") -> Extracted:
    """Return the text of a web page; ``charset`` is what came with it, as a mail says."""
    text = _PACKED.sub("", decode(data, charset).replace("\0", ""))[:_MAX_PAGE]
    tree = parsed(text)
    found = Properties() if tree is None else properties(tree)
    lines = list(limited(_crude(text) if tree is None else _content(tree)))
    blocks = _titled(lines, found, _heading_size(text))
    if not has_text(blocks):
        if not re.search(r"(?i)<(img|frame|iframe|embed|object|v:imagedata)\b", text):
            raise Unreadable("empty", "网页里没有文字；请向提供单位重新索取")
        return Extracted(fmt, (), properties=found, problems=(NO_TEXT,))
    rows = sum(block.role in ("row", "head") for block in blocks)
    pages = None if rows * 2 > len(blocks) else tables.estimated_pages(block.text for block in blocks)
    return Extracted(fmt, blocks, pages, False, found)


def decode(data: bytes, charset: str = "") -> str:
    """Return the text of a page: as UTF-8 or by its mark where it is that, as it states, or as it looks."""
    looks = encoding.detect(data[:200_000])
    stated = _STATED.search(data[:4096])
    name = encoding.codec(charset or (next(filter(None, stated.groups())).decode() if stated else ""))
    if looks.startswith("utf-") or not name or name.startswith("utf"):
        return data.decode(looks, "replace")
    text = data.decode(name, "replace")
    return text if text.count("\ufffd") <= len(text) // 100 else data.decode(looks, "replace")


def parsed(text: str) -> Element | None:
    """Return the page as a tree; ``None`` when it is nested deeper than any page is."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None if any("depth" in entry.message.lower() for entry in parser.error_log) else tree


def _crude(text: str) -> Iterator[Block]:
    from html import unescape

    for line in unescape(_TAG.sub("\n", text)).splitlines():
        if line.strip():
            yield Block("text", " ".join(line.split()))


def _content(tree: Element) -> Iterator[Block]:
    body = next(tree.iter("body"), tree)
    blocks = list(limited(_Page(boilerplate.around(body)).blocks(body)))
    if sum(len(block.text) for block in blocks) >= _LITTLE:
        return iter(blocks)
    return _Page(set()).blocks(body)


def _heading_size(text: str) -> float:
    """Return the size in points that a page's style sheet gives first headings, 0 when it gives none."""
    stated = (_points(match[1]) for match in _FIRST_HEADING.finditer(text[:200_000]))
    return next(filter(None, stated), 0)


def _titled(blocks: list[Block], found: Properties, usual: float) -> tuple[Block, ...]:
    """Return ``blocks`` with one title at most: what the page is called, a line above the h1, or the h1."""
    own = (n for n, b in enumerate(blocks[:200]) if found.title and same(b.text, found.title))
    first = next((n for n, b in enumerate(blocks) if b.role == "title"), None)
    at = next(own, first if first is None else _above(blocks, first, usual))
    return tuple(_as_title(block, n == at) for n, block in enumerate(blocks))


def _above(blocks: list[Block], first: int, usual: float) -> int:
    """Return the place of a line set larger than the heading at ``first`` above it, else that place."""
    size = blocks[first].size or usual or _HEADING_SIZE
    for n, block in enumerate(blocks[: min(first, _TITLE_WITHIN)]):
        if block.role == "text" and block.size > size * (1 if block.centred else _LARGER):
            return n
    return first


def _as_title(block: Block, is_title: bool) -> Block:
    if is_title and block.role in ("text", "heading"):
        return replace(block, role="title")
    return replace(block, role="heading") if block.role == "title" and not is_title else block


def _style(node: Element, above: _Style) -> _Style:
    tag = local(node)
    align = (node.get("align") or "").lower()
    stated = _ALIGN.search(node.get("style") or "")
    how = stated[1].lower() if stated else align or ("center" if tag == "center" else "")
    centred = how == "center" if how and tag != "table" else above.centred
    return _Style(_kind(node) or above.tag, centred, _size(node) or above.size)


def _kind(node: Element) -> str:
    """Return what an element says its lines are: a heading's tag, or what an office program notes."""
    tag = local(node)
    if tag == "p" and {"title", "msotitle"} & set((node.get("class") or "").lower().split()):
        return "title"
    if tag == "div" and node.get("title") in ("header", "footer"):
        return str(node.get("title"))
    return tag if tag in (*_HEADINGS, "pre") else ""


def _size(node: Element) -> float:
    """Return the size in points that an element states, 0 when it states none."""
    of_font = _FONT_SIZES.get(node.get("size") or "", 0) if local(node) == "font" else 0
    return _points(node.get("style") or "") or of_font


def _points(style: str) -> float:
    match = _SIZE.search(style)
    if not match:
        return 0
    try:
        return round(float(match[1]) * (0.75 if match[2].lower() == "px" else 1), 1)
    except ValueError:
        return 0


def _rows(table: Element) -> list[list[str]] | None:
    """Return the rows of a table; ``None`` when it only arranges the page."""
    if next(table.iterfind(".//table"), None) is not None:
        return None
    rows = [
        [_words(cell) for cell in row if local(cell) in ("td", "th")]
        for row in table.iter("tr")
        if not boilerplate.mute(row)
    ]
    wide = sum(sum(map(bool, row)) >= 2 for row in rows)
    longest = max((len(cell) for row in rows for cell in row), default=0)
    return rows if wide > 1 and longest <= _CELL else None


def _words(node: Element) -> str:
    """Return the text of a cell on one line."""
    texts: list[str] = []
    for event, child in boilerplate.walked(node):
        if event == "start":
            texts += [" " if local(child) in _BLOCKS else "", child.text or ""]
        elif child is not node:
            texts += [" " if local(child) in _BLOCKS else "", child.tail or ""]
    return _joined("".join(texts))


def _joined(text: str) -> str:
    return " ".join(_WRAPPED.sub("", text).split())
