from __future__ import annotations

import random

import pytest

from fake_engine import line
from wenming_archive.ocr import order
from wenming_archive.ocr.lines import Line


def read(lines: list[Line]) -> list[list[str]]:
    shuffled = random.Random(5).sample(lines, len(lines))
    return [[spot.line.text for spot in row] for row in order.rows(shuffled)]


def column(name: str, x: float, fall: float = 0, count: int = 6, top: float = 100) -> list[Line]:
    return [
        line(f"{name}{n}栏里的正文一行十二字", x, top + 50 * n + x * fall, fall=fall) for n in range(count)
    ]


def test_nothing_is_nothing() -> None:
    assert read([]) == []


@pytest.mark.parametrize("fall", [-0.05, 0, 0.02, 0.08])
def test_a_crooked_page_is_read_line_by_line(fall: float) -> None:
    lines = column("甲", 100, fall)
    assert read(lines) == [[one.text] for one in lines]


@pytest.mark.parametrize("fall", [-0.05, 0, 0.08])
def test_what_stands_side_by_side_is_a_row_from_the_left(fall: float) -> None:
    cells = [
        line(f"{n}{m}格子", 100 + 400 * m, 100 + 60 * n + fall * 400 * m, fall=fall)
        for n in range(4)
        for m in range(3)
    ]
    long = line("一行贯穿全页的很长很长的文字", 100, 20 - 30 * fall, fall=fall)
    assert read([long, *cells]) == [[long.text], *([f"{n}{m}格子" for m in range(3)] for n in range(4))]


@pytest.mark.parametrize("fall", [-0.02, 0, 0.03])
def test_columns_are_read_one_after_the_other(fall: float) -> None:
    left, right = column("甲", 100, fall), column("乙", 600, fall)
    title = line("横贯两栏的大标题一行十二字以上", 150, 20 + 150 * fall, 40, fall=fall)
    foot = line("横贯两栏的末尾说明一行十二字以上", 150, 460 + 150 * fall, 40, fall=fall)
    expected = [title, *left, *right, foot]
    assert read([title, *left, *right, foot]) == [[one.text] for one in expected]


def test_a_short_line_in_the_middle_runs_across_columns() -> None:
    issue = line("第12期", 500, 40, 20)
    lines = [issue, *column("甲", 100), *column("乙", 600)]
    assert read(lines) == [[one.text] for one in lines]


def test_three_columns_are_read_one_after_the_other() -> None:
    lines = [*column("甲", 100), *column("乙", 560), *column("丙", 1020)]
    assert read(lines) == [[one.text] for one in lines]


def test_a_signature_at_the_right_makes_no_column() -> None:
    lines = [*column("甲", 100, count=8), line("某某局", 300, 600), line("2023年5月6日", 300, 660)]
    assert read(lines) == [[one.text] for one in lines]
