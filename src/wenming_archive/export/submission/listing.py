"""The list of an indicator's evidence (材料目录), in the columns that the house wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wenming_archive.export import word_parts as parts
from wenming_archive.export.volume import Entry, Section, Volume
from wenming_archive.export.word_parts import Cell, Column
from wenming_archive.export.word_runs import Run
from wenming_archive.settings import Columns

#: What is shown of an item, given its number in the document.
_Show = Callable[[Any, Entry], Cell]


@dataclass(frozen=True, slots=True)
class Shown:
    """A column and what it shows of an item."""

    column: Column
    show: _Show


def title(document: Any, entry: Entry) -> Cell:
    """Return an item's title with its signs, leading to its copy if that is wanted."""
    text = f"{entry.title}{'△' if entry.unreadable else ''}"
    return (Run(text, target=parts.linked(document, entry.link)),) if entry.link else text


def date(_: Any, entry: Entry) -> Cell:
    """Return an item's date with its sign."""
    return f"{entry.date}{'※' if entry.outside else ''}"


def shown(head: str, width: float, show: _Show, style: str = "WM表文") -> Shown:
    """Return a column that shows something of an item."""
    return Shown(Column(head, width, style), show)


_NUMBER = shown("材料编号", 24, lambda _, e: e.number, "WM表小")
_DOCUMENT = shown("文号", 24, lambda _, e: e.document_number)
_ISSUER = shown("责任者", 20, lambda _, e: e.issuer)
_DATE = shown("日期", 18, date, "WM表小")
_SPAN = shown("页号", 14, lambda _, e: str(e.span), "WM表小")
#: The columns of each form: GB/T 9705-2008 appendix H; DA/T 22-2015; and the one in use for assessments.
SETS: Mapping[Columns, tuple[Shown, ...]] = {
    Columns.evidence: (
        shown("序号", 9, lambda _, e: str(e.serial), "WM表数"),
        _NUMBER,
        shown("题名", 47, title),
        _DOCUMENT,
        _ISSUER,
        _DATE,
        _SPAN,
    ),
    Columns.volume: (
        shown("顺序号", 12, lambda _, e: str(e.serial), "WM表数"),
        _DOCUMENT,
        _ISSUER,
        shown("题名", 50, title),
        _DATE,
        _SPAN,
        shown("备注", 18, lambda _, e: "；".join(filter(None, (e.number, e.remark))), "WM表小"),
    ),
    Columns.archive: (
        shown("序号", 9, lambda _, e: str(e.serial), "WM表数"),
        shown("档号", 22, lambda _, e: e.number, "WM表小"),
        shown("文号", 21, lambda _, e: e.document_number),
        shown("责任者", 18, lambda _, e: e.issuer),
        shown("题名", 36, title),
        _DATE,
        shown("密级", 9, lambda _, e: e.secrecy, "WM表小"),
        shown("页数", 10, lambda _, e: e.pages, "WM表小"),
        shown("备注", 13, lambda _, e: e.remark, "WM表小"),
    ),
}


def add(document: Any, section: Section, volume: Volume) -> None:
    """Write the list of a section's items, if it has any, with what its signs mean."""
    if not section.entries:
        return
    name = f"{section.state.leaf.code}　材料目录"
    parts.paragraph(document, name, "WM表题", new_page=volume.layout.forms)
    table(document, SETS[volume.layout.columns], section.entries)
    for note in signs(section.entries):
        parts.paragraph(document, "", "WM间隔")
        parts.paragraph(document, note, "WM表文")


def table(document: Any, columns: Sequence[Shown], entries: Sequence[Entry]) -> None:
    """Add a table of items."""
    rows = [[one.show(document, entry) for one in columns] for entry in entries]
    parts.table(document, [one.column for one in columns], rows)


def signs(entries: Sequence[Entry]) -> list[str]:
    """Return what the signs in a table mean."""
    notes = [
        (any(entry.outside for entry in entries), "注：带※的材料日期不在测评周期内，不计入已备。"),
        (any(entry.unreadable for entry in entries), "注：带△的材料无法读取，不计入已备。"),
    ]
    return [note for there, note in notes if there]
