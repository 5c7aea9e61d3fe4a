"""A text within an RTF file as it grows: the body, a header, a text box."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from wenming_archive.content import Block
from wenming_archive.read import encoding, tables


@dataclass
class Flow:
    """A text of its own; ``into`` takes its finished blocks."""

    role: str
    into: list[Block]
    _text: list[str] = field(default_factory=list)
    _size: float = 0
    _cell: list[str] = field(default_factory=list)
    _cells: list[str] = field(default_factory=list)
    _rows: list[list[str]] = field(default_factory=list)

    def add(self, text: str, size: float) -> None:
        """Add characters of a size."""
        self._text.append(text)
        if text.strip():
            self._size = max(self._size, size)

    def paragraph(self, role: str, centred: bool, in_table: bool) -> None:
        """End a paragraph: in a table it belongs to the cell, else it is a block for each line."""
        text, size = self._taken()
        if in_table:
            self._cell.append(text)
            return
        self._end_table()
        for line in text.split("\n"):
            if line.strip():
                self.into.append(Block(role, line.strip(), size, centred))

    def cell(self) -> None:
        """End a cell."""
        self._cell.append(self._taken()[0])
        self._cells.append(" ".join(" ".join(self._cell).split()))
        self._cell = []

    def row(self) -> None:
        """End a row."""
        self._rows.append(self._cells)
        self._cells = []

    def end(self) -> None:
        """End the text: what waits is its last paragraph."""
        self.paragraph(self.role, False, bool(self._cell or self._cells))
        self._end_table()

    def _taken(self) -> tuple[str, float]:
        text, size = "".join(self._text), self._size
        self._text, self._size = [], 0
        return plain(text), size

    def _end_table(self) -> None:
        if self._cell:
            self._cells.append(" ".join(" ".join(self._cell).split()))
        if self._cells or self._rows:
            blocks = tables.blocks([*self._rows, self._cells])
            self.into += blocks if self.role == "text" else (replace(b, role=self.role) for b in blocks)
        self._rows, self._cells, self._cell = [], [], []


@dataclass
class Breaks:
    """How often a page is broken so far."""

    count: int = 0
    _begun: bool = False
    _in_section: bool = False

    def turn(self, on_new_page: bool) -> None:
        """Note a paragraph, and whether it begins a page; what begins the first breaks none."""
        self.count += on_new_page and self._begun
        self._begun = True

    def section(self) -> None:
        """Note the end of a section: the next begins a page, unless it flows on."""
        self.count += 1
        self._in_section = True

    def flow_on(self) -> None:
        """Take back the break before a section that begins on no page of its own."""
        self.count -= self._in_section
        self._in_section = False


def plain(text: str) -> str:
    """Return text without control characters, the halves of rare hanzi joined."""
    text = encoding.joined(text).replace("\xa0", " ")
    return re.sub("[\0-\x08\x0b-\x1f]", "", text).strip("\u3000")
