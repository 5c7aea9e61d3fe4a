"""The number of a page of evidence, upper right on odd pages and upper left on even ones, as it is read."""

from __future__ import annotations

from dataclasses import dataclass

#: Points from the edges, and the size of the digits, on a page as wide as A4; others are in proportion.
_ACROSS, _DOWN, _SIZE, _A4 = 40.0, 30.0, 14.0, 595.0
#: How wide and how high a digit of Helvetica is, in its size.
_WIDE, _HIGH = 0.556, 0.718
_ROOM = 0.25


@dataclass(frozen=True, slots=True)
class Face:
    """What is seen of a page: its box in its own coordinates, and by how much it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Return how wide and how high it is for a reader."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.turn % 180 else (wide, high)

    def matrix(self) -> tuple[float, float, float, float, float, float]:
        """Return what turns a reader's coordinates, from the lower left corner, into the page's."""
        return {
            0: (1, 0, 0, 1, self.left, self.bottom),
            90: (0, 1, -1, 0, self.right, self.bottom),
            180: (-1, 0, 0, -1, self.right, self.top),
            270: (0, -1, 1, 0, self.left, self.top),
        }[self.turn % 360]


def drawn(number: int, face: Face, font: str) -> bytes:
    """Return the drawing of ``number`` on a page, by a ``font`` of its resources; white lies under it."""
    wide, high = face.size
    scale = min(wide, high) / _A4
    text = str(number)
    size, length = _SIZE * scale, _SIZE * scale * _WIDE * len(text)
    across = wide - _ACROSS * scale - length if number % 2 else _ACROSS * scale
    down, room = high - _DOWN * scale - size * _HIGH, _ROOM * size
    box = (across - room, down - room, length + 2 * room, size * _HIGH + 2 * room)
    turned = " ".join(map(_number, face.matrix()))
    return (
        f"q {turned} cm 1 g {' '.join(map(_number, box))} re f 0 g "
        f"BT /{font} {_number(size)} Tf {_number(across)} {_number(down)} Td ({text}) Tj ET Q\n"
    ).encode()


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
