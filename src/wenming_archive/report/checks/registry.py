"""All checks, in the order they are told.  To add one: its file here, and its line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wenming_archive.model import Item
from wenming_archive.report.checks import (
    bad_name,
    bank_card,
    copy_failed,
    date_conflict,
    gps,
    home_address,
    id_number,
    inherited,
    internal,
    last_year,
    minors,
    mobile,
    names_differ,
    near_duplicate,
    not_official,
    not_read,
    notice_without_activity,
    out_of_period,
    photo_blurred,
    photo_compressed,
    photo_dated,
    photo_elements,
    photo_no_caption,
    photo_orientation,
    photo_screenshot,
    photo_tiny,
    photo_watermark,
    placeholder,
    plan_without_summary,
    portal_form,
    portal_size,
    report_as_summary,
    report_length,
    report_without_figures,
    same_photo,
    secret,
    source_missing,
    title_mismatch,
    too_few,
    too_many,
    undated,
    unreadable,
    versions,
)
from wenming_archive.report.checks.check import Check, Fault, Finding, Held, Level

CHECKS: tuple[Check, ...] = (
    secret.CHECK,
    id_number.CHECK,
    bank_card.CHECK,
    copy_failed.CHECK,
    not_read.CHECK,
    out_of_period.CHECK,
    portal_size.CHECK,
    portal_form.CHECK,
    same_photo.CHECK,
    last_year.CHECK,
    internal.CHECK,
    minors.CHECK,
    home_address.CHECK,
    mobile.CHECK,
    inherited.CHECK,
    undated.CHECK,
    date_conflict.CHECK,
    not_official.CHECK,
    placeholder.CHECK,
    names_differ.CHECK,
    report_length.CHECK,
    report_without_figures.CHECK,
    report_as_summary.CHECK,
    notice_without_activity.CHECK,
    versions.CHECK,
    unreadable.CHECK,
    too_many.CHECK,
    bad_name.CHECK,
    photo_no_caption.CHECK,
    photo_watermark.CHECK,
    photo_blurred.CHECK,
    photo_compressed.CHECK,
    photo_tiny.CHECK,
    photo_screenshot.CHECK,
    gps.CHECK,
    near_duplicate.CHECK,
    plan_without_summary.CHECK,
    title_mismatch.CHECK,
    photo_elements.CHECK,
    photo_dated.CHECK,
    photo_orientation.CHECK,
    source_missing.CHECK,
    too_few.CHECK,
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
