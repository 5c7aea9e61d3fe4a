"""What stands where on a printed page, in millimetres from its upper left corner."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw

from rendering import paper
from wenming_archive.render import office

_DPI = 150
_INCH, _POINT = 25.4, 25.4 / 72
#: How dark a point is that has ink, of 255; and how much of a stretch a ruled line must cover.
_DARK, _RULED = 160, 0.95
#: Lines of characters are further apart.
_SAME_LINE = 2.0
#: The share of a page's shorter side below which a dark stretch is a stroke of a character; and how
#: many points high a row is at least.
_LONG, _LEAST_ROW = 0.1, round(4 / _INCH * _DPI)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: where its room begins and ends, and how far down the line is on which it stands."""

    char: str
    left: float
    right: float
    base: float


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a ruled table: where its room begins and ends, and the lines between its cells."""

    top: float
    bottom: float
    rules: tuple[float, ...]

    @property
    def widths(self) -> list[float]:
        """The widths of its cells, from the middle of one line to the middle of the next."""
        return [b - a for a, b in itertools.pairwise(self.rules)]


@dataclass(frozen=True)
class Page:
    """One printed page; pictures of it are made when they are looked at, and not kept."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    #: The PDF, and which of its pages it is.
    pdf: bytes
    place: int

    def seen(self, *, grey: bool) -> Any:
        """Return a picture of it, in red, green and blue or in grey."""
        with closing(pypdfium2.PdfDocument(self.pdf)) as document:
            return (
                document[self.place]
                .render(scale=_DPI / 72, rev_byteorder=True, grayscale=grey)
                .to_numpy()
                .copy()
            )

    @property
    def text(self) -> str:
        """What is written on it, without spaces."""
        return "".join(glyph.char for glyph in self.glyphs)

    @cached_property
    def lines(self) -> list[list[Glyph]]:
        """Its lines from the top, each from the left."""
        found: list[list[Glyph]] = []
        for glyph in sorted(self.glyphs, key=lambda one: one.base):
            if not found or glyph.base - found[-1][-1].base > _SAME_LINE:
                found.append([])
            found[-1].append(glyph)
        return [sorted(line, key=lambda one: one.left) for line in found]

    @property
    def dark(self) -> Any:
        """Where there is ink."""
        return self.seen(grey=True) < _DARK

    def at(self, text: str) -> list[Glyph]:
        """Return the characters of the first place where ``text`` is written."""
        start = self.text.index(text.replace(" ", ""))
        return list(self.glyphs[start : start + len(text.replace(" ", ""))])

    def blocks(self, where: Any) -> list[tuple[float, float, float, float]]:
        """Return left, top, right and bottom of each stretch down the page in which ``where`` is true."""
        found = []
        for above, below in _runs(where.any(axis=1)):
            part = np.zeros_like(where)
            part[above:below] = where[above:below]
            found.append(self.ink(part))
        return found

    def ink(self, where: Any = None) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of all ink, or of what is true in ``where``."""
        mask = self.dark if where is None else where
        rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        return _mm(columns[0]), _mm(rows[0]), _mm(columns[-1] + 1), _mm(rows[-1] + 1)

    def colour(self, red: int, green: int, blue: int) -> Any:
        """Return where a colour is, about."""
        return (abs(self.seen(grey=False).astype(np.int16) - (red, green, blue)) < 60).all(axis=2)

    @cached_property
    def table(self) -> list[Row]:
        """The rows of all its ruled tables."""
        dark = self.dark
        edges = _runs(_stretches(dark, round(min(dark.shape) * _LONG)).any(axis=1))
        return [row for above, below in itertools.pairwise(edges) if (row := _row(dark, above, below))]


def printed(*documents: bytes, folder: Path) -> list[list[Page]]:
    """Return the pages of each of ``documents`` as LibreOffice prints them."""
    made = office.to_pdf([paper(one) for one in documents], folder)
    assert all(one.path for one in made)
    return [pages(one.path.read_bytes()) for one in made if one.path]


def pages(pdf: bytes) -> list[Page]:
    """Return the pages of a PDF."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [_page(pdf, n, page) for n, page in enumerate(document)]


def _row(dark: Any, above: tuple[int, int], below: tuple[int, int]) -> Row | None:
    between = dark[above[1] : below[0]]
    if len(between) < _LEAST_ROW:
        return None
    middles = tuple(_mm((a + b) / 2) for a, b in _runs(between.mean(axis=0) > _RULED))
    return Row(_mm(above[1]), _mm(below[0]), middles) if len(middles) > 1 else None


def _page(pdf: bytes, place: int, page: Any) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    glyphs = [
        _glyph(char, text, n, height) for n, char in enumerate(text.get_text_range()) if not char.isspace()
    ]
    return Page(width * _POINT, height * _POINT, tuple(glyphs), pdf, place)


def _glyph(char: str, text: Any, n: int, height: float) -> Glyph:
    left, _, right, _ = text.get_charbox(n, loose=True)
    across, up = ctypes.c_double(), ctypes.c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(text, n, across, up)
    return Glyph(char, left * _POINT, right * _POINT, (height - up.value) * _POINT)


def _mm(pixels: float) -> float:
    return float(pixels) / _DPI * _INCH


def _runs(mask: Any) -> list[tuple[int, int]]:
    """Return where each stretch that is true begins and ends."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _stretches(mask: Any, length: int) -> Any:
    """Return where ``mask`` is true for at least ``length`` side by side."""
    sums = np.cumsum(np.pad(mask, ((0, 0), (1, 0))).astype(np.int32), axis=1)
    return sums[:, length:] - sums[:, :-length] == length


def one(found: Sequence[Page], *texts: str) -> Page:
    """Return the first page on which all of ``texts`` are written."""
    return next(page for page in found if all(text.replace(" ", "") in page.text for text in texts))
