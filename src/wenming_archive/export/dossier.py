"""Everything that is known of a workspace as one value: what the exports that people look into show."""

from __future__ import annotations

import datetime as dt
import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.filing import shelves
from wenming_archive.model import Item
from wenming_archive.report.checks.check import Finding
from wenming_archive.report.gaps import Gaps

#: Bytes that stand for themselves in an address, and what parts its folders.
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


@dataclass(frozen=True)
class Thumbs:
    """Small pictures of photos, and how many more there are."""

    #: JPEG, by content.
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    #: Photos that were left out: for want of room, or because nobody asked for them.
    left_out: int = 0
    #: Photos that nobody can open now.
    unseen: int = 0


@dataclass(frozen=True)
class Dossier:
    """The whole workspace, as of one day."""

    unit: str
    catalogue: Catalogue
    items: Sequence[Item]
    gaps: Gaps
    #: What the checks find, worst first.
    findings: Sequence[Finding]
    made: dt.date
    #: The way from the export's folder to the workspace; ``None`` when the export leaves the workspace.
    base: str | None
    thumbs: Thumbs = Thumbs()
    #: What people should know of what is shown, and what is not.
    notes: tuple[str, ...] = ()

    @cached_property
    def shelves(self) -> Mapping[str, list[Item]]:
        """The items filed under each leaf, in the order of their numbers, by code."""
        return shelves.shelves(self.items, self.catalogue)

    @cached_property
    def found(self) -> Mapping[tuple[str, str], list[Finding]]:
        """The findings that concern each item, by its key."""
        found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for finding in self.findings:
            for item in finding.fault.items:
                found[item.known.key].append(finding)
        return found

    def copy(self, item: Item, code: str) -> str:
        """Return the copy of an item under one of its indicators; empty if there is none."""
        return shelves.copy(item, code, self.catalogue)

    def link(self, copy: str) -> str:
        """Return the address of a filed copy as seen from the export; empty where there is none."""
        return "" if self.base is None or not copy else address(f"{self.base}/{copy}")


def base(folder: Path, root: Path) -> str | None:
    """Return the way from ``folder`` to the workspace at ``root``; ``None`` from outside of it.

    Out there a way would tell the folders of this machine, and lead nowhere on another.
    """
    here, there = Path(os.path.realpath(folder)), Path(os.path.realpath(root))
    if not here.is_relative_to(there):
        return None
    return Path(os.path.relpath(there, here)).as_posix()


def address(path: str) -> str:
    """Return a relative path with ``/`` as the address of a link."""
    data = path.encode("utf-8", "replace")  # copies have no damaged names
    return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in data)
