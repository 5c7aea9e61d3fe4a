"""An engine for tests: it finds what it was told to, wherever it looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PIL.Image import Image

from wenming_archive.ocr.lines import Box, Failed, Line


def box(x: float, y: float, w: float, h: float, fall: float = 0) -> Box:
    """Return a box whose upper edge falls by ``fall`` of its width."""
    down = w * fall
    return Box(((x, y), (x + w, y + down), (x + w, y + h + down), (x, y + h)))


def line(
    text: str, x: float, y: float, size: float = 30, score: float = 0.99, fall: float = 0, width: float = 0
) -> Line:
    """Return a line of Chinese characters of ``size``."""
    return Line(text, box(x, y, width or size * len(text), size * 1.2, fall), score)


@dataclass
class Fake:
    """Finds ``lines`` in any picture, in the coordinates of one ``side`` pixels long."""

    lines: Sequence[Line] = ()
    side: int | None = None
    fails: str = ""
    sizes: list[tuple[int, int]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def find(self, picture: Image) -> tuple[Box, ...]:
        """Return the boxes of all lines."""
        self.sizes.append(picture.size)
        if self.fails:
            raise Failed("ocr-failed", self.fails)
        by = max(picture.size) / (self.side or max(picture.size))
        return tuple(one.box.scaled(by) for one in self.lines)

    def read(self, picture: Image, boxes: Sequence[Box]) -> tuple[Line, ...]:
        """Return the line that stands nearest to each box."""
        found = []
        for wanted in boxes:
            corner = wanted.corners[0]
            near = min(self.lines, key=lambda one: abs(complex(*one.box.corners[0]) - complex(*corner)))
            self.asked.append(near.text)
            found.append(Line(near.text, wanted, near.score))
        return tuple(found)
