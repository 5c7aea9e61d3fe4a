"""Page, fonts and styles of the Word volume, after GB/T 9704-2012 (page 5.2, text 7.3, numbers 7.5).

python-docx's default template is an American letter: every measure, font and language of it is
set anew here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

#: Faces by role, as offices install them, and what stands in where they are missing.
SONG, FANG, KAI, HEI, TITLE = "宋体", "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体"
#: The face for characters that GB 2312 lacks (〇 喆 堃 …).
WIDE_FANG = "仿宋"
_STAND_INS = {
    FANG: "仿宋",
    KAI: "楷体",
    TITLE: "华文中宋",
    WIDE_FANG: "FangSong",
    SONG: "SimSun",
    HEI: "SimHei",
}
LATIN = "Times New Roman"

#: What every Windows has, for the faces that offices install.
_SYSTEM = {FANG: "仿宋", KAI: "楷体", TITLE: "宋体"}
#: What has the characters that a face of GB 2312 lacks; other faces have them all.
_WIDE = {FANG: WIDE_FANG, KAI: "楷体", TITLE: SONG}

#: A4; 天头 37, 订口 28, 版心 156 × 225 mm.
PAGE = (210, 297)
MARGINS = {"top_margin": 37, "right_margin": 26, "bottom_margin": 35, "left_margin": 28}
TEXT_WIDTH = 156
#: The same page turned to the left: what was its left is its top.
LANDSCAPE = {"top_margin": 28, "right_margin": 37, "bottom_margin": 26, "left_margin": 35}
LANDSCAPE_WIDTH = 225
_TWIPS = 56.6929  # per millimetre
#: 22 lines on 225 mm: 28.95 pt exactly; 29 pt would give 21.
_LINE = 28.95


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    face: str
    size: float
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    #: Exact height of a line in points; 0 for as high as what stands in it.
    line: float = _LINE
    before: float = 0
    after: float = 0
    #: First-line indent in characters.
    indent: int = 0
    outline: int | None = None
    keep: bool = False
    #: True of what a house may want in bold.
    head: bool = False


#: Parts of a template that are kept, by what their kind of relationship ends in.
_KEPT = ("officeDocument", "styles", "settings", "theme", "fontTable", "numbering")

_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
STYLES: tuple[_Style, ...] = (
    _Style("WM正文", FANG, 16, WD_ALIGN_PARAGRAPH.JUSTIFY, indent=2),
    _Style("WM封面题", TITLE, 36, _CENTRE, 54),
    _Style("WM封面副题", TITLE, 26, _CENTRE, 40),
    _Style("WM封面小题", TITLE, 18, _CENTRE, 28),
    _Style("WM封面小项", FANG, 12, WD_ALIGN_PARAGRAPH.LEFT, 20),
    _Style("WM封面项", FANG, 16, WD_ALIGN_PARAGRAPH.LEFT, 34),
    _Style("WM卷号", FANG, 16, WD_ALIGN_PARAGRAPH.RIGHT, 34),
    _Style("Heading 1", TITLE, 22, _CENTRE, 32, after=16, outline=0, keep=True, head=True),
    _Style("Heading 2", HEI, 16, before=12, indent=2, outline=1, keep=True, head=True),
    _Style("Heading 3", KAI, 16, indent=2, outline=2, keep=True, head=True),
    _Style("WM隔页题", TITLE, 32, _CENTRE, 48, before=170, after=40, outline=0, keep=True, head=True),
    _Style("WM目录题", TITLE, 22, _CENTRE, 32, after=16, head=True),
    _Style("WM分目录", FANG, 16, line=_LINE),
    _Style("WM小题", KAI, 16, indent=2, keep=True),
    _Style("WM表题", SONG, 18, _CENTRE, 30, after=6, keep=True, head=True),
    _Style("WM图", FANG, 10.5, _CENTRE, 0, keep=True),
    _Style("WM图说", FANG, 10.5, WD_ALIGN_PARAGRAPH.LEFT, 16),
    _Style("WM表头", HEI, 10.5, _CENTRE, 16),
    _Style("WM表文", FANG, 10.5, WD_ALIGN_PARAGRAPH.LEFT, 15),
    _Style("WM表数", FANG, 10.5, _CENTRE, 15),
    _Style("WM表小", FANG, 9, _CENTRE, 15),
    _Style("WM间隔", FANG, 6, line=8, keep=True),
    _Style("WM主送", FANG, 16, keep=True),
    _Style("WM落款", FANG, 16, WD_ALIGN_PARAGRAPH.RIGHT, keep=True),
    _Style("WM尾", FANG, 1, line=1),
    _Style("WM脊背", HEI, 14, _CENTRE, 0),
    _Style("WM页码", SONG, 14, WD_ALIGN_PARAGRAPH.LEFT, 14),
    _Style("WM页眉", SONG, 9, _CENTRE, 12),
)

_WIDE_BY_STYLE = {style.name.replace(" ", ""): _WIDE.get(style.face, "") for style in STYLES}


def new_document(*, system: bool = False, bold: bool = False) -> Any:
    """Return an empty document with page, styles and languages set.

    With ``system`` it names the faces that every Windows has; with ``bold`` headings are bold.
    """
    document = docx.Document()
    _defaults(document)
    for style in STYLES:
        define(document, style, system=system, bold=bold)
    define(document, _Style("Normal", FANG, 16), system=system, bold=False)
    set_page(document.sections[0])
    _settings(document)
    _font_table(document)
    strip(document)
    return document


def strip(document: Any) -> None:
    """Take out of a template what is of its text and of who wrote it, and keep what makes its styles."""
    for relations in (document.part.rels, document.part.package.rels):
        for ident in [one.rId for one in relations.values() if one.reltype.rpartition("/")[2] not in _KEPT]:
            del relations[ident]


def wide(style: str) -> str:
    """Return the face for what GB 2312 lacks, in paragraphs of a style; empty if its own has that."""
    return _WIDE_BY_STYLE.get(style, WIDE_FANG)


def set_page(section: Any, *, landscape: bool = False) -> None:
    """Give a section the page of GB/T 9704; ``landscape`` turned to the left, its top is bound (8)."""
    width, height = reversed(PAGE) if landscape else PAGE
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    for name, value in (LANDSCAPE if landscape else MARGINS).items():
        setattr(section, name, Mm(value))
    section.header_distance = section.footer_distance = Mm(25)
    section.gutter = 0
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)


def faces(properties: Any, face: str) -> None:
    """Set the fonts of run properties; theme fonts would win over names, so they go."""
    fonts = properties.get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name, value in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", face), ("cs", LATIN)):
        fonts.set(qn(f"w:{name}"), value)


def in_gb2312(text: str) -> bool:
    """True when the GB2312 faces have all of ``text``; Python's codec misses two of theirs."""
    try:
        text.replace("\u2014", "").replace("\u00b7", "").encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def define(document: Any, wanted: _Style, *, system: bool, bold: bool) -> None:
    """Give a document a style, in the place of one with its name."""
    known = {style.name for style in document.styles}
    style = (
        document.styles[wanted.name]
        if wanted.name in known
        else document.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    )
    style.font.name, style.font.size = LATIN, Pt(wanted.size)
    style.font.bold, style.font.italic = bold and wanted.head, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    faces(style.element.get_or_add_rPr(), _SYSTEM.get(wanted.face, wanted.face) if system else wanted.face)
    _paragraph(style.paragraph_format, wanted)
    _outline(style.element.get_or_add_pPr(), wanted)
    if wanted.name == "WM正文":
        _tighten(style.element.get_or_add_rPr())


