"""What the checks found: by level, then check by check, with what to do about it; and as JSON."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from wenming_archive.console import grid, screen
from wenming_archive.console.grid import Head
from wenming_archive.report.checks.check import LEVEL_LABELS, Check, Finding, Level

_STYLES = {Level.error: "red", Level.warning: "yellow", Level.hint: "bold"}
#: Findings shown of one check, and sources of one finding, before the rest is only counted.
_MOST, _SOURCES = 20, 5
_LIST = (Head("程度"), Head("代号"), Head("检查", ratio=1), Head("不做的理由", ratio=1))
#: Columns that lines take at most, however wide the terminal is.
_WIDEST = 100


def show(findings: Sequence[Finding], items: int, *, whole: bool = False) -> None:
    """Print the findings among so many items; of each check the first ones, or with ``whole`` all."""
    if not items:
        screen.say("没有材料。先运行 archive scan 材料文件夹")
        return
    for level, of_level in groupby(findings, key=lambda finding: finding.check.level):
        of_it = list(of_level)
        screen.say(f"{LEVEL_LABELS[level]}　{len(of_it)} 处", _STYLES[level])
        for check, found in groupby(of_it, key=lambda finding: finding.check):
            _check(check, list(found), whole=whole)
        screen.say()
    screen.say(summary(findings, items))


def summary(findings: Sequence[Finding], items: int) -> str:
    """Return the counts in a sentence."""
    if not findings:
        return f"检查了 {items} 份材料，没有发现问题"
    counts = {level: sum(one.check.level is level for one in findings) for level in Level}
    said = "、".join(f"{LEVEL_LABELS[level]} {count} 处" for level, count in counts.items() if count)
    return f"检查了 {items} 份材料：{said}"


def left_out(off: Mapping[str, str]) -> None:
    """Print the checks that the settings switch off, each with the reason that stands there."""
    for check, reason in off.items():
        screen.say(screen.safe(f"没有做的检查：{check}（{reason}）"))


def listed(checks: Sequence[Check], off: Mapping[str, str], *, as_json: bool) -> None:
    """Print all checks with their ids, worst level first; what is switched off says why."""
    ordered = sorted(checks, key=lambda check: list(Level).index(check.level))
    if as_json:
        screen.data([_as_value(check, off.get(check.id)) for check in ordered])
        return
    grid.show(_LIST, [(LEVEL_LABELS[one.level], one.id, one.title, off.get(one.id, "")) for one in ordered])
    screen.say("不想做的，在 archive.yaml 的 checks_off 写上代号和理由")


def _as_value(check: Check, off: str | None) -> dict[str, Any]:
    said = {"id": check.id, "level": check.level.value, "title": check.title}
    return {**said, "reason": check.reason, "fix": check.fix, "off": off}


def as_json(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return the findings as ``archive check --json`` shows them."""
    return [
        {
            "check": one.check.id,
            "level": one.check.level.value,
            "sources": list(one.sources),
            "indicators": list(one.codes),
            "message": one.fault.message,
            "fix": one.check.fix,
        }
        for one in findings
    ]


def _check(check: Check, found: Sequence[Finding], *, whole: bool) -> None:
    screen.say()
    screen.say(f"{check.title}　{len(found)} 处", "bold")
    _paragraph("", check.reason)
    shown = found if whole else found[:_MOST]
    messages = {finding.fault.message for finding in found}
    if len(found) > 1 and len(messages) == 1:
        _paragraph("", f"{messages.pop()}：")
        for finding in shown:
            _paragraph("· ", "、".join(finding.sources))
    else:
        for finding in shown:
            _finding(finding)
    if len(shown) < len(found):
        _paragraph("", f"…… 另有 {len(found) - len(shown)} 处，用 archive check --all 全部列出")
    _paragraph("怎么办：", check.fix)


def _finding(finding: Finding) -> None:
    sources = finding.sources
    if len(sources) == 1:
        _paragraph("· ", sources[0])
        _paragraph("  ", finding.fault.message, "dim")
        return
    _paragraph("· ", finding.fault.message)
    for source in sources[:_SOURCES]:
        _paragraph("  ", source, "dim")
    if len(sources) > _SOURCES:
        _paragraph("  ", f"…… 等 {len(sources)} 份", "dim")


def _paragraph(mark: str, text: str, style: str = "") -> None:
    """Print a paragraph; its lines stand under each other, behind its mark."""
    room = min(shutil.get_terminal_size().columns, _WIDEST) - 1
    indent = " " * screen.columns(mark)
    for n, line in enumerate(screen.lines(screen.safe(text), room - len(indent) - 2)):
        screen.say(f"  {indent if n else mark}{line}", style)
