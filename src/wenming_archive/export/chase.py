"""The chase sheets (催办单) and the list of gaps as Word: one page a unit, ready to be sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.export import sheets, word_style
from wenming_archive.export import word_parts as parts
from wenming_archive.export.word_parts import Column
from wenming_archive.report import chasing
from wenming_archive.report.chasing import Chase, Lack
from wenming_archive.report.gaps import Gaps, LeafState
from wenming_archive.text.dates import written

#: The column of the day is left out where all have the same.
_DUE = Column("期限", 19, "WM表小")
_SERIAL, _TITLE = Column("序号", 9, "WM表数"), Column("指标名称", 32)
#: Millimetres of a column of text at 10.5 pt (a hanzi has two), and what the code's column is wide.
_MM, _CODE_LEAST, _CODE_MOST = 1.9, 17, 34
_TOLD, _TOLD_SHORT = "缺什么、有什么要求", "缺什么（要求由牵头单位告知）"
_LEAD = Column("牵头单位", 18)
_BLANK = "＿" * 4


def write(report: Gaps, catalogue: Catalogue, unit: str, today: dt.date) -> bytes:
    """Return a chase sheet for each unit that owes something; ``unit`` is the office that asks."""
    document = _new(title(report))
    found = chasing.chases(report, catalogue)
    for n, chase in enumerate(found):
        if n:
            parts.new_section(document, "decimal", 1)
        _sheet(document, chase, report, unit, today)
    if not found:
        _nothing(document, report)
    parts.end(document)
    return parts.save(document)


def listed(report: Gaps, catalogue: Catalogue, by: str, unit: str, today: dt.date) -> bytes:  # noqa: ARG001
    """Return the plain list of what lacks, ``by`` indicator, section or kind."""
    document = _new(f"{report.title} 缺口")
    due = any(state.due for state in report.open)
    columns = _columns((_code(report.open), _TITLE), _TOLD, _LEAD, due=due)
    parts.paragraph(document, f"{report.title}缺口", "Heading 1")
    parts.paragraph(document, f"{unit}　截至{written(today)}　{len(report.open)} 项指标还缺材料", "WM主送")
    for name, lacks in chasing.groups(report, by):
        if name:
            parts.paragraph(document, f"{name}（{len(lacks)} 项）", "Heading 2")
        parts.paragraph(document, "", "WM间隔")
        parts.table(document, columns, [_lack_row(lack, due=due) for lack in lacks])
    parts.end(document)
    return parts.save(document)


def title(report: Gaps) -> str:
    """Return the title of a chase sheet."""
    return f"关于报送{report.title}材料的催办单"


def asking(chase: Chase, report: Gaps, unit: str, today: dt.date) -> str:
    """Return the sentences that ask a unit for what it owes; short, so that a sheet is one page."""
    so_far = f"截至{written(today)}，《{report.title}》"
    if not chase.unit:
        count = len(chase.debts)
        return f"{so_far}中下列 {count} 项指标还缺材料，也没有写明牵头单位，请先确定由谁牵头。"
    roles = [("牵头", chase.leads), ("配合", chase.supports)]
    owed = "、".join(f"{word}的 {len(some)} 项" for word, some in roles if some)
    points = f"（牵头的有 {chase.points:g} 分）" if chase.points else ""
    by = f"于{written(chase.due)}前" if chase.due else "尽快"
    each = "" if chase.one_due else "（各项期限见表）"
    to = f"报{unit}" if unit else "及时报来"
    return (
        f"{so_far}中由你单位{owed}指标还缺材料{points}。"
        f"请{by}{each}备齐，{to}；确实没有开展的，请注明原因，不得补造。"
    )


def maybe(state: LeafState) -> list[str]:
    """Return the line that names what may already be there; none if nothing may."""
    named = "、".join(chasing.candidate(one) for one in chasing.shown(state.candidates))
    return [f"可能已有，请先核对：{named}"] if named else []


def _new(name: str) -> Any:
    document = word_style.new_document()
    parts.describe(document, name, "", None)
    parts.number_pages(document.sections[0], "decimal", 1)
    return document


def _nothing(document: Any, report: Gaps) -> None:
    parts.paragraph(document, title(report), "Heading 1")
    parts.paragraph(document, "没有缺口，不需要催办。", "WM正文")


def _sheet(document: Any, chase: Chase, report: Gaps, unit: str, today: dt.date) -> None:
    parts.paragraph(document, title(report), "Heading 1")
    if chase.unit:
        parts.paragraph(document, f"{chase.unit}{_contact(chase)}：", "WM主送")
    parts.paragraph(document, asking(chase, report, unit, today), "WM正文")
    tables = list(_tables(chase))
    for n, (head, columns, rows) in enumerate(tables, 1):
        parts.paragraph(document, head, "Heading 2")
        parts.paragraph(document, "", "WM间隔")
        parts.table(document, columns, rows, keep=n == len(tables))
    parts.paragraph(document, "", "WM间隔")
    parts.paragraph(document, "　".join(filter(None, (unit, written(today)))), "WM落款")
    parts.paragraph(document, "", "WM间隔")
    parts.paragraph(document, f"签收人：{_BLANK}　　日期：{_BLANK}　　电话：{_BLANK}", "WM主送")


def _contact(chase: Chase) -> str:
    known = [
        f"联系人 {chase.contact}" if chase.contact else "",
        f"电话 {chase.phone}" if chase.phone else "",
    ]
    said = "，".join(filter(None, known))
    return f"（{said}）" if said else ""


def _tables(chase: Chase) -> Iterator[tuple[str, Sequence[Column], list[list[parts.Cell]]]]:
    """Yield the heads, columns and rows of what a unit owes as lead, and in support."""
    leads, supports = chase.leads, chase.supports
    due = not chase.one_due
    left = (_SERIAL, _code([debt.state for debt in chase.debts]), _TITLE)
    if leads:
        rows = [[str(n), *_owed(debt.state, due=due)] for n, debt in enumerate(leads, 1)]
        name = "牵头" if chase.unit else "没有牵头单位"
        yield f"一、{name}的指标（{len(leads)} 项）", _columns(left, _TOLD, due=due), rows
    if supports:
        rows = [[str(n), *_shared(debt.state, due=due)] for n, debt in enumerate(supports, 1)]
        columns = _columns(left, _TOLD_SHORT, _LEAD, due=due)
        yield f"{'二' if leads else '一'}、配合的指标（{len(supports)} 项）", columns, rows


def _code(states: Iterable[LeafState]) -> Column:
    """Return the column of the codes, as wide as the longest."""
    longest = max((sheets.columns(parts.clean(state.leaf.code)) for state in states), default=0)
    return Column("指标编号", min(max(longest * _MM + 3, _CODE_LEAST), _CODE_MOST), "WM表数")


def _columns(left: Sequence[Column], told: str, *right: Column, due: bool) -> tuple[Column, ...]:
    """Return the columns of a table: what is told in the middle takes the room that the others leave."""
    after = (*right, *((_DUE,) if due else ()))
    room = word_style.TEXT_WIDTH - sum(column.width for column in (*left, *after))
    return (*left, Column(told, room), *after)


def _owed(state: LeafState, *, due: bool) -> list[parts.Cell]:
    told = [*chasing.requests(state), *maybe(state)]
    return [state.leaf.code, chasing.called(state), told, *_day(state, due=due)]


def _shared(state: LeafState, *, due: bool) -> list[parts.Cell]:
    """Return what another unit leads, in short: that one's sheet says the rest."""
    told = "；".join(chasing.lines(state))
    return [state.leaf.code, chasing.called(state), told, state.lead or "", *_day(state, due=due)]


def _lack_row(lack: Lack, *, due: bool) -> list[parts.Cell]:
    state = lack.state
    told = [chasing.asked(lack.need)] if lack.need else chasing.requests(state)
    return [state.leaf.code, state.leaf.title, told, state.lead or "", *_day(state, due=due)]


def _day(state: LeafState, *, due: bool) -> list[parts.Cell]:
    return ([str(state.due) if state.due else ""]) if due else []
