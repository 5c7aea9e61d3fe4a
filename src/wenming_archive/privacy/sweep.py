"""What is private in an item: its words, read or recognised, its tables, its name and title."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wenming_archive.content import Block
from wenming_archive.privacy import minors, numbers, tables
from wenming_archive.privacy.spans import Hit, Kind, Span, apart, replaced
from wenming_archive.text.normal import narrow

_TABLE = ("head", "row")
#: Lines above a table that say what it is.
_ABOVE = 3
#: An ID number in several cells, and one that is broken off at the end of a line.
_CELLS = re.compile(r"(?<![0-9])(?=[0-9]{1,17}\t)[1-8](?:\t?[0-9]){16}\t?[0-9Xx](?![0-9])")
_BEGUN = re.compile(r"(?<![0-9])([1-8][0-9]{3,16})\s*$")
_REST = re.compile(r"\s*([0-9]{0,13}[0-9Xx])(?![0-9A-Za-z])")


@dataclass
class _Part:
    """Lines that belong together: a table's rows, or one line."""

    #: What the line number counts in: a sheet's name, or nothing.
    sheet: str
    first: int
    lines: list[str] = field(default_factory=list)
    head: int | None = None
    table: bool = False


def hits(blocks: Sequence[Block], about: str = "") -> list[Hit]:
    """Return what is private in ``blocks``, in order; ``about`` is the item's title and name."""
    found: list[Hit] = []
    above: list[str] = []
    parts = list(_parts(blocks))
    for part in parts:
        if part.table:
            said = "\n".join([about, *above[-_ABOVE:]])
            for (row, _), spans in sorted(spans_of(part.lines, part.head, said).items()):
                found += _told(spans, part, row)
        else:
            above += part.lines
            found += _told(tables.text(part.lines[0]), part, 0)
    return [*found, *_broken(blocks), *_talks(parts, about)]


def named(text: str, where: str) -> list[Hit]:
    """Return what is private in a name or title."""
    return [Hit(span.kind, span.masked, where) for span in tables.text(text)]


def masked(text: str) -> str:
    """Return ``text``, line by line, with what is private masked."""
    done = "\n".join(replaced(line, tables.text(line)) for line in text.split("\n"))
    # Shorter, a line may bring a label near to another number.
    return done if done == text else masked(done)


def spans_of(lines: Sequence[str], head: int | None, about: str) -> tables.Cells:
    """Return the private passages of a table whose cells are parted by tabs, by row and column."""
    return tables.find([line.split("\t") for line in lines], head, about)


def _broken(blocks: Sequence[Block]) -> Iterator[Hit]:
    """Yield the ID numbers that no one line or cell holds: a figure a cell, or begun at a line's end."""
    lines = [narrow(block.text) for block in blocks]
    for line, after in itertools.pairwise([*lines, ""]):
        cells, begun = _CELLS.search(line), _BEGUN.search(line)
        rest = _REST.match(after) if begun else None
        joined = cells[0] if cells else f"{begun[1]}{rest[1]}" if begun and rest else ""
        number = joined.replace("\t", "").upper()
        if len(number) == 18 and numbers.is_id(number):
            yield Hit(Kind.id_number, numbers.masked_id(number), "分在几格或两行里")


def _talks(parts: Sequence[_Part], about: str) -> Iterator[Hit]:
    lines = [(line, part, n) for part in parts for n, line in enumerate(part.lines)]
    for number, span in minors.talk([line for line, _, _ in lines], about):
        _, part, n = lines[number]
        yield from _told([span], part, n)


def _told(spans: Sequence[Span], part: _Part, row: int) -> Iterator[Hit]:
    where = f"第{part.first + row}行"
    for span in apart(spans):
        yield Hit(span.kind, span.masked, f"工作表“{masked(part.sheet)}”{where}" if part.sheet else where)


def _parts(blocks: Sequence[Block]) -> Iterator[_Part]:
    """Yield the parts of an item; a sheet's lines are counted anew."""
    sheet, line = "", 0
    part: _Part | None = None
    for block in blocks:
        if block.role == "sheet":
            sheet, line = block.text, 0
        else:
            line += 1
        if block.role not in _TABLE or part is None or (block.role == "head" and part.head is not None):
            if part:
                yield part
            part = _Part(sheet, max(line, 1), table=block.role in _TABLE)
        if block.role == "head":
            part.head = len(part.lines)
        part.lines.append(block.text)
        if block.role not in _TABLE:
            yield part
            part = None
    if part:
        yield part
