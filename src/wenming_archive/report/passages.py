"""The sentences of an item's words, with where each stands: what an excerpt is chosen from."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenming_archive.content import Block, Extracted
from wenming_archive.formats import PAGED, PICTURES, SHEETS
from wenming_archive.text.normal import narrow, readable, simplify

#: Roles of what is no passage; a sheet's name says where one stands.
_ASIDE = frozenset(("title", "header", "footer", "note", "sheet"))
#: A line that is full goes on in the next: between these shares of the usual one.
_FULL, _FULLER = 0.8, 1.6
_ENDS = tuple("。！？；：!?;:")
_BEGINS = re.compile(
    r"\s*([一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|第.{1,4}[条章节]|附件)"
)
#: A short line that is numbered, or a style's heading, tells what the sentences below it are about.
_HEADING = re.compile(
    r"\s*([一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[、.．](?!\d)|第.{1,4}[章节])"
    r"[^。；;，,]{2,22}$"
)
#: What programs call a sheet that nobody has named.
_SHEET = re.compile(r"(Sheet|工作表|表)\s?\d*", re.IGNORECASE)
_SENTENCE = re.compile(r"[^。！？；!?;]*[。！？；!?;]+[”’）)》]*|[^。！？；!?;]+$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a table's row."""

    text: str
    #: ``text``, ``heading``, ``head``, ``row`` …, as in ``Block``.
    role: str
    #: Where it stands, as people say it: 第3页, 约第3页, a sheet's name; empty when not known.
    page: str
    #: What the heading above it says, or the heads of a row's columns.
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph."""

    paragraph: Paragraph
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.paragraph.text[self.start : self.end]


def folded(text: str) -> str:
    """Return ``text`` for comparing, each sign in its place: simplified, narrow, lower case."""
    for form in (narrow(simplify(text)).lower(), narrow(text).lower()):
        if len(form) == len(text):
            return form
    return text


def paragraphs(extracted: Extracted) -> list[Paragraph]:
    """Return the paragraphs and rows in their order; lines of a page that go on are joined."""
    places = _Places(extracted)
    found: list[Paragraph] = []
    heading, head = "", ""
    for role, text, page in _joined(extracted, places):
        is_heading = role == "heading" or bool(_HEADING.match(text))
        if is_heading:
            heading = text
        head = text if role == "head" else head if role == "row" else ""
        above = "" if is_heading else head or heading
        found.append(Paragraph(text, "heading" if is_heading else role, page, above))
    return found


def sentences(paragraph: Paragraph) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph; a row is one."""
    if paragraph.role == "row":
        yield Sentence(paragraph, 0, len(paragraph.text))
        return
    for match in _SENTENCE.finditer(paragraph.text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if match[0].strip():
            yield Sentence(paragraph, start, match.start() + len(match[0].rstrip()))


class _Places:
    """Says where blocks stand: exactly where that is known, else by how much stands before them."""

    def __init__(self, extracted: Extracted) -> None:
        self._pages, self._exact = extracted.pages, extracted.pages_exact
        self._sheets, self._seen = extracted.format in SHEETS, extracted.format in PICTURES
        names = [block.text for block in extracted.blocks if block.role == "sheet"]
        self._bare = len(names) == 1 and bool(_SHEET.fullmatch(names[0]))
        self._total = sum(len(block.text) for block in extracted.blocks) or 1
        self._before = 0
        self._sheet = ""

    def of(self, block: Block) -> str:
        """Return where the next block stands."""
        if block.role == "sheet":
            self._sheet = block.text
        middle = self._before + len(block.text) / 2
        self._before += len(block.text)
        if self._sheets:
            return "" if self._bare else self._sheet
        if block.page:
            return f"第{block.page}页"
        if not self._pages or self._seen:
            return ""
        if self._pages == 1 and self._exact:
            return "第1页"
        return f"约第{min(self._pages, max(1, math.ceil(self._pages * middle / self._total)))}页"


def _joined(extracted: Extracted, places: _Places) -> Iterator[tuple[str, str, str]]:
    """Yield role, text and place of each paragraph."""
    blocks = [(block, places.of(block)) for block in extracted.blocks]
    shown = [(block, place) for block, place in blocks if block.role not in _ASIDE and block.text.strip()]
    lines = extracted.format in PAGED | PICTURES
    usual = _usual([block for block, _ in shown]) if lines else 0
    text, where, last = "", "", None
    for block, place in shown:
        line = readable(block.text).strip()
        if last and lines and _goes_on(last, block, usual):
            text += line
        else:
            if last:
                yield last.role, text, where
            text, where = line, place
        last = block
    if last:
        yield last.role, text, where


def _usual(blocks: Sequence[Block]) -> int:
    """Return how long a full line is: most are no longer."""
    lengths = sorted(len(block.text) for block in blocks if block.role == "text")
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _goes_on(last: Block, block: Block, usual: int) -> bool:
    """Say whether a line goes on in the next: it is full, and the next is set as it is."""
    alike = last.role == block.role == "text" and last.size == block.size and not last.centred
    full = max(9, _FULL * usual) <= len(last.text) <= _FULLER * usual
    return alike and full and not last.text.endswith(_ENDS) and not _BEGINS.match(block.text)
