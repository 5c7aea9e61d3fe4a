"""Tables as blocks, and pages estimated from text: shared by the readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from wenming_archive.content import Block

#: 22 lines of 28 characters: a page by GB/T 9704-2012, 5.2.3.
_LINES, _CHARACTERS = 22, 28
#: Rows from the top among which the head row is looked for.
_HEAD_WITHIN = 6
#: A note in a column's head, and a head that begins with a figure.
_NOTE = re.compile(r"[(（][^()（）]*[)）]")
_COUNTED = re.compile(r"\d{1,2}[\u4e00-\u9fff]{4,}$")


def blocks(rows: Sequence[Sequence[str]]) -> Iterator[Block]:
    """Yield a table's rows as blocks: lines above the head, the ``head``, then each ``row``."""
    kept = [cells for row in rows if any(cells := _stripped(row))]
    at = head_index(kept)
    for n, cells in enumerate(kept):
        filled = [cell for cell in cells if cell]
        if at is not None and n < at:
            yield Block("title" if n == 0 and len(filled) == 1 else "text", "\t".join(filled))
        else:
            yield Block("head" if n == at else "row", "\t".join(cells).rstrip("\t"))


def head_index(rows: Sequence[Sequence[str]]) -> int | None:
    """Return which row holds the column heads: the first with three short, distinct words."""
    for n, row in enumerate(rows[:_HEAD_WITHIN]):
        words = [cell for cell in row if cell]
        if len(words) >= 3 and len(words) == len(set(words)) and all(map(_heads, words)):
            return n
    return None


def _heads(word: str) -> bool:
    """Say whether a cell may head a column: 姓名, 信用代码（后6位）, 21天坚持人数; no figure, no date."""
    bare = _NOTE.sub("", word)
    return 0 < len(bare) <= 12 and (not bare[0].isdigit() or bool(_COUNTED.match(bare)))


def estimated_pages(lines: Iterable[str]) -> int:
    """Return about how many pages ``lines`` fill, at 22 lines of 28 characters a page."""
    total = sum(max(1, -(-len(line) // _CHARACTERS)) for line in lines)
    return max(1, -(-total // _LINES))


def _stripped(row: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in row]
