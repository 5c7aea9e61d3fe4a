"""Excel (.xlsx, .xlsm): a grid for each sheet, with merges, line breaks in cells and hidden rows."""

from __future__ import annotations

import itertools
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from wenming_archive.published.grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid, Line, Part, grid, lines
from wenming_archive.read import cells as shape
from wenming_archive.read import excel, ooxml
from wenming_archive.read.cells import Form
from wenming_archive.read.limits import broken, open_zip
from wenming_archive.read.ooxml import Element, local, whole

_BOOK = "xl/workbook.xml"
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_Ranges = dict[tuple[int, int], tuple[int, int]]


def read(stream: BinaryIO) -> tuple[Part, ...]:
    """Return for each sheet that is not hidden a line with its name, and its grid."""
    with open_zip(stream) as archive:
        tree = ooxml.root(archive, _BOOK)
        hidden = {
            node.get("name", "")
            for node in _nodes(tree, "sheet")
            if node.get("state", "visible") != "visible"
        }
        named = list(excel.sheets(archive, tree))
        if not named:
            raise broken("表格")
        book = _Book(archive, tree)
        parts: list[Part] = []
        for name, part in named:
            found = book.grid(part, name)
            if found.cells:
                role = "hidden" if name in hidden else "sheet"
                parts += [Line(name, name, role), found]
        return tuple(parts)


def _nodes(tree: Element | None, name: str) -> Iterator[Element]:
    return (node for node in (tree.iter() if tree is not None else ()) if local(node) == name)


class _Book:
    """What the cells of all sheets refer to."""

    def __init__(self, archive: zipfile.ZipFile, tree: Element) -> None:
        self._archive = archive
        self._strings = list(_strings(archive))
        self._forms = excel.forms(archive)
        self._epoch = excel.epoch(tree)

    def grid(self, part: str, name: str) -> Grid:
        """Return the sheet in ``part`` as a grid; rows that hold nothing are left out."""
        texts: dict[tuple[int, int], tuple[str, ...]] = {}
        hidden: set[int] = set()
        merges: _Ranges = {}
        events = ooxml.events(self._archive, part, ("row", "mergeCell"))
        for at, (_, node) in enumerate(events):
            if local(node) == "mergeCell":
                merges |= _range(node.get("ref", ""))
                continue
            row = (whole(node.get("r")) or at + 1) - 1
            if len(texts) <= MAX_ROWS * 10:
                texts.update(self._row(node, row))
            if node.get("hidden") in ("1", "true"):
                hidden.add(row)
            ooxml.forget(node)
        return placed(texts, merges, hidden, name)

    def _row(self, node: Element, row: int) -> Iterator[tuple[tuple[int, int], tuple[str, ...]]]:
        column = -1
        for cell in itertools.islice(node, MAX_COLUMNS * 4):
            reference = cell.get("r", "")
            column = excel.column(reference) if reference else column + 1
            text = lines(self._text(cell))
            if text:
                yield (row, column), text

    def _text(self, cell: Element) -> str:
        kind = cell.get("t", "n")
        value = next((child.text for child in cell if local(child) == "v"), None)
        if kind == "inlineStr":
            return next((_string(child) for child in cell if local(child) == "is"), "")
        if value is None or kind == "e":
            return ""
        if kind == "s":
            at = whole(value)
            return self._strings[at] if at is not None and at < len(self._strings) else ""
        if kind == "b":
            return "是" if value == "1" else "否"
        return value if kind in ("str", "d") else self._number(value, whole(cell.get("s")) or 0)

    def _number(self, value: str, style: int) -> str:
        form = self._forms[style] if style < len(self._forms) else Form()
        try:
            return shape.shown(float(value), form, self._epoch)
        except ValueError:
            return value


def placed(
    texts: dict[tuple[int, int], tuple[str, ...]], merges: _Ranges, hidden: set[int], name: str
) -> Grid:
    """Return the grid of ``texts`` by row and column, without the rows in which nothing stands."""
    kept = sorted({row for row, _ in texts})
    place = {row: n for n, row in enumerate(kept)}
    cells = []
    for (row, column), text in texts.items():
        last, right = merges.get((row, column), (row, column))
        covered = sum(row <= other <= last for other in kept) if last > row else 1
        cells.append(Cell(text, place[row], column, covered, right - column + 1))
    where = [f"{name}第{row + 1}行" for row in kept]
    return grid(cells, where, name, {place[row] for row in hidden if row in place})


def _range(reference: str) -> _Ranges:
    """Return for the first cell of a merged range the last row and column that it covers."""
    match = _RANGE.fullmatch(reference)
    if not match or not match[3]:
        return {}
    first, last = (int(match[2]) - 1, excel.column(match[1])), (int(match[4]) - 1, excel.column(match[3]))
    return {first: last}


def _strings(archive: zipfile.ZipFile) -> Iterator[str]:
    if "xl/sharedStrings.xml" in archive.namelist():
        for _, node in ooxml.events(archive, "xl/sharedStrings.xml", ("si",)):
            yield _string(node)
            ooxml.forget(node)


def _string(node: Element) -> str:
    """Return a string with its line breaks; what stands above hanzi to be read aloud is none of it."""
    texts = (t for t in node.iter("{*}t") if not any(local(up) == "rPh" for up in t.iterancestors()))
    return "".join(t.text or "" for t in texts).replace("_x000D_", "").replace("\r", "\n")
