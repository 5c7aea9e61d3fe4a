"""How the paragraphs and runs of an old Word file look: formatted pages, styles (MS-DOC 2.8, 2.9).

Formatting is kept by the place of the text in the main stream.  It is looked up page by page as
it is asked for, so a hostile table of pages costs no more than the text it formats.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

T = TypeVar("T")
#: Bytes of a formatted page.
_PAGE = 512
#: Operand lengths by the top three bits of a modifier's code; 6 is variable.
_LENGTHS = (1, 1, 2, 4, 2, 2, 0, 3)
_TABLE_DEFINITION, _TAB_STOPS = 0xD608, 0xC615
_CENTRED, _OUTLINE_NONE = 1, 9
#: How a section begins: 0 where the one before ends, 1 in the next column, else on a page.
_SECTION_BREAK = 0x3009
_MOST_SECTIONS = 2000
#: Built-in styles by their fixed numbers: nine levels of heading, and the title.
_HEADINGS, _TITLE = range(1, 10), 62


@dataclass(frozen=True)
class Paragraph:
    """What a paragraph's formatting says."""

    style: int = 0
    in_table: bool = False
    ends_row: bool = False
    centred: bool | None = None
    outlined: bool = False
    #: Whether it begins a page; ``None`` when its style says.
    on_new_page: bool | None = None


@dataclass(frozen=True)
class Run:
    """What a run of characters is: its size in points (0 when not said), deleted, or a mere symbol."""

    size: float = 0
    deleted: bool = False
    symbol: bool = False


@dataclass(frozen=True)
class Style:
    """A paragraph style."""

    role: str = "text"
    size: float = 0
    centred: bool = False
    on_new_page: bool = False


@dataclass
class Pages(Generic[T]):
    """The formatted pages of one kind: what applies at a place of the main stream, and how far."""

    main: bytes
    #: Where each page's text begins, and the page's number.
    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    parse: Callable[[bytes, int, int], T]
    none: T
    _read: dict[int, tuple[tuple[int, ...], list[T]]] = field(default_factory=dict)

    def at(self, place: int) -> tuple[int, T]:
        """Return how far the formatting at ``place`` reaches, and the formatting."""
        n = bisect_right(self.starts, place) - 1
        if not 0 <= n < len(self.numbers):
            return place, self.none
        bounds, looks = self._page(self.numbers[n])
        k = bisect_right(bounds, place) - 1
        return (bounds[k + 1], looks[k]) if 0 <= k < len(looks) else (place, self.none)

    def _page(self, number: int) -> tuple[tuple[int, ...], list[T]]:
        if number not in self._read:
            page = self.main[number * _PAGE : number * _PAGE + _PAGE]
            self._read[number] = self._parsed(page) if len(page) == _PAGE else ((), [])
        return self._read[number]

    def _parsed(self, page: bytes) -> tuple[tuple[int, ...], list[T]]:
        count = min(page[-1], 101)
        bounds = struct.unpack_from(f"<{count + 1}I", page)
        return bounds, [self.parse(page, count, n) for n in range(count)]


def paragraphs(main: bytes, table: bytes, data: bytes) -> Pages[Paragraph]:
    """Return the paragraphs' formatting; ``table`` lists the pages, ``data`` holds what was too long."""

    def parse(page: bytes, count: int, n: int) -> Paragraph:
        at = 2 * page[4 * (count + 1) + 13 * n]
        if not at:
            return Paragraph()
        length = 2 * page[at] - 1 if page[at] else 2 * page[at + 1]
        start = at + 1 if page[at] else at + 2
        said = page[start : start + length]
        style = int.from_bytes(said[:2], "little")
        return _paragraph(Paragraph(style), said[2:], data)

    return Pages(main, *_listed(table), _safe(parse, Paragraph()), Paragraph())


def runs(main: bytes, table: bytes) -> Pages[Run]:
    """Return the runs' formatting."""

    def parse(page: bytes, count: int, n: int) -> Run:
        at = 2 * page[4 * (count + 1) + n]
        return _run(Run(), page[at + 1 : at + 1 + page[at]]) if at else Run()

    return Pages(main, *_listed(table), _safe(parse, Run()), Run())


def styles(sheet: bytes) -> dict[int, Style]:
    """Return the paragraph styles by number; what a style does not say it has of the one it is based on."""
    found: dict[int, Style] = {}
    bases: dict[int, int] = {}
    for number, body, base_length in _style_bodies(sheet):
        try:
            found[number], bases[number] = _style(body, base_length)
        except (struct.error, IndexError):
            continue
    return {number: _inherited(number, found, bases) for number in found}


