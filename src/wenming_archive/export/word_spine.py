"""Labels for the backs of the boxes (脊背标签), a page a volume, for each width of box (DA/T 22-2015)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml.ns import nsdecls
from docx.shared import Mm

from wenming_archive.export import word_parts as parts
from wenming_archive.export import word_style
from wenming_archive.export.submission import cover
from wenming_archive.export.volume import Volume
from wenming_archive.export.word_runs import Run, xml

_W = nsdecls("w", "r")
#: Boxes are 20, 30, 40 or 50 mm thick; a label leaves a millimetre at each side.
_WIDTHS = (18, 28, 38, 48)
_SIDES = ("top", "left", "bottom", "right")
#: The smallest letters, in half-points; how much that is in millimetres; what the cell leaves at its sides.
_LEAST, _HALF_POINT, _SIDE = 8, 0.17639, 1.6
#: The last sign that is half as wide as a hanzi.
_LATIN = 0x2E80
#: Between two labels, to cut.
_BETWEEN = 8
_MARGIN = 15


def write(volumes: Sequence[Volume]) -> bytes:
    """Return a page of labels for each volume, as the bytes of a .docx."""
    document = word_style.new_document()
    section = document.sections[0]
    for side in ("top_margin", "right_margin", "bottom_margin", "left_margin"):
        setattr(section, side, Mm(_MARGIN))
    section.header_distance = section.footer_distance = Mm(_MARGIN / 2)
    parts.number_pages(section, None, None)
    for header in (section.header, section.even_page_header):
        header.paragraphs[0].style = "WM尾"
    parts.describe(document, "脊背标签", volumes[0].unit, volumes[0].made)
    for n, one in enumerate(volumes, 1):
        parts.paragraph(document, _told(one), "WM表文", new_page=n > 1)
        _labels(document, _rows(one, n))
    parts.end(document)
    return parts.save(document)


def _told(one: Volume) -> str:
    which = f"第 {one.part[0]} 卷，" if one.part else ""
    return f"{which}按档案盒的厚度（20、30、40、50 毫米）沿线剪下一条，贴在盒脊上。"


def _rows(one: Volume, number: int) -> list[tuple[str, float, bool, int]]:
    """Return text, height in millimetres, whether it runs downwards, and half-points, from the top."""
    codes = [section.state.leaf.code for section in one.sections]
    name = one.groups[0].indicator.title if one.part else "测评材料汇编"
    return [
        (one.unit, 70, True, 32),
        (_years(one), 17, False, 20),
        (cover.named(one.catalogue.title)[0], 60, True, 28),
        (f"{codes[0]} 至 {codes[-1]}" if len(codes) > 1 else codes[0], 24, False, 18),
        (name, 45, True, 32),
        (f"第 {number} 盒", 14, False, 20),
        ("保管期限", 10, False, 15),
    ]


def _years(one: Volume) -> str:
    period = one.catalogue.period
    if not period:
        return one.catalogue.edition
    first, last = period.start.year, period.end.year
    return str(first) if first == last else f"{first}—{last}"


def _labels(document: Any, rows: Sequence[tuple[str, float, bool, int]]) -> None:
    grid = [width for label in _WIDTHS for width in (label, _BETWEEN)][:-1]
    columns = "".join(f'<w:gridCol w:w="{parts.twips(width)}"/>' for width in grid)
    body = "".join(_row(row, grid) for row in rows)
    parts.append(
        document,
        f'<w:tbl {_W}><w:tblPr><w:tblW w:w="{parts.twips(sum(grid))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/>{parts.CELL_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>",
    )


def _row(row: tuple[str, float, bool, int], grid: Sequence[float]) -> str:
    text, height, down, size = row
    cells = "".join(
        _gap(width)
        if n % 2
        else _label(text, width, fitting(text, width, height, size, down=down), down=down)
        for n, width in enumerate(grid)
    )
    tall = f'<w:trHeight w:val="{parts.twips(height)}" w:hRule="exact"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}</w:trPr>{cells}</w:tr>"


def _label(text: str, width: float, size: int, *, down: bool) -> str:
    sides = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="auto"/>' for side in _SIDES)
    turned = '<w:textDirection w:val="tbRl"/>' if down else ""
    wide = f'<w:tcW w:w="{parts.twips(width)}" w:type="dxa"/>'
    form = f'{wide}<w:tcBorders>{sides}</w:tcBorders>{turned}<w:vAlign w:val="center"/>'
    runs = xml((Run(text, size=size),), "")
    return f'<w:tc><w:tcPr>{form}</w:tcPr><w:p><w:pPr><w:pStyle w:val="WM脊背"/></w:pPr>{runs}</w:p></w:tc>'


def fitting(text: str, width: float, height: float, size: int, *, down: bool) -> int:
    """Return the size in half-points, at most ``size``, at which a text fits into a cell of millimetres.

    A hanzi is as wide as it is high, other signs half as wide; lines lie 1.3 of that apart.
    """
    long = sum(2 if ord(sign) > _LATIN else 1 for sign in text) / 2
    along, across = (height, width - _SIDE) if down else (width - _SIDE, height)
    for half_points in range(size, _LEAST, -1):
        em = half_points * _HALF_POINT
        if int(across / (1.3 * em)) * int(along / (1.05 * em)) >= long:
            return half_points
    return _LEAST


def _gap(width: float) -> str:
    style = '<w:p><w:pPr><w:pStyle w:val="WM尾"/></w:pPr></w:p>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{parts.twips(width)}" w:type="dxa"/></w:tcPr>{style}</w:tc>'
