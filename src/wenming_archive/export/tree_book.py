"""The catalogue as a workbook: the tree as the table that offices know, its units, its negative list."""

from __future__ import annotations

from collections.abc import Sequence

from wenming_archive.catalogue import tabular
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.export import tree_table, workbook
from wenming_archive.export.sheets import Cell, Column, Look, Row, Sheet
from wenming_archive.export.tree_table import Table

#: The most that columns are wide; levels apart.
_WIDTHS = {
    "测评标准": 38,
    "测评方法": 10,
    "分值": 6,
    "材料要求": 42,
    "牵头单位": 12,
    "配合单位": 14,
    "完成时限": 12,
    "备注": 18,
}
_SHORT = ("分值", "测评方法", "牵头单位", "完成时限")
_FIRST, _OTHER = 12, 16


def write(catalogue: Catalogue, office: str) -> bytes:  # noqa: ARG001
    """Return the catalogue as a workbook."""
    return workbook.write(list(sheets(tree_table.table(catalogue))), catalogue.title)


def sheets(table: Table) -> Sequence[Sheet]:
    """Return the sheets of a table: the tree, then what belongs to it."""
    found = [_tree(table)]
    if table.units:
        columns = [Column(head, 24) for head in tabular.UNITS]
        found.append(
            Sheet("责任单位", "责任单位", "牵头单位、配合单位用这里的名称", columns, _rows(table.units))
        )
    if table.negative:
        columns = [Column(head, 60 if head == "情形" else 12) for head in tabular.NEGATIVE]
        about = "发生即扣分，或取消资格"
        found.append(Sheet("减分和否决", "减分项和一票否决项", about, columns, _rows(table.negative)))
    return found


def _tree(table: Table) -> Sheet:
    columns = [_column(n, head, table.levels) for n, head in enumerate(table.heads)]
    return Sheet(
        "测评体系",
        table.title,
        "　".join(table.about),
        columns,
        [
            Row([_value(head, cell) for head, cell in zip(table.heads, row.cells, strict=True)])
            for row in table.rows
        ],
        held=table.levels,
        joined=[
            (at, at + span - 1, n)
            for at, row in enumerate(table.rows)
            for n, span in enumerate(row.spans)
            if span > 1
        ],
    )


def _column(n: int, head: str, levels: int) -> Column:
    if n < levels:
        return Column(head, _OTHER if n else _FIRST)
    look = Look.number if head == "分值" else Look.short if head in _SHORT else Look.text
    return Column(head, _WIDTHS[head], look)


def _value(head: str, cell: str) -> Cell:
    return float(cell) if head == "分值" and cell else cell


def _rows(rows: Sequence[Sequence[str]]) -> list[Row]:
    return [Row(list(row)) for row in rows]
