"""Word 97–2003 (.doc, .wps): body, tables, notes, text boxes, headers and footers.

Word 6 and 95 kept their text in the code page in one piece; it is read without its formatting.
Of a damaged file the Chinese text is rescued, and a problem says so.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import BinaryIO

from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.model import Problem
from wenming_archive.read import doc_text, encoding, salvage, tables
from wenming_archive.read.cfb import MAX_STREAM, Compound, open_compound
from wenming_archive.read.doc_formats import Style
from wenming_archive.read.doc_text import DocText
from wenming_archive.read.limits import MAX_TEXT, Unreadable, broken, has_text, limited, only_pictures

_MAIN = "WordDocument"
_TABLES = ("0Table", "1Table")
_ENCRYPTED, _SECOND_TABLE = 0x100, 0x200
#: The first version of the header that has a piece table for all texts: Word 97.
_WORD_97 = 0xC1
_MARKS = (0xA5EC, 0xA5DC)
#: Streams of a Microsoft Works document, which has the ending .wps too.
_WORKS = ("MatOST", "CONTENTS")
_PARAGRAPH = re.compile("[^\r\x07\x0c]*[\r\x07\x0c]?")
_BREAKS = re.compile("[\x0b\x0c\x0e\r]")
_HYPHENS = str.maketrans({"\x1e": "-", "\xa0": " ", "\u3000": " "})
_CONTROLS = re.compile("[\0-\x08\x0b-\x1f]")
_PICTURE, _DRAWING = "\x01", "\x08"
#: Of the six texts of a section, which are footers.
_FOOTERS = (2, 3, 5)


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the text of an old Word file, its pages and its properties."""
    try:
        compound = open_compound(stream)
    except Unreadable:
        return _rescued(stream, fmt, Properties())
    main = compound.read(_MAIN)
    if not main:
        _refuse(compound)
        return _rescued(stream, fmt, compound.properties())
    version, flags = _header(main)
    if flags & _ENCRYPTED:
        raise Unreadable("encrypted", "文件加了打开密码；请在 WPS 或 Word 中去掉密码后另存")
    if version and version < _WORD_97:
        return _old(main, fmt, compound.properties())
    table = compound.read(_TABLES[bool(flags & _SECOND_TABLE)])
    document = doc_text.load(main, table, compound.read("Data")) if version else None
    whole = _extracted(document, compound, fmt) if document else None
    return whole or _rescued(stream, fmt, compound.properties())


def _header(main: bytes) -> tuple[int, int]:
    """Return the header's version and flags; zeros when there is no header."""
    if len(main) < 68 or struct.unpack_from("<H", main)[0] not in _MARKS:
        return 0, 0
    version, flags = struct.unpack_from("<H", main, 2)[0], struct.unpack_from("<H", main, 10)[0]
    return version, flags


def _refuse(compound: Compound) -> None:
    """Refuse what is whole, but no Word document.

    :raises Unreadable: with what it is.
    """
    if any(map(compound.has, _WORKS)):
        raise Unreadable("unsupported", "这是 Microsoft Works 的文档，不是 Word；请另存为 .docx 再扫描")
    if compound.names and not any(map(compound.has, (_MAIN, *_TABLES))):
        raise Unreadable("unsupported", "旧版 Office 文件里没有文档；如能打开，请另存为 .docx 再扫描")


def _extracted(document: DocText, compound: Compound, fmt: str) -> Extracted | None:
    """Return the document's blocks; ``None`` when its header leads to no text though there should be."""
    start, end = document.stories["body"]
    body = list(limited((*_body(document, start, end), *_notes(document))))
    blocks = (*_margins(document, "header"), *body, *_margins(document, "footer"))
    problems: tuple[Problem, ...] = ()
    if not has_text(body):
        drawn = document.text[start:end]
        if not (_PICTURE in drawn or _DRAWING in drawn or end - start <= 2):
            return None
        problems = (only_pictures("文档", _PICTURE in drawn or _DRAWING in drawn),)
    pages, exact = _pages(compound.pages(), body, _breaks(document, start, end))
    return Extracted(fmt, blocks, pages, exact, compound.properties(), problems=problems)


def _breaks(document: DocText, start: int, end: int) -> int:
    """Return how often a page is broken: by a mark, a section, or a paragraph that begins one."""
    breaks = max(0, document.text.count("\x0c", start, end) - document.flowing)
    in_table = False
    for first, last in _paragraph_bounds(document.text, start, end):
        look = document.paragraph(last - 1)
        style = document.styles.get(look.style, Style())
        turns = style.on_new_page if look.on_new_page is None else look.on_new_page
        breaks += turns and first > start and not (in_table and look.in_table)
        in_table = look.in_table
    return breaks


def _pages(stated: int | None, body: list[Block], breaks: int) -> tuple[int, bool]:
    """Return the stated pages when the text could stand on them, else an estimate."""
    estimate = tables.estimated_pages(block.text for block in body)
    if stated and estimate <= 4 * stated:
        return stated, True
    return max(breaks + 1, estimate), False


