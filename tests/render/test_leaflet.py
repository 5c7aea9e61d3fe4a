"""Plain text as pages: line by line, nothing of it read as markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from rendering import needs_office, paper, texts
from wenming_archive.render import leaflet, office


def test_a_text_stands_line_by_line_with_its_blanks() -> None:
    page = html.fromstring(leaflet.lines("活动小结\n\n  一、<b>\t&\n\t末").decode())
    assert [p.text or "" for p in page.iter("p")] == [
        "活动小结",
        "",
        "\u00a0\u00a0一、<b> &",
        "\u00a0\u00a0\u00a0\u00a0末",
    ]


def test_a_table_has_as_many_cells_in_each_row_and_no_empty_rows() -> None:
    page = html.fromstring(leaflet.table([["姓名", "时长"], ["张<某>"], ["", ""], []]).decode())
    assert [[cell.text or "" for cell in row] for row in page.iter("tr")] == [
        ["姓名", "时长"],
        ["张<某>", ""],
    ]


@needs_office
def test_both_come_out_on_a4(tmp_path: Path) -> None:
    papers = [leaflet.lines("活动小结\n共三人"), leaflet.table([["姓名", "时长"], ["张某", "3"]])]
    made = office.to_pdf([paper(one, ".html") for one in papers], tmp_path)
    pdfs = [one.path.read_bytes() for one in made if one.path]
    assert [texts(pdf) for pdf in pdfs] == [["活动小结 共三人"], ["姓名 时长 张某 3"]]
    assert [_size(pdf) for pdf in pdfs] == [(595, 842)] * 2


def _size(pdf: bytes) -> tuple[int, int]:
    import pypdfium2

    wide, high = pypdfium2.PdfDocument(pdf).get_page_size(0)
    return round(wide), round(high)


@pytest.mark.parametrize(
    "page",
    [
        '<html><head><meta charset="gb2312"><title>题</title></head><body>通知</body></html>',
        '<?xml version="1.0" encoding="GBK"?><!DOCTYPE html><html><body>通知</body></html>',
        '<HTML><HEAD>\n<META http-equiv=Content-Type content="text/html; charset=gb2312"></HEAD>通知</HTML>',
        "\ufeff<p>通知</p>",
    ],
)
def test_a_web_page_says_first_that_it_is_in_utf8(page: str) -> None:
    made = leaflet.web(page)
    text = made.decode("utf-8")
    assert text.count("charset") == 1 and "gb" not in text.lower() and "\ufeff" not in text
    assert text.index("charset=utf-8") < text.index("通知")
    assert "通知" in str(html.fromstring(made).text_content())
