"""Where the pages of a Word document end, as far as it says: on which page a paragraph begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wenming_archive.content import Block
from wenming_archive.read import tables

#: How many breaks of each sort, those Word saw when it set the pages and those people made, stand before.
Place = tuple[int, int]


@dataclass
class Breaks:
    """The page breaks of a document while it is read."""

    rendered: int = 0
    hard: int = 0
    #: True when something stands before: what begins the first page breaks none.
    begun: bool = False
    sections: int = 0
    #: Where each block that was given begins.
    places: list[Place] = field(default_factory=list)

    @property
    def here(self) -> Place:
        """How many breaks there have been."""
        return self.rendered, self.hard

    def turn(self, on_new_page: bool) -> int:
        """Note a paragraph or row, and whether it begins a page; return how many pages that turned."""
        turned = int(on_new_page and self.begun)
        self.hard += turned
        self.begun = True
        return turned

    def section(self, on_new_page: bool) -> None:
        """Note a section, which begins a page unless it is the first or says otherwise."""
        self.hard += self.sections > 0 and on_new_page
        self.sections += 1

    def pages(self, stated: int | None, body: Sequence[Block]) -> tuple[int, bool]:
        """Return how many pages there are, as ``stated`` or seen, and whether that is exact."""
        if stated:
            return stated, True
        if self.rendered:
            return self.rendered + 1, True
        return max(self.hard + 1, tables.estimated_pages(block.text for block in body)), False

    def known(self, stated: int | None) -> int | None:
        """Return which sort of breaks tells the pages; ``None`` if neither fits the pages ``stated``."""
        if self.rendered and stated in (None, self.rendered + 1):
            return 0
        return 1 if stated == self.hard + 1 else None


def paged(blocks: Sequence[Block], breaks: Breaks, stated: int | None) -> Sequence[Block]:
    """Return the blocks with the pages on which they begin, where these are known."""
    sort = breaks.known(stated)
    if sort is None:
        return blocks
    return [replace(block, page=at[sort] + 1) for block, at in zip(blocks, breaks.places, strict=False)]
