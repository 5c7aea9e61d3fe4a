"""What is said after the submission was written."""

from __future__ import annotations

from wenming_archive.console import exporting, screen
from wenming_archive.pipeline.submitting import Made


def show(made: Made, unit: str) -> None:
    """Print where the submission stands, what goes with it, and what is to be known of it."""
    for path, kept in (*made.volumes, *made.companions):
        exporting.written(path, kept)
    screen.warn(made.notes)
    exporting.missing(unit)
