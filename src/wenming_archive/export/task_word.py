"""The task list as Word: a section for each unit, to be sent to it."""

from __future__ import annotations

from typing import Any

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.export import tasks, tree_word, word_style
from wenming_archive.export import word_parts as parts
from wenming_archive.export.tasks import Share, Task
from wenming_archive.export.word_parts import Cell, Column

_SERIAL, _CODE, _TITLE = Column("序号", 11, "WM表数"), Column("编号", 19, "WM表数"), Column("指标", 30)
_LEAD, _SUPPORT = Column("牵头单位", 24, "WM表数"), Column("配合单位", 30)
_DUE, _WHO = Column("完成时限", 23, "WM表数"), Column("责任人", 18)
_STANDARD, _NEEDS = "测评标准", "应备材料"
_BLANK = "＿" * 4


def write(catalogue: Catalogue, office: str) -> bytes:
    """Return the task list; ``office`` is who sends it."""
    document = word_style.new_document()
    parts.describe(document, tasks.title(catalogue), office, None)
    for n, share in enumerate(tasks.shares(catalogue)):
        section = parts.new_section(document, None, None) if n else document.sections[0]
        tree_word.landscape(section)
        _share(document, share, catalogue, office)
    parts.end(document)
    return parts.save(document)


def _share(document: Any, share: Share, catalogue: Catalogue, office: str) -> None:
    parts.paragraph(document, tasks.title(catalogue), "Heading 1")
    parts.paragraph(document, f"{share.name}：" if share.unit else share.name, "WM主送")
    parts.paragraph(document, tasks.asking(share, catalogue), "WM正文")
    heads = iter("一二")
    for role, found in ((tasks.LEADS, share.leads), (tasks.SUPPORTS, share.supports)):
        if found:
            name = f"{role}的指标（{len(found)} 项）" if share.unit else f"指标（{len(found)} 项）"
            parts.paragraph(document, f"{next(heads)}、{name}", "Heading 2")
            parts.paragraph(document, "", "WM间隔")
            parts.table(document, _columns(role), [_row(n, one, role) for n, one in enumerate(found, 1)])
    parts.paragraph(document, "", "WM间隔")
    if office:
        parts.paragraph(document, office, "WM落款")
    parts.paragraph(document, f"签收人：{_BLANK}　　日期：{_BLANK}　　电话：{_BLANK}", "WM主送")


def _columns(role: str) -> list[Column]:
    """Return the columns; the room that the others leave is for what is tested and what is to be there."""
    left = (_SERIAL, _CODE, _TITLE)
    right = (_SUPPORT if role == tasks.LEADS else _LEAD, _DUE, _WHO)
    room = tree_word.WIDTH - sum(column.width for column in (*left, *right))
    return [*left, Column(_STANDARD, room / 2), Column(_NEEDS, room / 2), *right]


def _row(n: int, task: Task, role: str) -> list[Cell]:
    node = task.leaf.indicator
    points = f"（{node.score:g}分）" if node.score is not None else ""
    other = "、".join(task.support) if role == tasks.LEADS else task.lead
    needs = tasks.wanted(task)
    return [
        str(n),
        node.code,
        f"{node.title}{points}",
        node.standard,
        needs or "",
        other,
        tasks.due(task),
        "",
    ]
