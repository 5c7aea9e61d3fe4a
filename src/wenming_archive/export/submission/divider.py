"""The divider (隔页) before a first-level indicator, with what stands below it (分目录)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wenming_archive.catalogue.model import Indicator
from wenming_archive.export import word_parts as parts
from wenming_archive.export.submission import marks
from wenming_archive.export.volume import Group, Section
from wenming_archive.export.word_runs import Run


def add(document: Any, group: Group) -> None:
    """Write the divider on a page of its own."""
    node = group.indicator
    parts.paragraph(document, f"{node.code}　{node.title}", "WM隔页题", marks.of_group(group), new_page=True)
    if [section.state.leaf.indicator for section in group.sections] == [node]:
        return
    parts.paragraph(document, "分　目　录", "WM目录题")
    for level, node, section in _lines(group):
        mark = marks.of_section(section)[1] if section else ""
        indent = "　　" * level
        parts.paragraph(document, (Run(indent), Run(f"{node.code}　{node.title}", mark)), "WM分目录")


def _lines(group: Group) -> Iterator[tuple[int, Indicator, Section | None]]:
    """Yield what stands below the first level, each node once, with its depth; leaves with their section."""
    before: tuple[Indicator, ...] = ()
    for section in group.sections:
        leaf = section.state.leaf
        above = leaf.ancestors[1:]
        shared = next((n for n, (a, b) in enumerate(zip(above, before, strict=False)) if a is not b), None)
        for level in range(min(len(above), len(before)) if shared is None else shared, len(above)):
            yield level, above[level], None
        yield len(above), leaf.indicator, section
        before = above
