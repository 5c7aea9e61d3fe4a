"""PDF with text: tables by their ruled lines, else by how their columns stand; other lines as lines."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, BinaryIO

from wenming_archive.published import pdf_columns, pdf_rules
from wenming_archive.published.grid import Grid, Line, Part
from wenming_archive.published.pdf_rules import Rule
from wenming_archive.published.pdf_text import Letter, in_cells, paragraphs
from wenming_archive.read.limits import Unreadable, broken

_MAX_PAGES, _MAX_LETTERS = 500, 600_000
#: A filled shape thinner than this is a line.
_THIN = 3.0


def read(stream: BinaryIO) -> tuple[Part, ...]:
    """Return the tables and lines of a PDF, page by page.

    :raises Unreadable: if it is locked or damaged, or a scan without text.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(stream, autoclose=False)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("encrypted", "PDF 加了打开密码；请去掉密码后另存") from error
        raise broken("PDF ") from error
    try:
        parts = tuple(_parts(document))
    finally:
        document.close()
    if not parts:
        raise Unreadable("no-text", "PDF 里没有文字，多半是扫描件；请索取 Word、Excel 原件，或先识别成文字")
    return parts


def _parts(document: Any) -> Iterator[Part]:
    import pypdfium2

    room, tables = _MAX_LETTERS, 0
    for n in range(min(len(document), _MAX_PAGES)):
        try:
            page = document[n]
            letters, rules = _letters(page), _rules(page)
            width, height = page.get_size()
        except pypdfium2.PdfiumError:
            continue  # a damaged page costs its own text, not the document's
        for part in _page([*letters], rules, (width, height), n + 1, tables):
            tables += isinstance(part, Grid)
            yield part
        room -= len(letters)
        if room <= 0:
            return


def _page(
    letters: Sequence[Letter], rules: Sequence[Rule], size: tuple[float, float], page: int, before: int
) -> Iterator[Part]:
    """Yield the parts of a page from the top."""
    frames = pdf_rules.frames(rules)
    free = [one for one in letters if not any(frame.holds(one.middle, one.y) for frame in frames)]
    found: list[tuple[float, Part]] = []
    for n, frame in enumerate(frames):
        grid = in_cells(frame, letters, f"表{before + n + 1}", page)
        if grid.cells:
            found.append((frame.ys[0], grid))
    if not frames:
        found += pdf_columns.parts(free, size, page)
    else:
        found += [(y, line) for y, line in paragraphs(free, size, page)]
    yield from (part for _, part in sorted(found, key=lambda pair: pair[0]) if not _is_number(part))


def _is_number(part: Part) -> bool:
    """Say whether a line is the number of its page."""
    return isinstance(part, Line) and not part.text.strip("-—– 第页共/0123456789")


def _letters(page: Any) -> list[Letter]:
    """Return the letters of a page as they stand on it."""
    textpage = page.get_textpage()
    try:
        top = page.get_size()[1]
        return list(_read_letters(textpage, top))
    finally:
        textpage.close()


def _read_letters(textpage: Any, top: float) -> Iterator[Letter]:
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    blank = ""
    for n in range(min(textpage.count_chars(), _MAX_LETTERS)):
        code = raw.FPDFText_GetUnicode(textpage, n)
        if raw.FPDFText_IsGenerated(textpage, n) == 1:
            continue  # PDFium's own idea of where a line or a word ends
        if code <= 32 or code in (0xA0, 0x3000, 0xFFFE, 0xFFFF):
            blank = " " if code in (32, 0xA0, 0x3000) else blank
            continue
        # The loose box holds the room of a sign: a stop fills but a corner of it.
        if raw.FPDFText_GetLooseCharBox(textpage, n, box):
            size = raw.FPDFText_GetFontSize(textpage, n)
            middle = top - (box.bottom + box.top) / 2
            yield Letter(blank + chr(code), box.left, box.right, middle, _sized(size, box.top - box.bottom))
            blank = ""


def _sized(size: float, height: float) -> float:
    return size if 4 <= size <= 80 else max(height, 6.0)


def _rules(page: Any) -> list[Rule]:
    """Return the straight lines drawn on a page."""
    from pypdfium2 import raw

    top = page.get_size()[1]
    found: list[Rule] = []
    for shape in page.get_objects([raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        if len(found) > 20_000:
            break
        found += _drawn(shape, top)
    return found


def _drawn(shape: Any, top: float) -> Iterator[Rule]:
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(shape, ctypes.byref(fill), ctypes.byref(stroke))
    points = list(_points(shape))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if not points or not (fill.value or stroke.value):
        return
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)
    if not stroke.value:
        if min(right - left, high - low) <= _THIN:
            yield from _thin(left, right, top - high, top - low)
        return
    for (x, y), (other, below) in pairwise(points):
        if abs(y - below) <= 1 or abs(x - other) <= 1:
            yield from _thin(min(x, other), max(x, other), top - max(y, below), top - min(y, below))


def _thin(left: float, right: float, upper: float, lower: float) -> Iterator[Rule]:
    """Yield a thin shape as the line along its longer side."""
    if right - left >= lower - upper:
        yield Rule(True, (upper + lower) / 2, left, right)
    else:
        yield Rule(False, (left + right) / 2, upper, lower)


def _points(shape: Any) -> Iterator[tuple[float, float]]:
    """Yield the corners of a path as they stand on the page, its first again at the end where it closes."""
    from pypdfium2 import raw

    matrix = shape.get_matrix()
    first: tuple[float, float] | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    for n in range(min(raw.FPDFPath_CountSegments(shape), 4000)):
        segment = raw.FPDFPath_GetPathSegment(shape, n)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.on_point(x.value, y.value)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or first is None:
            first = point
        yield point
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield first
