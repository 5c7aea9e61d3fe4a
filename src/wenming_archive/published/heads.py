"""The head of a table: which row or rows it is, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wenming_archive.published import contents, markers, points, values, words
from wenming_archive.published.grid import Cell, Grid
from wenming_archive.published.words import Role

#: Rows from the top among which a head is looked for; titles and remarks may stand above it.
_WITHIN = 12
#: What a column of sentences may be.
_TEXT = (Role.level, Role.standard, Role.grading, Role.other)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, what it is called, and the level its name states."""

    role: Role
    name: str = ""
    rank: int | None = None
    #: True of a list of materials that are themselves what is looked at.
    listed: bool = False
    #: True of titles behind which their points stand in brackets: 考核项目（分值）.
    scored: bool = False


@dataclass(frozen=True)
class Head:
    """A table's head: its first row, the first row after it, its columns."""

    start: int
    end: int
    columns: tuple[Column, ...]
    #: False when there was none, and the columns were known by what they hold.
    stated: bool = True
    #: False when no head says which column is the standard.
    certain: bool = True

    def having(self, *roles: Role) -> list[int]:
        """Return the columns that hold one of ``roles``."""
        return [n for n, column in enumerate(self.columns) if column.role in roles]

    @property
    def is_tree(self) -> bool:
        """Say whether such columns can be those of a catalogue."""
        names = self.having(Role.level, Role.standard, Role.grading)
        rest = {column.role for column in self.columns} - {
            Role.other,
            Role.blank,
            Role.note,
            Role.person,
            Role.number,
        }
        return bool(names) and (len(names) > 1 or len(rest) > 1)


def find(grid: Grid) -> Head | None:
    """Return the first head of a table, or ``None`` if no row is one."""
    return next((head for row in range(min(grid.height, _WITHIN)) if (head := at(grid, row))), None)


def at(grid: Grid, row: int) -> Head | None:
    """Return the head that begins in ``row``, or ``None``."""
    cells = _begun(grid, row)
    if len(cells) < 2 or not all(map(_may_head, cells)):
        return None
    known = [cell for cell in cells if words.role(cell.text)]
    if len(known) < 2 or len(known) * 2 < len(cells):
        return None
    end = max(cell.last for cell in cells) + 1 if len({cell.last for cell in cells}) > 1 else row + 1
    if end == row + 1 and _parted(grid, row, cells):
        end = row + 2
    return Head(row, end, tuple(_column(grid, row, end, n) for n in range(grid.width)))


def _begun(grid: Grid, row: int) -> list[Cell]:
    found = dict.fromkeys(cell for cell in grid.rows[row] if cell and cell.row == row and cell.lines)
    return list(found)


def _may_head(cell: Cell) -> bool:
    plain = words.bare(cell.text)
    return 0 < len(plain) <= 16 and values.number(plain) is None and not re.search("[。；;]", plain)


def _parted(grid: Grid, row: int, cells: Sequence[Cell]) -> bool:
    """Say whether the next row names the parts of a wide head, unmerged ones standing blank."""
    if row + 1 >= grid.height:
        return False
    below = _begun(grid, row + 1)
    if len(below) > 1 and all(_may_head(cell) and words.role(cell.text) for cell in below):
        return not repeats(grid, row + 1, [words.bare(cell.text) for cell in cells])
    wide = [cell for cell in cells if cell.columns > 1]
    under = [c for c in below if any(w.column <= c.column < w.column + w.columns for w in wide)]
    return (
        len(under) > 1
        and all(_may_head(c) for c in below)
        and sum(bool(words.role(c.text)) for c in under) * 2 >= len(under)
    )


