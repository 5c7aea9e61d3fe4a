"""All checks, in the order they are told.  To add one: its file here, and its line."""

from __future__ import annotations

from collections.abc import Sequence

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
from wenming_archive.report.checks.check import Check, Finding, Held, Level

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
    """Return what the checks find, the worst level first, then check by check."""
    levels = list(Level)
    ordered = sorted(checks, key=lambda check: levels.index(check.level))
    return [Finding(check, fault) for check in ordered for fault in check.look(held)]
