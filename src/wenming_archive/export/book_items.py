"""The sheets of the workbook that list the evidence: 材料目录, 问题, 重复."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wenming_archive.export import volume
from wenming_archive.export.dossier import Dossier
from wenming_archive.export.sheets import Cell, Column, Link, Look, Row, Sheet
from wenming_archive.export.volume import Entry
from wenming_archive.kinds import BY_ID
from wenming_archive.model import STATUS_LABELS, Item, Status
from wenming_archive.report import counting
from wenming_archive.report.checks import last_year, near_duplicate, same_photo
from wenming_archive.report.checks.check import LEVEL_LABELS, Finding, Level

_CONTENTS = (
    Column("指标编号", 14),
    Column("指标", 20),
    Column("材料编号", 16),
    Column("题名", 40),
    Column("类型", 12, Look.short),
    Column("文号", 20, spare=True),
    Column("责任者", 18, spare=True),
    Column("日期", 12, Look.short),
    Column("页数", 8, Look.short),
    Column("状态", 10, Look.short),
    Column("归档副本（点击打开）", 30),
    Column("备注", 24, spare=True),
    Column("来源", 44, aside=True),
)
_PROBLEMS = (
    Column("级别", 8, Look.short),
    Column("检查", 18),
    Column("指标", 16),
    Column("材料（点击打开）", 34),
    Column("问题", 52),
    Column("怎么办", 48),
    Column("为什么", 44, aside=True),
    Column("来源", 44, aside=True),
)
_DOUBLES = (
    Column("组", 7, Look.short),
    Column("关系", 16, Look.short),
    Column("题名", 40),
    Column("状态", 10, Look.short),
    Column("指标", 16),
    Column("归档副本（点击打开）", 36),
    Column("说明", 44),
    Column("来源", 40),
)
_STATUS_COLOURS = {
    STATUS_LABELS[Status.filed]: "#C6EFCE",
    STATUS_LABELS[Status.review]: "#FFEB9C",
    STATUS_LABELS[Status.unplaced]: "#FCE4D6",
    STATUS_LABELS[Status.unreadable]: "#FFC7CE",
    STATUS_LABELS[Status.duplicate]: "#EDEDED",
    STATUS_LABELS[Status.ignored]: "#EDEDED",
}
_LEVEL_COLOURS = {
    LEVEL_LABELS[Level.error]: "#FFC7CE",
    LEVEL_LABELS[Level.warning]: "#FFEB9C",
    LEVEL_LABELS[Level.hint]: "#DDEBF7",
}
_SAME, _KEPT, _SPARE = "完全相同", "留这一份", "不另归档，不用处理"
_GUESSED = "题名、日期带 [ ] 的是推断的"
#: Checks that find items which are nearly the same.
_ALIKE = (near_duplicate.CHECK.id, same_photo.CHECK.id, last_year.CHECK.id)


def contents(dossier: Dossier) -> Sheet:
    """Return the list of the filed copies in the evaluators' order, then of what is not filed."""
    rows = [Row(cells) for cells in _filed(dossier)]
    filed = len(rows)
    for status in (Status.review, Status.unplaced, Status.unreadable, Status.duplicate, Status.ignored):
        rows += [Row(_unfiled(item, dossier)) for item in dossier.items if item.status is status]
    return Sheet(
        "材料目录",
        f"{dossier.gaps.title}　材料目录",
        "　".join([f"归档 {filed} 份，按测评体系的顺序；后面是还没有归档的。{_GUESSED}", *dossier.notes]),
        _CONTENTS,
        rows,
        held=4,
        colours={"状态": _STATUS_COLOURS},
    )


def problems(dossier: Dossier) -> Sheet:
    """Return what the checks find, a row for each item that is concerned."""
    rows = [Row(cells) for finding in dossier.findings for cells in _finding(finding, dossier)]
    told = {level: sum(one.check.level is level for one in dossier.findings) for level in Level}
    said = "、".join(f"{LEVEL_LABELS[level]} {count} 处" for level, count in told.items() if count)
    return Sheet(
        "问题",
        f"{dossier.gaps.title}　检查发现的问题",
        said or "没有发现问题",
        _PROBLEMS,
        rows,
        held=1,
        colours={"级别": _LEVEL_COLOURS},
    )


def doubles(dossier: Dossier) -> Sheet:
    """Return the items that are the same or nearly so, group by group."""
    groups = [*_same(dossier), *_alike(dossier)]
    rows = [Row([n, *cells]) for n, group in enumerate(groups, 1) for cells in group]
    return Sheet(
        "重复",
        f"{dossier.gaps.title}　重复和相近的材料",
        f"共 {len(groups)} 组" if groups else "没有重复的材料",
        _DOUBLES,
        rows,
        colours={"状态": _STATUS_COLOURS},
    )


