"""Items with their words, as the checks that read see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.content import Block, Extracted, Picture
from wenming_archive.model import Item
from wenming_archive.report.checks import registry
from wenming_archive.report.checks.check import Check, Finding, Held
from wenming_archive.report.page import Page
from wenming_archive.settings import Settings

TREE = load.parse(CATALOGUE)


def described(item: Item, **fields: object) -> Item:
    """Return ``item`` with other fields of its description."""
    described = replace(item.known.description, **fields)  # type: ignore[arg-type]
    return replace(item, known=replace(item.known, description=described))


def page(item: Item, *lines: str, taken: str = "", unseen: tuple[int, ...] = (), role: str = "text") -> Page:
    """Return ``item`` with ``lines``, or with the moment it was taken."""
    picture = Picture(4, 3, taken) if taken else None
    blocks = tuple(Block(role, line) for line in lines)
    return Page(item, Extracted(item.known.format, blocks, picture=picture, unseen=unseen))


def paper(name: str, *lines: str, code: str = "Ⅰ-1", **fields: object) -> Page:
    """Return a filed paper with ``lines``; ``fields`` are of its description."""
    return page(described(made_item(name, code), **fields), *lines)


def found(
    check: Check, pages: Iterable[Page], tree: Catalogue = TREE, settings: Settings | None = None
) -> list[Finding]:
    """Return what ``check`` finds in ``pages``."""
    shown = list(pages)
    held = Held([one.item for one in shown], tree, settings=settings or Settings(), pages=lambda: shown)
    return registry.run(held, [check])


def said(check: Check, *pages: Page, tree: Catalogue = TREE, settings: Settings | None = None) -> list[str]:
    """Return what ``check`` says of ``pages``."""
    return [one.fault.message for one in found(check, pages, tree, settings)]
