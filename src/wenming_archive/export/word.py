"""The Word volume (测评材料汇编): cover, contents, and each indicator in the evaluators' order."""

from __future__ import annotations

import datetime as dt
from typing import Any

from wenming_archive.catalogue.needs import PER_WORDS
from wenming_archive.export import word_parts as parts
from wenming_archive.export import word_style
from wenming_archive.export.volume import Group, Section, Volume
from wenming_archive.export.word_parts import Column
from wenming_archive.report.gaps import STATE_LABELS, State

_SERIAL = Column("序号", 9, "WM表数")
_CONTENTS = (
    Column("序号", 11, "WM表数"),
    Column("指标编号", 24, "WM表数"),
    Column("指标名称", 66),
    Column("已备/应备", 21, "WM表数"),
    Column("件数", 11, "WM表数"),
    Column("页数", 11, "WM表数"),
    Column("状态", 12, "WM表数"),
)
_NEEDS = (
    Column("应备材料", 36),
    Column("应备", 16, "WM表数"),
    Column("已备", 16, "WM表数"),
    Column("尚缺", 16, "WM表数"),
    Column("要求", 72),
)
_ENTRIES = (
    _SERIAL,
    Column("材料编号", 25, "WM表小"),
    Column("题名", 49),
    Column("文号", 24),
    Column("责任者", 20),
    Column("日期", 18, "WM表小"),
    Column("页数", 11, "WM表小"),
)
#: Characters on a line of the cover's title (26 pt on 156 mm) and of a value (16 pt on 110 mm).
_COVER_TITLE_CHARACTERS, _COVER_VALUE_CHARACTERS = 17, 19
#: Characters that a property of a document may have.
_LONGEST_PROPERTY = 255
#: The document's own times: fixed, so that the same evidence gives the same bytes.
_MADE = dt.datetime(2000, 1, 1)


def write(volume: Volume) -> bytes:
    """Return the volume as the bytes of a .docx."""
    document = word_style.new_document()
    _properties(document, volume)
    _cover(document, volume)
    contents = parts.new_section(document, "upperRoman", 1)
    del contents
    _contents(document, volume)
    body = parts.new_section(document, "decimal", 1)
    parts.running_head(body, _head(volume))
    for n, group in enumerate(volume.groups):
        _group(document, group, new_page=n > 0)
    parts.end(document)
    return parts.save(document)


def _properties(document: Any, volume: Volume) -> None:
    core = document.core_properties
    core.title = parts.clean(f"{volume.catalogue.title} 测评材料汇编")[:_LONGEST_PROPERTY]
    core.author = core.last_modified_by = parts.clean(volume.unit)[:_LONGEST_PROPERTY]
    core.comments, core.keywords, core.subject, core.category = "", "", "", ""
    core.created = core.modified = _MADE
    core.language, core.revision = "zh-CN", 1


def _cover(document: Any, volume: Volume) -> None:
    parts.number_pages(document.sections[0], None, None)
    first = document.paragraphs[0]._p if document.paragraphs else None
    if first is not None:
        first.getparent().remove(first)
    rows = _cover_rows(volume)
    above, below = _cover_gaps(volume, rows)
    for _ in range(above):
        parts.paragraph(document, "", "WM封面项")
    parts.paragraph(document, volume.catalogue.title, "WM封面副题")
    parts.paragraph(document, "测评材料汇编", "WM封面题")
    parts.paragraph(document, "（材料审核部分）", "WM封面副题")
    for _ in range(below):
        parts.paragraph(document, "", "WM封面项")
    parts.form(document, rows)


def _cover_rows(volume: Volume) -> list[tuple[str, str]]:
    edition = f"（{volume.catalogue.edition}）" if volume.catalogue.edition else ""
    return [
        ("申报单位", volume.unit),
        ("测评体系", f"{volume.catalogue.title}{edition}"),
        ("材料年度", _years(volume)),
        ("编制单位", volume.unit),
        ("编制日期", ""),
    ]


