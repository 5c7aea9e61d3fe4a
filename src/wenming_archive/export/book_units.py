"""The sheet of the workbook that says what each unit owes: 按单位."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wenming_archive.export import book_gaps
from wenming_archive.export.dossier import Dossier
from wenming_archive.export.sheets import Cell, Column, Look, Rank, Row, Sheet
from wenming_archive.report import chasing
from wenming_archive.report.chasing import Chase, Debt

_LEADS, _SUPPORTS = "牵头", "配合"
_UNITS = (
    Column("单位", 18),
    Column("职责", 8, Look.short),
    Column("编号", 14),
    Column("指标", 30),
    Column("状态", 8, Look.short),
    Column("还缺什么", 60),
    Column("期限", 12, Look.short, spare=True),
    Column("可能已有的材料（请核对）", 40, spare=True),
    Column("可争取", 8, Look.number),
)
#: By role: the colour of its cell.
ROLE_COLOURS = {_LEADS: "#FCE4D6", _SUPPORTS: "#E2EFDA"}


def by_unit(dossier: Dossier) -> Sheet:
    """Return the sheet that has under each unit what it owes, as lead and in support."""
    rows: list[Row] = []
    for chase in chasing.chases(dossier.gaps, dossier.catalogue):
        rows.append(Row([f"{chase.label}　{owing(chase)}"], Rank.group))
        rows += [Row(cells) for cells in _debts(chase)]
    return Sheet(
        "按单位",
        f"{dossier.gaps.title}　按单位",
        f"{book_gaps.whose(dossier)}　配合的材料由牵头单位汇总；左边的 － 可以收起一个单位",
        _UNITS,
        rows,
        held=1,
        colours={"状态": book_gaps.STATE_COLOURS, "职责": ROLE_COLOURS},
    )


def owing(chase: Chase) -> str:
    """Return in a line how much a unit owes, and whom to ask."""
    parts = [f"{word} {len(some)} 项" for word, some in _roles(chase) if some]
    points = [f"可争取 {chase.points:g} 分"] if chase.points else []
    who = [f"联系人 {chase.contact}"] if chase.contact else []
    return "　".join([*parts, *points, *who, *([f"电话 {chase.phone}"] if chase.phone else [])])


def _roles(chase: Chase) -> tuple[tuple[str, Sequence[Debt]], ...]:
    return (_LEADS, chase.leads), (_SUPPORTS, chase.supports)


def _debts(chase: Chase) -> Iterator[list[Cell]]:
    for debt in chase.debts:
        state = debt.state
        yield [
            chase.label,
            role(debt),
            state.leaf.code,
            state.leaf.title,
            book_gaps.label(state),
            "\n".join(chasing.lines(state)),
            book_gaps.day(state.due),
            book_gaps.maybe(state),
            state.points.open if state.points.full and debt.leads else None,
        ]


def role(debt: Debt) -> str:
    """Return what a unit is for an indicator."""
    return _LEADS if debt.leads else _SUPPORTS
