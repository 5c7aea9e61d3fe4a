"""The Word volume: its parts in their order, pages and fonts, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from samples import made_item
from volumes import ITEMS, TREE, bound, cells, opened, texts
from wenming_archive.export import volume, word
from wenming_archive.settings import Layout


def headings(document: Any) -> list[str]:
    names = ("Heading 1", "Heading 2", "WM目录题", "WM隔页题", "WM表题")
    return [p.text for p in document.paragraphs if p.style.name in names and p.text]


def test_the_same_input_gives_the_same_bytes() -> None:
    assert word.write(bound(ITEMS)) == word.write(bound(list(reversed(ITEMS))))


def test_the_parts_come_in_the_evaluators_order() -> None:
    assert headings(opened(bound())) == [
        "总　目　录",
        "编　制　说　明",
        *("一、编制依据", "二、材料范围", "三、编排说明", "四、材料统计"),
        "Ⅰ　思想道德建设",
        "分　目　录",
        *("Ⅰ-1　道德讲堂", "测评材料提交表", "Ⅰ-1　材料目录", "Ⅰ-1　图片材料"),
        *("Ⅰ-2　志愿服务", "测评材料提交表"),
        "Ⅱ　环境建设",
        "分　目　录",
        *("Ⅱ-1　环境卫生", "测评材料提交表", "Ⅱ-1　材料目录"),
        *("Ⅱ-2　群众评价", "测评材料提交表"),
        "归档文件目录",
        "备　考　表",
    ]


def test_a_house_may_want_less() -> None:
    plain = Layout(forms=False, photos=0, appendix=False, head=False)
    document = opened(bound(layout=plain))
    found = headings(document)
    assert not {"测评材料提交表", "归档文件目录", "Ⅰ-1　图片材料"} & set(found) and "Ⅰ-1　材料目录" in found
    assert "结论性说明：有计划：制定方案 1 份。" in texts(document)
    assert all(not s.header.paragraphs[0].text for s in document.sections)


def test_one_indicator_alone_has_neither_cover_nor_contents() -> None:
    document = opened(volume.only(bound(), "Ⅰ-1"))
    assert headings(document) == ["Ⅰ-1　道德讲堂", "测评材料提交表", "Ⅰ-1　材料目录", "Ⅰ-1　图片材料"]
    assert len(document.sections) == 1


def test_what_the_contents_lead_to_is_there() -> None:
    document = opened(bound())
    body = document.element.body
    marks = [e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))]
    links = {e.get(qn("w:anchor")) for e in body.iter(qn("w:hyperlink"))}
    assert links <= set(marks) and len(marks) == len(set(marks))
    assert {"cover", "contents", "notes", "group1", "leaf1", "leaf4", "appendix", "review"} <= set(marks)
    numbers = [e.get(qn("w:id")) for e in body.iter(qn("w:bookmarkStart"))]
    assert len(numbers) == len(set(numbers))


def test_pages_once_known_stand_in_the_contents_as_fields() -> None:
    document = opened(replace(bound(), printed={"leaf1": "5"}))
    contents = document.tables[1]
    assert [row[-1] for row in cells(contents)] == ["页码", "5", "", "", ""]
    codes = [e.text.strip() for e in contents._tbl.iter(qn("w:instrText"))]
    assert codes == [rf"PAGEREF leaf{n} \h" for n in (1, 2, 3, 4)]
    assert not list(document.settings.element.iter(qn("w:updateFields")))


def test_nobody_is_asked_to_renew_anything() -> None:
    with zipfile.ZipFile(io.BytesIO(word.write(bound()))) as package:
        assert b"updateFields" not in package.read("word/settings.xml")


def test_what_ends_a_section_after_a_full_page_needs_no_page_of_its_own() -> None:
    document = opened(bound())
    ends = [p for p in document.paragraphs if p._p.pPr is not None and p._p.pPr.sectPr is not None]
    assert {p.style.name for p in ends} == {"WM尾"} and len(ends) == 5
    assert document.paragraphs[-1].style.name == "WM尾"
    assert not list(document.element.body.iter(qn("w:br")))


def test_pages_are_those_of_gb_9704_and_the_appendix_lies_across() -> None:
    sections = opened(bound()).sections
    sizes = [(round(s.page_width.mm), round(s.page_height.mm)) for s in sections]
    assert sizes == [(210, 297)] * 4 + [(297, 210), (210, 297)]
    margins = [(s.top_margin, s.right_margin, s.bottom_margin, s.left_margin) for s in sections]
    rounded = [[round(side.mm) for side in four] for four in margins]
    assert rounded == [[37, 26, 35, 28]] * 4 + [[28, 37, 26, 35], [37, 26, 35, 28]]


def test_pages_are_counted_from_the_notes_on() -> None:
    document = opened(bound())
    found = [s._sectPr.find(qn("w:pgNumType")) for s in document.sections]
    assert found[0] is None
    assert [(f.get(qn("w:fmt")), f.get(qn("w:start"))) for f in found[1:]] == [
        ("upperRoman", "1"),
        ("decimal", "1"),
        *[("decimal", None)] * 3,
    ]
    assert document.sections[0].footer.paragraphs[0].text == ""
    kinds = [s.start_type.name for s in document.sections]
    assert kinds == ["NEW_PAGE", "NEW_PAGE", "NEW_PAGE", "ODD_PAGE", "NEW_PAGE", "NEW_PAGE"]


def test_the_cover_and_the_appendix_have_no_running_head() -> None:
    heads = [s.header.paragraphs[0].text for s in opened(bound()).sections]
    said = "某县水务局市级文明单位测评体系测评材料"
    assert heads == ["", "", said, said, "", ""]


def test_characters_that_gb2312_lacks_get_a_face_that_has_them() -> None:
    runs = [r for r in opened(bound()).element.body.iter(qn("w:r")) if r.find(qn("w:rPr")) is not None]
    other = ["".join(t.text for t in r.iter(qn("w:t"))) for r in runs]
    assert "〇喆" in other


def test_tables_are_as_wide_as_the_text() -> None:
    for table in opened(bound()).tables[1:]:
        widths = [int(c.get(qn("w:w"))) for c in table._tbl.tblGrid]
        assert abs(sum(widths) - 8844) <= 4 or abs(sum(widths) - 12756) <= 4  # 156 mm, 225 mm


def test_nothing_in_a_title_breaks_the_file() -> None:
    nasty = made_item("x", "Ⅱ-1", title="<w:t>&\x00\x0b\u202e\ufffe“引号”")
    found = [row for t in opened(bound([nasty])).tables for row in cells(t) if "Ⅱ-1-01" in row]
    assert found[0][2].split() == ["<w:t>&", "“引号”"]


def test_the_properties_are_those_of_the_unit_and_the_day() -> None:
    core = opened(bound()).core_properties
    assert (core.author, core.title) == ("某县水务局", "市级文明单位测评体系 测评材料汇编")
    assert str(core.created) == "2023-12-20 00:00:00+00:00"


def test_every_part_is_well_formed_and_undated() -> None:
    with zipfile.ZipFile(io.BytesIO(word.write(bound()))) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("text", ["长" * 300, "甲\x01乙\u202e", "\ufffe"])
def test_whatever_title_and_unit_hold_there_is_a_document(text: str) -> None:
    tree = TREE.model_copy(update={"title": text})
    core = docx.Document(io.BytesIO(word.write(bound(tree=tree, unit=text)))).core_properties
    assert all(
        len(one) <= 255 and not set(one) & set("\x01\u202e\ufffe") for one in (core.title, core.author)
    )
