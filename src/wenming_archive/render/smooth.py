"""PDFs as they come, made into PDFs that can be bound: mended, unlocked, stamps and seals part of them."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from wenming_archive.read.limits import Unreadable, broken
from wenming_archive.render.copying import DAMAGE, Copying
from wenming_archive.render.sheaf import Sheaf

#: A4, and the room for a picture on it: left, bottom, width and height in points.
PICTURE = (28.35, 42.52, 538.58, 742.68)


def smooth(source: BinaryIO, target: Path) -> int:
    """Write a PDF so that it can be bound to ``target``, and return how many pages it has.

    What is laid on its pages (stamps, seals, filled-in forms) becomes part of them.

    :raises Unreadable: if it cannot be opened, or not be bound.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        with contextlib.closing(pypdfium2.PdfDocument(source, autoclose=False)) as document:
            _flatten(document)
            with target.open("wb") as stream:
                document.save(stream, flags=pdfium.FPDF_REMOVE_SECURITY)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("encrypted", "PDF 加了打开密码") from error
        raise broken("PDF ") from error
    return check(target)


def check(path: Path) -> int:
    """Return how many pages a PDF has that can be bound.

    :raises Unreadable: if it cannot.
    """
    with path.open("rb") as stream, opened(stream) as reader:
        copying = Copying(Sheaf(_Nowhere()), reader)
        for n in range(len(copying)):
            copying.page(n, 1)
        copying.end()
        if not len(copying):
            raise broken("PDF ")
        return len(copying)


@contextlib.contextmanager
def opened(stream: BinaryIO) -> Iterator[Any]:
    """Give the reader of a PDF.

    :raises Unreadable: if it, or what the block wants of it, is damaged.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # What it says of damage, in English, is for programmers.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        yield PdfReader(stream)
    except (PyPdfError, *DAMAGE) as error:
        raise broken("PDF ") from error


def pictures(jpegs: Sequence[tuple[bytes, tuple[int, int]]], target: Path) -> int:
    """Write JPEGs in sRGB, with their sizes in pixels, to a PDF, each in the middle of a page of A4."""
    with target.open("wb") as stream:
        sheaf = Sheaf(stream)
        for jpeg, size in jpegs:
            sheaf.picture(jpeg, size, placed(size))
        sheaf.finish("")
    return len(jpegs)


def empty(target: Path) -> None:
    """Write a PDF of one empty page."""
    with target.open("wb") as stream:
        sheaf = Sheaf(stream)
        sheaf.blank()
        sheaf.finish("")


def placed(size: tuple[int, int]) -> tuple[float, float, float, float]:
    """Return where on a page of A4 a picture of that size stands: left, bottom, width and height."""
    left, bottom, wide, high = PICTURE
    by = min(wide / size[0], high / size[1])
    across, up = size[0] * by, size[1] * by
    return left + (wide - across) / 2, bottom + (high - up) / 2, across, up


def _flatten(document: Any) -> None:
    import pypdfium2
    import pypdfium2.raw as pdfium

    for n in range(len(document)):
        with contextlib.suppress(pypdfium2.PdfiumError):  # a page that does not open stays as it is
            page = document[n]
            try:
                if pdfium.FPDFPage_GetAnnotCount(page):
                    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_PRINT)
            finally:
                page.close()


class _Nowhere(io.RawIOBase, BinaryIO):
    """Takes what is written, and forgets it."""

    def write(self, data: Any) -> int:
        """Forget ``data``."""
        return len(data)