def _paragraph(form: Any, wanted: _Style) -> None:
    form.alignment = wanted.align
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY if wanted.line else WD_LINE_SPACING.SINGLE
    if wanted.line:
        form.line_spacing = Pt(wanted.line)
    form.space_before, form.space_after = Pt(wanted.before), Pt(wanted.after)
    form.keep_with_next = wanted.keep
    form.widow_control = False
    if wanted.indent:
        form.first_line_indent = Pt(wanted.size * wanted.indent)


def _outline(properties: Any, wanted: _Style) -> None:
    for old in properties.findall(qn("w:outlineLvl")):
        properties.remove(old)
    if wanted.indent:
        indent = properties.find(qn("w:ind"))
        indent.set(qn("w:firstLineChars"), str(wanted.indent * 100))
    if wanted.outline is not None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(wanted.outline))
        properties.append(level)


def _tighten(properties: Any) -> None:
    """28 characters a line need -0.25 pt each: 28 × 16 pt is 158 mm, the 版心 156."""
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), "-5")
    size = properties.find(qn("w:sz"))
    size.addprevious(spacing)


def _defaults(document: Any) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for spacing in defaults.iter(qn("w:spacing")):
        spacing.attrib.clear()
        spacing.set(qn("w:after"), "0")
    for fonts in defaults.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for name, value in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", FANG), ("cs", LATIN)):
            fonts.set(qn(f"w:{name}"), value)
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")


def _settings(document: Any) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    theme = document.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), "en-US")
        theme.set(qn("w:eastAsia"), "zh-CN")


def _font_table(document: Any) -> None:
    """Name a stand-in for each face, for programs that lack it."""
    part = next(p for p in document.part.package.iter_parts() if str(p.partname) == "/word/fontTable.xml")
    rows = "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/></w:font>'
        for face, other in _STAND_INS.items()
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    part._blob = f'{head}<w:fonts xmlns:w="{space}">{rows}</w:fonts>'.encode()


def twips(millimetres: float) -> int:
    """Return a length as Word counts it: twentieths of a point."""
    return round(millimetres * _TWIPS)