def _body(document: DocText, start: int, end: int) -> Iterator[Block]:
    """Yield the body's blocks; a text box comes before the paragraph it is anchored in."""
    boxes = _boxes(document, document.text.count(_DRAWING, start, end))
    rows: list[list[str]] = []
    cells: list[str] = []
    cell: list[str] = []
    for first, last in _paragraph_bounds(document.text, start, end):
        look, mark = document.paragraph(last - 1), document.text[last - 1]
        if _DRAWING in document.text[first:last]:
            yield from next(boxes, ())
        if mark == "\x07" or look.in_table:
            cell.append(_plain(document.seen(first, last)))
            if look.ends_row or (mark == "\x07" and not look.in_table and _ends_row(cells, cell)):
                rows.append(cells)
                cells, cell = [], []
            elif mark == "\x07":
                cells.append(" ".join(" ".join(cell).split()))
                cell = []
            continue
        yield from tables.blocks([*rows, cells])
        rows, cells = [], []
        yield from _lines(document, first, last)
    yield from tables.blocks([*rows, cells])
    for box in boxes:
        yield from box


def _ends_row(cells: list[str], cell: list[str]) -> bool:
    """Say whether a cell mark ends a row where no formatting tells: an empty one after the cells."""
    return bool(cells) and not any(cell)


def _lines(document: DocText, first: int, last: int) -> Iterator[Block]:
    """Yield the lines of a paragraph, with its role, its largest size and its centring."""
    text = document.seen(first, last)
    lines = [line for part in _BREAKS.split(text) if (line := _plain(part))]
    if not lines:
        return
    look = document.paragraph(last - 1)
    style = document.styles.get(look.style, Style())
    said = [run.size for a, b, run in document.runs_in(first, last) if document.text[a:b].strip()]
    size = max((one or style.size for one in said), default=style.size)
    role = "heading" if look.outlined and style.role == "text" else style.role
    centred = style.centred if look.centred is None else look.centred
    for line in lines:
        yield Block(role, line, size, centred)


def _notes(document: DocText) -> Iterator[Block]:
    """Yield the lines of footnotes and endnotes."""
    for story in ("notes", "endnotes"):
        for first, last in _paragraph_bounds(document.text, *document.stories[story]):
            if line := _plain(document.seen(first, last)):
                yield Block("text", line)


def _boxes(document: DocText, anchors: int) -> Iterator[tuple[Block, ...]]:
    """Yield each text box's blocks; all together when drawings of other kinds stand among them."""
    start, end = document.stories["boxes"]
    bounds = [start + n for n in document.boxes if start + n <= end] or [start, end]
    texts = [_box(document, a, b) for a, b in pairwise(bounds)]
    kept = [text for text in texts if text]
    yield from kept if len(kept) == anchors else [tuple(block for text in kept for block in text)]


def _box(document: DocText, start: int, end: int) -> tuple[Block, ...]:
    bounds = _paragraph_bounds(document.text, start, end)
    return tuple(Block("box", line) for a, b in bounds if (line := _plain(document.seen(a, b))))


def _margins(document: DocText, role: str) -> Iterator[Block]:
    """Yield the distinct lines of all headers or footers; bare page numbers are no text."""
    start, end = document.stories["headers"]
    bounds = [start + n for n in document.headers if start + n <= end]
    lines: list[str] = []
    # The first six texts are the rules above notes; then come six for each section.
    for n, (a, b) in enumerate(pairwise(bounds[6:])):
        if (n % 6 in _FOOTERS) == (role == "footer"):
            lines += [_plain(document.seen(x, y)) for x, y in _paragraph_bounds(document.text, a, b)]
    for line in dict.fromkeys(lines):
        if re.search(r"[A-Za-z\u4e00-\u9fff]", line):
            yield Block(role, line[:MAX_TEXT])


def _paragraph_bounds(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _PARAGRAPH.finditer(text, start, end):
        if match.end() > match.start():
            yield match.span()


def _plain(text: str) -> str:
    """Return text without the format's own characters; the halves of rare hanzi are joined."""
    return _CONTROLS.sub("", _BREAKS.sub(" ", encoding.joined(text).translate(_HYPHENS))).strip()


def _old(main: bytes, fmt: str, properties: Properties) -> Extracted:
    """Return the text of Word 6 and 95: bytes in the code page, from one place to another."""
    start, end = struct.unpack_from("<II", main, 24)
    text = encoding.decode(main[start : min(end, start + 4 * MAX_TEXT)])
    found = doc_text.without_instructions(text)
    lines = (_plain(line.replace("\x07", "\t")) for line in re.split("[\r\x0b\x0c]|\x07\x07", found))
    blocks = tuple(limited(Block("text", line) for line in lines if line))
    if not has_text(blocks):
        raise broken()
    return Extracted(fmt, blocks, tables.estimated_pages(b.text for b in blocks), False, properties)


def _rescued(stream: BinaryIO, fmt: str, properties: Properties) -> Extracted:
    stream.seek(0)
    blocks = tuple(limited(Block("text", line) for line in salvage.lines(stream.read(MAX_STREAM))))
    if not blocks:
        raise broken()
    pages = tables.estimated_pages(block.text for block in blocks)
    return Extracted(fmt, blocks, pages, False, properties, problems=(salvage.problem(),))
