from __future__ import annotations

import io

import openpyxl

from publications import excel, old_excel
from wenming_archive.published import from_xls, from_xlsx
from wenming_archive.published.grid import Grid, Line

_ROWS = [(("测评体系", 1, 2),), ("测评项目", "分值"), (("甲\n乙", 2, 1), "5"), (None, "2.5")]


def _told(grid: object) -> list[tuple[tuple[str, ...], int, int, int, int]]:
    assert isinstance(grid, Grid)
    return sorted(
        ((c.lines, c.row, c.column, c.rows, c.columns) for c in grid.cells), key=lambda one: one[1:3]
    )


_EXPECTED = [
    (("测评体系",), 0, 0, 1, 2),
    (("测评项目",), 1, 0, 1, 1),
    (("分值",), 1, 1, 1, 1),
    (("甲", "乙"), 2, 0, 2, 1),
    (("5",), 2, 1, 1, 1),
    (("2.5",), 3, 1, 1, 1),
]


def test_merges_line_breaks_and_numbers() -> None:
    sheet, grid = from_xlsx.read(io.BytesIO(excel({"考核表": _ROWS})))
    assert sheet == Line("考核表", "考核表", "sheet")
    assert _told(grid) == _EXPECTED


def test_an_old_workbook_gives_the_same() -> None:
    _, grid = from_xls.read(io.BytesIO(old_excel(_ROWS)))
    assert _told(grid) == _EXPECTED


def test_hidden_rows_and_sheets_are_marked() -> None:
    first, grid, second, _ = from_xlsx.read(
        io.BytesIO(excel({"甲": [("一", "二"), ("三", "四")], "乙": [("五", "六")]}, [2], ["乙"]))
    )
    assert isinstance(grid, Grid)
    assert grid.hidden == {1}
    assert isinstance(first, Line)
    assert isinstance(second, Line)
    assert (first.role, second.role) == ("sheet", "hidden")


def test_a_stray_cell_far_away_costs_nothing() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "测评项目", "x"
    out = io.BytesIO()
    book.save(out)
    _, grid = from_xlsx.read(io.BytesIO(out.getvalue()))
    assert isinstance(grid, Grid)
    assert (grid.height, grid.width) == (2, 1)
