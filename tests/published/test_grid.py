from __future__ import annotations

from wenming_archive.published.grid import Cell, grid, lines, stacked


def _cell(text: str, row: int, column: int, rows: int = 1, columns: int = 1) -> Cell:
    return Cell(lines(text), row, column, rows, columns)


def test_a_merged_cell_covers_its_rows_and_columns() -> None:
    made = grid([_cell("甲", 0, 0, 2, 1), _cell("乙", 0, 1), _cell("丙", 1, 1)], ["一", "二"], "表")
    assert [[cell.text if cell else None for cell in row] for row in made.rows] == [
        ["甲", "乙"],
        ["甲", "丙"],
    ]
    assert made.text(1) == "丙"


def test_columns_in_which_nothing_begins_are_closed() -> None:
    made = grid([_cell("甲", 0, 0, 1, 3), _cell("乙", 1, 0), _cell("丙", 1, 4)], ["一", "二"], "表")
    assert made.width == 2
    kept = grid([_cell("乙", 0, 0), _cell("", 0, 1), _cell("丙", 0, 2)], ["一"], "表", close=False)
    assert kept.width == 3


def test_a_table_that_goes_on_is_one_table() -> None:
    above, below = grid([_cell("甲", 0, 0)], ["一"], "表1"), grid([_cell("乙", 0, 0)], ["二"], "表2")
    both = stacked(above, below)
    assert (both.where, set(both.breaks), both.text(1)) == (("一", "二"), {1}, "乙")


def test_spans_beyond_the_table_are_cut() -> None:
    made = grid([_cell("甲", 0, 0, 999, 999), _cell("乙", 1, 1)], ["一", "二"], "表")
    assert made.cells[0].rows == 2
