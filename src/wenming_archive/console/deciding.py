"""What became of an item after a decision."""

from __future__ import annotations

from wenming_archive.console import scanning, screen
from wenming_archive.errors import CopyError
from wenming_archive.model import STATUS_LABELS, Item
from wenming_archive.pipeline.outcome import Outcome


def show(item: Item, outcome: Outcome) -> None:
    """Print where the item now stands.

    :raises CopyError: if its copy could not be made.
    """
    placed = "、".join(item.codes)
    screen.say(
        f"{screen.safe(item.found.source)}：{STATUS_LABELS[item.status]}{f' {placed}' if placed else ''}"
    )
    for copy in item.filed_as:
        screen.say(f"  副本 {screen.safe(copy)}")
    scanning.steps(outcome.plan.steps)
    if item.failed:
        raise CopyError(item.failed)
