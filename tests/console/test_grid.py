"""Tables: columns that stand under their heads, nothing lost, nothing taken for markup."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from terminal import stand_in
from wenming_archive.console import grid, screen
from wenming_archive.console.grid import Head

HEADS = (Head("编号"), Head("题名", ratio=1), Head("份", right=True))


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip() and "─" not in line]


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> list[str]:
    rows = [("Ⅰ-1", "道德讲堂方案", "2"), ("Ⅰ-10", "a plan", "12")]
    grid.show(HEADS, rows)
    return lines(capsys.readouterr().out)


def offset(line: str, cell: str) -> int:
    return screen.columns(line[: line.index(cell)])


def test_cells_stand_under_their_heads_whatever_their_script(shown: list[str]) -> None:
    cells = ("题名", "道德讲堂方案", "a plan")
    assert len({offset(line, cell) for line, cell in zip(shown, cells, strict=True)}) == 1


def test_numbers_end_under_each_other(shown: list[str]) -> None:
    ends = [screen.columns(line.rstrip()) for line in shown]
    assert len(set(ends)) == 1


@pytest.mark.parametrize("cell", ["[red]甲[/red]", "[bold", ":smile:", "a=1 'x' 3.5"])
def test_cells_are_no_markup(capsys: pytest.CaptureFixture[str], cell: str) -> None:
    grid.show(HEADS, [("1", cell, "")])
    assert cell in capsys.readouterr().out


def joined(text: str, head: str) -> str:
    """Return the cells of one column of a table with one row, put together again."""
    rows = lines(text)
    at = rows[0].index(head)
    return "".join(row[at:].strip() for row in rows[1:])


@pytest.mark.parametrize("column", [Head("题名", ratio=1), Head("题名", most=8, wrap=True)])
def test_a_long_cell_is_broken_and_nothing_is_cut(capsys: pytest.CaptureFixture[str], column: Head) -> None:
    text = "abcdefghij" * 30
    grid.show([Head("n"), column], [("1", text)])
    assert joined(capsys.readouterr().out, "题名") == text


def draw(monkeypatch: pytest.MonkeyPatch, styles: Sequence[dict[int, str]]) -> str:
    terminal = stand_in(monkeypatch)
    grid.show(HEADS, [("1", "甲", "2"), ("3", "乙", "4")], styles)
    return terminal.drawn


def test_a_terminal_gets_the_styles_of_single_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = draw(monkeypatch, [{1: "red"}])
    assert "\x1b[31m甲" in drawn and "\x1b[31m乙" not in drawn


def test_on_a_terminal_the_table_takes_the_width_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "─" * 70 in draw(monkeypatch, [])


def test_a_table_without_rows_shows_its_heads(capsys: pytest.CaptureFixture[str]) -> None:
    grid.show(HEADS, [])
    assert lines(capsys.readouterr().out)[0].split() == ["编号", "题名", "份"]
