"""The list of items, and single lines of it that other screens share."""

from __future__ import annotations

import pytest

from builders import CATALOGUE
from samples import made_item
from terminal import stand_in
from wenming_archive.catalogue import load
from wenming_archive.console import listing, screen
from wenming_archive.model import Guess, Item, Reason, Status

TREE = load.parse(CATALOGUE)
ITEMS = [
    made_item("党办/方案.docx", "Ⅰ-1", kind="plan", title="讲堂方案"),
    made_item("工会/总结.docx", "Ⅰ-2", "Ⅱ-1", kind="summary", date="2019-01-01", title="总结"),
    made_item("杂.docx", title="杂项", date=None),
    made_item("副本.docx", status=Status.duplicate, title="讲堂方案"),
]


def rows(capsys: pytest.CaptureFixture[str], items: list[Item]) -> list[list[str]]:
    listing.show(items, TREE)
    return [line.split() for line in capsys.readouterr().out.splitlines() if line.strip()]


def test_every_item_has_a_row_in_the_order_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert [row for row in rows(capsys, ITEMS) if "─" not in row[0]] == [
        ["指标", "状态", "类型", "日期", "题名", "来源"],
        ["Ⅰ-1", "已归档", "方案计划", "2023-05-06", "讲堂方案", "党办/方案.docx"],
        ["Ⅰ-2", "Ⅱ-1", "已归档！", "总结汇报", "2019-01-01", "总结", "工会/总结.docx"],
        ["—", "未归类", "其他", "杂项", "杂.docx"],
        ["—", "重复", "其他", "2023-05-06", "讲堂方案", "副本.docx"],
        ["共", "4", "份"],
    ]


def test_an_empty_list_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    listing.show([], TREE)
    assert capsys.readouterr().out == "没有材料。先运行 archive scan 材料文件夹\n"


def test_a_choice_without_a_match_is_no_reason_to_scan(capsys: pytest.CaptureFixture[str]) -> None:
    listing.show([], TREE, chosen=True)
    assert capsys.readouterr().out == "没有符合条件的材料\n"


def test_many_indicators_are_all_shown(capsys: pytest.CaptureFixture[str]) -> None:
    codes = [f"Ⅰ-{n}" for n in range(1, 9)]
    found = rows(capsys, [made_item("a", *codes)])
    assert [part for row in found for part in row if part.startswith("Ⅰ-")] == codes


@pytest.mark.parametrize(
    ("title", "shown"),
    [("[red]题名[/red]", "[red]题名[/red]"), ("题\x1b[2J名", "题[2J名"), ("题\n名", "题␊名")],
)
def test_a_strange_title_breaks_nothing(capsys: pytest.CaptureFixture[str], title: str, shown: str) -> None:
    row = rows(capsys, [made_item("a.docx", "Ⅱ-1", title=title)])[2]
    assert "".join(row) == f"Ⅱ-1已归档其他2023-05-06{shown}a.docx"


def test_a_long_title_is_broken_and_nothing_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    title = "".join(chr(0x4E00 + n) for n in range(200))
    first, *rest, _ = rows(capsys, [made_item("a.docx", "Ⅱ-1", title=title)])[2:]
    assert first[4] + "".join("".join(row) for row in rest) == title


def test_on_a_terminal_of_eighty_columns_no_line_is_wider(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = stand_in(monkeypatch)
    listing.show([*ITEMS, made_item("很长的文件夹/" * 9 + "x.docx", title="很长的题名" * 9)], TREE)
    widths = [screen.columns(line) for line in terminal.text.splitlines()]
    assert max(widths) <= 80


def test_titles_come_from_the_catalogue() -> None:
    assert listing.title("Ⅰ-2", TREE) == "志愿服务"
    assert listing.title("Ⅸ-9", TREE) == "（测评体系里已没有这个编号）"


def test_a_suggestion_has_its_number_title_and_two_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    reasons = tuple(Reason(f"理由{n}", 0.2) for n in range(3))
    listing.suggestion(2, Guess("Ⅰ-2", 0.314, reasons), TREE)
    assert capsys.readouterr().out == "  [2] Ⅰ-2 志愿服务　31%\n      理由0\n      理由1\n"
