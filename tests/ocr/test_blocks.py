from __future__ import annotations

import pytest

from fake_engine import box, line
from wenming_archive.content import Block
from wenming_archive.ocr import blocks
from wenming_archive.ocr.lines import Line


def texts(*lines: Line, width: float = 0) -> list[str]:
    return [block.text for block in blocks.of(lines, 1, width)]


def test_lines_are_blocks_with_their_size_in_points() -> None:
    title = line("关于开展活动的通知", 300, 100, 44)
    body = [line("正文正文正文正文正文正文正文正文正文正文", 100, 200 + 50 * n, 32 + n % 2) for n in range(5)]
    found = blocks.of([title, *body], 0.5, 1000)
    assert len({block.size for block in found[1:]}) == 1
    assert found[0].size == pytest.approx(22, abs=1)
    assert found[1].size == pytest.approx(16, abs=1)


def test_type_set_wide_is_no_larger_than_it_is_high() -> None:
    (block,) = blocks.of([line("通知", 300, 100, 30, width=400)], 1)
    assert block.size == pytest.approx(34, abs=2)


def test_letters_and_figures_are_half_as_wide() -> None:
    (block,) = blocks.of([line("20230506abcdefgh", 0, 0, 30, width=15.5 * 16 + 12)], 1)
    assert block.size == pytest.approx(30, abs=2)


def test_a_line_in_the_middle_of_a_page_is_centred() -> None:
    body = [line("正文正文正文正文正文正文正文正文正文正文", 100, 200 + 50 * n) for n in range(3)]
    title, sign = line("关于开展活动", 310, 100), line("某某局", 600, 400)
    assert [b.centred for b in blocks.of([title, *body, sign], 1, 800)] == [True, False, False, False, False]
    assert not any(b.centred for b in blocks.of([title, *body], 1))


def test_pieces_of_one_line_are_joined() -> None:
    assert texts(line("会", 100, 100), line("议", 160, 100), line("纪", 220, 100)) == ["会 议 纪"]
    assert texts(line("江城区", 100, 100), line("税务局", 192, 100)) == ["江城区税务局"]
    assert texts(line("讲文明", 100, 100), line("树新风", 230, 100)) == ["讲文明 树新风"]


def test_number_and_signatory_are_two_blocks() -> None:
    assert texts(line("江发〔2023〕5号", 100, 100), line("签发人：王某", 700, 102)) == [
        "江发〔2023〕5号",
        "签发人：王某",
    ]


def test_cells_are_a_row() -> None:
    cells = [line("姓名", 100, 100), line("单位", 400, 101), line("时长", 700, 99)]
    assert [(b.role, b.text) for b in blocks.of(cells, 1, 1000)] == [("row", "姓名\t单位\t时长")]


@pytest.mark.parametrize("number", ["3", "—3—", "- 12 -"])
def test_a_page_number_is_no_text_but_a_number_in_a_photo_is(number: str) -> None:
    assert texts(line("正文一行", 100, 100), line(number, 500, 1600), width=1000) == ["正文一行"]
    assert texts(line(number, 500, 1600)) == [number]


def test_what_runs_downwards_is_joined_with_nothing() -> None:
    plaques = [Line("道德讲堂", box(100, 100, 40, 200), 1), Line("农家书屋", box(150, 100, 40, 200), 1)]
    assert blocks.of(plaques, 1) == tuple(Block("text", p.text, 38) for p in plaques)
