"""What is private in the cells of a table: a column's head, or the cell before, says what a cell is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wenming_archive.privacy import addresses, minors, numbers
from wenming_archive.privacy.spans import Span, apart

#: Characters of a cell that may say what the next one holds.
_LABEL = 12
Cells = dict[tuple[int, int], list[Span]]


def find(rows: Sequence[Sequence[str]], head: int | None, about: str = "") -> Cells:
    """Return the private passages of a table, by row and column; ``head`` is the number of its head row.

    ``about`` is what stands above the table, and the item's title and name.
    """
    at = _first(rows) if head is None else head
    heads = list(rows[at]) if at is not None else []
    below = list(rows[at + 1 :]) if at is not None else list(rows)
    people = addresses.lists_people(heads)
    pupils = minors.columns(heads, below, about)
    found: Cells = {}
    for n, row in enumerate(rows):
        for column, cell in enumerate(row):
            over = heads[column] if at is not None and n > at and column < len(heads) else ""
            spans = text(cell, _label(row, column, over), people=people)
            if at is not None and n > at and column in pupils:
                spans = apart([*spans, *minors.find(row, column)])
            if spans:
                found[n, column] = spans
    return found


def text(text: str, label: str = "", *, people: bool = False) -> list[Span]:
    """Return the private passages of a text, or of a cell that ``label`` says something of."""
    if len(text) < 4:
        return []
    return apart((*numbers.find(text, label), *addresses.find(text, label, people=people)))


def _label(row: Sequence[str], column: int, over: str) -> str:
    before = row[column - 1].strip() if column else ""
    beside = before if len(before) <= _LABEL and not re.search(r"[0-9]", before) else ""
    return "\n".join(re.sub(r"\s", "", part) for part in (over, beside) if part)


def _first(rows: Sequence[Sequence[str]]) -> int | None:
    """Return 0 if the first row heads a table in which no head was found: words alone, and two at least."""
    cells = [cell for cell in rows[0] if cell.strip()] if rows else []
    words = all(len(cell) <= _LABEL and not re.search(r"[0-9]", cell) for cell in cells)
    return 0 if len(rows) > 1 and len(cells) > 1 and words else None
