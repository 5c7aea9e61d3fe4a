"""Plain text, Markdown and CSV, in whatever encoding twenty years of Windows left them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from wenming_archive.content import Block, Extracted
from wenming_archive.read import encoding, tables
from wenming_archive.read.limits import MAX_TEXT, Unreadable, has_text

#: Bytes read of one text file.
_MAX_BYTES = 8 << 20


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the lines of a text, or the rows of a CSV; pages are estimated for text."""
    text = encoding.decode(stream.read(_MAX_BYTES))[:MAX_TEXT]
    blocks = tuple(tables.blocks(list(rows(text))) if fmt == "csv" else _lines(text, fmt))
    if not has_text(blocks):
        raise Unreadable("empty", "文件里没有文字，只有空白；请向提供单位重新索取")
    if fmt == "csv":
        return Extracted(fmt, blocks)
    return Extracted(fmt, blocks, tables.estimated_pages(b.text for b in blocks), False)


def _lines(text: str, fmt: str) -> Iterator[Block]:
    for raw in text.splitlines():
        line = raw.strip().strip("\u3000")
        if not line:
            continue
        if fmt == "md" and line.startswith("#"):
            role = "title" if line.startswith("# ") else "heading"
            yield Block(role, line.lstrip("# "))
        else:
            yield Block("text", line)


def rows(text: str) -> Iterator[list[str]]:
    """Yield the rows of a CSV."""
    stated = re.match(r"sep=([,;\t|])(\r\n|\r|\n)", text)  # a line that Excel writes for itself
    text = text[stated.end() :] if stated else text
    mark = stated[1] if stated else delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error:  # a field beyond the limit: a quotation mark that is never closed
        rows = [line.split(mark) for line in text.splitlines()]
    yield from ([" ".join(cell.split()) for cell in row] for row in rows)


def delimiter(text: str) -> str:
    """Return what parts the cells of a CSV: it stands in most lines, while others stand within some cell.

    More lines than one are asked, since the first may be a title.
    """
    start = text.splitlines()[:5]
    return max(",\t;", key=lambda mark: (sum(mark in line for line in start), "".join(start).count(mark)))
