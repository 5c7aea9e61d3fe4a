"""Photos as items, with measures, for the checks on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.content import Block, Extracted
from wenming_archive.model import Item, Status
from wenming_archive.photos.shot import Shot
from wenming_archive.report.checks.check import Check, Held
from wenming_archive.report.page import Page

TREE = load.parse(CATALOGUE)


def photo(
    source: str,
    *codes: str,
    inferred: bool = True,
    title: str = "",
    status: Status | None = None,
    date: str | None = None,
) -> Item:
    """Return a photo, filed unless ``status`` says otherwise, whose name is its title."""
    name = source.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    filed = codes or (() if status else ("Ⅰ-1",))
    made = made_item(
        source, *filed, kind="photo", title=title or name, status=status, date=date, date_from="exif"
    )
    described = replace(made.known.description, title_inferred=inferred)
    return replace(made, known=replace(made.known, description=described))


def shown(check: Check, shots: Mapping[str, Shot]) -> dict[str, str]:
    """Return what a check says of photos by their sources, given their measures."""
    items = [photo(source) for source in shots]
    held = Held(items, TREE, shots={i.known.sha256 or "": shots[i.found.source] for i in items})
    return {fault.items[0].found.source: fault.message for fault in check.look(held)}


def read(check: Check, lines: Mapping[str, tuple[Block, ...]], said: str = "") -> dict[str, str]:
    """Return what a check says of photos by their sources, given the words recognised in them."""
    pages = [Page(photo(source), Extracted("jpg", blocks)) for source, blocks in lines.items()]
    held = Held([], TREE, shots={p.item.known.sha256 or "": Shot(1600, 1200, said=said) for p in pages})
    assert check.read
    return {f.items[0].found.source: f.message for page in pages for f in check.read(page, held)}


def compared(check: Check, pages: list[Page]) -> list[tuple[tuple[str, ...], str]]:
    """Return what a check says that notes and compares: the sources, and the message."""
    held = Held([page.item for page in pages], TREE)
    assert check.note
    noted = [(page.item, what) for page in pages if (what := check.note(page, held)) is not None]
    found = check.compare(noted, held)
    return [(tuple(item.found.source for item in fault.items), fault.message) for fault in found]
