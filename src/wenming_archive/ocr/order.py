"""The order in which recognised lines are read: row by row, column by column, on a crooked page too."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenming_archive.ocr.lines import Box, Line

#: Glyphs of a typical line from which a block of lines is a column of text, and no table's.
_COLUMN = 8
#: Lines that a column has at least.
_LINES = 3
#: A crooked page is straightened only this far, in radians; beyond it is no page.
_MOST_SKEW = 0.35


@dataclass(frozen=True, slots=True)
class Spot:
    """A line with its place on the straightened page."""

    line: Line
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """How far down the line stands."""
        return (self.top + self.bottom) / 2


def rows(lines: Sequence[Line]) -> list[list[Spot]]:
    """Return ``lines`` in reading order; what stands side by side is one row."""
    skew = _skew([line.box for line in lines])
    return list(_read([_spot(line, skew) for line in lines]))


def _skew(boxes: Sequence[Box]) -> float:
    """Return how crooked the page is, by its longer lines."""
    angles = [box.angle for box in boxes if not box.tall and box.length > 5 * box.glyph]
    skew = statistics.median(angles) if angles else 0.0
    return skew if abs(skew) <= _MOST_SKEW else 0.0


def _spot(line: Line, skew: float) -> Spot:
    cos, sin = math.cos(skew), math.sin(skew)
    xs = [x * cos + y * sin for x, y in line.box.corners]
    ys = [y * cos - x * sin for x, y in line.box.corners]
    return Spot(line, min(xs), min(ys), max(xs), max(ys))


def _read(spots: list[Spot]) -> Iterator[list[Spot]]:
    """Yield the rows: columns one after the other, between the lines that run across them."""
    gutter = _gutter(spots)
    if gutter is None:
        yield from _rows(spots)
        return
    band: list[Spot] = []
    for spot in sorted(spots, key=lambda s: s.middle):
        if spot.left < gutter < spot.right:
            yield from _columns(band, gutter)
            yield [spot]
            band = []
        else:
            band.append(spot)
    yield from _columns(band, gutter)


def _columns(spots: list[Spot], gutter: float) -> Iterator[list[Spot]]:
    yield from _read([spot for spot in spots if spot.right <= gutter])
    yield from _read([spot for spot in spots if spot.right > gutter])


def _gutter(spots: Sequence[Spot]) -> float | None:
    """Return the middle of a gap that parts two columns of text and is crossed by few lines."""
    best, fewest = None, len(spots) / 4
    for x in sorted({spot.right + 1 for spot in spots}):
        left = [spot for spot in spots if spot.right <= x]
        right = [spot for spot in spots if spot.left >= x]
        across = len(spots) - len(left) - len(right)
        if across < fewest and _is_column(left) and _is_column(right):
            best, fewest = _between(left, right), across
    return best


def _between(left: Sequence[Spot], right: Sequence[Spot]) -> float:
    """Return the middle of a gap by the lines that make its edges: a short one within it runs across."""
    ends = sorted(spot.right for spot in left)
    starts = sorted(spot.left for spot in right)
    return (ends[-1 - len(ends) // 4] + starts[len(starts) // 4]) / 2


def _is_column(spots: Sequence[Spot]) -> bool:
    if len(spots) < _LINES:
        return False
    return statistics.median(s.line.box.length / max(s.line.box.glyph, 1) for s in spots) >= _COLUMN


def _rows(spots: Sequence[Spot]) -> Iterator[list[Spot]]:
    """Yield what stands side by side, from the top down, each from the left."""
    row: list[Spot] = []
    for spot in sorted(spots, key=lambda s: s.middle):
        if row and not _beside(row[-1], spot):
            yield sorted(row, key=lambda s: s.left)
            row = []
        row.append(spot)
    if row:
        yield sorted(row, key=lambda s: s.left)


def _beside(one: Spot, other: Spot) -> bool:
    """Say whether two spots share half of the lower one's height, and not their width."""
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    apart = one.right <= other.left + 2 or other.right <= one.left + 2
    overlap = min(one.right, other.right) - max(one.left, other.left)
    low = min(one.bottom - one.top, other.bottom - other.top)
    return shared > low / 2 and (apart or overlap < low)
