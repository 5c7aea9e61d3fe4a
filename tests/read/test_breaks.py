"""The page on which a paragraph of a Word document begins, where the document tells it."""

from __future__ import annotations

import io

import pytest

from builders import docx
from hostile import paragraph, with_parts, word_xml
from wenming_archive.content import Extracted
from wenming_archive.read import word

SEEN = "<w:lastRenderedPageBreak/>"
MADE = '<w:br w:type="page"/>'
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Pages>{}</Pages><Words>100</Words><Application>Microsoft Office Word</Application></Properties>"
)


def run(text: str, before: str = "") -> str:
    return f"<w:r>{before}<w:t>{text}</w:t></w:r>"


def read(body: str, stated: int | None = None) -> Extracted:
    parts: dict[str, bytes | str | None] = {"word/document.xml": word_xml(body)}
    if stated is not None:
        parts["docProps/app.xml"] = APP.format(stated)
    return word.read(io.BytesIO(with_parts(docx("x"), parts)), "docx")


def pages(body: str, stated: int | None = None) -> list[tuple[str, int]]:
    return [(block.text, block.page) for block in read(body, stated).blocks]


def test_a_break_that_word_saw_begins_a_page() -> None:
    body = f"<w:p>{run('甲')}</w:p><w:p>{run('乙', SEEN)}</w:p><w:p>{run('丙')}</w:p>"
    assert pages(body) == [("甲", 1), ("乙", 2), ("丙", 2)]


def test_a_paragraph_stands_where_it_begins() -> None:
    body = f"<w:p>{run('甲')}{run('乙', SEEN)}</w:p><w:p>{run('丙')}</w:p>"
    assert pages(body) == [("甲乙", 1), ("丙", 2)]


def test_breaks_that_do_not_give_the_stated_pages_tell_nothing() -> None:
    body = f"<w:p>{run('甲')}</w:p><w:p>{run('乙', SEEN)}</w:p>"
    assert pages(body, 2) == [("甲", 1), ("乙", 2)]
    assert pages(body, 5) == [("甲", 0), ("乙", 0)]


def test_breaks_that_people_made_tell_the_page_when_there_are_no_others() -> None:
    body = f"<w:p>{run('甲')}</w:p><w:p><w:r>{MADE}</w:r></w:p><w:p>{run('乙')}</w:p>"
    assert pages(body, 2) == [("甲", 1), ("乙", 2)]
    assert pages(body, 3) == [("甲", 0), ("乙", 0)]
    assert pages(body) == [("甲", 0), ("乙", 0)]


def test_a_paragraph_may_say_itself_that_it_begins_a_page() -> None:
    turned = "<w:p><w:pPr><w:pageBreakBefore/></w:pPr>"
    assert pages(f"<w:p>{run('甲')}</w:p>{turned}{run('乙')}</w:p>", 2) == [("甲", 1), ("乙", 2)]


def test_all_of_one_page_stands_on_it() -> None:
    assert pages(paragraph("甲") + paragraph("乙"), 1) == [("甲", 1), ("乙", 1)]


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc><w:p>{cell}</w:p></w:tc>' for cell in cells)}</w:tr>"


def test_a_page_that_ends_in_a_table_ends_in_all_cells_but_once() -> None:
    rows = [row(run("序号"), run("姓名"), run("单位")), row("", "", "")]
    rows += [row(run("1", SEEN), run("甲", SEEN), run("丙", SEEN)), row(run("2"), run("乙"), run("丁"))]
    body = f"<w:p>{run('前')}</w:p><w:tbl>{''.join(rows)}</w:tbl><w:p>{run('后')}</w:p>"
    assert pages(body, 2) == [
        ("前", 1),
        ("序号\t姓名\t单位", 1),
        ("1\t甲\t丙", 2),
        ("2\t乙\t丁", 2),
        ("后", 2),
    ]
    assert read(body).pages == 2


@pytest.mark.parametrize("stated", [None, 1, 2])
def test_headers_stand_on_no_page(stated: int | None) -> None:
    data = docx("甲", header="某局")
    parts = {"docProps/app.xml": APP.format(stated)} if stated else {}
    found = word.read(io.BytesIO(with_parts(data, parts)), "docx").blocks
    assert (found[0].role, found[0].page) == ("header", 0)
