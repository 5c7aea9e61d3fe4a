"""A table that was made of a catalogue by ``archive catalogue export``, read back as it is.

Nothing is guessed at here: the columns are known, and each says what it says.  What people have written
into it in other words is read as in any published table, or told as not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wenming_archive.catalogue import spelling, tabular
from wenming_archive.catalogue.model import Unit
from wenming_archive.published import needs, values
from wenming_archive.published.draft import Draft, Negative, Node, Unread
from wenming_archive.published.grid import Grid, Line, Part

_ABOUT = re.compile(r"[\u3000\n]+")


@dataclass(frozen=True)
class Stated:
    """A need that is written out, not inferred."""

    written: Mapping[str, Any]
    sentence: str

    def row(self, *, timed: bool = True) -> dict[str, Any]:  # noqa: ARG002  # as it is written
        """Return the need as the catalogue writes it."""
        return dict(self.written)


@dataclass
class _Growing:
    """An indicator while the rows below it arrive."""

    code: str
    title: str
    score: float | None
    where: str
    own: dict[str, Any] = field(default_factory=dict)
    children: list[_Growing] = field(default_factory=list)

    def node(self) -> Node:
        made = tuple(child.node() for child in self.children)
        own = {} if made else self.own
        return Node(self.code, self.title, score=self.score, where=self.where, children=made, **own)


def is_exported(parts: Sequence[Part]) -> bool:
    """Say whether the parts of a document are a table that was exported."""
    return tabular.MARK in _said(parts) and _tree(parts) is not None


def draft(parts: Sequence[Part], name: str) -> Draft:
    """Return what an exported table says."""
    grid = _tree(parts)
    assert grid is not None
    top = tabular.read_about(_said(parts))
    reader = _Reader(grid, _head(grid) or 0, _units(parts))
    roots = reader.read()
    days = top.pop("period", None)
    return Draft(
        title=_title(parts, grid) or name,
        issuer=top.pop("issuer", ""),
        edition=top.pop("edition", ""),
        period=(days["start"], days["end"]) if days else None,
        units=tuple(reader.units),
        nodes=tuple(root.node() for root in roots),
        negative=tuple(_negative(parts)),
        unread=tuple(reader.unread),
        extra=top,
    )


def _said(parts: Sequence[Part]) -> list[str]:
    """Return what is said around the tables, in its parts."""
    texts = [part.text for part in parts if isinstance(part, Line)]
    for part in parts:
        if isinstance(part, Grid):
            texts += [cell.text for cell in part.cells if cell.row < (_head(part) or 0)]
    return [piece.strip() for text in texts for piece in _ABOUT.split(text) if piece.strip()]


def _tree(parts: Sequence[Part]) -> Grid | None:
    return next((part for part in parts if isinstance(part, Grid) and _head(part) is not None), None)


def _head(grid: Grid) -> int | None:
    """Return the row of the head; ``None`` if the table is another."""
    for row in range(min(grid.height, 4)):
        heads = _texts(grid, row)
        levels = [head for head in heads if tabular.is_level(head)]
        others = heads[len(levels) :]
        known = all(head in tabular.COLUMNS for head in others) and tabular.STANDARD in others
        if levels == [tabular.level(n) for n in range(len(levels))] and levels and known:
            return row
    return None


def _texts(grid: Grid, row: int) -> list[str]:
    """Return the texts of a row, column by column; of a cell that covers several in the first alone."""
    found = []
    for n, cell in enumerate(grid.rows[row]):
        begins = cell is not None and cell.row == row and cell.column == n
        found.append(cell.text if cell is not None and begins else "")
    return found


def _title(parts: Sequence[Part], grid: Grid) -> str:
    """Return the title: above the head in its own sheet, or the first line of the document."""
    if _head(grid):
        return next((text for text in _texts(grid, 0) if text), "")
    return next((part.text for part in parts if isinstance(part, Line) and part.role != "sheet"), "")


def _rows(parts: Sequence[Part], heads: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield where each row of the table of ``heads`` stands, and what it says, by head."""
    for part in parts:
        if not isinstance(part, Grid):
            continue
        for at in range(min(part.height, 4)):
            found = [text for text in _texts(part, at) if text]
            if len(found) > 1 and found[0] == heads[0] and set(found) <= set(heads):
                names = _texts(part, at)
                for row in range(at + 1, part.height):
                    said = dict(zip(names, _texts(part, row), strict=True))
                    if any(said.values()) and said != dict(zip(names, names, strict=True)):
                        yield part.where[row], said
                break


