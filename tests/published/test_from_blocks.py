from __future__ import annotations

import io
from pathlib import Path

from wenming_archive.published import from_blocks, source
from wenming_archive.published.grid import Grid, Line
from wenming_archive.published.read import read


def test_rows_of_a_reader_without_merges() -> None:
    text = "测评体系\n项目,标准,分值\n甲,有计划,5\n,有总结,3\n"
    parts = from_blocks.read(io.BytesIO(text.encode()), "csv")
    assert isinstance(parts[0], Line)
    grid = parts[1]
    assert isinstance(grid, Grid)
    assert grid.flat
    assert [[cell.text if cell else "" for cell in row] for row in grid.rows][1:] == [
        ["甲", "有计划", "5"],
        ["", "有总结", "3"],
    ]


def test_every_format_that_is_opened_is_known() -> None:
    assert {"docx", "xlsx", "xls", "html", "pdf", "txt", "csv", "doc", "odt", "rtf"} <= set(source.OPENERS)


def test_what_was_merged_in_a_flat_file_is_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "表.txt"
    path.write_text(
        "测评项目\t测评标准\t测评方法\t责任单位\n组织领导\t成立领导小组，定期研究\t材料审核\t市教育局\n"
        "\t制定计划，责任到人\t\t\n思想道德\t开展教育，有记录\t实地考察\t\n",
        "utf-8",
    )
    draft = read(path)
    assert [(leaf.methods, leaf.lead) for leaf in draft.leaves] == [
        (("材料审核",), "市教育局"),
        (("材料审核",), "市教育局"),
        (("实地考察",), None),
    ]