def flowing(main: bytes, table: bytes) -> int:
    """Return how many sections after the first begin on no page of their own; ``table`` lists them."""
    count = min(max(0, (len(table) - 4) // 16), _MOST_SECTIONS)
    places = (4 * (count + 1) + 12 * n + 2 for n in range(1, count))
    return sum(_flows(main, int.from_bytes(table[at : at + 4], "little")) for at in places)


def _flows(main: bytes, place: int) -> bool:
    length = int.from_bytes(main[place : place + 2], "little")
    said = dict(modifiers(main[place + 2 : place + 2 + min(length, _PAGE)]))
    return said.get(_SECTION_BREAK, b"\2")[:1] in (b"\0", b"\1")


def modifiers(said: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the modifiers in a list of them: code and operand."""
    at = 0
    while at + 2 < len(said):
        code = int.from_bytes(said[at : at + 2], "little")
        at += 2
        length = _LENGTHS[code >> 13]
        if code == _TABLE_DEFINITION:
            length = int.from_bytes(said[at : at + 2], "little") + 1
        elif not length:
            if code == _TAB_STOPS and said[at] == 255:
                return  # its length is counted otherwise; nothing needed here stands after it
            length = said[at] + 1
        yield code, said[at : at + length]
        at += length


def _safe(parse: Callable[[bytes, int, int], T], none: T) -> Callable[[bytes, int, int], T]:
    def parsed(page: bytes, count: int, n: int) -> T:
        try:
            return parse(page, count, n)
        except IndexError:
            return none

    return parsed


def _listed(table: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the beginnings and the numbers of the pages in a table of them."""
    count = max((len(table) - 4) // 8, 0)
    starts = struct.unpack_from(f"<{count}I", table) if count else ()
    numbers = struct.unpack_from(f"<{count}I", table, 4 * count + 4) if count else ()
    return starts, tuple(number & 0x3FFFFF for number in numbers)


def _paragraph(look: Paragraph, said: bytes, data: bytes = b"") -> Paragraph:
    for code, operand in modifiers(said):
        value = int.from_bytes(operand[:4], "little")
        if code in (0x2416, 0x6649):  # in a table; depth of tables
            look = replace(look, in_table=look.in_table or value > 0)
        elif code == 0x2417:
            look = replace(look, ends_row=value == 1)
        elif code in (0x2403, 0x2461):
            look = replace(look, centred=value == _CENTRED)
        elif code == 0x2407:
            look = replace(look, on_new_page=value == 1)
        elif code == 0x2640:
            look = replace(look, outlined=value < _OUTLINE_NONE)
        elif code in (0x6645, 0x6646) and data:  # the rest is in the data stream
            length = int.from_bytes(data[value : value + 2], "little")
            look = _paragraph(look, data[value + 2 : value + 2 + length])
    return look


def _run(look: Run, said: bytes) -> Run:
    for code, operand in modifiers(said):
        value = int.from_bytes(operand[:2], "little")
        if code == 0x4A43:
            look = replace(look, size=value / 2)
        elif code == 0x0800:
            look = replace(look, deleted=value == 1)
        elif code == 0x6A09:
            look = replace(look, symbol=True)
    return look


def _style_bodies(sheet: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Yield number, body and length of the fixed part of each style in a style sheet."""
    if len(sheet) < 6:
        return
    head, count, base_length = struct.unpack_from("<HHH", sheet)
    at = 2 + head
    for number in range(min(count, 4095)):
        length = int.from_bytes(sheet[at : at + 2], "little")
        if length:
            yield number, sheet[at + 2 : at + 2 + length], base_length
        at += 2 + length + length % 2


def _style(body: bytes, base_length: int) -> tuple[Style, int]:
    """Return a style as it stands alone, and the number of the one it is based on."""
    words = struct.unpack_from("<3H", body)
    fixed, kind, base = words[0] & 0xFFF, words[1] & 0xF, words[1] >> 4
    (length,) = struct.unpack_from("<H", body, base_length)
    at = base_length + 2
    name = body[at : at + 2 * length].decode("utf-16-le", "replace").lower()
    at += 2 * length + 2
    parts = list(_style_parts(body, at, words[2] & 0xF)) if kind == 1 else []
    paragraph = _paragraph(Paragraph(), parts[0][2:]) if parts else Paragraph()
    run = _run(Run(), parts[1]) if len(parts) > 1 else Run()
    said = bool(paragraph.centred), bool(paragraph.on_new_page)
    return Style(_role(fixed, name), run.size, *said), base


def _style_parts(body: bytes, at: int, count: int) -> Iterator[bytes]:
    for _ in range(count):
        (length,) = struct.unpack_from("<H", body, at)
        yield body[at + 2 : at + 2 + length]
        at += 2 + length + length % 2


def _role(fixed: int, name: str) -> str:
    if fixed == _TITLE or name in ("title", "标题"):
        return "title"
    bare = name.removeprefix("heading").removeprefix("标题").strip()
    return "heading" if fixed in _HEADINGS or (bare != name and bare[:1].isdigit()) else "text"


def _inherited(number: int, found: dict[int, Style], bases: dict[int, int]) -> Style:
    style, base = found[number], bases[number]
    for _ in range(12):
        if base not in found:
            break
        style = replace(
            style, size=style.size or found[base].size, centred=style.centred or found[base].centred
        )
        base = bases[base]
    return style