def _column(grid: Grid, start: int, end: int, n: int) -> Column:
    cells = dict.fromkeys(c for r in range(start, end) if (c := grid.rows[r][n]) and c.lines)
    names = [cell.text.replace("\n", "") for cell in cells]
    roles = [found for name in reversed(names) if (found := words.role(name))]
    role = roles[0] if roles else Role.other
    if any(words.role(name) is Role.blank for name in names):
        role = Role.blank
    rank = next((level for name in reversed(names) if (level := words.rank(name))), None)
    scored = role is Role.level and any(re.search("分|权重", name) for name in names)
    return Column(role, "·".join(map(words.bare, names)), rank, scored=scored)


def repeats(grid: Grid, row: int, names: Sequence[str]) -> bool:
    """Say whether ``row`` is the head again, as each page has it."""
    cells = [words.bare(c.text) for c in _begun(grid, row)]
    return len(cells) > 1 and all(cells) and set(cells) <= set(names)


def names(grid: Grid, head: Head) -> list[str]:
    """Return what stands in the head, to know it again."""
    found = (cell for row in range(head.start, head.end) for cell in grid.rows[row])
    return [words.bare(cell.text) for cell in found if cell and cell.lines]


def settled(grid: Grid, head: Head) -> Head:
    """Return the head with roles that its columns' contents bear out."""
    texts = [_texts(grid, head.end, n) for n in range(len(head.columns))]
    columns = [_by_content(column, held) for column, held in zip(head.columns, texts, strict=True)]
    columns = _scored(_unnamed(_listed(columns, texts), texts), texts)
    named = {n for n, column in enumerate(columns) if column.role is Role.standard}
    columns = _one_standard(columns, texts)
    taken = {n for n, column in enumerate(columns) if column.role is Role.standard}
    said = [
        n for n, column in enumerate(columns) if column.role in _TEXT and contents.are_sentences(texts[n])
    ]
    return replace(head, columns=tuple(columns), certain=bool(taken & named) or said == list(taken))


def guessed(grid: Grid) -> Head | None:
    """Return the columns of a table without a head, by what they hold."""
    texts = [_texts(grid, 0, n) for n in range(grid.width)]
    columns = [Column(contents.guess(held)) for held in texts]
    head = Head(0, 0, tuple(_one_standard(columns, texts)), stated=False, certain=False)
    known = {column.role for column in head.columns}
    return head if head.is_tree and known & {Role.score, Role.methods} and Role.standard in known else None


def with_standard(head: Head, n: int) -> Head:
    """Return the head with column ``n`` as its standard; another taken for it is a title, or told beside."""
    columns = list(head.columns)
    if columns[n].role is Role.standard:
        return head
    for other in head.having(Role.standard):
        columns[other] = replace(columns[other], role=Role.level if other < n else Role.other)
    columns[n] = replace(columns[n], role=Role.standard)
    return replace(head, columns=tuple(columns))


def _texts(grid: Grid, start: int, n: int) -> list[str]:
    """Return the texts of a column's cells that begin there, and only there."""
    cells = dict.fromkeys(row[n] for row in grid.rows[start:])
    return [
        cell.text
        for cell in cells
        if cell and cell.lines and cell.column == n and cell.columns < max(2, grid.width - 1)
    ]


def _by_content(column: Column, texts: Sequence[str]) -> Column:
    """Return what a column holds when its head and its contents are asked."""
    if not texts:
        return column if column.role is not Role.other else replace(column, role=Role.blank)
    if column.role is Role.other:
        return replace(
            column,
            role=contents.guess(texts)
            if contents.guess(texts) in (Role.score, Role.methods, Role.units)
            else Role.other,
        )
    if column.role is Role.score and not contents.share(
        texts, lambda t: values.number(t) is not None or bool(points.bracketed(t)), 0.5
    ):
        return replace(
            column, role=Role.grading if contents.length(texts) >= contents.SENTENCE else Role.other
        )
    named = column.role in (Role.level, Role.standard, Role.grading)
    if named and contents.share(texts, contents.is_number, 0.9) and contents.guess(texts) is Role.score:
        return replace(column, role=Role.score)
    if column.role is Role.number and not contents.share(texts, lambda t: markers.alone(t) is not None, 0.3):
        return replace(column, role=Role.level)
    if (
        column.role is Role.methods
        and contents.length(texts) >= 20
        and not contents.share(texts, values.is_methods, 0.4)
    ):
        return replace(column, role=Role.grading)
    if (
        column.role is Role.grading
        and contents.length(texts) <= 24
        and contents.share(texts, values.is_methods, 0.8)
    ):
        return replace(column, role=Role.methods)
    return column


