"""An item with what stands in it, as the checks that read see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from wenming_archive.content import Block, Extracted
from wenming_archive.model import Item
from wenming_archive.privacy import sweep
from wenming_archive.privacy.spans import Hit
from wenming_archive.text.normal import narrow

#: Roles of what does not stand in the run of the text.
_ASIDE = frozenset(("header", "footer", "box", "sheet", "note"))


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

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """The lines that stand in the run of the text: no page heads, boxes, remarks, names of sheets."""
        return tuple(block for block in self.lines if block.role not in _ASIDE)

    @cached_property
    def plain(self) -> str:
        """The run of the text with half-width signs, a line for each block."""
        return narrow("\n".join(block.text for block in self.body))

    @cached_property
    def private(self) -> tuple[Hit, ...]:
        """What is personal in its words, tables, name and title as people gave it, masked."""
        source, caption = self.item.found.source, self.item.caption
        about = f"{self.item.description.title}\n{source}"
        named = (*sweep.named(source, "文件名"), *sweep.named(caption, "题名"))
        return (*sweep.hits(self.extracted.blocks, about), *named)
