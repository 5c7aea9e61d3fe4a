"""All checks, in the order they are told.  To add one: its file here, and its line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wenming_archive.model import Item
from wenming_archive.report.checks import (
    copy_failed,
    inherited,
    last_year,
    near_duplicate,
    not_read,
    out_of_period,
    same_photo,
    source_missing,
    undated,
)
from wenming_archive.report.checks.check import Check, Fault, Finding, Held, Level

CHECKS: tuple[Check, ...] = (
    copy_failed.CHECK,
    not_read.CHECK,
    out_of_period.CHECK,
    same_photo.CHECK,
    last_year.CHECK,
    inherited.CHECK,
    undated.CHECK,
    near_duplicate.CHECK,
    source_missing.CHECK,
)


def run(held: Held, checks: Sequence[Check] = CHECKS) -> list[Finding]:
    """Return what the checks find, the worst level first, then check by check.

    The items are read once for all checks, and only if one of them reads.
    """
    levels = list(Level)
    ordered = sorted(checks, key=lambda check: levels.index(check.level))
    read = _read(held, [check for check in ordered if check.read or check.note])
    return [
        Finding(check, fault) for check in ordered for fault in (*check.look(held), *read.get(check.id, ()))
    ]


def _read(held: Held, checks: Sequence[Check]) -> dict[str, list[Fault]]:
    found: dict[str, list[Fault]] = {check.id: [] for check in checks}
    noted: dict[str, list[tuple[Item, Any]]] = {check.id: [] for check in checks}
    for page in held.pages() if checks else ():
        for check in checks:
            if check.read:
                found[check.id] += check.read(page, held)
            if check.note and (what := check.note(page, held)) is not None:
                noted[check.id].append((page.item, what))
    for check in checks:
        found[check.id] += check.compare(noted[check.id], held)
    return found
