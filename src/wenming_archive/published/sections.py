"""A document's tables in their order: which are the catalogue's, under which heading, which are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wenming_archive.published import heads, markers, points, words
from wenming_archive.published.asking import Asking
from wenming_archive.published.branch import Branch, Entry, Growth, branch
from wenming_archive.published.draft import OTHER_TABLE, Unread
from wenming_archive.published.grid import Grid, Line, Part, stacked
from wenming_archive.published.heads import Head
from wenming_archive.published.table import Table
from wenming_archive.published.words import Role

#: A heading above a table is no longer than this.
_HEADING = 40
_DULL = re.compile(r"^(sheet|工作表|表)\s*\d*$", re.IGNORECASE)


_Piece = tuple[list[Line], Grid | None, Head | None]


@dataclass
class Found:
    """What the tables gave."""

    growth: Growth = field(default_factory=Growth)
    #: Lines that are no heading of a table, those in rows above a head among them.
    lines: list[Line] = field(default_factory=list)
    #: Lines in rows above a head.
    above: list[Line] = field(default_factory=list)


def tables(parts: Sequence[Part], asking: Asking) -> Found:
    """Return what the tables of a document say."""
    found = Found()
    pieces = _pieces(parts, asking)
    several = sum(head is not None and head.is_tree for _, _, head in pieces) > 1
    for waiting, part, head in pieces:
        headings = _headings(waiting, several, head) if part else []
        found.lines += [line for line in waiting if line not in headings]
        for line in headings:
            found.growth.group(branch(line.text, line.where), "sheet" if line.role == "sheet" else "")
        if part:
            _table(part, head, found)
    found.lines = [line for line in found.lines if line.role != "sheet"]
    return found


def _pieces(parts: Sequence[Part], asking: Asking) -> list[_Piece]:
    """Return each table with the lines before it and its head; one that goes on above is part of that."""
    pieces: list[_Piece] = []
    waiting: list[Line] = []
    for part in parts:
        if isinstance(part, Line):
            waiting.append(part)
            continue
        _, above, before = next((p for p in reversed(pieces) if p[2] and p[2].is_tree), ([], None, None))
        head = heads.find(part)
        latest = bool(pieces) and pieces[-1][1] is above
        if above and before and latest and _goes_on(above, before, part, head, waiting):
            pieces[-1] = ([*pieces[-1][0], *waiting], stacked(above, part), before)
        else:
            alike = above and head and before and heads.names(part, head) == heads.names(above, before)
            kept = replace(head, columns=before.columns) if alike and head and before else None
            pieces.append((waiting, part, kept or _head(part, head, before, asking)))
        waiting = []
    return [*pieces, (waiting, None, None)]


def _goes_on(above: Grid, before: Head, part: Grid, head: Head | None, waiting: Sequence[Line]) -> bool:
    """Say whether a table is the rest of the one above, which a page's end or a blank line cut in two."""
    if part.width != above.width or _headings(waiting, True, before):
        return False
    return head is None or set(heads.names(part, head)) == set(heads.names(above, before))


def _head(grid: Grid, head: Head | None, before: Head | None, asking: Asking) -> Head | None:
    """Return the columns of a table: by its head, as those of the one before, or by what they hold."""
    if head:
        return _sure(grid, heads.settled(grid, head), asking)
    if before and grid.width == len(before.columns):
        return Head(0, 0, before.columns, stated=False)
    guess = heads.guessed(grid)
    return _sure(grid, guess, asking) if guess else None


def _sure(grid: Grid, head: Head, asking: Asking) -> Head:
    """Ask which column is the standard where its head does not say so."""
    if not head.is_tree or head.certain:
        return head
    columns = head.having(Role.level, Role.standard, Role.grading, Role.other)
    named = {head.columns[n].name or f"第{n + 1}列": n for n in columns}
    taken = next((name for name, n in named.items() if head.columns[n].role is Role.standard), None)
    if taken is None or len(named) < 2:
        return head
    text = f"{grid.name}：哪一列是测评标准（要做到什么）"
    chosen = asking.ask("standard", text, list(named), taken)
    return heads.with_standard(head, named[chosen])


def _headings(waiting: Sequence[Line], several: bool, head: Head | None) -> list[Line]:
    """Return of the lines right above a table those that name a part of the catalogue."""
    found: list[Line] = []
    for line in reversed(waiting):
        text = line.text.strip()
        if line.role == "sheet":
            break
        section = words.section(text)
        if len(text) > _HEADING or re.search("[。；;，]", text) or words.NOTE.match(text):
            break
        marker = markers.leading(text)
        named = bool(head and head.is_tree and marker and (several or points.bracketed(text)))
        if not (section or named):
            break
        found.append(line)
    return found[::-1] or _sheet(waiting, several, head)


def _sheet(waiting: Sequence[Line], several: bool, head: Head | None) -> list[Line]:
    """Return the name of the sheet that begins before a table, if that tells one part from others."""
    named = several and head is not None and head.is_tree
    found = [line for line in waiting if line.role == "sheet"][-1:] if named else []
    return [line for line in found if not _DULL.match(line.text.strip())]


def _table(grid: Grid, head: Head | None, found: Found) -> None:
    growth = found.growth
    inner = growth.inner
    section = inner.section if inner else ""
    if head and (head.is_tree or (section and head.having(Role.level, Role.standard, Role.grading))):
        _above(grid, head, found)
        Table(grid, head, growth).read()
    elif inner and section in ("deduction", "veto") and not inner.children and not inner.entries:
        _listed(grid, inner)
    else:
        rows = [row for row in range(grid.height) if grid.text(row)]
        growth.unread += [Unread(grid.where[row], grid.text(row), OTHER_TABLE) for row in rows]


def _above(grid: Grid, head: Head, found: Found) -> None:
    """Take the rows above a head as lines: a title, a unit to be filled in."""
    known = {line.text for line in found.lines}
    for row in range(head.start):
        for cell in dict.fromkeys(c for c in grid.rows[row] if c and c.row == row and c.lines):
            line = Line(cell.text.replace("\n", " "), grid.where[row], "heading" if row == 0 else "text")
            found.above.append(line)
            found.lines += [line] if line.text not in known else []


def _listed(grid: Grid, inner: Branch) -> None:
    """Read a plain list of cases: the longest cell of each row is the case."""
    for row in range(grid.height):
        cells = [c for c in dict.fromkeys(grid.rows[row]) if c and c.row == row and c.lines]
        if cells and not all(words.role(cell.text) for cell in cells):
            longest = max(cells, key=lambda cell: len(cell.text))
            marker = next((m for cell in cells if (m := markers.alone(cell.text))), None)
            inner.entries.append(Entry(grid.where[row], longest.text, marker))
