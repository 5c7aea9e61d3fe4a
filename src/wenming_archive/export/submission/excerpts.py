"""What proves an indicator (印证摘录): the passages, underlined in red, with their pages."""

from __future__ import annotations

from typing import Any

from wenming_archive.export import word_parts as parts
from wenming_archive.export.volume import Section, Volume
from wenming_archive.export.word_parts import Cell, Column
from wenming_archive.export.word_runs import marked

_COLUMNS = (
    Column("材料编号", 24, "WM表小"),
    Column("题名", 36),
    Column("印证内容", 80),
    Column("所在页", 16, "WM表小"),
)


def add(document: Any, section: Section, volume: Volume) -> None:
    """Write the passages of a section, if the house wants them and there are any."""
    rows: list[list[Cell]] = [
        [entry.number, entry.title, marked(entry.excerpt.text, entry.excerpt.marks), entry.excerpt.page]
        for entry in section.entries
        if entry.excerpt
    ]
    if rows and volume.layout.excerpts:
        parts.paragraph(document, f"{section.state.leaf.code}　印证摘录", "WM表题")
        parts.table(document, _COLUMNS, rows)
