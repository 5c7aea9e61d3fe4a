"""Page, fonts and styles after GB/T 9704, with nothing left of an American letter."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn

from wenming_archive.export import word_parts, word_style

MADE: Any = docx.Document(io.BytesIO(word_parts.save(word_style.new_document())))
STYLES = {style.name: style for style in MADE.styles}
NAMES = [style.name for style in word_style.STYLES]


def test_the_page_is_a4_with_the_margins_of_an_official_document() -> None:
    section = MADE.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(margin.mm) for margin in margins] == [37, 26, 35, 28]
    assert section.gutter == 0 and section._sectPr.find(qn("w:docGrid")) is None


def test_the_text_is_as_wide_as_the_page_leaves() -> None:
    sides = word_style.MARGINS["left_margin"] + word_style.MARGINS["right_margin"]
    assert word_style.PAGE[0] - sides == word_style.TEXT_WIDTH


def test_twenty_two_lines_fill_a_page_and_no_more() -> None:
    height = word_style.PAGE[1] - word_style.MARGINS["top_margin"] - word_style.MARGINS["bottom_margin"]
    line = STYLES["WM正文"].paragraph_format.line_spacing.pt
    assert int(height / 25.4 * 72 // line) == 22


def test_twenty_eight_characters_fill_a_line() -> None:
    size = STYLES["WM正文"].font.size.pt
    spacing = int(STYLES["WM正文"].element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    room = word_style.TEXT_WIDTH / 25.4 * 72
    assert 28 * (size + spacing) <= room < 29 * (size + spacing)


@pytest.mark.parametrize("name", NAMES)
def test_each_style_says_its_face_size_and_colour(name: str) -> None:
    wanted = next(style for style in word_style.STYLES if style.name == name)
    style = STYLES[name]
    fonts = style.element.rPr.rFonts
    assert (fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii"))) == (wanted.face, "Times New Roman")
    assert not [key for key in fonts.attrib if "Theme" in key]
    assert (style.font.size.pt, style.font.bold, style.font.italic) == (wanted.size, False, False)
    assert str(style.font.color.rgb) == "000000"


#: As high as the picture or the turned words that stand in them.
FREE = ("WM图", "WM脊背")


@pytest.mark.parametrize("name", NAMES)
def test_each_style_has_lines_of_a_fixed_height(name: str) -> None:
    form = STYLES[name].paragraph_format
    if name in FREE:
        assert form.line_spacing == 1.0
    else:
        assert form.line_spacing_rule == WD_LINE_SPACING.EXACTLY
        assert form.line_spacing.pt >= STYLES[name].font.size.pt
    assert form.space_before.pt == next(s.before for s in word_style.STYLES if s.name == name)


def indent(name: str) -> str | None:
    found = STYLES[name].element.pPr.find(qn("w:ind"))
    return None if found is None else str(found.get(qn("w:firstLineChars")))


def test_text_begins_two_characters_in_and_tables_do_not() -> None:
    assert indent("WM正文") == indent("Heading 2") == "200"
    assert indent("WM表文") is None


def outline(name: str) -> list[str]:
    return [str(e.get(qn("w:val"))) for e in STYLES[name].element.pPr.findall(qn("w:outlineLvl"))]


def test_headings_make_the_outline_and_nothing_else_does() -> None:
    assert {name: outline(name) for name in NAMES if outline(name)} == {
        "Heading 1": ["0"],
        "Heading 2": ["1"],
        "Heading 3": ["2"],
        "WM隔页题": ["0"],
    }


def test_headings_stay_with_what_follows() -> None:
    kept = [name for name in NAMES if STYLES[name].paragraph_format.keep_with_next]
    heads = ["Heading 1", "Heading 2", "Heading 3", "WM隔页题", "WM小题", "WM表题"]
    assert kept == [*heads, "WM图", "WM间隔", "WM主送", "WM落款"]


def test_faces_that_every_windows_has_can_be_named_instead() -> None:
    made = word_style.new_document(system=True)
    faces = {s.element.rPr.rFonts.get(qn("w:eastAsia")) for s in made.styles if s.name in NAMES}
    assert faces == {"仿宋", "楷体", "宋体", "黑体"}


def test_headings_can_be_bold_and_nothing_else_is() -> None:
    made = word_style.new_document(bold=True)
    bold = {s.name for s in made.styles if s.name in NAMES and s.font.bold}
    assert bold == {"Heading 1", "Heading 2", "Heading 3", "WM隔页题", "WM目录题", "WM表题"}


def test_a_page_across_is_the_same_page_turned_to_the_left() -> None:
    turned = word_style.LANDSCAPE
    upright = word_style.MARGINS
    sides = ("left_margin", "top_margin", "right_margin", "bottom_margin")
    assert [turned[side] for side in ("top_margin", "right_margin", "bottom_margin", "left_margin")] == [
        upright[side] for side in sides
    ]
    across = word_style.PAGE[1] - turned["left_margin"] - turned["right_margin"]
    assert across == word_style.LANDSCAPE_WIDTH


@pytest.mark.parametrize(
    ("style", "face"),
    [("WM正文", "仿宋"), ("Heading2", ""), ("WM小题", "楷体"), ("WM封面题", "宋体"), ("其他", "仿宋")],
)
def test_rare_characters_get_a_face_like_their_style_s(style: str, face: str) -> None:
    assert word_style.wide(style) == face


def test_the_language_is_chinese_throughout() -> None:
    languages = list(MADE.styles.element.iter(qn("w:lang")))
    assert languages and {e.get(qn("w:eastAsia")) for e in languages} == {"zh-CN"}
    assert MADE.settings.odd_and_even_pages_header_footer


def test_the_defaults_add_no_space_and_name_no_theme() -> None:
    defaults = MADE.styles.element.find(qn("w:docDefaults"))
    assert [dict(e.attrib) for e in defaults.iter(qn("w:spacing"))] == [{qn("w:after"): "0"}]
    fonts = next(defaults.iter(qn("w:rFonts")))
    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312" and not [k for k in fonts.attrib if "Theme" in k]


def stand_ins() -> dict[str, str]:
    package: Any = MADE.part.package
    part = next(p for p in package.iter_parts() if str(p.partname) == "/word/fontTable.xml")
    root = docx.oxml.parse_xml(part.blob)
    return {f.get(qn("w:name")): f.find(qn("w:altName")).get(qn("w:val")) for f in root}


def test_every_face_names_what_may_stand_in_for_it() -> None:
    used = {style.face for style in word_style.STYLES} | {word_style.WIDE_FANG}
    assert used <= stand_ins().keys()
    assert stand_ins()["仿宋_GB2312"] == "仿宋"


@pytest.mark.parametrize("char", "国A1，。、“”—·《》①Ⅰ")
def test_what_the_old_faces_have_is_known(char: str) -> None:
    assert word_style.in_gb2312(char)


@pytest.mark.parametrize("char", "〇喆堃镕𠮷")
def test_what_the_old_faces_lack_is_known(char: str) -> None:
    assert not word_style.in_gb2312(char)
