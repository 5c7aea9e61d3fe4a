"""The catalogue as a Word table: landscape, the head on each page, parents beside all that is below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wenming_archive.catalogue import tabular
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.export import tree_table, word_style
from wenming_archive.export import word_parts as parts
from wenming_archive.export.tree_table import Table
from wenming_archive.export.word_parts import Cell, Column

#: Shares of the width; what is empty gives its share to the others.
_SHARES = {
    "测评标准": 50,
    "测评方法": 18,
    "分值": 10,
    "材料要求": 54,
    "牵头单位": 17,
    "配合单位": 22,
    "完成时限": 21,
    "备注": 26,
}
_LEVEL = 27
#: Margins in millimetres (top, right, bottom, left), and what they leave of the width: a table of ten
#: columns needs more room than a text.
_MARGINS, WIDTH = (24, 18, 22, 18), 261
_EMU = 36_000
_SHORT = ("测评方法", "分值", "牵头单位", "完成时限")


def write(catalogue: Catalogue, office: str) -> bytes:  # noqa: ARG001
    """Return the catalogue as a document."""
    table = tree_table.table(catalogue)
    document = word_style.new_document()
    parts.describe(document, table.title, "", None)
    landscape(document.sections[0])
    parts.paragraph(document, table.title, "Heading 1")
    if table.about:
        parts.paragraph(document, "　".join(table.about), "WM图说")
    parts.table(document, _columns(table), _cells(table))
    join(document.tables[-1], table.levels, [row.spans for row in table.rows])
    _more(document, "责任单位", tabular.UNITS, table.units)
    _more(document, "减分项和一票否决项", tabular.NEGATIVE, table.negative)
    parts.end(document)
    return parts.save(document)


def landscape(section: Any) -> None:
    """Lay a section's pages on their side, numbered at the foot."""
    word_style.set_page(section, landscape=True)
    for side, margin in zip(("top", "right", "bottom", "left"), _MARGINS, strict=True):
        setattr(section, f"{side}_margin", margin * _EMU)
    section.header_distance = section.footer_distance = 12 * _EMU
    parts.number_pages(section, "decimal", 1)


def join(table: Any, columns: int, spans: Sequence[Sequence[int]]) -> None:
    """Join cells of the first ``columns``: a span of 0 goes on with the cell above."""
    rows = table._tbl.tr_lst[1:]
    for row, own in zip(rows, spans, strict=True):
        for cell, span in zip(row.tc_lst[:columns], own, strict=False):
            if span != 1:
                cell.vMerge = "restart" if span else "continue"


def _columns(table: Table) -> list[Column]:
    shares = [_SHARES.get(head, _LEVEL) for head in table.heads]
    room = WIDTH / sum(shares)
    return [
        Column(head, share * room, "WM表数" if head in _SHORT else "WM表文")
        for head, share in zip(table.heads, shares, strict=True)
    ]


def _cells(table: Table) -> list[list[Cell]]:
    return [[cell.split("\n") for cell in row.cells] for row in table.rows]


def _more(document: Any, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Add a table of its own below the tree, without the columns that nothing stands in."""
    if not rows:
        return
    used = [n for n in range(len(heads)) if any(row[n] for row in rows)]
    width = WIDTH / max(len(used), 5)
    wide = WIDTH - width * (len(used) - 1)
    columns = [Column(heads[n], wide if heads[n] in ("别名", "情形") else width) for n in used]
    parts.paragraph(document, title, "Heading 2")
    parts.paragraph(document, "", "WM间隔")
    parts.table(document, columns, [[row[n] for n in used] for row in rows])
