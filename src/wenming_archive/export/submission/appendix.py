"""S4, the list of all items (归档文件目录), across the page, in the columns of DA/T 22-2015."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from wenming_archive.export import word_parts as parts
from wenming_archive.export.submission import listing, marks
from wenming_archive.export.submission.listing import shown
from wenming_archive.export.volume import Volume

_COLUMNS = (
    shown("序号", 11, lambda _, e: str(e.serial), "WM表数"),
    shown("材料编号", 30, lambda _, e: e.number, "WM表数"),
    shown("文号", 34, lambda _, e: e.document_number),
    shown("责任者", 29, lambda _, e: e.issuer),
    shown("题名", 58, lambda _, e: f"{e.title}{'△' if e.unreadable else ''}"),
    shown("日期", 21, listing.date, "WM表小"),
    shown("密级", 11, lambda _, e: e.secrecy, "WM表小"),
    shown("页数", 12, lambda _, e: e.pages, "WM表小"),
    shown("备注", 19, lambda _, e: e.remark, "WM表小"),
)


def add(document: Any, volume: Volume) -> None:
    """Write the list; its pages go on counting."""
    if not volume.layout.appendix:
        return
    parts.new_section(document, "decimal", None, landscape=True)
    parts.paragraph(document, "归档文件目录", "WM表题", marks.APPENDIX)
    entries = [replace(entry, serial=n) for n, entry in enumerate(volume.entries, 1)]
    listing.table(document, _COLUMNS, entries)
