"""The text of an old Word file: where its pieces lie, and what of them is to be seen (MS-DOC 2.4).

The text is kept with one character for each position of the format (a UTF-16 unit), so that
the positions in the file's tables are positions in it.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from wenming_archive.read import doc_formats
from wenming_archive.read.doc_formats import Pages, Paragraph, Run, Style
from wenming_archive.read.limits import MAX_TEXT

#: Positions taken of one document; what stands beyond is not reached by any reader's limit.
_MOST = 5 * MAX_TEXT
#: The pairs of place and length in the header that are asked for, by their number.
STYLES, SECTIONS, HEADERS, RUNS, PARAGRAPHS, PIECES, BOXES = 1, 6, 11, 12, 13, 33, 56
#: The texts that follow one another, in their order: their lengths stand in the header so.
_STORIES = ("body", "notes", "headers", "macros", "comments", "endnotes", "boxes", "header_boxes")
_FIELD = re.compile("[\x13\x14\x15]")


@dataclass(frozen=True)
class Piece:
    """Positions ``start`` to ``end`` of the text, which lie at ``place`` of the main stream."""

    start: int
    end: int
    place: int
    wide: bool

    def place_of(self, position: int) -> int:
        """Return where a position's character lies."""
        return self.place + (position - self.start) * (2 if self.wide else 1)

    def position_of(self, place: int) -> int:
        """Return the position of the character at a place, rounded up."""
        width = 2 if self.wide else 1
        return self.start + -(-(place - self.place) // width)


@dataclass(frozen=True)
class DocText:
    """The text by position, its pieces, its stories' bounds, and its formatting."""

    text: str
    pieces: tuple[Piece, ...]
    stories: dict[str, tuple[int, int]]
    paragraphs: Pages[Paragraph]
    runs: Pages[Run]
    styles: dict[int, Style]
    #: The bounds of the headers' and of the boxes' texts, counted in their own story.
    headers: tuple[int, ...]
    boxes: tuple[int, ...]
    #: How many sections begin on no page of their own.
    flowing: int

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def paragraph(self, position: int) -> Paragraph:
        """Return the formatting of the paragraph with a position."""
        piece = self._piece(position)
        return self.paragraphs.at(piece.place_of(position))[1] if piece else Paragraph()

    def runs_in(self, start: int, end: int) -> Iterator[tuple[int, int, Run]]:
        """Yield the runs from position ``start`` to ``end``, with their bounds."""
        while start < end:
            piece = self._piece(start)
            if piece is None:
                return
            reach, run = self.runs.at(piece.place_of(start))
            stop = min(piece.position_of(reach), piece.end, end)
            stop = stop if stop > start else min(piece.end, end)  # no formatting is known here
            yield start, stop, run
            start = stop

    def seen(self, start: int, end: int) -> str:
        """Return the text between two positions without what is deleted, and without mere symbols."""
        return "".join(
            self.text[a:b] for a, b, run in self.runs_in(start, end) if not (run.deleted or run.symbol)
        )

    def _piece(self, position: int) -> Piece | None:
        n = bisect_right(self._starts, position) - 1
        return self.pieces[n] if n >= 0 and position < self.pieces[n].end else None


def load(main: bytes, tables: bytes, data: bytes) -> DocText | None:
    """Return the text that the header and the piece table of a Word 97–2003 file describe, if they do."""
    try:
        header = _Header(main, tables)
        pieces = tuple(_pieces(header.table(PIECES), len(main)))
        bounds = dict(_stories(header.lengths, pieces[-1].end if pieces else 0))
    except (struct.error, IndexError):
        return None
    if not pieces:
        return None
    text = without_instructions("".join(_decoded(main, piece) for piece in pieces))
    return DocText(
        text,
        pieces,
        bounds,
        doc_formats.paragraphs(main, header.table(PARAGRAPHS), data),
        doc_formats.runs(main, header.table(RUNS)),
        doc_formats.styles(header.table(STYLES)),
        _positions(header.table(HEADERS), 0),
        _positions(header.table(BOXES), 22),
        doc_formats.flowing(main, header.table(SECTIONS)),
    )


class _Header:
    """The file information block: lengths of the stories, and tables by number."""

    def __init__(self, main: bytes, tables: bytes) -> None:
        (words,) = struct.unpack_from("<H", main, 32)
        at = 34 + 2 * words
        (longs,) = struct.unpack_from("<H", main, at)
        self.lengths = struct.unpack_from("<8i", main, at + 2 + 12)
        self._pairs = at + 2 + 4 * longs + 2
        self._main, self._tables = main, tables

    def table(self, number: int) -> bytes:
        """Return a table's bytes; empty when there is none."""
        place, length = struct.unpack_from("<II", self._main, self._pairs + 8 * number)
        return self._tables[place : place + length]


def _pieces(clx: bytes, size: int) -> Iterator[Piece]:
    """Yield the pieces in a piece table; what lies outside the main stream is left out."""
    at = 0
    while clx[at] == 1:  # formatting of pieces comes first
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    (length,) = struct.unpack_from("<I", clx, at + 1)
    plan = clx[at + 5 : at + 5 + length] if clx[at] == 2 else b""
    count = max((len(plan) - 4) // 12, 0)
    bounds = struct.unpack_from(f"<{count + 1}I", plan)
    end = 0
    for n in range(count):
        (where,) = struct.unpack_from("<I", plan, 4 * (count + 1) + 8 * n + 2)
        wide = not where & 0x40000000
        place = where & 0x3FFFFFFF if wide else (where & 0x3FFFFFFF) // 2
        stop = min(bounds[n + 1], _MOST)
        if bounds[n] != end or stop <= end or place + (stop - end) * (2 if wide else 1) > size:
            return
        yield Piece(end, stop, place, wide)
        end = stop


def _stories(lengths: tuple[int, ...], total: int) -> Iterator[tuple[str, tuple[int, int]]]:
    at = 0
    for name, length in zip(_STORIES, lengths, strict=True):
        end = min(at + max(length, 0), total)
        yield name, (at, end)
        at = end


def _decoded(main: bytes, piece: Piece) -> str:
    """Return a piece's text, one character for each of its positions."""
    raw = main[piece.place : piece.place_of(piece.end)]
    if not piece.wide:
        return raw.decode("cp1252", "replace")
    text = raw.decode("utf-16-le", "replace")
    if len(text) == piece.end - piece.start:
        return text
    # A character beyond the first plane takes two positions: its halves are joined again at the end.
    return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))


def without_instructions(text: str) -> str:
    """Return ``text`` with the fields' instructions blanked, at the same length; results stay."""
    opened: list[int] = []
    hidden: list[tuple[int, int]] = []
    for mark in _FIELD.finditer(text):
        if mark[0] == "\x13":
            opened.append(mark.start())
        elif opened and (mark[0] == "\x14" or opened[-1] >= 0):
            hidden.append((opened[-1], mark.start()))
            opened[-1] = -1
        if mark[0] == "\x15" and opened:
            opened.pop()
    return _blanked(text, hidden)


def _blanked(text: str, hidden: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in sorted(hidden):
        if start >= 0 and end > at:
            parts += [text[at:start], "\0" * (end - max(start, at))]
            at = end
    return "".join([*parts, text[at:]])


def _positions(table: bytes, beside: int) -> tuple[int, ...]:
    """Return the bounds in a table that has ``beside`` bytes for each text between them."""
    count = max((len(table) - 4) // (4 + beside), 0)
    return struct.unpack_from(f"<{count + 1}I", table) if count else ()
