"""Page numbers (GB/T 9704 7.5): — 1 —, odd pages right, even pages left; turned where a page is (8)."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from wenming_archive.export.word_runs import Run
from wenming_archive.export.word_runs import xml as runs_xml
from wenming_archive.export.word_style import twips

_W = nsdecls("w", "r")
#: The page number between dashes.
PAGE_NUMBER = (Run("— "), Run("1", field="PAGE"), Run(" —"))
#: Millimetres that a line of 14 pt is high; and where on a turned page its left is.
_LINE, _LEFT = 4.94, 25
_BARE = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'


def line(of: Any, align: str, *, shown: bool) -> None:
    """Set the line of a page number at one side, a character in (7.5); not ``shown`` it is left empty."""
    for child in list(of._p):
        of._p.remove(child)
    side = "right" if align == "right" else "left"
    indent = f'<w:ind w:{side}="280"/>'  # one character of 14 pt in from the edge
    of._p.append(parse_xml(f'<w:pPr {_W}><w:pStyle w:val="WM页码"/>{indent}<w:jc w:val="{align}"/></w:pPr>'))
    if shown:
        for run in parse_xml(f"<w:p {_W}>{runs_xml(PAGE_NUMBER, '')}</w:p>"):
            of._p.append(run)


def turn(section: Any) -> None:
    """Set page numbers where upright pages have them: on the left edge, turned (GB/T 9704 8).

    An odd page has it low, an even one high.
    """
    for footer in (section.footer, section.even_page_footer):
        line(footer.paragraphs[0], "right", shown=False)
    for header, top, side in ((section.header, 159, "right"), (section.even_page_header, 33, "left")):
        place = f'w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{twips(_LEFT)}" w:tblpY="{twips(top)}"'
        form = f'<w:pPr><w:pStyle w:val="WM页码"/><w:jc w:val="{side}"/></w:pPr>'
        shown = f"<w:p>{form}{runs_xml(PAGE_NUMBER, '')}</w:p>"
        header.paragraphs[0]._p.addprevious(
            parse_xml(
                f"<w:tbl {_W}><w:tblPr><w:tblpPr {place}/>"
                f'<w:tblW w:w="{twips(_LINE)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{_BARE}</w:tblPr>'
                f'<w:tblGrid><w:gridCol w:w="{twips(_LINE)}"/></w:tblGrid>'
                f'<w:tr><w:trPr><w:trHeight w:val="{twips(20)}" w:hRule="exact"/></w:trPr><w:tc>'
                f'<w:tcPr><w:tcW w:w="{twips(_LINE)}" w:type="dxa"/><w:textDirection w:val="tbRl"/>'
                f'<w:vAlign w:val="center"/></w:tcPr>{shown}</w:tc></w:tr></w:tbl>'
            )
        )
