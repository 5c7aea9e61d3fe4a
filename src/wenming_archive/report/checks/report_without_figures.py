"""An explanatory report without a single figure."""

from __future__ import annotations

from collections.abc import Iterator

from wenming_archive.report import explanations
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.page import Page

#: Characters from which a text is a report, and not the heading of something that stands elsewhere.
_LEAST = 40


def _read(page: Page, _: Held) -> Iterator[Fault]:
    if not explanations.explains(page.item) or page.extracted.unseen:
        return
    if explanations.length(page) >= _LEAST and not explanations.has_figures(page):
        yield Fault((page.item,), "通篇没有一个数字")


CHECK = Check(
    id="report-without-figures",
    level=Level.warning,
    title="说明报告没有数据",
    reason="说明报告要有措施、有成效、有数据；只有提法、没有数字的，看不出做了什么，要退回重写。",
    fix="请提供单位补上次数、人数、金额、覆盖面等数字（要有台账可查），放回原处，再运行 archive scan。",
    read=_read,
)
