"""The catalogue as a table: what stands in each cell, and what spans rows."""

from __future__ import annotations

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.export import tree_table

TABLE = tree_table.table(load.parse(CATALOGUE))


def test_parents_stand_once_beside_all_that_is_below_them() -> None:
    first = [(row.cells[0], row.spans[0]) for row in TABLE.rows]
    assert first == [("Ⅰ　思想道德建设", 2), ("", 0), ("Ⅱ　环境建设", 2), ("", 0)]
    assert [row.cells[1] for row in TABLE.rows][::3] == ["Ⅰ-1　道德讲堂", "Ⅱ-2　群众评价"]


def test_columns_in_which_nothing_stands_are_left_out() -> None:
    assert TABLE.heads == ("一级指标", "二级指标", "测评标准", "测评方法", "分值", "材料要求", "牵头单位")
    assert all(len(row.cells) == len(row.spans) == len(TABLE.heads) for row in TABLE.rows)


def test_needs_stand_line_by_line_and_units_by_name() -> None:
    needs, lead = TABLE.rows[0].cells[-2:]
    assert needs.split("\n") == ["方案计划，至少1份", "照片，2至15份", "制度办法，至少1份，不限日期"]
    assert lead == "党办" and TABLE.units[0] == ("dangban", "党办", "党委办公室", "", "")


def test_a_leaf_that_stands_higher_leaves_the_lower_levels_empty() -> None:
    text = "title: 试\nindicators:\n  - {code: A, title: 甲}\n  - {code: B, title: 乙, score: 9, children: [{code: C, title: 丙}]}\n"
    rows = tree_table.table(load.parse(text)).rows
    assert [row.cells[:2] for row in rows] == [("A　甲", ""), ("B　乙（9分）", "C　丙")]


def test_what_a_group_hands_down_stands_with_its_leaves() -> None:
    text = "title: 试\nunits: [{id: a, name: 党办}]\nindicators: [{code: A, title: 甲, lead: a, due: 2024-05-01, children: [{code: B, title: 乙}]}]\n"
    table = tree_table.table(load.parse(text))
    row = dict(zip(table.heads, table.rows[0].cells, strict=True))
    assert (row["牵头单位"], row["完成时限"]) == ("党办", "2024-05-01")
