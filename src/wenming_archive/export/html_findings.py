"""What will be sent back: what the checks find, check by check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from wenming_archive.export.dossier import Dossier
from wenming_archive.export.html_markup import Html, el
from wenming_archive.model import Item
from wenming_archive.report.checks.check import LEVEL_LABELS, Check, Finding, Level

#: Findings shown of one check, and sources of one finding.
_MOST, _SOURCES = 100, 6


def counts(findings: Sequence[Finding]) -> dict[Level, int]:
    """Return how many findings there are of each level."""
    return {level: sum(one.check.level is level for one in findings) for level in Level}


def findings(dossier: Dossier) -> Iterator[Html]:
    """Yield the findings of each check, the worst first."""
    if not dossier.findings:
        yield el("p", "没有发现问题")
    for check, found in groupby(dossier.findings, key=lambda finding: finding.check):
        yield _check(check, list(found), dossier)


def _check(check: Check, found: Sequence[Finding], dossier: Dossier) -> Html:
    level = el("span", LEVEL_LABELS[check.level], class_=f"badge {check.level.value}")
    more = f"另有 {len(found) - _MOST} 处，可用 archive check --all 全部列出"
    messages = {finding.fault.message for finding in found}
    alike = len(found) > 1 and len(messages) == 1
    return el(
        "details",
        el("summary", el("h3", check.title), level, el("span", f"{len(found)} 处", class_="count")),
        el("p", check.reason),
        el("p", el("b", "怎么办："), check.fix),
        *([el("p", f"{messages.pop()}：")] if alike else []),
        el("ul", *(_finding(one, dossier, alike=alike) for one in found[:_MOST]), class_="rows"),
        *([el("p", more, class_="note")] if len(found) > _MOST else []),
        class_="check",
    )


def _finding(finding: Finding, dossier: Dossier, *, alike: bool) -> Html:
    """Return a finding in a line; ``alike`` ones have their message above the list."""
    items, message = finding.fault.items, finding.fault.message
    more = [f"等 {len(items)} 份"] if len(items) > _SOURCES else []
    links = [_link(item, dossier) for item in items[:_SOURCES]]
    codes = "、".join(finding.codes[:_SOURCES])
    said = [] if alike or not message else [el("span", message, class_="m" if len(items) == 1 else "t")]
    shown = [*links, *said] if len(items) == 1 else [*said, *links]
    return el("li", *([el("b", codes)] if codes else []), *shown, *(el("span", text) for text in more))


def _link(item: Item, dossier: Dossier) -> Html:
    link = dossier.link(item.filed_as[0] if item.filed_as else "")
    source = item.found.source
    return el("a", source, href=link, class_="t") if link else el("span", source, class_="t")
