"""What the checks on personal data share: each item's hits of one kind, counted and masked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wenming_archive.privacy.spans import Kind
from wenming_archive.privacy.telling import told
from wenming_archive.report.checks.check import Fault, Held
from wenming_archive.report.page import Page


def each(kind: Kind) -> Callable[[Page, Held], Iterator[Fault]]:
    """Return what finds the items that hold personal data of ``kind`` that nobody let pass."""

    def read(page: Page, held: Held) -> Iterator[Fault]:
        hits = [hit for hit in page.private if hit.kind is kind]
        if hits and (page.item.known.sha256, kind.value) not in held.cleared:
            yield Fault((page.item,), told(hits))

    return read
