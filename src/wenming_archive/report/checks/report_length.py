"""An explanatory report that is longer than the evaluators read."""

from __future__ import annotations

from collections.abc import Iterator

from wenming_archive.report import explanations
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.page import Page


def _read(page: Page, held: Held) -> Iterator[Fault]:
    most = held.settings.report_limit
    if most and explanations.explains(page.item) and (length := explanations.length(page)) > most:
        yield Fault((page.item,), f"约 {length} 字，超过 {most} 字")


CHECK = Check(
    id="report-length",
    level=Level.warning,
    title="说明报告超过字数",
    reason="每项指标的说明报告有字数限制，超出的部分看不到，有的系统不让提交。",
    fix=(
        "压缩到限定字数：留措施、成效和数字，删套话；"
        "当地的限制不同的，改 archive.yaml 里的 report_limit（0 为不限）。"
    ),
    read=_read,
)
