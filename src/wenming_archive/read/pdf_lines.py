"""The lines of a PDF page: how large they are set, which are centred, which run along on every page.

Lengths are points.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import hypot
from statistics import median
from typing import Any, NamedTuple

from wenming_archive.content import Block
from wenming_archive.read import tables

_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,4}[-—–\s]*")
#: Lines from the top and the bottom of a page among which running ones are looked for, and the
#: share of its height, from each edge, within which they stand: outside GB/T 9704's text area.
_EDGE_LINES, _EDGE = 2, 0.11
#: How far a running line may move between pages, and how much larger than the text a title is set.
_MOVES, _LARGER = 4.0, 1.05
#: How far inside the left edge a centred line begins at least.
_INSIDE = 8.5


class Line(NamedTuple):
    """A line of a page; size 0 is not known."""

    text: str
    size: float = 0
    centred: bool = False
    #: Its distance from the bottom of the page, below 0 from the top; ``None`` when it is no edge's.
    edge: float | None = None

    @property
    def key(self) -> str:
        """Return what is the same on every page of a running line that counts."""
        return re.sub(r"[\d\s]", "", self.text)


class _Placed(NamedTuple):
    """A line's text, how it stands on the page, and the number of its first character there."""

    text: str
    raw: str
    at: int

    @property
    def first(self) -> int:
        """Return the number of the first character that is no space."""
        return self.at + len(self.raw) - len(self.raw.lstrip())

    @property
    def last(self) -> int:
        """Return the number of the last character that is no space."""
        return self.at + len(self.raw.rstrip()) - 1


def of(page: Any, textpage: Any, text: str, *, looked_at: bool) -> list[Line]:
    """Return the lines of a page's ``text``; with their looks when they are to be ``looked_at``."""
    placed = list(_placed(text))
    # Where the text leaves characters of the page out, their numbers are not known.
    if len(text) != textpage.count_chars() or page.get_rotation():
        return [Line(line.text) for line in placed]
    left, bottom, right, top = page.get_bbox()
    looks = _looks(textpage, placed, left, right) if looked_at else [(0.0, False)] * len(placed)
    edges = _edges(textpage, placed, bottom, top)
    return [Line(p.text, *look, edge) for p, look, edge in zip(placed, looks, edges, strict=True)]


def blocks(pages: Sequence[Sequence[Line]]) -> Iterator[Block]:
    """Yield running headers once, the body, running footers once."""
    running = dict(_running([page for page in pages if page]))
    heads: dict[str, str] = {}
    feet: dict[str, str] = {}
    body: list[Block] = []
    for n, line in ((n, line) for n, page in enumerate(pages, 1) for line in page):
        if line.edge is not None and abs(line.edge - running.get(line.key, 1e6)) <= _MOVES:
            (heads if line.edge < 0 else feet).setdefault(line.key, line.text)
        else:
            body.append(Block("text", line.text, line.size, line.centred, n))
    yield from (Block("header", text) for text in heads.values())
    yield from body
    yield from (Block("footer", text) for text in feet.values())


def _placed(text: str) -> Iterator[_Placed]:
    """Yield the lines of a text; page numbers are none."""
    at = 0
    for line in text.splitlines(keepends=True):
        # U+FFFE and U+0002 are PDFium's hyphens at a line's end.
        clean = line.replace("\ufffe", "").replace("\x02", "").strip()
        if clean and not _PAGE_NUMBER.fullmatch(clean):
            yield _Placed(clean, line, at)
        at += len(line)


def _looks(textpage: Any, placed: Sequence[_Placed], left: float, right: float) -> list[tuple[float, bool]]:
    """Return each line's size, and whether it is centred on the page."""
    ends = [_ends(textpage, line) for line in placed]
    margin = min((start for start, _ in ends), default=left)
    found = []
    for line, (start, end) in zip(placed, ends, strict=True):
        size = _size(textpage, line.first)
        even = abs((start - left) - (right - end)) <= 0.5 * size
        inside = start > margin + _INSIDE or start - left > 0.2 * (right - left)
        found.append((size, even and inside))
    return found


def _ends(textpage: Any, line: _Placed) -> tuple[float, float]:
    return textpage.get_charbox(line.first, loose=True)[0], textpage.get_charbox(line.last, loose=True)[2]


def _size(textpage: Any, n: int) -> float:
    """Return the size a character is seen in: that of its font, as its matrix stretches it."""
    from pypdfium2 import raw

    matrix = raw.FS_MATRIX()
    stretched = raw.FPDFText_GetMatrix(textpage, n, matrix)
    size = raw.FPDFText_GetFontSize(textpage, n) * (hypot(matrix.c, matrix.d) if stretched else 1)
    return round(size * 2) / 2 if 0 < size < 1000 else 0.0


def _edges(textpage: Any, placed: Sequence[_Placed], bottom: float, top: float) -> Iterator[float | None]:
    """Yield for each line its distance from the edge of the page it is near, if it is."""
    reach = _EDGE * (top - bottom)
    for n, line in enumerate(placed):
        if min(n, len(placed) - 1 - n) >= _EDGE_LINES:
            yield None
            continue
        y = _baseline(textpage, line.first)
        yield y - bottom if y - bottom < reach else y - top if top - y < reach else None


def _baseline(textpage: Any, n: int) -> float:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, n, x, y)
    return y.value


def _running(pages: Sequence[Sequence[Line]]) -> Iterator[tuple[str, float]]:
    """Yield the lines that stand in the same place on most pages: what is the same in them, and the place."""
    places: dict[str, list[float]] = {}
    others: set[str] = {""}
    for page in pages:
        for line in (line for line in page if line.edge is not None):
            key = line.key
            places.setdefault(key, []).append(line.edge or 0)
            repeated = len(places[key]) == 2
            if (repeated and _heads_columns(line)) or (line.size and line.size > _LARGER * _usual_size(page)):
                others.add(key)
    for key, found in places.items():
        if len(found) * 2 <= len(pages):
            continue
        place = median(found)
        near = sum(abs(one - place) <= _MOVES for one in found)
        if near > 1 and near * 2 > len(pages) and key not in others:
            yield key, place


def _usual_size(page: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in page:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _heads_columns(line: Line) -> bool:
    """Say whether a line is a table's head, which stands on each of its pages."""
    return tables.head_index([line.text.split()]) is not None
