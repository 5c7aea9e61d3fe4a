from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from builders import jpg
from builders import pdf as made
from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.read import pdf
from wenming_archive.read.limits import Unreadable

#: A PDF whose tree of pages is empty.
NO_PAGES = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj
trailer<</Root 1 0 R/Size 3>>
%%EOF"""


def read(data: bytes) -> Extracted:
    return pdf.read(io.BytesIO(data), "pdf")


def drawn(*pages: str, title: str = "", author: str = "", password: str = "", scans: int = 0) -> bytes:
    """Return a PDF of ASCII pages, then of pictures."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, encrypt=password or None)
    canvas.setTitle(title)
    canvas.setAuthor(author)
    for text in pages:
        canvas.drawString(80, 700, text)
        canvas.showPage()
    for _ in range(scans):
        canvas.drawImage(ImageReader(io.BytesIO(jpg())), 0, 0, 500, 700)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pictured(*places: tuple[int, int, int, int], text: str = "") -> bytes:
    """Return a PDF of one page with pictures, and text over them."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for place in places:
        canvas.drawImage(ImageReader(io.BytesIO(jpg())), *place)
    canvas.drawString(80, 700, text)
    canvas.save()
    return out.getvalue()


def texts(data: bytes) -> list[str]:
    return [block.text for block in read(data).blocks]


def test_a_pdf_is_its_lines_its_pages_and_its_properties() -> None:
    lines = [f"第{n}条 各单位应当于每月月底前报送创建材料" for n in range(1, 24)]
    assert read(made(*lines)) == Extracted(
        "pdf", tuple(Block("text", line, 15) for line in lines), 2, True, read(made(*lines)).properties
    )


def test_page_numbers_are_no_text() -> None:
    assert texts(made("关于开展志愿服务活动的通知", "— 1 —", "12", "- 3 -", "2023")) == [
        "关于开展志愿服务活动的通知"
    ]


def test_title_author_and_date_are_read() -> None:
    properties = read(drawn("a page of plain text", title="工作方案", author="张三")).properties
    assert properties == Properties("工作方案", "张三", "2000-01-01")


def test_an_empty_title_is_not_known() -> None:
    assert read(drawn("a page of plain text")).properties == Properties(created="2000-01-01")


@pytest.mark.parametrize("pages", [1, 3, 8])
def test_a_scan_is_read_with_a_problem(pages: int) -> None:
    extracted = read(drawn(scans=pages))
    assert (extracted.blocks, extracted.pages, extracted.pages_exact) == ((), pages, True)
    assert extracted.problems == (pdf.NO_TEXT,)
    assert extracted.unseen == tuple(range(pages))


def test_scanned_pages_of_a_text_are_for_ocr_and_no_problem() -> None:
    extracted = read(drawn("one whole page of plain text " * 3, "another page of plain text", scans=2))
    assert (extracted.unseen, extracted.problems) == ((2, 3), ())


def test_a_scan_in_strips_is_for_ocr() -> None:
    assert read(pictured((0, 0, 590, 250), (0, 250, 590, 300), (0, 550, 590, 290))).unseen == (0,)


def test_a_scan_inside_a_form_is_for_ocr() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.beginForm("sheet")
    canvas.drawImage(ImageReader(io.BytesIO(jpg())), 0, 0, 1, 1)
    canvas.endForm()
    canvas.scale(590, 840)
    canvas.doForm("sheet")
    canvas.save()
    assert read(out.getvalue()).unseen == (0,)


@pytest.mark.parametrize("place", [(250, 700, 80, 80), (0, 0, 590, 300)])
def test_a_page_with_a_small_picture_is_not_for_ocr(place: tuple[int, int, int, int]) -> None:
    assert read(pictured(place)).unseen == ()


def test_a_page_with_text_over_a_picture_is_not_for_ocr() -> None:
    assert read(pictured((0, 0, 590, 840), text="words that the scanner recognised itself")).unseen == ()


def test_an_empty_page_is_not_for_ocr() -> None:
    assert read(drawn("one whole page of plain text " * 3, "", "")).unseen == ()


def test_a_scan_with_a_stamp_of_the_scanner_is_still_a_scan() -> None:
    assert read(drawn("Scan 1", scans=4)).problems == (pdf.NO_TEXT,)


def test_a_text_with_pictures_is_no_scan() -> None:
    assert read(drawn("one whole page of plain text " * 3, scans=30)).problems == ()


@pytest.mark.parametrize(
    "data",
    [
        NO_PAGES.replace(b"Count 0", b"Count 5"),
        drawn("one", "two").replace(b"Kids [ 3 0 R 4 0 R", b"Kids [ 5 0 R 5 0 R"),
    ],
)
def test_a_pdf_of_which_no_page_opens_is_refused_and_no_scan(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert (refused.value.code, str(refused.value)) == (
        "no-pages",
        "PDF 里没有一页能打开，可能已损坏；请向提供单位重新索取",
    )


def test_a_locked_pdf_is_refused_with_advice() -> None:
    with pytest.raises(Unreadable) as refused:
        read(drawn("secret", password="1234"))
    assert (refused.value.code, str(refused.value)) == ("encrypted", "PDF 加了打开密码；请去掉密码后另存")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"\0" * 900, NO_PAGES[:60], NO_PAGES])
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert (refused.value.code, str(refused.value)) == (
        "broken",
        "PDF 不完整或已损坏，打不开；请向提供单位重新索取",
    )


def test_a_damaged_page_costs_its_own_text_only() -> None:
    data = drawn("the first page of plain text", "the second page of plain text")
    extracted = read(data.replace(b"/Kids [ 3 0 R", b"/Kids [ 5 0 R"))  # no page, but the catalogue
    assert extracted.blocks == (Block("text", "the second page of plain text", 12),)
    assert extracted.pages == 2


@given(st.lists(st.text("创建文明城市活动方案", min_size=8, max_size=20), min_size=3, max_size=30))
def test_every_line_is_read_in_order(lines: list[str]) -> None:
    assert texts(made(*lines)) == lines


def test_every_line_says_its_page_and_running_lines_none() -> None:
    lines = [f"第{n}条 各单位应当于每月月底前报送创建材料" for n in range(1, 24)]
    assert [block.page for block in read(made(*lines)).blocks] == [1] * 22 + [2]
