"""Blocks of recognised lines: what belongs to one line is joined, and type sizes are made even."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from wenming_archive.content import Block
from wenming_archive.ocr.lines import Line
from wenming_archive.ocr.order import Spot, rows

#: What a box adds to the line in it, at both ends together, in heights of the box.
_MARGIN = 0.35
#: A box is at least this much taller than the type in it.
_LEADING = 1.05
#: How wide a letter or a figure is beside a Chinese character.
_NARROW = 0.54
#: Sizes this close are the same size, seen twice.
_ALIKE = 0.86
#: Gaps in glyphs: up to the first the pieces touch, up to the second two of them are one line.
_TOUCHING, _NEAR = 0.4, 1.4
_PAGE_NUMBER = re.compile(r"[-—–一·.\s]*\d{1,4}[-—–一·.\s]*")


def of(lines: Sequence[Line], scale: float, width: float = 0) -> tuple[Block, ...]:
    """Return the blocks of one picture in reading order.

    ``scale`` is the points of a pixel; ``width`` that of the page, 0 when it is none.
    """
    found = [row for row in rows(lines) if not (width and _is_number(row))]
    sizes = _sizes([spot.line for row in found for spot in row])
    span = _span(found, width)
    return tuple(block for row in found for block in _blocks(row, sizes, scale, span))


def _is_number(row: Sequence[Spot]) -> bool:
    """True for a page's number."""
    return len(row) == 1 and bool(_PAGE_NUMBER.fullmatch(row[0].line.text))


def _blocks(
    row: Sequence[Spot], sizes: dict[Line, float], scale: float, span: tuple[float, float]
) -> Iterator[Block]:
    """Yield a row's blocks: a line in pieces is one, three cells or more are a table's row."""
    cells = list(_groups(row, _TOUCHING))
    spaced = all(len(spot.line.text) == 1 for spot in row)  # 会 议 纪 要
    if len(cells) > 2 and not spaced:
        yield Block("row", "\t".join(map(_joined, cells)), _points(_size(row, sizes), scale))
        return
    for group in _groups(row, 3 * _NEAR if spaced else _NEAR):
        size = _points(_size(group, sizes), scale)
        yield Block("text", _joined(group), size, _centred(group, span))


def _size(group: Sequence[Spot], sizes: dict[Line, float]) -> float:
    """Return the size of the longest piece: of a short one it is less sure."""
    return sizes[max(group, key=lambda spot: len(spot.line.text)).line]


def _groups(row: Sequence[Spot], gap: float) -> Iterator[list[Spot]]:
    """Yield what in a row is no further apart than ``gap``, in glyphs."""
    group: list[Spot] = []
    for spot in row:
        if group and not _goes_on(group[-1], spot, gap):
            yield group
            group = []
        group.append(spot)
    if group:
        yield group


def _goes_on(one: Spot, other: Spot, gap: float) -> bool:
    boxes = one.line.box, other.line.box
    small, large = sorted(box.glyph for box in boxes)
    level = not any(box.tall for box in boxes) and small > 0.6 * large
    return level and other.left - one.right <= gap * large


def _joined(group: Sequence[Spot]) -> str:
    text = group[0].line.text
    for one, other in pairwise(group):
        touching = other.left - one.right <= _TOUCHING * other.line.box.glyph
        text += ("" if touching else " ") + other.line.text
    return text


def _sizes(lines: Iterable[Line]) -> dict[Line, float]:
    """Return each line's size in pixels, where those that differ by chance alone are made the same."""
    found = {line: _em(line) for line in lines}
    usual = _usual(found)
    even: dict[Line, float] = {}
    level = 0.0
    for line, em in sorted(found.items(), key=lambda pair: -pair[1]):
        if usual * _ALIKE <= em <= usual / _ALIKE:
            even[line] = usual
            continue
        level = level if em >= level * _ALIKE and level else em
        even[line] = level
    return even


def _em(line: Line) -> float:
    """Return the type's size: the room a character has, unless the line is set wide.

    The height alone will not do: the engine's boxes hardly tell 16 points from 22.
    """
    wide = sum(1 if unicodedata.east_asian_width(c) in "WF" else _NARROW for c in line.text)
    room = line.box.length - _MARGIN * line.box.glyph
    return min(room / max(wide, 1), line.box.glyph / _LEADING)


def _usual(sizes: Mapping[Line, float]) -> float:
    """Return the size that most text is set in."""
    weights: Counter[float] = Counter()
    for line, em in sizes.items():
        weights[em] += len(line.text)
    return max(weights, key=lambda em: _near(em, weights), default=0.0)


def _near(em: float, weights: Counter[float]) -> float:
    return sum(w * (1 - abs(e / em - 1)) for e, w in weights.items() if _ALIKE <= e / em <= 1 / _ALIKE)


def _points(em: float, scale: float) -> float:
    return round(em * scale * 2) / 2


def _span(found: Sequence[Sequence[Spot]], width: float) -> tuple[float, float]:
    """Return the left and right edge of a page's text, nothing when it is no page."""
    if not width or not found:
        return 0, 0
    return min(s.left for row in found for s in row), max(s.right for row in found for s in row)


def _centred(group: Sequence[Spot], span: tuple[float, float]) -> bool:
    left, right = span
    room = right - left
    before, behind = group[0].left - left, right - group[-1].right
    return room > 0 and min(before, behind) > 0.08 * room and abs(before - behind) < 0.06 * room
