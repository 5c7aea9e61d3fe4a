"""The task list as a workbook: all indicators, then a sheet for each unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.export import tasks, workbook
from wenming_archive.export.sheets import Cell, Column, Look, Rank, Row, Sheet
from wenming_archive.export.tasks import Share, Task

_COLUMNS = (
    Column("序号", 6, Look.short),
    Column("编号", 12),
    Column("指标", 22),
    Column("测评标准", 44),
    Column("应备材料", 46),
    Column("分值", 7, Look.number, spare=True),
    Column("牵头单位", 14, spare=True),
    Column("配合单位", 18, spare=True),
    Column("完成时限", 12, Look.short, spare=True),
    Column("责任人", 12),
)
_BLANK = "＿" * 8


def write(catalogue: Catalogue, office: str) -> bytes:
    """Return the task list; ``office`` is who sends it."""
    found = [
        _whole(catalogue, office),
        *(_sheet(share, catalogue, office) for share in tasks.shares(catalogue)),
    ]
    return workbook.write(found, tasks.title(catalogue))


def _whole(catalogue: Catalogue, office: str) -> Sheet:
    rows = [Row([n, *_cells(task)]) for n, task in enumerate(tasks.all_tasks(catalogue), 1)]
    about = "　".join(filter(None, (office, f"末级指标 {len(rows)} 项")))
    return Sheet("总表", tasks.title(catalogue), about, _COLUMNS, rows, held=3)


def _sheet(share: Share, catalogue: Catalogue, office: str) -> Sheet:
    return Sheet(
        share.name,
        f"{tasks.title(catalogue)}　{share.name}",
        tasks.asking(share, catalogue),
        _COLUMNS,
        list(_rows(share)),
        held=3,
        foot=tuple(filter(None, (office, f"签收人：{_BLANK}　　日期：{_BLANK}　　电话：{_BLANK}"))),
    )


def _rows(share: Share) -> Iterator[Row]:
    for role, found in ((tasks.LEADS, share.leads), (tasks.SUPPORTS, share.supports)):
        if found:
            named = f"{role}的指标（{len(found)} 项）" if share.unit else share.name
            yield Row([named], Rank.group)
            yield from _numbered(found)


def _numbered(found: Iterable[Task]) -> Iterator[Row]:
    return (Row([n, *_cells(task)]) for n, task in enumerate(found, 1))


def _cells(task: Task) -> list[Cell]:
    node = task.leaf.indicator
    return [
        node.code,
        node.title,
        node.standard,
        "\n".join(tasks.wanted(task)),
        node.score,
        task.lead,
        "、".join(task.support),
        tasks.due(task),
        "",
    ]
