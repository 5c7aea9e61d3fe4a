from __future__ import annotations

from wenming_archive.published import heads
from wenming_archive.published.grid import Cell, Grid, grid
from wenming_archive.published.words import Role


def _grid(*rows: tuple[str, ...], spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> Grid:
    cells = [
        Cell((text,), r, c, *(spans or {}).get((r, c), (1, 1)))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    ]
    return grid(cells, [f"第{r}行" for r in range(len(rows))], "表")


def _roles(made: Grid) -> list[Role]:
    head = heads.find(made)
    assert head is not None
    return [column.role for column in heads.settled(made, head).columns]


_LONG = "成立领导小组，定期研究工作，责任到人"


def test_a_head_below_a_title_and_of_two_rows() -> None:
    made = _grid(
        ("任务分解表", "", "", ""),
        ("测评项目", "测评标准", "责任分工", ""),
        ("", "", "牵头单位", "配合单位"),
        ("组织", _LONG, "教育局", "团委"),
        spans={(0, 0): (1, 4), (1, 0): (2, 1), (1, 1): (2, 1), (1, 2): (1, 2)},
    )
    head = heads.find(made)
    assert head is not None
    assert (head.start, head.end) == (1, 3)
    assert _roles(made) == [Role.level, Role.standard, Role.lead, Role.support]


def test_a_head_of_two_rows_without_merges() -> None:
    made = _grid(
        ("指标体系", "", "评分标准", "权重"),
        ("一级指标", "二级指标", "", ""),
        ("组织", "班子", _LONG, "5"),
    )
    assert _roles(made) == [Role.level, Role.level, Role.standard, Role.score]


def test_columns_are_settled_by_what_they_hold() -> None:
    made = _grid(
        ("项目", "考核内容", "评分办法", "分数"), ("甲", _LONG, "缺一项扣1分，扣完为止，不计负分", "5")
    )
    assert _roles(made) == [Role.level, Role.standard, Role.grading, Role.score]
    made = _grid(
        ("项目", "考核内容", "评分标准", "分数"), ("甲", "领导重视", "缺一项扣1分，扣完为止，不计负分", "5")
    )
    assert _roles(made) == [Role.level, Role.level, Role.standard, Role.score]


def test_a_table_without_a_head_is_known_by_its_cells() -> None:
    rows = [(str(n), "组织领导", _LONG, "5", "材料审核") for n in (1, 2, 3)]
    head = heads.guessed(_grid(*rows))
    assert head is not None
    assert [column.role for column in head.columns] == [
        Role.number, Role.level, Role.standard, Role.score, Role.methods,
    ]  # fmt: skip
    assert not head.certain
    assert heads.guessed(_grid(("甲", "乙"), ("丙", "丁"))) is None


def test_somebody_can_say_which_is_the_standard() -> None:
    made = _grid(("项目", "内容", "情况", "分值"), ("甲", _LONG, _LONG, "5"))
    head = heads.find(made)
    assert head is not None
    settled = heads.settled(made, head)
    assert not settled.certain
    assert [c.role for c in heads.with_standard(settled, 2).columns] == [
        Role.level, Role.level, Role.standard, Role.score,
    ]  # fmt: skip
