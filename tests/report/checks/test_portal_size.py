"""What is larger than the portal takes is told, if the settings say what it takes."""

from __future__ import annotations

from dataclasses import replace

from pages import TREE
from samples import made_item
from wenming_archive.model import Item, Status
from wenming_archive.report.checks.check import Held
from wenming_archive.report.checks.portal_size import CHECK
from wenming_archive.settings import Portal, Settings


def sized(size: int, status: Status | None = None) -> Item:
    item = made_item("a.jpg", *(() if status else ("Ⅰ-1",)), status=status)
    return replace(item, known=replace(item.known, found=replace(item.found, size=size)))


def told(item: Item, most: float | None = 2) -> list[str]:
    settings = Settings(portal=Portal(max_mb=most))
    return [fault.message for fault in CHECK.look(Held([item], TREE, settings=settings))]


def test_a_byte_too_many_is_told() -> None:
    assert told(sized(2 * 1024 * 1024)) == []
    assert told(sized(2 * 1024 * 1024 + 1)) == ["2.0 MB，超过 2 MB"]
    assert told(sized(9_000_000), 0.5) == ["8.6 MB，超过 0.5 MB"]


def test_only_what_is_handed_in_and_only_if_a_size_is_set() -> None:
    assert told(sized(9_000_000), None) == [] == told(sized(9_000_000, Status.review))