def _units(parts: Sequence[Part]) -> list[Unit]:
    found = []
    for _, said in _rows(parts, tabular.UNITS):
        name = said.get("名称", "") or said["代号"]
        found.append(
            Unit(
                id=said["代号"] or name,
                name=name,
                aliases=tuple(tabular.apart(said.get("别名", ""))),
                contact=said.get("联系人", ""),
                phone=said.get("电话", ""),
            )
        )
    return found


def _negative(parts: Sequence[Part]) -> Iterator[Negative]:
    for where, said in _rows(parts, tabular.NEGATIVE):
        points = values.number(said.get("扣分", "")) if said.get("类别") != tabular.VETO else None
        is_veto = said.get("类别") == tabular.VETO
        title = tabular.line(said.get("情形", ""))
        yield Negative(said["编号"], title, None if is_veto else points or 0.0, where)


class _Reader:
    """Reads the rows of the tree."""

    def __init__(self, grid: Grid, head: int, units: list[Unit]) -> None:
        self._grid, self._head, self.units = grid, head, units
        self._heads = _texts(grid, head)
        self._levels = sum(map(tabular.is_level, self._heads))
        self.unread: list[Unread] = []

    def read(self) -> list[_Growing]:
        """Return the tree."""
        roots: list[_Growing] = []
        open_at: list[_Growing] = []
        for row in range(self._head + 1, self._grid.height):
            texts, where = _texts(self._grid, row), self._grid.where[row]
            if not any(texts) or texts == self._heads:
                continue
            begun = [n for n, text in enumerate(texts[: self._levels]) if text]
            if not begun or begun[0] > len(open_at):
                self.unread.append(Unread(where, self._grid.text(row), "没有写指标名称"))
                continue
            open_at = open_at[: begun[0]]
            for n in begun:
                code, title, points = tabular.read_named(_flat(texts[n]), points=n != begun[-1])
                made = _Growing(code, title, points, where)
                (open_at[-1].children if open_at else roots).append(made)
                open_at.append(made)
            self._fill(open_at[-1], texts)
        return roots

    def _fill(self, leaf: _Growing, texts: Sequence[str]) -> None:
        said = dict(zip(self._heads, texts, strict=True))
        extra, other = tabular.read_remarks(said.get(tabular.NOTE, "").split("\n"))
        leaf.score = values.number(said.get(tabular.SCORE, ""))
        due = said.get(tabular.DUE, "")
        leaf.own = {
            "standard": said.get(tabular.STANDARD, ""),
            "methods": tuple(tabular.apart(said.get(tabular.METHODS, ""))),
            "lead": next(iter(self._named(said.get(tabular.LEAD, ""))), None),
            "support": tuple(self._named(said.get(tabular.SUPPORT, ""))),
            "needs": tuple(_needs(said.get(tabular.NEEDS, ""))),
            "bonus": bool(extra.pop("bonus", False)),
            "note": "；".join(filter(None, other)),
            "extra": {**extra, **({"due": due} if due else {})},
        }

    def _named(self, text: str) -> Iterator[str]:
        """Yield the ids of the units that a cell names; one that nobody knows is a new one."""
        for name in tabular.apart(_flat(text)):
            known = next((unit for unit in self.units if name in (*unit.names, unit.id)), None)
            if known is None:
                known = Unit(id=name, name=name)
                self.units.append(known)
            yield known.id


def _flat(text: str) -> str:
    """Return the text of a cell in one line."""
    return text.replace("\n", "")


def _needs(text: str) -> Iterator[Any]:
    """Yield what a cell of needs asks for: line by line as written, other lines as their words say."""
    for line in text.split("\n"):
        written = spelling.read(line) if line else None
        if written:
            yield Stated(written, line)
        elif line:
            yield from needs.infer(line, listed=True)
