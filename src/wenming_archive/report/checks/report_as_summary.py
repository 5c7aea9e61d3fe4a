"""A summary of the year where an explanation is wanted."""

from __future__ import annotations

from collections.abc import Iterator

from wenming_archive.model import Item, Status
from wenming_archive.report import explanations
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.page import Page

#: Passages of a summary that an explanation may not have.
_SUMMARY = 2


def _look(held: Held) -> Iterator[Fault]:
    """Find summaries that are all that stands where an explanation is wanted."""
    for leaf in filter(explanations.wanted, held.catalogue.leaves):
        items = [item for item in held.items if _stands(item, leaf.code)]
        if items and all(map(explanations.sums_up, items)):
            said = f"{leaf.code} 要的是说明报告，现有的是工作总结"
            yield Fault(tuple(items), said, (leaf.code,))


def _stands(item: Item, code: str) -> bool:
    return item.status is Status.filed and code in item.codes and item.description.kind == "summary"


def _read(page: Page, _: Held) -> Iterator[Fault]:
    if explanations.explains(page.item) and explanations.passages(page) >= _SUMMARY:
        yield Fault((page.item,), "叫“说明”，写的却是总结（回顾、存在问题、下一步打算）")


CHECK = Check(
    id="report-as-summary",
    level=Level.warning,
    title="把说明报告写成了总结",
    reason="说明报告要对照指标逐条说明做了什么、做到什么程度；写成年度总结的，对不上指标，要退回重写。",
    fix="请提供单位对照测评标准改写成说明报告，删去回顾、问题和打算；原来的总结可以留作附件。",
    look=_look,
    read=_read,
)
