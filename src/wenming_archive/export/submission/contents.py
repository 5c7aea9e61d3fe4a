"""S1, the contents (总目录): every indicator with what it has, its pages of evidence, and its page."""

from __future__ import annotations

from typing import Any

from wenming_archive.export import word_parts as parts
from wenming_archive.export.submission import marks
from wenming_archive.export.volume import Section, Volume
from wenming_archive.export.word_parts import Cell, Column
from wenming_archive.export.word_runs import Run

_BEFORE = (Column("序号", 10, "WM表数"), Column("指标编号", 22, "WM表数"))
_AFTER = (
    Column("应备/已备", 22, "WM表数"),
    Column("件数", 11, "WM表数"),
    Column("页数", 11, "WM表数"),
    Column("起止页号", 20, "WM表小"),
)
#: Where the indicator's own page stands, once that is known.
_PAGE = Column("页码", 13, "WM表数")


def add(document: Any, volume: Volume) -> None:
    """Write the contents, their pages in Roman numbers."""
    parts.new_section(document, "upperRoman", 1)
    parts.paragraph(document, "总　目　录", "WM目录题", marks.CONTENTS)
    after = (*_AFTER, *((_PAGE,) if volume.printed else ()))
    room = 156 - sum(column.width for column in (*_BEFORE, *after))
    columns = (*_BEFORE, Column("指标名称", room), *after)
    parts.table(document, columns, [_row(n, s, volume) for n, s in enumerate(volume.sections, 1)])


def _row(serial: int, section: Section, volume: Volume) -> list[Cell]:
    state, mark = section.state, marks.of_section(section)[1]
    return [
        str(serial),
        (state.leaf.code, mark),
        (state.leaf.title, mark),
        ratio(section),
        str(len(section.entries)) if section.entries else "",
        str(section.pages) if section.pages else "",
        str(section.span or ""),
        *([page(volume, mark)] if volume.printed else []),
    ]


def page(volume: Volume, mark: str) -> tuple[Run, ...]:
    """Return the page of a bookmark: a field that Word can renew, with its result as of now."""
    return (Run(volume.printed.get(mark, ""), field=f"PAGEREF {mark} \\h"),)


def ratio(section: Section) -> str:
    """Return how many items are wanted and how many of those are there: 5/5."""
    needs = section.state.needs
    if not needs:
        return f"—/{section.state.held}" if section.entries else "—"
    return f"{sum(need.wanted for need in needs)}/{sum(need.met for need in needs)}"
