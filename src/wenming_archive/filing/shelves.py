"""What stands under each indicator, in which order, and the copies that this takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.filing import names
from wenming_archive.filing.plan import Want
from wenming_archive.kinds import RANK
from wenming_archive.model import Item, Status
from wenming_archive.text import codes as numbered
from wenming_archive.text.normal import matching


def wants(items: Iterable[Item], catalogue: Catalogue, pattern: str, root: Path) -> list[Want]:
    """Return the copies that should stand in 材料/ (at ``root``), in catalogue order."""
    folders = names.folders(catalogue, root)
    made: list[Want] = []
    for code, under in shelves(items, catalogue).items():
        made += _leaf_wants(code, folders[code], under, pattern, root)
    return made


def shelves(items: Iterable[Item], catalogue: Catalogue) -> dict[str, list[Item]]:
    """Return the items filed under each leaf, by code; an item's place from 1 is its number."""
    under: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.status is Status.filed:
            for code in item.codes:
                under[code].append(item)
    return {leaf.code: sorted(under[leaf.code], key=order) for leaf in catalogue.leaves}


def width(shelf: Sequence[Item]) -> int:
    """Return how many digits the numbers of one indicator have."""
    return max(2, len(str(len(shelf))))


def order(item: Item) -> tuple[object, ...]:
    """Return the key of an item inside one indicator: kind, date, natural title, source."""
    found = item.description
    title = numbered.natural(matching(found.title))
    return (RANK[found.kind], found.date or "9999", title, item.found.source)


def copy(item: Item, code: str, catalogue: Catalogue) -> str:
    """Return the copy of an item under one of its indicators; empty if there is none."""
    places = catalogue.by_code
    codes = sorted((one for one in item.codes if one in places), key=lambda one: places[one].position)
    if code not in codes or len(codes) != len(item.filed_as):
        return item.filed_as[0] if item.filed_as else ""
    return item.filed_as[codes.index(code)]  # copies are made in the catalogue's order


def _leaf_wants(code: str, folder: str, shelf: list[Item], pattern: str, root: Path) -> list[Want]:
    room = names.MAX_PATH - len(str(root / folder)) - 1
    made = []
    taken: set[str] = set()
    for number, item in enumerate(shelf, 1):
        name = names.copy_name(pattern, item, code, number, width(shelf), room)
        name = names.free(name, taken)
        source = item.found.path if item.known.present else None
        sha256 = item.known.sha256 or ""
        made.append(Want(f"{folder}/{name}", sha256, item.found.size, source, item.found.inner))
    return made
