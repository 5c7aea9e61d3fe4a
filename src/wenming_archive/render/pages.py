"""On which page of a PDF its bookmarks stand, and which number is printed there."""

from __future__ import annotations

import contextlib
import ctypes
import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wenming_archive.errors import InputError
from wenming_archive.render import office
from wenming_archive.render.office import Paper

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bookmark stands: its page from 0, and how high on it in points."""

    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers of pages from a bookmark on: ``decimal``, ``upperRoman``, or none (empty)."""

    begins: str
    form: str
    start: int = 1


def count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with _opened(pdf) as document:
        return len(document)


def positions(pdf: bytes) -> dict[str, int]:
    """Return on which page, from 0, each bookmark of a PDF stands, in the order of the pages."""
    return {name: place.page for name, place in places(pdf).items()}


def places(pdf: bytes) -> dict[str, Place]:
    """Return where each bookmark of a PDF stands, in the order of the pages."""
    with _opened(pdf) as document:
        found = dict(_destinations(document))
    return dict(sorted(found.items(), key=lambda one: (one[1].page, -one[1].top)))


def paginate(docx: bytes, place: Path | None = None) -> dict[str, int]:
    """Return on which page, from 0, each bookmark of a .docx stands when it is printed.

    It is laid in ``place`` for that, or where the system keeps what is passing.

    :raises InputError: if there is no LibreOffice, or it cannot do that.
    """
    return positions(pdf(docx, place))


def pdf(docx: bytes, place: Path | None = None) -> bytes:
    """Return a .docx as a PDF; it is laid in ``place`` for that, or where the system keeps what is passing.

    :raises InputError: if there is no LibreOffice, or it cannot do that.
    """
    with tempfile.TemporaryDirectory(prefix="archive-", dir=place, ignore_cleanup_errors=True) as folder:
        paper = Paper(lambda: contextlib.closing(io.BytesIO(docx)), ".docx")
        # A volume of thousands of items takes its time.
        made = office.to_pdf([paper], Path(folder), limit=20 * office.LIMIT)[0]
        if made.path is None:
            raise InputError(f"LibreOffice 没能排出汇编的页面（{made.reason}）；请检查它能否正常打开 .docx")
        return made.path.read_bytes()


def displayed(found: Mapping[str, int], numberings: Sequence[Numbering]) -> dict[str, str]:
    """Return the number printed on the page of each bookmark in ``found``; empty where there is none.

    Each of ``numberings`` holds until the next begins; one whose bookmark is not there does not begin.
    """
    begun = sorted(
        ((found[one.begins], n, one) for n, one in enumerate(numberings) if one.begins in found),
        key=lambda row: row[:2],
    )
    return {name: _number(page, [(first, one) for first, _, one in begun]) for name, page in found.items()}


def _number(page: int, begun: Sequence[tuple[int, Numbering]]) -> str:
    current = [(first, one) for first, one in begun if first <= page]
    if not current:
        return ""
    first, numbering = current[-1]
    value = numbering.start + page - first
    return {"decimal": str(value), "upperRoman": _roman(value)}.get(numbering.form, "")


def _roman(value: int) -> str:
    letters = ""
    for size, letter in _ROMAN:
        times, value = divmod(value, size)
        letters += letter * times
    return letters


@contextlib.contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    with contextlib.closing(pypdfium2.PdfDocument(pdf)) as document:
        yield document


def _destinations(document: Any) -> Iterator[tuple[str, Place]]:
    import pypdfium2.raw as pdfium

    for n in range(pdfium.FPDF_CountNamedDests(document)):
        size = ctypes.c_long(0)
        pdfium.FPDF_GetNamedDest(document, n, None, size)
        if size.value <= 0:
            continue
        buffer = ctypes.create_string_buffer(size.value)
        destination = pdfium.FPDF_GetNamedDest(document, n, buffer, size)
        page = pdfium.FPDFDest_GetDestPageIndex(document, destination) if destination else -1
        if page >= 0:
            yield buffer.raw.decode("utf-16-le").rstrip("\0"), Place(page, _top(destination))


def _top(destination: Any) -> float:
    import pypdfium2.raw as pdfium

    flags, sizes = [ctypes.c_int() for _ in range(3)], [ctypes.c_float() for _ in range(3)]
    pdfium.FPDFDest_GetLocationInPage(destination, *flags, *sizes)
    return float(sizes[1].value)
