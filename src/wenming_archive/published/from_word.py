"""Word (.docx): paragraphs with the numbers that Word makes, and tables with their merges."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from wenming_archive.published.grid import Cell, Grid, Line, Part, grid, lines
from wenming_archive.published.word_numbers import Numbers
from wenming_archive.read import ooxml, word
from wenming_archive.read.limits import open_zip
from wenming_archive.read.ooxml import Element, local, whole

_MAIN = re.compile(r"word/document\d*\.xml")
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_BODY = ("p", "tbl")


@dataclass
class _Places:
    """Counts what has been met, to say where something stands."""

    numbers: Numbers
    tables: int = 0
    paragraphs: int = 0


def read(stream: BinaryIO) -> tuple[Part, ...]:
    """Return a document's lines and tables in reading order, then its footnotes."""
    with open_zip(stream) as archive:
        main = next((name for name in archive.namelist() if _MAIN.fullmatch(name)), "word/document.xml")
        tree = ooxml.root(archive, main)
        places = _Places(Numbers(archive))
        parts = list(_parts(tree, places)) if tree is not None else []
        for name in _NOTES:
            notes = ooxml.root(archive, name)
            parts += _notes(notes) if notes is not None else []
        return tuple(parts)


def _notes(tree: Element) -> Iterator[Line]:
    for note in tree:
        if not any(key.endswith("type") for key in note.attrib):
            text = " ".join(text for node in word.below(note, "p") for text in _texts(node))
            if text.strip():
                yield Line(text.strip(), "脚注", "note")


def _parts(node: Element, places: _Places) -> Iterator[Part]:
    """Yield the parts below ``node``, whatever wraps them (content controls, insertions)."""
    for child in node:
        name = local(child)
        if name == "p":
            places.paragraphs += 1
            yield from _boxed(child, places)
            yield from _lines(child, places)
        elif name == "tbl":
            yield from _table(child, places)
        elif name not in ("del", "moveFrom", "sectPr", "sdtPr", "pPr"):
            yield from _parts(child, places)


def _boxed(paragraph: Element, places: _Places) -> Iterator[Part]:
    """Yield the tables that stand in a text box anchored in ``paragraph``."""
    for box in paragraph.iter("{*}txbxContent"):
        if not any(local(above) == "Fallback" for above in box.iterancestors()):
            for child in box:
                if local(child) == "tbl":
                    yield from _table(child, places)


def _lines(node: Element, places: _Places) -> Iterator[Line]:
    found = word.paragraph(node)
    where = f"第{places.paragraphs}段"
    role = "heading" if found.outline is not None or re.match(r"(?i)(heading|title|\d$)", found.style) else ""
    for box in found.boxes:
        yield Line(box, where, "text")
    text = "".join(found.text)
    number = places.numbers.of(node) if text.strip() else ""
    for n, line in enumerate(part for part in text.split("\n") if part.strip()):
        shown = line.strip() if n else number + line.strip()
        yield Line(shown, where, role or "text", found.size, found.centred)


def _texts(node: Element) -> list[str]:
    found = word.paragraph(node)
    return [*found.boxes, *"".join(found.text).split("\n")]


def _table(node: Element, places: _Places) -> Iterator[Part]:
    """Yield a table; one that only arranges the page yields what it holds."""
    rows = [row for row in word.below(node, "tr") if not _is_deleted(row)]
    inner = list(node.iterfind(".//{*}tbl"))
    cells = sum(1 for row in rows for _ in word.below(row, "tc"))
    if inner and cells <= max(3, len(rows)):
        for row in rows:
            for cell in word.below(row, "tc"):
                yield from _parts(cell, places)
        return
    places.tables += 1
    yield _grid(rows, f"表{places.tables}", places)


def _grid(rows: list[Element], name: str, places: _Places) -> Grid:
    cells: list[Cell] = []
    above: dict[int, int] = {}  # column: the cell there that may go on below
    for at, row in enumerate(rows):
        column = _skipped(row)
        begun: dict[int, int] = {}
        for node in word.below(row, "tc"):
            span, merge = _properties(node)
            text = tuple(_cell_lines(node, places))
            if merge == "continue" and column in above:
                begun[column] = _grown(cells, above[column], text)
            else:
                begun[column] = len(cells)
                cells.append(Cell(text, at, column, 1, span))
            column += span
        above = begun
    return grid(cells, [f"{name}第{n + 1}行" for n in range(len(rows))], name)


def _grown(cells: list[Cell], at: int, text: tuple[str, ...]) -> int:
    """Let the cell numbered ``at`` go on in one more row; return its number."""
    cell = cells[at]
    cells[at] = replace(cell, rows=cell.rows + 1, lines=(*cell.lines, *text))
    return at


def _skipped(row: Element) -> int:
    """Return how many columns a row leaves out before its first cell."""
    before = next(row.iterfind("{*}trPr/{*}gridBefore"), None)
    return (whole(_value(before)) or 0) if before is not None else 0


def _is_deleted(row: Element) -> bool:
    return next(row.iterfind("{*}trPr/{*}del"), None) is not None


def _properties(cell: Element) -> tuple[int, str]:
    """Return how many columns a cell covers, and whether it goes on from above."""
    span, merge = 1, ""
    for properties in cell:
        if local(properties) != "tcPr":
            continue
        for node in properties:
            if local(node) == "gridSpan":
                span = min(max(whole(_value(node)) or 1, 1), 100)
            elif local(node) == "vMerge":
                merge = _value(node) or "continue"
    return span, merge


def _value(node: Element) -> str:
    return next((str(value) for key, value in node.attrib.items() if key.endswith("val")), "")


def _cell_lines(cell: Element, places: _Places) -> Iterator[str]:
    """Yield the lines of a cell; those of a table inside it come as lines too."""
    for node in itertools.chain.from_iterable(_flat(child) for child in cell):
        texts = [line for text in _texts(node) for line in lines(text)]
        if texts:
            yield places.numbers.of(node) + texts[0]
            yield from texts[1:]


def _flat(node: Element) -> Iterator[Element]:
    """Yield the paragraphs of a cell's content, those of tables in it among them."""
    if local(node) == "p":
        yield node
    elif local(node) not in ("tcPr", "del", "moveFrom", "sdtPr", "trPr", "tblPr", "tblGrid"):
        for child in node:
            yield from _flat(child)
