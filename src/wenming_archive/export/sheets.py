"""The sheets of a workbook as values: what stands in them, and how wide and high that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from unicodedata import east_asian_width

from wenming_archive.text.unseen import visible

#: Signs a cell holds, rows a sheet holds, and links a sheet holds.
LONGEST, MOST_ROWS, MOST_LINKS = 32_767, 1_048_576, 65_530
#: Signs that the address of a link may have, what tells its sort apart.
LONGEST_LINK = 2_070
#: Points of the height of a line, and of the highest row that programs take.
_LINE, _HIGHEST = 15.0, 400.0
#: Room beside the text, in columns; a head has the button of its filter beside it.
_ROOM, _BUTTON = 2, 3
_CUT = "……（太长，没有列全）"


class Look(StrEnum):
    """How the cells of a column look."""

    text = "text"
    #: Short, in the middle.
    short = "short"
    number = "number"
    #: A share from 0 to 1, with a bar.
    share = "share"


class Rank(StrEnum):
    """What a row is among the others."""

    plain = "plain"
    #: The head of those below it.
    group = "group"
    total = "total"


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a file; ``target`` is relative to the workbook, with ``/``."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with what it comes to.

    In it ``{column}`` stands for the cells of its own column, ``{分值}`` for those of the one so called.
    """

    text: str
    value: float


Cell = str | float | None | Link | Formula


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, the most it is wide (a hanzi is two), and how its cells look."""

    head: str
    most: int = 12
    look: Look = Look.text
    #: True of one that is left out when nothing stands in it.
    spare: bool = False
    #: True of one at the right that is not printed: paper is narrow.
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet; cells that are left out at its end are empty."""

    cells: Sequence[Cell]
    rank: Rank = Rank.plain


@dataclass(frozen=True)
class Sheet:
    """One sheet: a title, a line about it, and a table."""

    name: str
    title: str
    about: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    #: Below the rows, and out of the filter.
    totals: Sequence[Row] = ()
    #: Columns at the left that stay in sight.
    held: int = 0
    #: By the head of a column: the colour of each of its words.
    colours: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: Cells that span rows: first row, last row, column; what they say stands in the first.
    joined: Sequence[tuple[int, int, int]] = ()
    #: Below the table, to be signed.
    foot: Sequence[str] = ()
    landscape: bool = True

    @property
    def widths(self) -> list[float]:
        """How wide each column is: as its longest line, but no wider than it may."""
        return [self._width(n, column) for n, column in enumerate(self.columns)]

    @property
    def trimmed(self) -> Sheet:
        """The sheet without the spare columns that nothing stands in."""
        used = {n for row in self.rows for n, cell in enumerate(row.cells) if cell not in (None, "")}
        kept = [n for n, column in enumerate(self.columns) if n in used or not column.spare]
        if len(kept) == len(self.columns):
            return self
        return replace(
            self,
            columns=[self.columns[n] for n in kept],
            rows=[_picked(row, kept) for row in self.rows],
            totals=[_picked(row, kept) for row in self.totals],
            held=sum(n < self.held for n in kept),
            joined=[(first, last, kept.index(n)) for first, last, n in self.joined if n in kept],
        )

    def _width(self, n: int, column: Column) -> float:
        plain = [row for row in (*self.rows, *self.totals) if row.rank is not Rank.group]
        widest = max((_widest(row.cells[n]) for row in plain if n < len(row.cells)), default=0)
        return min(max(widest + _ROOM, columns(column.head) + _BUTTON), max(column.most, 6))


def _picked(row: Row, kept: Sequence[int]) -> Row:
    return replace(row, cells=[row.cells[n] for n in kept if n < len(row.cells)])


def height(row: Row, widths: Sequence[float]) -> float:
    """Return how high a row is, in points, when its texts are wrapped."""
    if row.rank is Rank.group:
        return 22.0
    lines = (
        _lines(shown(cell), width) for cell, width in zip(row.cells, widths, strict=False) if cell is not None
    )
    return min(_HIGHEST, 6.0 + _LINE * max(lines, default=1))


def shown(cell: Cell) -> str:
    """Return the text of a cell as it is read, lines apart."""
    if isinstance(cell, Link):
        return plain(cell.text)
    if isinstance(cell, Formula):
        return f"{cell.value:g}"
    if isinstance(cell, str):
        return plain(cell)
    return "" if cell is None else f"{cell:g}"


def plain(text: str) -> str:
    """Return ``text`` as a cell takes it: signs that can be seen, in lines, and no more than it holds."""
    seen = visible(text).replace("\t", " ")
    # Programs count signs beyond the first 65,536 twice.
    if len(seen) * 2 <= LONGEST or len(seen.encode("utf-16-le")) // 2 <= LONGEST:
        return seen
    room = LONGEST - len(_CUT)
    return seen.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + _CUT


def columns(text: str) -> int:
    """Return how many columns a line takes: a hanzi, and a sign set like one, two."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def _widest(cell: Cell) -> int:
    return max((columns(line) for line in shown(cell).split("\n")), default=0)


def _lines(text: str, width: float) -> int:
    room = max(1, int(width - _ROOM))
    return sum(-(-columns(line) // room) or 1 for line in text.split("\n"))


def address(path: str) -> str:
    """Return a relative path as the address of a link in a workbook: as Excel writes it."""
    return "".join(c if c not in _SPECIAL and c.isprintable() else _escaped(c) for c in path)


def _escaped(sign: str) -> str:
    return "".join(f"%{byte:02X}" for byte in sign.encode("utf-8", "surrogatepass"))


#: Signs that an address may not hold, or that mean something in it.
_SPECIAL = frozenset(' "#%<>?[]^`{|}')
