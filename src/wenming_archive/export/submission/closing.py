"""S5, the record at the end (备考表): the state of the volume, who put it in order and who checked it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wenming_archive.export import word_forms
from wenming_archive.export import word_parts as parts
from wenming_archive.export.paging import Unpaged
from wenming_archive.export.submission import marks
from wenming_archive.export.volume import Volume
from wenming_archive.export.word_forms import Field, Row, pair

_WIDTHS = (30, 48, 30, 48)


def add(document: Any, volume: Volume) -> None:
    """Write the record on a page of its own."""
    parts.new_section(document, "decimal", None)
    parts.paragraph(document, "备　考　表", "WM目录题", marks.REVIEW)
    told = tuple(_state(volume))
    rows = [
        Row((Field("本卷情况说明", told),), 120, breaks=True),
        pair(("整理人", ""), ("整理日期", ""), 15),
        pair(("检查人", ""), ("检查日期", ""), 15),
    ]
    word_forms.add(document, rows, _WIDTHS)


def _state(volume: Volume) -> Iterator[str]:
    entries = volume.entries
    known = [entry for entry in entries if not isinstance(entry.span, Unpaged)]
    pages = sum(section.pages for section in volume.sections)
    yield f"本卷共有材料 {len(entries)} 件，其中编页号的 {len(known)} 件，共 {pages} 页。"
    lacking = [section.state.leaf.code for section in volume.sections if section.state.is_gap]
    if lacking and volume.layout.lacking:
        yield f"尚缺材料的指标 {len(lacking)} 项：{'、'.join(lacking)}。"
    for there, text in (
        ([e for e in entries if e.title.startswith("[")], "题名为编制时拟定"),
        ([e for e in entries if e.remark], "形成日期待核"),
        ([e for e in entries if e.span is Unpaged.unknown], "页数待核，未编页号"),
        ([e for e in entries if e.span is Unpaged.none], "为音像材料，不编页号"),
        ([e for e in entries if e.outside], "日期不在测评周期内"),
        ([e for e in entries if e.unreadable], "无法读取"),
    ):
        if there:
            yield f"{text}的 {len(there)} 件：{'、'.join(entry.number for entry in there)}。"
