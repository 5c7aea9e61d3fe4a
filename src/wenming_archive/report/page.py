"""An item with what stands in it, as the checks that read see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from wenming_archive.content import Block, Extracted
from wenming_archive.model import Item


@dataclass(frozen=True)
class Page:
    """An item that is filed or waits to be, and its words: those read and those recognised."""

    item: Item
    #: Recognised words are among its blocks; of a picture that nobody recognised there are none.
    extracted: Extracted

    @cached_property
    def text(self) -> str:
        """All words, a line for each block; tabs stand between the cells of a row."""
        return "\n".join(block.text for block in self.extracted.blocks)

    @cached_property
    def lines(self) -> tuple[Block, ...]:
        """The blocks that say something."""
        return tuple(block for block in self.extracted.blocks if block.text.strip())
