"""S0, the cover (封面): no page number, no running head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from wenming_archive.export import word_parts as parts
from wenming_archive.export.submission import marks
from wenming_archive.export.volume import Volume
from wenming_archive.text.dates import written

#: A title, and what stands behind it in brackets: 测评体系（试用）.
_BRACKETS = re.compile(r"(.+?)([（(][^（()）]+[）)])")


@dataclass(frozen=True, slots=True)
class _Size:
    """How large the cover is written: the styles of its title and of its values, and what a line holds."""

    title: str
    characters: int
    #: How high a line of the title and of a value is, in lines of 34 pt.
    title_line: float
    value: str
    values: int
    value_line: float


#: 26 pt on 156 mm and 16 pt on 110 mm; and smaller, where that is more than a page.
_USUAL = _Size("WM封面副题", 17, 1.2, "WM封面项", 19, 1)
_SMALL = _Size("WM封面小题", 24, 0.85, "WM封面小项", 25, 0.6)
#: Lines of 34 pt that the page has room for; and those that always stand there.
_LINES, _ALWAYS = 18, 4


def add(document: Any, volume: Volume) -> None:
    """Write the cover."""
    parts.number_pages(document.sections[0], None, None)
    rows = _rows(volume)
    size = _USUAL if _free(volume, rows, _USUAL) >= 0 else _SMALL
    above, below = _gaps(_free(volume, rows, size))
    parts.paragraph(document, _part(volume), "WM卷号", marks.COVER)
    for _ in range(above):
        parts.paragraph(document, "", "WM封面项")
    for line in named(_project(volume)) if len(_project(volume)) > size.characters else [_project(volume)]:
        parts.paragraph(document, line, size.title)
    parts.paragraph(document, "测评材料汇编", "WM封面题")
    parts.paragraph(document, "（材料审核部分）", "WM封面副题")
    for _ in range(below):
        parts.paragraph(document, "", "WM封面项")
    parts.form(document, rows, size.value)


def _project(volume: Volume) -> str:
    return volume.layout.project or volume.catalogue.title


def named(title: str) -> list[str]:
    """Return a title, and apart from it what it ends with in brackets, if it does."""
    match = _BRACKETS.fullmatch(title)
    return [match[1], match[2]] if match else [title]


def _part(volume: Volume) -> str:
    return "卷号：第 {} 卷（共 {} 卷）".format(*volume.part) if volume.part else ""


def _rows(volume: Volume) -> list[tuple[str, str]]:
    catalogue, made = volume.catalogue, volume.made
    edition = f"（{catalogue.edition}）" if catalogue.edition else ""
    named = [("本卷内容", " ".join((g.indicator.code, g.indicator.title))) for g in volume.groups]
    return [
        ("申报单位", volume.unit),
        ("测评体系", f"{catalogue.title}{edition}"),
        *(named if volume.part else []),
        ("材料年度", years(volume)),
        ("编制单位", volume.unit),
        ("编制日期", written(made) if made else ""),
    ]


def years(volume: Volume) -> str:
    """Return the period as official papers write it; empty if there is none."""
    period = volume.catalogue.period
    return f"{written(period.start)}至{written(period.end)}" if period else ""


def _free(volume: Volume, rows: list[tuple[str, str]], size: _Size) -> float:
    """Return how many lines are left on the page; fewer than none if it is too small."""
    title = sum(-(-len(line) // size.characters) for line in named(_project(volume)))
    values = sum(max(1, -(-len(value) // size.values)) for _, value in rows)
    return _LINES - _ALWAYS - size.title_line * title - size.value_line * values


def _gaps(free: float) -> tuple[int, int]:
    """Return how many blank lines stand above and below the title."""
    left = max(int(free), 0)
    above = min(2, left // 2)
    return above, min(4, max(left - above - 1, 0))
