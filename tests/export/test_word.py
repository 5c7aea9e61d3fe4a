"""The Word volume: order, content, page and fonts, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decisions, NotHeld
from wenming_archive.export import volume, word
from wenming_archive.model import Item
from wenming_archive.report import gaps

TREE = load.parse(CATALOGUE)
ITEMS = [
    made_item("b", "Ⅰ-1", kind="photo", date="2023-08-25", title="讲堂现场"),
    made_item("a", "Ⅰ-1", kind="plan", date="2023-08-20", title="第六期道德讲堂方案", pages=2),
    made_item("c", "Ⅰ-1", kind="plan", date="2019-08-20", title="旧方案"),
    made_item("d", "Ⅱ-1", kind="ledger", date=None, title="卫生检查台账〇喆", pages=None),
]


def made(items: list[Item] = ITEMS, notes: Decisions = Decisions(), unit: str = "某县水务局") -> Any:  # noqa: B008
    return docx.Document(io.BytesIO(written(items, notes, unit)))


def written(items: list[Item], notes: Decisions = Decisions(), unit: str = "某县水务局") -> bytes:  # noqa: B008
    return word.write(volume.bind(TREE, items, gaps.compare(TREE, items, notes), unit))


def headings(document: Any) -> list[str]:
    return [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert written(ITEMS) == written(list(reversed(ITEMS)))


def test_indicators_come_in_catalogue_order() -> None:
    assert headings(made()) == [
        "Ⅰ　思想道德建设",
        "Ⅰ-1　道德讲堂",
        "Ⅰ-2　志愿服务",
        "Ⅱ　环境建设",
        "Ⅱ-1　环境卫生",
        "Ⅱ-2　群众评价",
    ]


def test_evidence_is_listed_by_kind_then_date_with_number_and_marks() -> None:
    tables = [cells(t) for t in made().tables]
    evidence = next(
        t for t in tables if t[0] == ["序号", "材料编号", "题名", "文号", "责任者", "日期", "页数"]
    )
    assert evidence[1:] == [
        ["1", "Ⅰ-1-01", "旧方案", "", "", "20190820※", "1"],
        ["2", "Ⅰ-1-02", "第六期道德讲堂方案", "", "", "20230820", "2"],
        ["3", "Ⅰ-1-03", "讲堂现场", "", "", "20230825", "1"],
    ]


def test_needs_are_set_against_what_is_held() -> None:
    tables = [cells(t) for t in made().tables]
    needs = next(t for t in tables if t[0][0] == "应备材料")
    assert needs == [
        ["应备材料", "应备", "已备", "尚缺", "要求"],
        ["方案计划", "1", "1", "", ""],
        ["照片", "2—15", "1", "1", ""],
        ["制度办法", "1", "0", "1", ""],
    ]


def test_the_contents_name_every_indicator_and_lead_to_it() -> None:
    document = made()
    contents = document.tables[1]
    assert [row[1:4] + row[6:] for row in cells(contents)[1:]] == [
        ["Ⅰ-1", "道德讲堂", "2/4", "不足"],
        ["Ⅰ-2", "志愿服务", "0/1", "空缺"],
        ["Ⅱ-1", "环境卫生", "1/—", "齐备"],
        ["Ⅱ-2", "群众评价", "0/—", "不需材料"],
    ]
    assert cells(contents)[0][3] == "已备/应备"
    links = [e.get(qn("w:anchor")) for e in contents._tbl.iter(qn("w:hyperlink"))]
    marks = [e.get(qn("w:name")) for e in document.element.body.iter(qn("w:bookmarkStart"))]
    assert links == marks == ["leaf1", "leaf2", "leaf3", "leaf4"]


def test_an_indicator_without_evidence_says_so() -> None:
    texts = [p.text for p in made(notes=Decisions(not_held=(NotHeld(code="Ⅰ-2", note="无团委"),))).paragraphs]
    assert "本指标未开展或不适用：无团委" in texts and "本指标不需提交材料。" in texts
    assert "（暂无材料）" in [p.text for p in made([]).paragraphs]


def test_what_cannot_be_read_bears_a_sign_and_counts_for_nothing() -> None:
    item = made_item("e", "Ⅱ-1", title="坏文件")
    broken = replace(item, known=replace(item.known, readable=False))
    document = made([broken])
    assert cells(document.tables[-1])[1][2] == "坏文件△"
    texts = [p.text for p in document.paragraphs]
    assert "注：带△的材料无法读取，不计入已备。" in texts and not any("※" in text for text in texts)


def test_every_first_level_but_the_first_begins_a_page_and_no_paragraph_only_breaks_one() -> None:
    document = made()
    heads = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [bool(p.paragraph_format.page_break_before) for p in heads] == [False, True]
    assert not list(document.element.body.iter(qn("w:br")))


def test_a_heading_stays_with_the_table_below_it() -> None:
    document = made()
    body = list(document.element.body)
    for table in document.tables[2:]:
        above = body[body.index(table._tbl) - 1]
        while above.tag == qn("w:p"):
            assert _kept(document, above), above
            above = body[body.index(above) - 1]
        head = table.rows[0]._tr
        assert all(p.find(qn("w:pPr")).find(qn("w:keepNext")) is not None for p in head.iter(qn("w:p")))


def _kept(document: Any, line: Any) -> bool:
    """Say whether a paragraph stays with the next, or belongs to what is above."""
    form = line.find(qn("w:pPr"))
    style = next(s for s in document.styles if s.style_id == form.find(qn("w:pStyle")).get(qn("w:val")))
    text = "".join(t.text or "" for t in line.iter(qn("w:t")))
    above = text.startswith("注：") or style.name == "WM尾" or text == "（暂无材料）"
    return form.find(qn("w:keepNext")) is not None or style.paragraph_format.keep_with_next or above


def test_what_ends_a_section_after_a_full_page_needs_no_page_of_its_own() -> None:
    ends = [p for p in made().paragraphs if p._p.pPr is not None and p._p.pPr.sectPr is not None]
    assert [p.style.name for p in ends] == ["WM尾", "WM尾"]
    assert made().paragraphs[-1].style.name == "WM尾"


def test_guesses_are_in_square_brackets() -> None:
    guessed = made_item("e", "Ⅱ-1", date="2022-03-04", date_from="mtime")
    tables = [cells(t) for t in made([guessed]).tables]
    assert tables[-1][1][5] == "[20220304]"


def test_the_page_is_that_of_gb_9704() -> None:
    for section in made().sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
        assert [round(m.mm) for m in margins] == [37, 26, 35, 28]


def test_pages_are_numbered_outside_odd_and_even_the_cover_not_at_all() -> None:
    cover, contents, body = made().sections
    formats = [s._sectPr.find(qn("w:pgNumType")) for s in (cover, contents, body)]
    assert formats[0] is None
    assert [(f.get(qn("w:fmt")), f.get(qn("w:start"))) for f in formats[1:]] == [
        ("upperRoman", "1"),
        ("decimal", "1"),
    ]
    assert cover.footer.paragraphs[0].text == ""
    for footer, align in ((body.footer, "right"), (body.even_page_footer, "left")):
        line = footer.paragraphs[0]._p
        assert line.find(qn("w:pPr")).find(qn("w:jc")).get(qn("w:val")) == align
        assert "PAGE" in "".join(e.text or "" for e in line.iter(qn("w:instrText")))


def test_every_style_names_its_chinese_face_and_no_theme() -> None:
    document = made()
    for style in document.styles:
        if style.name.startswith("WM") or style.name in ("Heading 1", "Heading 2", "Normal"):
            fonts = style.element.rPr.rFonts
            assert fonts.get(qn("w:eastAsia")) in (
                "宋体",
                "仿宋_GB2312",
                "楷体_GB2312",
                "黑体",
                "方正小标宋简体",
            )
            assert not [a for a in fonts.attrib if a.endswith("Theme")]


def test_characters_that_gb2312_lacks_get_a_face_that_has_them() -> None:
    runs = [r for r in made().element.body.iter(qn("w:r")) if r.find(qn("w:rPr")) is not None]
    other = [
        "".join(t.text for t in r.iter(qn("w:t")))
        for r in runs
        if r.find(qn("w:rPr")).find(qn("w:rFonts")) is not None
    ]
    assert "〇喆" in other


def test_tables_are_as_wide_as_the_text_and_repeat_their_heads() -> None:
    for table in made().tables[1:]:
        widths = [int(c.get(qn("w:w"))) for c in table._tbl.tblGrid]
        assert abs(sum(widths) - 8844) <= 4  # 156 mm
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_nothing_in_a_title_breaks_the_file() -> None:
    nasty = made_item("x", "Ⅱ-1", title="<w:t>&\x00\x0b\u202e\ufffe“引号”")
    assert cells(made([nasty]).tables[-1])[1][2].split() == ["<w:t>&", "“引号”"]


def test_the_properties_are_those_of_the_unit() -> None:
    core = made().core_properties
    assert (core.author, core.title) == ("某县水务局", "市级文明单位测评体系 测评材料汇编")


def test_every_part_is_well_formed_and_undated(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(written(ITEMS))) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("length", [5, 40, 120])
def test_the_cover_keeps_room_for_a_long_title(length: int) -> None:
    tree = load.parse(CATALOGUE.replace("市级文明单位测评体系", "长" * length))
    bound = volume.bind(tree, [], gaps.compare(tree, [], Decisions()), "单位" * 10)
    above, below = word._cover_gaps(bound, word._cover_rows(bound))
    assert 0 <= above <= 3 and 0 <= below <= 4


@pytest.mark.parametrize("text", ["长" * 300, "甲\x01乙\u202e", "\ufffe"])
def test_whatever_title_and_unit_hold_there_is_a_document(text: str) -> None:
    found = load.parse(CATALOGUE).model_copy(update={"title": text})
    bound = volume.bind(found, [], gaps.compare(found, [], Decisions()), text)
    document = docx.Document(io.BytesIO(word.write(bound)))
    said = (document.core_properties.title, document.core_properties.author)
    assert all(len(one) <= 255 and not set(one) & set("\x01\u202e\ufffe") for one in said)
