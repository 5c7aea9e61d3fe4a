"""Several tables on one sheet."""

from __future__ import annotations

from wenming_archive.published import parting, read
from wenming_archive.published.grid import Cell, Grid, Line, grid

_FIRST = ("项目", "标准", "分值")
_SECOND = ("序号", "加分项目", "加分依据", "最高分")


def _sheet(*rows: tuple[str, ...]) -> Grid:
    cells = [
        Cell((text,), at, column, 1, 4 if len(row) == 1 else 1)
        for at, row in enumerate(rows)
        for column, text in enumerate(row)
    ]
    return grid(cells, [f"Sheet1第{n + 1}行" for n in range(len(rows))], "Sheet1")


_TWO = _sheet(
    ("一、基本指标（30分）",),
    _FIRST,
    ("卫生", "地面干净，窗户明亮，无异味", "10"),
    ("秩序", "排队有序，没有人大声喧哗", "20"),
    ("二、加分指标（5分）",),
    _SECOND,
    ("1", "表彰", "获得市级以上表彰的单位，以文件为准", "5"),
)


def test_a_second_table_on_a_sheet_begins_at_its_title() -> None:
    parts = list(parting.unfolded([_TWO]))
    assert [part.text if isinstance(part, Line) else part.height for part in parts] == [
        "一、基本指标（30分）", 3, "二、加分指标（5分）", 2
    ]  # fmt: skip


def test_its_rows_are_read_by_its_own_head() -> None:
    draft = read.understood([_TWO], "x")
    assert [(node.code, node.title, node.score) for node in draft.nodes] == [
        ("一", "基本指标", 30),
        ("二", "加分指标", 5),
    ]
    last = draft.leaves[-1]
    assert (last.title, last.score, last.bonus) == ("表彰", 5, True)


def test_a_head_that_is_repeated_parts_nothing() -> None:
    same = _sheet(
        ("甲类",), _FIRST, ("卫生", "地面干净", "10"), ("乙类",), _FIRST, ("秩序", "排队有序", "20")
    )
    assert [type(part) for part in parting.unfolded([same])] == [Line, Grid]


def test_sentences_typed_into_a_sheet_are_lines() -> None:
    rows = _sheet(("一、环境",), ("1.地面干净。",))
    assert [part.text for part in parting.unfolded([rows]) if isinstance(part, Line)] == [
        "一、环境",
        "1.地面干净。",
    ]
