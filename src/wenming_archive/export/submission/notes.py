"""S2, what the reader should know (编制说明): basis, span, order, numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wenming_archive.export import word_parts as parts
from wenming_archive.export.paging import Unpaged
from wenming_archive.export.submission import cover, marks
from wenming_archive.export.volume import Group, Section, Volume
from wenming_archive.export.word_parts import Cell, Column
from wenming_archive.report.gaps import State

_COUNTS = (
    Column("序号", 11, "WM表数"),
    Column("一级指标", 59),
    Column("小项数", 17, "WM表数"),
    Column("有材料", 17, "WM表数"),
    Column("缺材料", 17, "WM表数"),
    Column("件数", 17, "WM表数"),
    Column("页数", 18, "WM表数"),
)
#: Characters of two lines of the running head.
_HEAD = 96
#: Rows of a table that is not kept on one page any more.
_MANY = 18
#: States in which an indicator lacks nothing that a person has not accounted for.
_SETTLED = (State.not_held, State.not_needed)


def add(document: Any, volume: Volume) -> None:
    """Write the notes; page 1 of the volume is theirs."""
    section = parts.new_section(document, "decimal", 1)
    head(section, volume)
    parts.paragraph(document, "编　制　说　明", "WM目录题", marks.NOTES)
    for title, lines in _chapters(volume):
        parts.paragraph(document, title, "Heading 2")
        for line in lines:
            parts.paragraph(document, line, "WM正文")
    parts.paragraph(document, "四、材料统计", "Heading 2")
    parts.paragraph(document, "", "WM间隔")
    rows = [_row(n, group) for n, group in enumerate(volume.groups, 1)]
    parts.table(document, _COUNTS, [*rows, _total(volume)], together=len(rows) < _MANY)
    for line in _unpaged(volume):
        parts.paragraph(document, "", "WM间隔")
        parts.paragraph(document, line, "WM表文")


def head(section: Any, volume: Volume) -> None:
    """Give a section the running head, if the house wants one."""
    if volume.layout.head:
        name = cover.named(volume.catalogue.title)[0].removeprefix(volume.unit)
        text = f"{volume.unit}{name}测评材料"
        # Two lines of it have room above the text.
        parts.running_head(section, text if len(text) <= _HEAD else f"{volume.unit}测评材料"[:_HEAD])


def _chapters(volume: Volume) -> Iterator[tuple[str, list[str]]]:
    yield "一、编制依据", [_basis(volume)]
    yield "二、材料范围", [_range(volume)]
    yield "三、编排说明", list(_order(volume))


def _basis(volume: Volume) -> str:
    catalogue = volume.catalogue
    edition = f"（{catalogue.edition}）" if catalogue.edition else ""
    issuer = f"{catalogue.issuer}发布的" if catalogue.issuer else ""
    also = f"和{volume.layout.basis}" if volume.layout.basis else ""
    return f"本汇编依据{issuer}《{catalogue.title}》{edition}{also}编制。"


def _range(volume: Volume) -> str:
    span = cover.years(volume)
    inside = f"收录{span}期间形成的材料" if span else "收录测评周期内形成的材料"
    outside = sum(entry.outside for entry in volume.entries)
    more = f"；另有 {outside} 件日期不在此期间，目录中以※标明，不计入已备" if outside else ""
    standing = "，现行有效的制度不受此限" if _any_date(volume) else ""
    unshown = sum(entry.outside and entry.photo is not None for entry in volume.entries)
    more += f"，其中 {unshown} 张照片不印入图片材料" if unshown and volume.layout.photos else ""
    return f"{inside}{standing}{more}。"


def _any_date(volume: Volume) -> bool:
    needs = (need for leaf in volume.catalogue.leaves for need in leaf.indicator.evidence)
    return any(need.any_date for need in needs)


def _order(volume: Volume) -> Iterator[str]:
    yield (
        "材料按测评体系的指标顺序编排；同一指标内先按材料类型，再按形成日期排列。"
        "材料编号由指标编号和顺序号组成，与归档副本的编号一致。"
    )
    yield (
        "页号是各件材料在全卷材料中的起止页，有文字或图像的页编一个号，封面、目录、说明不编页号；"
        "目录中“—”前后为起页和止页。页脚上的是本册自己的页码，与页号各自编排。"
    )
    if any(entry.title.startswith("[") or entry.date.startswith("[") for entry in volume.entries):
        yield "题名和日期加方括号的，为编制时拟定或推定。"
    about = sum(entry.pages.startswith("约") for entry in volume.entries)
    if about:
        yield f"有 {about} 件材料的页数按文字量估计，装订时以实际页数为准。"


def _row(serial: int, group: Group) -> list[Cell]:
    mark = marks.of_group(group)[1]
    named = (f"{group.indicator.code}　{group.indicator.title}", mark)
    return [str(serial), named, *_counts(group.sections)]


def _total(volume: Volume) -> list[Cell]:
    return ["", "合计", *_counts(volume.sections)]


def _counts(sections: tuple[Section, ...]) -> list[str]:
    full = sum(bool(section.entries) for section in sections)
    lacking = sum(not s.entries and s.state.state not in _SETTLED for s in sections)
    items, pages = (sum(n) for n in ([len(s.entries) for s in sections], [s.pages for s in sections]))
    return [str(len(sections)), str(full), str(lacking), str(items), str(pages)]


def _unpaged(volume: Volume) -> Iterator[str]:
    """Yield which items bear no page numbers."""
    for why, said in (
        (Unpaged.unknown, "下列材料页数待核，未编页号"),
        (Unpaged.none, "下列音像材料不编页号"),
    ):
        numbers = [entry.number for entry in volume.entries if entry.span is why]
        if numbers:
            yield f"{said}：{'、'.join(numbers)}。"
