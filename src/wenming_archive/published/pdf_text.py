"""Letters on a page put together to lines, paragraphs and the contents of cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from wenming_archive.published import markers
from wenming_archive.published.grid import Cell, Grid, Line, grid
from wenming_archive.published.pdf_rules import Frame

#: Gap between letters, in their size, that is a blank.
_BLANK = 0.22


class Letter(NamedTuple):
    """A letter, with a blank before it where there is one: where it begins and ends, its height, its size."""

    text: str
    x: float
    end: float
    y: float
    size: float

    @property
    def middle(self) -> float:
        """The middle of its width."""
        return (self.x + self.end) / 2


class Row(NamedTuple):
    """A line of letters."""

    text: str
    x: float
    end: float
    y: float
    size: float


def rows(letters: Sequence[Letter]) -> list[Row]:
    """Return the lines that ``letters`` make, from the top."""
    found: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: (one.y, one.x)):
        # A stop stands low in its line: the line is where most of its letters are.
        if found and abs(letter.y - _level(found[-1])) <= 0.55 * max(letter.size, found[-1][0].size):
            found[-1].append(letter)
        else:
            found.append([letter])
    return [_row(sorted(line, key=lambda one: one.x)) for line in found]


def _level(line: Sequence[Letter]) -> float:
    return (
        max(line, key=lambda one: one.size).y
        if len(line) < 3
        else sorted(one.y for one in line)[len(line) // 2]
    )


def _row(line: Sequence[Letter]) -> Row:
    text = line[0].text
    for before, letter in pairwise(line):
        wide = letter.x - before.end > _BLANK * letter.size and not letter.text.startswith(" ")
        text += (" " if wide else "") + letter.text
    sizes = sorted(one.size for one in line)
    return Row(text.strip(), line[0].x, max(one.end for one in line), _level(line), sizes[len(sizes) // 2])


def joined(lines: Sequence[Row], left: float, right: float) -> Iterator[str]:
    """Yield paragraphs: a line that fills its width goes on below, unless the next begins with a number."""
    text, before = "", None
    for line in lines:
        full = before is not None and before.end > right - 1.7 * before.size
        alike = before is not None and abs(before.size - line.size) <= 1
        if before is not None and full and alike and not _begins(line, left):
            text += _gap(text, line.text) + line.text
        else:
            if text:
                yield text
            text = line.text
        before = line
    if text:
        yield text


def _begins(line: Row, left: float) -> bool:
    return line.x > left + 1.2 * line.size or markers.leading(line.text) is not None


def _gap(before: str, after: str) -> str:
    return (
        " "
        if before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalpha()
        else ""
    )


def paragraphs(
    letters: Sequence[Letter], size: tuple[float, float], page: int
) -> Iterator[tuple[float, Line]]:
    """Yield the lines of a page that stand in no table, each with its height."""
    found = rows(letters)
    left, right = min((r.x for r in found), default=0), max((r.end for r in found), default=0)
    at = 0
    for text in joined(found, left, right):
        first = found[at]
        length = 0
        while at < len(found) and length < len(text.replace(" ", "")):
            length += len(found[at].text.replace(" ", ""))
            at += 1
        centred = abs(first.x - (size[0] - first.end)) < 2 * first.size and first.x > left + 2 * first.size
        yield first.y, Line(text, f"第{page}页", "text", first.size, centred)


def in_cells(frame: Frame, letters: Sequence[Letter], name: str, page: int) -> Grid:
    """Return the table of a frame with its letters in it."""
    owner = {
        (r, c): n
        for n, (row, column, high, wide) in enumerate(frame.cells)
        for r in range(row, row + high)
        for c in range(column, column + wide)
    }
    held: dict[int, list[Letter]] = defaultdict(list)
    for letter in letters:
        if frame.holds(letter.middle, letter.y):
            held[owner[frame.base(letter.middle, letter.y)]].append(letter)
    cells = []
    for n, (row, column, high, wide) in enumerate(frame.cells):
        found = rows(held[n])
        left = min((line.x for line in found), default=0)
        right = _right(found, frame.xs[column + wide])
        cells.append(Cell(tuple(joined(found, left, right)), row, column, high, wide))
    where = [f"第{page}页{name}第{n + 1}行" for n in range(len(frame.ys) - 1)]
    return grid(cells, where, name, close=not any(cell.lines for cell in cells))


def _right(found: Sequence[Row], edge: float) -> float:
    """Return where a full line of a cell ends: at its longest line, if that is near the cell's edge."""
    longest = max((line.end for line in found), default=edge)
    return longest if edge - longest < 30 else edge
