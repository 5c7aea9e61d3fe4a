"""Paragraphs, tables, sections and page numbers, as Word will read them."""

from __future__ import annotations

import io
import re
import time
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from wenming_archive.export import word_parts as parts
from wenming_archive.export import word_runs, word_style
from wenming_archive.export.word_parts import Column

COLUMNS = (Column("序号", 20, "WM表数"), Column("题名", 136))


@pytest.fixture
def document() -> Any:
    return word_style.new_document()


def read_back(document: Any) -> Any:
    return docx.Document(io.BytesIO(parts.save(document)))


def runs(text: str, bookmark: str = "") -> list[tuple[str, str | None]]:
    """Return text and East Asian face of each run."""
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{word_runs.text_runs(text, bookmark)}</w:p>")
    found = []
    for run in paragraph.iter(qn("w:r")):
        fonts = next(run.iter(qn("w:rFonts")), None)
        text = "".join(t.text or "" for t in run.iter(qn("w:t")))
        found.append((text, None if fonts is None else fonts.get(qn("w:eastAsia"))))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("道德讲堂", [("道德讲堂", None)]),
        ("二〇二三", [("二", None), ("〇", "仿宋"), ("二三", None)]),
        ("", []),
        ("a<b>&\"'", [("a<b>&\"'", None)]),
        ("甲\x00\x0b\ufffe乙", [("甲  乙", None)]),
        ("甲\n乙", [("甲 乙", None)]),
        ("  甲  ", [("  甲  ", None)]),
    ],
    ids=["plain", "rare", "empty", "markup", "forbidden", "lines", "spaces"],
)
def test_text_comes_back_as_it_was_without_what_word_refuses(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert runs(text) == expected


def test_a_link_leads_to_its_bookmark() -> None:
    link = parse_xml(f"<w:p {nsdecls('w')}>{word_runs.text_runs('题名', 'leaf1')}</w:p>")[0]
    assert link.tag == qn("w:hyperlink") and link.get(qn("w:anchor")) == "leaf1"
    assert runs("题名", "leaf1") == [("题名", None)]


def test_paragraphs_stand_in_order_with_style_and_bookmark(document: Any) -> None:
    parts.paragraph(document, "甲", "Heading 1", (7, "leaf7"))
    parts.paragraph(document, "乙", "WM正文")
    found = [p for p in read_back(document).paragraphs if p.text]
    assert [(p.text, p.style.name) for p in found] == [("甲", "Heading 1"), ("乙", "WM正文")]
    marks = [e.get(qn("w:name")) for e in found[0]._p.iter(qn("w:bookmarkStart"))]
    ends = [e.get(qn("w:id")) for e in found[0]._p.iter(qn("w:bookmarkEnd"))]
    assert (marks, ends) == (["leaf7"], ["7"])


def test_a_paragraph_can_begin_a_page_or_stay_with_the_next(document: Any) -> None:
    parts.paragraph(document, "甲", "WM正文", new_page=True)
    parts.paragraph(document, "乙", "WM正文", keep=True)
    forms = [p.paragraph_format for p in read_back(document).paragraphs if p.text]
    assert [(f.page_break_before, f.keep_with_next) for f in forms] == [(True, None), (None, True)]


def test_a_table_has_its_head_and_rows(document: Any) -> None:
    parts.table(document, COLUMNS, [["1", "甲"], ["2", ("乙", "leaf2")]])
    table = read_back(document).tables[0]
    assert [[c.text for c in row.cells] for row in table.rows] == [["序号", "题名"], ["1", "甲"], ["2", "乙"]]
    assert [c.paragraphs[0].style.name for c in table.rows[0].cells] == ["WM表头", "WM表头"]
    assert [c.paragraphs[0].style.name for c in table.rows[1].cells] == ["WM表数", "WM表文"]


def test_only_the_head_repeats_and_no_row_is_broken_over_pages(document: Any) -> None:
    parts.table(document, COLUMNS, [["1", "甲"]])
    rows = [row._tr.trPr for row in read_back(document).tables[0].rows]
    assert [row.find(qn("w:tblHeader")) is not None for row in rows] == [True, False]
    assert all(row.find(qn("w:cantSplit")) is not None for row in rows)


def test_columns_keep_their_width_in_millimetres(document: Any) -> None:
    parts.table(document, COLUMNS, [["1", "甲"]])
    table = read_back(document).tables[0]
    assert [round(cell.width.mm) for cell in table.rows[1].cells] == [20, 136]
    assert table._tbl.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"


def test_a_row_of_another_length_is_a_bug(document: Any) -> None:
    with pytest.raises(ValueError, match="zip"):
        parts.table(document, COLUMNS, [["1"]])


def test_the_form_of_the_cover_has_labels_and_lines_to_write_on(document: Any) -> None:
    parts.form(document, [("申报单位", "某县水务局"), ("编制日期", "")])
    table = read_back(document).tables[0]
    assert [[c.text for c in row.cells] for row in table.rows] == [
        ["申报单位", "某县水务局"],
        ["编制日期", ""],
    ]
    lines = [[next(c._tc.iter(qn("w:tcBorders")), None) is not None for c in r.cells] for r in table.rows]
    assert lines == [[False, True], [False, True]]


def footers(section: Any) -> list[str]:
    return ["".join(p.text for p in f.paragraphs) for f in (section.footer, section.even_page_footer)]


def numbering(section: Any) -> list[tuple[str | None, str | None]]:
    found = section._sectPr.findall(qn("w:pgNumType"))
    return [(one.get(qn("w:fmt")), one.get(qn("w:start"))) for one in found]


def test_each_section_counts_its_pages_in_its_own_way(document: Any) -> None:
    parts.number_pages(document.sections[0], None, None)
    parts.new_section(document, "upperRoman", 1)
    parts.new_section(document, "decimal", 5)
    sections = read_back(document).sections
    assert [numbering(s) for s in sections] == [[], [("upperRoman", "1")], [("decimal", "5")]]
    assert [footers(s) for s in sections] == [["", ""], ["— 1 —"] * 2, ["— 1 —"] * 2]


def test_numbering_anew_replaces_the_old_one(document: Any) -> None:
    section = parts.new_section(document, "decimal", 1)
    parts.number_pages(section, "upperRoman", None)
    assert numbering(section) == [("upperRoman", None)] and footers(section) == ["— 1 —"] * 2


def test_a_running_head_is_that_of_its_section_alone(document: Any) -> None:
    first = parts.new_section(document, None, None)
    parts.running_head(parts.new_section(document, None, None), "某县水务局测评材料")
    heads = [s.header.paragraphs[0].text for s in read_back(document).sections]
    assert heads == ["", "", "某县水务局测评材料"]
    assert not first.header.is_linked_to_previous


def test_a_running_head_set_twice_shows_once(document: Any) -> None:
    for text in ("旧", "新"):
        parts.running_head(document.sections[0], text)
    assert [p.text for p in read_back(document).sections[0].header.paragraphs] == ["新"]


def test_saving_again_later_gives_the_same_bytes(document: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = parts.save(document)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 86_400)
    assert parts.save(document) == before


def test_the_package_begins_with_its_content_types(document: Any) -> None:
    with zipfile.ZipFile(io.BytesIO(parts.save(document))) as package:
        assert package.namelist()[0] == "[Content_Types].xml"
        stray = [
            name
            for name in package.namelist()
            if not re.match(r"\[Content|_rels|docProps|word|customXml", name)
        ]
    assert stray == []


def test_a_cell_may_have_several_lines(document: Any) -> None:
    parts.table(document, COLUMNS, [["1", ["甲", "乙\n丙"]], ["2", []]])
    cells = [row.cells[1] for row in read_back(document).tables[0].rows[1:]]
    assert [[p.text for p in cell.paragraphs] for cell in cells] == [["甲", "乙 丙"], [""]]


@pytest.mark.parametrize(("keep", "kept"), [(False, [False, False]), (True, [False, True])])
def test_the_last_row_can_be_kept_with_what_follows(document: Any, keep: bool, kept: list[bool]) -> None:
    parts.table(document, COLUMNS, [["1", "甲"], ["2", "乙"]], keep=keep)
    rows = read_back(document).tables[0].rows[1:]
    assert [bool(list(row._tr.iter(qn("w:keepNext")))) for row in rows] == kept