def _filed(dossier: Dossier) -> Iterator[list[Cell]]:
    bound = volume.bind(dossier.catalogue, dossier.items, dossier.gaps, dossier.unit)
    for section in (section for group in bound.groups for section in group.sections):
        leaf = section.state.leaf
        shelf = dossier.shelves[leaf.code]
        for entry, item in zip(section.entries, shelf, strict=True):
            copy = dossier.copy(item, leaf.code)
            yield [leaf.code, leaf.title, entry.number, entry.title, *_described(item, entry, copy, dossier)]


def _described(item: Item, entry: Entry, copy: str, dossier: Dossier) -> list[Cell]:
    return [
        BY_ID[item.description.kind].label,
        entry.document_number,
        entry.issuer,
        entry.date,
        entry.pages,
        STATUS_LABELS[item.status],
        _link(copy, dossier),
        _remarks(item, entry),
        item.found.source,
    ]


def _unfiled(item: Item, dossier: Dossier) -> list[Cell]:
    described = item.description
    guess = item.placement.suggestions[:1] if item.status in (Status.review, Status.unplaced) else ()
    leaf = dossier.catalogue.by_code.get(guess[0].code) if guess else None
    title = f"[{described.title}]" if described.title_inferred else described.title
    return [
        f"{leaf.code}？" if leaf else "",
        leaf.title if leaf else "",
        "",
        title,
        BY_ID[described.kind].label,
        described.number or "",
        described.issuer or "",
        (described.date or "").replace("-", ""),
        "" if described.pages is None else str(described.pages),
        STATUS_LABELS[item.status],
        "",
        _why_not(item),
        item.found.source,
    ]


def _why_not(item: Item) -> str:
    """Return why an item is not filed."""
    if item.same_as:
        return f"与 {item.same_as} 完全相同"
    if item.status is Status.unreadable and item.known.problems:
        return item.known.problems[0].message
    sure = item.placement.suggestions[0].confidence if item.placement.suggestions else 0
    return f"最可能的指标，把握 {sure:.0%}" if item.status is Status.review and sure else ""


def _remarks(item: Item, entry: Entry) -> str:
    told = [
        "日期不在测评周期内，不计" if entry.outside else "",
        "打不开，不计" if entry.unreadable else "",
        "没有日期" if not counting.dated(item) else "",
        item.failed or "",
    ]
    return "；".join(filter(None, told))


def _link(copy: str, dossier: Dossier) -> Cell:
    name = copy.rpartition("/")[2]
    return Link(name, f"{dossier.base}/{copy}") if copy and dossier.base is not None else name


def _finding(finding: Finding, dossier: Dossier) -> Iterator[list[Cell]]:
    check = finding.check
    level = LEVEL_LABELS[check.level]
    items: Sequence[Item | None] = finding.fault.items or (None,)
    for item in items:
        yield [
            level,
            check.title,
            "、".join((item.codes if item else ()) or finding.codes),
            _open(item, dossier) if item else "",
            finding.fault.message,
            check.fix,
            check.reason,
            item.found.source if item else "",
        ]


def _open(item: Item, dossier: Dossier) -> Cell:
    """Return what opens an item's first copy; its title where there is none."""
    return _link(item.filed_as[0], dossier) if item.filed_as else item.description.title


def _same(dossier: Dossier) -> Iterator[list[list[Cell]]]:
    """Yield each item with its exact copies."""
    stands = {(item.found.source, item.known.sha256): item for item in reversed(dossier.items)}
    copies: dict[tuple[str, str | None], list[Item]] = {}
    for item in dossier.items:
        if item.status is Status.duplicate:
            copies.setdefault((item.same_as or "", item.known.sha256), []).append(item)
    for about, group in copies.items():
        kept = [stands[about]] if about in stands else []
        told = [*((one, _KEPT) for one in kept), *((one, _SPARE) for one in group)]
        yield [_double(one, _SAME, said, dossier) for one, said in told]


def _alike(dossier: Dossier) -> Iterator[list[list[Cell]]]:
    for finding in dossier.findings:
        if finding.check.id in _ALIKE:
            told = finding.fault.message
            yield [_double(one, finding.check.title, told, dossier) for one in finding.fault.items]


def _double(item: Item, how: str, told: str, dossier: Dossier) -> list[Cell]:
    return [
        how,
        item.description.title,
        STATUS_LABELS[item.status],
        "、".join(item.codes),
        _open(item, dossier) if item.filed_as else "",
        told,
        item.found.source,
    ]