def _cover_gaps(volume: Volume, rows: list[tuple[str, str]]) -> tuple[int, int]:
    """Return how many blank lines stand above and below the title, so that the cover is one page.

    The page has 225 mm, 18 blank lines of 34 pt; a long title and long values take theirs.
    """
    title = -(-len(volume.catalogue.title) // _COVER_TITLE_CHARACTERS)
    values = sum(max(1, -(-len(value) // _COVER_VALUE_CHARACTERS)) for _, value in rows)
    free = 18 - 3 - round(1.2 * title) - values
    above = min(3, max(free // 2, 0))
    return above, min(4, max(free - above - 1, 0))


def _years(volume: Volume) -> str:
    period = volume.catalogue.period
    if not period:
        return ""
    start, end = period.start, period.end
    return f"{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日"


def _head(volume: Volume) -> str:
    return f"{volume.unit}{volume.catalogue.title}测评材料"


def _contents(document: Any, volume: Volume) -> None:
    parts.paragraph(document, "总　目　录", "WM目录题")
    rows: list[list[parts.Cell]] = []
    for group in volume.groups:
        for section in group.sections:
            rows.append(_contents_row(len(rows) + 1, section))
    parts.table(document, _CONTENTS, rows)


def _contents_row(serial: int, section: Section) -> list[parts.Cell]:
    state = section.state
    link = _mark(section)[1]
    return [
        str(serial),
        state.leaf.code,
        (state.leaf.title, link),
        _ratio(section),
        str(len(section.entries)),
        str(section.pages) if section.entries else "",
        STATE_LABELS[state.state],
    ]


def _ratio(section: Section) -> str:
    needs = section.state.needs
    if not needs:
        return f"{section.state.held}/—"
    met = sum(min(need.held, need.need.min) for need in needs)
    return f"{met}/{sum(need.need.min for need in needs)}"


def _group(document: Any, group: Group, *, new_page: bool) -> None:
    node = group.indicator
    parts.paragraph(document, f"{node.code}　{node.title}", "Heading 1", new_page=new_page)
    for section in group.sections:
        _section(document, section)


def _section(document: Any, section: Section) -> None:
    leaf = section.state.leaf
    parts.paragraph(document, f"{leaf.code}　{leaf.title}", "Heading 2", _mark(section))
    for label, text in _facts(section):
        parts.paragraph(document, f"{label}：{text}", "WM正文", keep=True)
    parts.paragraph(document, "", "WM间隔")
    if section.state.needs:
        parts.table(document, _NEEDS, [_need_row(need) for need in section.state.needs])
        parts.paragraph(document, "", "WM间隔")
    if section.entries:
        parts.table(document, _ENTRIES, [_entry_row(entry) for entry in section.entries])
        for note in _notes(section):
            parts.paragraph(document, note, "WM表文")
    else:
        parts.paragraph(document, _absence(section), "WM正文")


def _notes(section: Section) -> list[str]:
    """Return what the signs in a section's table mean."""
    notes = [
        (any(entry.outside for entry in section.entries), "注：带※的材料日期不在测评周期内，不计入已备。"),
        (any(entry.unreadable for entry in section.entries), "注：带△的材料无法读取，不计入已备。"),
    ]
    return [note for there, note in notes if there]


def _facts(section: Section) -> list[tuple[str, str]]:
    leaf = section.state.leaf
    score = leaf.indicator.score
    facts = [
        ("测评标准", leaf.indicator.standard),
        ("测评方法", "、".join(leaf.indicator.methods)),
        ("责任单位", section.state.lead or ""),
        ("分值", "" if score is None else f"{score:g}分"),
    ]
    return [(label, text) for label, text in facts if text]


def _absence(section: Section) -> str:
    state = section.state
    if state.state is State.not_needed:
        return "本指标不需提交材料。"
    if state.state is State.not_held:
        return f"本指标未开展或不适用：{state.note or '未填写说明'}"
    return "（暂无材料）"


def _need_row(need: Any) -> list[str]:
    least, most = need.need.min, need.need.max
    every = PER_WORDS[need.need.per][0] if need.need.per else ""
    wanted = f"{every}{least}—{most}" if most is not None else f"{every}{least}"
    return [
        need.need.label,
        wanted,
        str(need.held),
        str(need.lacking) if need.lacking else "",
        need.need.demand,
    ]


def _entry_row(entry: Any) -> list[str]:
    date = f"{entry.date}※" if entry.outside else entry.date
    return [
        str(entry.serial),
        entry.number,
        f"{entry.title}△" if entry.unreadable else entry.title,
        entry.document_number,
        entry.issuer,
        date,
        entry.pages,
    ]


def _mark(section: Section) -> tuple[int, str]:
    position = section.state.leaf.position
    return position + 1, f"leaf{position + 1}"
