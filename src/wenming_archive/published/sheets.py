"""Which sheets and rows of a workbook are read: all that are seen, unless somebody says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wenming_archive.errors import InputError
from wenming_archive.published import heads
from wenming_archive.published.asking import Asking
from wenming_archive.published.draft import Unread
from wenming_archive.published.grid import Cell, Grid, Line, Part

ALL = "全部"


def chosen(parts: Sequence[Part], asking: Asking) -> tuple[list[Part], list[Unread]]:
    """Return the parts to read, and what is left out of them with its reason.

    :raises InputError: if a sheet is asked for that there is not.
    """
    names = [part.text for part in parts if isinstance(part, Line) and part.role in ("sheet", "hidden")]
    hidden = [part.text for part in parts if isinstance(part, Line) and part.role == "hidden"]
    wanted = asking.answers.get("sheet", "")
    if wanted and wanted != ALL and wanted not in names:
        known = f"有的是：{'、'.join(names)}" if names else "它不是 Excel 表格"
        raise InputError(f"没有名为 {wanted} 的工作表；{known}")
    if not names:
        return list(parts), []
    trees = [name for name in names if name not in hidden and _is_tree(parts, name)]
    if len(trees) > 1:
        wanted = asking.ask("sheet", "有几张工作表像测评体系，读哪一张", (ALL, *names), ALL)
    return _read(parts, wanted, hidden, asking)


def _is_tree(parts: Sequence[Part], name: str) -> bool:
    found = (heads.find(part) for part in parts if isinstance(part, Grid) and part.name == name)
    return any(head and head.is_tree for head in found)


def _read(
    parts: Sequence[Part], wanted: str, hidden: Sequence[str], asking: Asking
) -> tuple[list[Part], list[Unread]]:
    kept: list[Part] = []
    unread: list[Unread] = []
    for part in parts:
        name = part.name if isinstance(part, Grid) else part.text
        other = wanted not in ("", ALL, name)
        if other or (name in hidden and name != wanted):
            reason = "没有选这张工作表" if other else "工作表是隐藏的"
            unread += _all(part, reason) if isinstance(part, Grid) else []
        elif isinstance(part, Grid):
            kept.append(_seen(part, asking, unread))
        else:
            kept.append(replace(part, role="sheet"))
    return kept, unread


def _all(grid: Grid, reason: str) -> list[Unread]:
    return [Unread(grid.where[row], text, reason) for row in range(grid.height) if (text := grid.text(row))]


def _seen(grid: Grid, asking: Asking, unread: list[Unread]) -> Grid:
    """Return a sheet with its hidden rows, or without them where somebody says so."""
    if not grid.hidden:
        return grid
    text = f"{grid.name} 有 {len(grid.hidden)} 行是隐藏的，也读吗"
    if asking.sure("hidden", text, default=True):
        return grid
    unread += [Unread(grid.where[row], grid.text(row), "这一行是隐藏的") for row in sorted(grid.hidden)]
    return _without(grid, grid.hidden)


def _without(grid: Grid, gone: frozenset[int]) -> Grid:
    """Return a grid without some rows; a cell that began in one begins in the next it covers."""
    place = {row: n for n, row in enumerate(row for row in range(grid.height) if row not in gone)}
    cells = []
    for cell in grid.cells:
        rows = [place[row] for row in range(cell.row, cell.last + 1) if row in place]
        if rows:
            cells.append(Cell(cell.lines, rows[0], cell.column, len(rows), cell.columns))
    return Grid(tuple(cells), tuple(grid.where[row] for row in place), grid.name)
