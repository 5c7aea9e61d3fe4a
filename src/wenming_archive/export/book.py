"""The workbook (档案总表) that an office works in: how it stands, what lacks, who owes it, what is there."""

from __future__ import annotations

from wenming_archive.export import book_gaps, book_items, book_units, workbook
from wenming_archive.export.dossier import Dossier


def write(dossier: Dossier) -> bytes:
    """Return the workbook that shows ``dossier``; the same dossier gives the same bytes."""
    shown = [
        book_gaps.overview(dossier),
        book_gaps.lacking(dossier),
        book_units.by_unit(dossier),
        book_items.contents(dossier),
        book_items.problems(dossier),
        book_items.doubles(dossier),
    ]
    return workbook.write(shown, f"{dossier.catalogue.title} 档案总表")
