"""What every other reader gives (.doc, .wps, .odt, .ods, .rtf, .ofd): lines, and rows without merges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from wenming_archive.content import Block
from wenming_archive.published.grid import Cell, Line, Part, grid, lines
from wenming_archive.read.reader import READERS


def read(stream: BinaryIO, fmt: str) -> tuple[Part, ...]:
    """Return the blocks of a document as lines and tables."""
    return tuple(_parts(READERS[fmt](stream, fmt).blocks))


def _parts(blocks: tuple[Block, ...]) -> Iterator[Part]:
    rows: list[list[str]] = []
    tables = 0
    for n, block in enumerate((*blocks, Block("text", ""))):
        if block.role in ("head", "row") or (rows and "\t" in block.text):
            rows.append(block.text.split("\t"))
            continue
        if rows:
            tables += 1
            name = f"表{tables}"
            cells = [
                Cell(text, r, c)
                for r, row in enumerate(rows)
                for c, one in enumerate(row)
                if (text := lines(one))
            ]
            found = grid(cells, [f"{name}第{r + 1}行" for r in range(len(rows))], name)
            yield replace(found, flat=True)
            rows = []
        if block.text:
            yield Line(block.text, f"第{n + 1}段", block.role, block.size, block.centred)
