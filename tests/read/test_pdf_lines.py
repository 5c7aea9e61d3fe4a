from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from wenming_archive.content import Block
from wenming_archive.read import pdf

#: Where a line begins, how high, its size, and its text.
Drawn = tuple[float, float, float, str]
WIDTH = 595.28
BODY = "各单位应当于每月月底前报送创建材料"


def blocks(pages: Sequence[Sequence[Drawn]], stretch: float = 1, turned: int = 0) -> list[Block]:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, 841.89), invariant=1)
    for page in pages:
        canvas.setPageRotation(turned)
        canvas.scale(stretch, stretch)
        for x, y, size, text in page:
            canvas.setFont("STSong-Light", size / stretch)
            canvas.drawString(x / stretch, y / stretch, text)
        canvas.showPage()
    canvas.save()
    return list(pdf.read(io.BytesIO(out.getvalue()), "pdf").blocks)


def roles(pages: Sequence[Sequence[Drawn]]) -> list[tuple[str, str]]:
    return [(block.role, block.text) for block in blocks(pages)]


def body(n: int) -> list[Drawn]:
    return [(80, 700 - 30 * k, 15, f"{BODY}{'甲乙丙丁戊己庚辛'[n]}{'子丑寅卯辰'[k]}") for k in range(5)]


@pytest.mark.parametrize("stretch", [1, 0.5, 12])
def test_a_line_has_its_size_and_its_centring(stretch: float) -> None:
    title = "关于开展活动的通知"
    at = (WIDTH - 22 * len(title)) / 2
    found = blocks([[(at, 750, 22, title), *body(0)]], stretch)
    assert found[:2] == [Block("text", title, 22, True), Block("text", f"{BODY}甲子", 15)]


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_read_whole_without_its_looks(turned: int) -> None:
    assert set(blocks([body(0)], turned=turned)) == {Block("text", text) for *_, text in body(0)}


@pytest.mark.parametrize("count", [2, 3, 8])
def test_what_stands_at_the_edge_of_most_pages_is_a_margin(count: int) -> None:
    pages = [
        [
            (80, 800, 9, "某县简报"),
            *body(n),
            (80, 50, 9, f"第 {n + 1} 页 共 {count} 页"),
            (300, 30, 9, f"{n + 1}"),
        ]
        for n in range(count)
    ]
    lines = [("text", text) for n in range(count) for *_, text in body(n)]
    assert roles(pages) == [("header", "某县简报"), *lines, ("footer", f"第 1 页 共 {count} 页")]


def test_a_first_page_without_a_header_changes_nothing_on_the_others() -> None:
    pages = [body(0), *([(80, 800, 9, "某县简报"), *body(n)] for n in (1, 2))]
    assert roles(pages)[0] == ("header", "某县简报")
    assert sum(text == "某县简报" for _, text in roles(pages)) == 1


@pytest.mark.parametrize(
    "same",
    [
        (80, 800, 22, "志愿者登记表"),  # a form on each page: larger than its text
        (80, 730, 15, "志愿者登记表"),  # within the text area
        (80, 790, 9, "序号 姓名 单位"),  # a table's head
    ],
)
def test_what_is_no_margin_though_it_stands_on_every_page(same: Drawn) -> None:
    assert {role for role, _ in roles([[same, *body(0)], [same, *body(1)]])} == {"text"}


def test_a_signature_that_stands_elsewhere_on_each_page_is_text() -> None:
    pages = [[*body(n), (300, 60 + 20 * n, 15, "某某县文明办")] for n in range(2)]
    assert {role for role, _ in roles(pages)} == {"text"}


def test_a_single_page_has_no_margins() -> None:
    assert roles([[(80, 800, 9, "某县简报"), *body(0)]])[0] == ("text", "某县简报")