def _listed(columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> list[Column]:
    """Return the columns; where nothing but materials is listed, they are what is looked at."""
    found = list(columns)
    needs = [n for n, column in enumerate(found) if column.role is Role.needs and texts[n]]
    said = (column.role in (Role.level, Role.standard, Role.grading) for column in found)
    long = (
        column.role is Role.other and contents.length(held) >= contents.SENTENCE
        for column, held in zip(found, texts, strict=True)
        if held
    )
    if needs and not any(said) and not any(long):
        chosen = max(needs, key=lambda n: contents.length(texts[n]))
        found[chosen] = replace(found[chosen], role=Role.standard, listed=True)
    return found


def _scored(columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> list[Column]:
    """Return the columns; where none is of points, one to be filled in (得分) that is full of them is."""
    found = list(columns)
    if all(column.role is not Role.score for column in found):
        for n, column in enumerate(found):
            numbers = contents.share(texts[n], lambda t: values.number(t) is not None, 0.8)
            if column.role is Role.blank and texts[n] and numbers:
                found[n] = replace(column, role=Role.score)
                break
    return found


def _unnamed(columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> list[Column]:
    """Return the columns with those of short texts as titles whose heads say nothing, left of others."""
    named = [n for n, column in enumerate(columns) if column.role in (Role.level, Role.standard)]
    last = max(named, default=0)
    return [
        replace(column, role=Role.level)
        if column.role is Role.other
        and n < last
        and texts[n]
        and contents.length(texts[n]) < contents.SENTENCE
        else column
        for n, column in enumerate(columns)
    ]


def _one_standard(columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> list[Column]:
    """Settle which columns are titles and which the standard.

    A long last title column is the standard where there is none; a short standard before another
    is a title; how points are given is the standard where nothing else says it.
    """
    found = list(columns)
    standards = [n for n, column in enumerate(found) if column.role is Role.standard]
    titles = [n for n, column in enumerate(found) if column.role is Role.level and texts[n]]
    told = [
        n for n, column in enumerate(found) if column.role is Role.grading and contents.are_demands(texts[n])
    ]
    for n in standards:
        followed = n != standards[-1] or any(other > n for other in (*titles, *told))
        if texts[n] and contents.length(texts[n]) < contents.SENTENCE and followed:
            found[n] = replace(found[n], role=Role.level)
    standards = [n for n, column in enumerate(found) if column.role is Role.standard]
    levels = [n for n, column in enumerate(found) if column.role is Role.level]
    grading = [n for n, column in enumerate(found) if column.role is Role.grading]
    other = [n for n, column in enumerate(found) if column.role is Role.other and texts[n]]
    long = sorted(
        (n for n in other if contents.length(texts[n]) >= contents.SENTENCE),
        key=lambda n: -contents.length(texts[n]),
    )
    if (
        not standards
        and levels
        and contents.are_sentences(texts[levels[-1]])
        and found[levels[-1]].rank is None
    ):
        found[levels[-1]] = replace(found[levels[-1]], role=Role.standard)
    elif not standards and (grading or long):
        chosen = (grading or long)[0]
        found[chosen] = replace(found[chosen], role=Role.standard)
    standards = [n for n, column in enumerate(found) if column.role is Role.standard]
    for n in [
        n for n, column in enumerate(found) if column.role is Role.level and standards and n > standards[0]
    ]:
        if found[n].rank is None:
            found[n] = replace(found[n], role=Role.other)
    return found
