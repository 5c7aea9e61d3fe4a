"""The chase sheets (催办单) and the list of gaps as a workbook: a sheet for each unit, or one list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.export import book_gaps, book_units, workbook
from wenming_archive.export.sheets import Cell, Column, Look, Row, Sheet
from wenming_archive.report import chasing
from wenming_archive.report.chasing import Chase
from wenming_archive.report.gaps import Gaps

_COLUMNS = (
    Column("序号", 6, Look.short),
    Column("职责", 8, Look.short),
    Column("编号", 14),
    Column("指标", 26),
    Column("缺什么、有什么要求", 76),
    Column("期限", 12, Look.short, spare=True),
    Column("牵头单位", 14, spare=True),
    Column("可能已有的材料（请核对）", 36, spare=True),
)
_BLANK = "＿" * 8


def write(report: Gaps, catalogue: Catalogue, unit: str, today: dt.date) -> bytes:
    """Return a sheet for each unit that owes something; ``unit`` is the office that asks."""
    found = [_sheet(chase, report, unit, today) for chase in chasing.chases(report, catalogue)]
    return workbook.write(found or [_nothing(report)], _title(report))


def listed(report: Gaps, catalogue: Catalogue, by: str, unit: str, today: dt.date) -> bytes:
    """Return the plain list of what lacks, ``by`` indicator, section or kind."""
    about = "　".join(filter(None, (unit, f"截至 {today}")))
    return workbook.write([book_gaps.gaps_sheet(report, catalogue, by, about)], f"{report.title} 缺口")


def _title(report: Gaps) -> str:
    return f"关于报送{report.title}材料的催办单"


def _sheet(chase: Chase, report: Gaps, unit: str, today: dt.date) -> Sheet:
    by = f"　请于 {chase.due} 前报送" if chase.due else ""
    return Sheet(
        chase.label,
        _title(report),
        f"{chase.label}　{book_units.owing(chase)}{by}",
        _COLUMNS,
        [Row([n, *cells]) for n, cells in enumerate(_rows(chase), 1)],
        held=4,
        colours={"职责": book_units.ROLE_COLOURS},
        foot=(
            "确实没有开展的，请注明原因，不得补造。",
            "　".join(filter(None, (unit, str(today)))),
            f"签收人：{_BLANK}　　日期：{_BLANK}　　电话：{_BLANK}",
        ),
    )


def _rows(chase: Chase) -> Iterator[list[Cell]]:
    for debt in chase.debts:
        state = debt.state
        yield [
            book_units.role(debt),
            state.leaf.code,
            chasing.called(state),
            "\n".join(chasing.requests(state)),
            book_gaps.day(state.due),
            "" if debt.leads else state.lead,
            "\n".join(chasing.candidate(one) for one in chasing.shown(state.candidates)),
        ]


def _nothing(report: Gaps) -> Sheet:
    return Sheet("催办单", _title(report), "没有缺口，不需要催办", _COLUMNS, [])
