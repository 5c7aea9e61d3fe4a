from __future__ import annotations

import io

import pytest

from wenming_archive.published import from_text
from wenming_archive.published.grid import Grid, Line


def made(text: str) -> tuple[object, ...]:
    return from_text.read(io.BytesIO(text.encode()))


def _rows(part: object) -> list[list[str]]:
    assert isinstance(part, Grid)
    return [[cell.text if cell else "" for cell in row] for row in part.rows]


@pytest.mark.parametrize(
    "text",
    [
        "项目\t标准\t分值\n甲\t有计划\t5\n\t有总结\t3\n",
        "| 项目 | 标准 | 分值 |\n|---|---|---|\n| 甲 | 有计划 | 5 |\n|  | 有总结 | 3 |\n",
        "项目    标准      分值\n甲      有计划    5\n        有总结    3\n",
    ],
)
def test_columns_of_pasted_text(text: str) -> None:
    line, grid, after = made(f"# 考核表\n{text}注：略。\n")
    assert line == Line("考核表", "第1行", "heading")
    assert _rows(grid) == [["项目", "标准", "分值"], ["甲", "有计划", "5"], ["", "有总结", "3"]]
    assert isinstance(after, Line)


def test_a_cell_in_quotes_has_several_lines() -> None:
    (grid,) = made('项目\t标准\t分值\n甲\t"1)有计划\n2)有总结"\t5\n乙\t有照片\t3\n')
    assert _rows(grid)[1] == ["甲", "1)有计划\n2)有总结", "5"]


def test_csv_with_a_quote_that_is_never_closed() -> None:
    (grid,) = from_text.read_csv(io.BytesIO('项目,标准,分值\n"甲,有计划\n乙,有总结,5\n'.encode("gb18030")))
    assert "".join("".join(row) for row in _rows(grid)).count("有总结") == 1


def test_prose_stays_prose() -> None:
    parts = made("一、组织领导\n成立小组，分工明确。\n\n二、思想教育\n")
    assert [part.text for part in parts if isinstance(part, Line)] == [
        "一、组织领导",
        "成立小组，分工明确。",
        "二、思想教育",
    ]


def test_tabs_that_became_blanks_are_known_by_the_head() -> None:
    text = "序号 考核内容 考核标准 分值\n1 站容 地面整洁，无油污 15\n2 服务 主动问候 提示油品 10\n"
    table = next(part for part in from_text.read(io.BytesIO(text.encode())) if isinstance(part, Grid))
    assert [[cell.text if cell else "" for cell in row] for row in table.rows][1:] == [
        ["1", "站容", "地面整洁，无油污", "15"],
        ["2", "服务", "主动问候 提示油品", "10"],
    ]
