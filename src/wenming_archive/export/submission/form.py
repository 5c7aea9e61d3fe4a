"""The form of one indicator (《测评材料提交表》), one for each smallest item, in catalogue order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from wenming_archive.export import word_forms
from wenming_archive.export import word_parts as parts
from wenming_archive.export.paging import Pages
from wenming_archive.export.submission import marks
from wenming_archive.export.volume import Entry, Section, Volume
from wenming_archive.export.word_forms import Field, Row, pair, row
from wenming_archive.kinds import BY_ID
from wenming_archive.report import wording
from wenming_archive.report.gaps import State

_WIDTHS = (26, 52, 26, 52)
_SIGNED = (
    replace(pair(("填报人", ""), ("审核人", ""), 12), keep=True),
    pair(("填报日期", ""), ("单位（盖章）", ""), 18),
)
#: Millimetres: a character and a line of the form, a line of the heading, the least height of a row, and
#: what of the page is left for the heading and the rows above those that are signed.
_CHARACTER, _LINE, _HEADING_LINE, _LEAST, _ROOM = 3.75, 5.3, 10.22, 9, 174
#: Characters on a line of the heading.
_HEADING_CHARACTERS = 25
#: Items that are listed one by one; of more, those of a kind together.
_EACH = 10


def add(document: Any, section: Section, volume: Volume) -> None:
    """Write the head of an indicator and, if the house wants it, its form."""
    leaf = section.state.leaf
    heading = f"{leaf.code}　{leaf.title}"
    after_divider = volume.whole and any(group.sections[0] is section for group in volume.groups)
    new_page = volume.layout.forms or after_divider or _after_photos(section, volume)
    parts.paragraph(document, heading, "Heading 2", marks.of_section(section), new_page=new_page)
    if volume.layout.forms:
        parts.paragraph(document, "测评材料提交表", "WM表题")
        word_forms.add(document, _rows(section), _WIDTHS)
    else:
        _plain(document, section)


def _after_photos(section: Section, volume: Volume) -> bool:
    """Return whether what stands before a section are photos: a head below them looks like theirs."""
    before = next((above for above, one in pairwise(volume.sections) if one is section), None)
    return before is not None and bool(volume.layout.photos and before.shown)


def _plain(document: Any, section: Section) -> None:
    """Write what the form would say, as text."""
    facts = (
        ("测评标准", section.state.leaf.indicator.standard),
        ("责任单位", section.state.lead or ""),
        ("结论性说明", section.conclusion),
    )
    for label, text in facts:
        for line in f"{label}：{text}".splitlines() if text else ():
            parts.paragraph(document, line, "WM正文")
    if not section.entries:
        parts.paragraph(document, absence(section), "WM正文")


def _rows(section: Section) -> list[Row]:
    state = section.state
    leaf = state.leaf
    above = " / ".join(node.title for node in leaf.ancestors) or leaf.title
    pairs = [
        pair(("标准编号", leaf.code), ("测评方法", "、".join(leaf.indicator.methods))),
        pair(("测评项目", above), ("测评内容", leaf.title)),
        pair(("责任单位", state.lead or ""), ("配合单位", "、".join(state.support))),
    ]
    rooms = [
        row("测评标准", leaf.indicator.standard, 24, breaks=True),
        row("结论性说明", section.conclusion, 56, breaks=True),
        Row((Field("材料清单", tuple(_listed(section))),), 52, breaks=True, keep=True),
    ]
    heading = -(-len(f"{leaf.code}　{leaf.title}") // _HEADING_CHARACTERS) * _HEADING_LINE
    taken = heading + sum(max(one.height, _high(one, _WIDTHS[1])) for one in pairs)
    return [*pairs, *_fitted(rooms, _ROOM - taken), *_SIGNED]


def _fitted(rooms: Sequence[Row], free: float) -> Iterator[Row]:
    """Yield rows as high as they are wanted, or as their text needs, so that all have room in ``free``."""
    needs = [_high(one, sum(_WIDTHS[1:])) for one in rooms]
    more = [max(0.0, one.height - need) for one, need in zip(rooms, needs, strict=True)]
    share = min(1.0, max(0.0, free - sum(needs)) / (sum(more) or 1))
    for one, need, some in zip(rooms, needs, more, strict=True):
        yield replace(one, height=max(_LEAST, min(need + some * share, one.height)))


def _high(one: Row, width: float) -> float:
    """Return about how high the text of a row is in millimetres."""
    lines = [sum(-(-len(str(text)) // int(width / _CHARACTER)) or 1 for text in f.texts) for f in one.fields]
    return max(lines, default=0) * _LINE + 1


def _listed(section: Section) -> Iterator[str]:
    """Yield what is handed in: each item, or of many those of a kind together."""
    if not section.entries:
        yield absence(section)
    elif len(section.entries) <= _EACH:
        for entry in section.entries:
            sign = "※" if entry.outside else "△" if entry.unreadable else ""
            yield f"{entry.number}　{entry.title}{sign}{_said(entry.document_number)}{_pages([entry])}"
    else:
        for kind, of_kind in groupby(section.entries, key=lambda entry: entry.kind):
            some = list(of_kind)
            yield f"{BY_ID[kind].label} {len(some)} 件：{_numbers(some)}{_pages(some)}"


def absence(section: Section) -> str:
    """Return why there is nothing to list."""
    state = section.state
    if state.state is State.not_needed:
        return "本指标不需提交材料。"
    if state.state is State.not_held:
        return f"本指标{'未开展，' if state.applies else ''}{wording.not_held(state)}"
    return "（暂无）"


def _numbers(entries: Sequence[Entry]) -> str:
    first, last = entries[0].number, entries[-1].number
    return first if first == last else f"{first} 至 {last}"


def _said(text: str) -> str:
    return f"（{text}）" if text else ""


def _pages(entries: Sequence[Entry]) -> str:
    known = [entry.span for entry in entries if isinstance(entry.span, Pages)]
    return f"，第 {Pages(known[0].first, known[-1].last)} 页" if known else ""
