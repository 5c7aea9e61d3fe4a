"""What an engine finds in a picture: boxes, and the lines of text that stand in them."""

from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float]


class Failed(Exception):
    """An engine that cannot be had, or that gave up; the message is for a person."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Box:
    """Where a line stands: four corners in pixels, clockwise from the top left one."""

    corners: tuple[Point, Point, Point, Point]

    @property
    def glyph(self) -> float:
        """How large the characters are, in pixels: the shorter side."""
        return min(self._sides)

    @property
    def length(self) -> float:
        """How long the line is, in pixels."""
        return max(self._sides)

    @property
    def tall(self) -> bool:
        """True when the line runs downwards."""
        across, down = self._sides
        return down > 1.5 * across

    @property
    def angle(self) -> float:
        """How far the upper edge falls to the right, in radians."""
        (x0, y0), (x1, y1) = self.corners[:2]
        return math.atan2(y1 - y0, x1 - x0)

    @property
    def _sides(self) -> tuple[float, float]:
        a, b, c, d = self.corners
        return (math.dist(a, b) + math.dist(d, c)) / 2, (math.dist(a, d) + math.dist(b, c)) / 2

    def scaled(self, by: float) -> Box:
        """Return the box in a picture ``by`` times as large."""
        a, b, c, d = ((x * by, y * by) for x, y in self.corners)
        return Box((a, b, c, d))


@dataclass(frozen=True, slots=True)
class Line:
    """A recognised line; ``score`` says how sure the engine is, 0…1."""

    text: str
    box: Box
    score: float
