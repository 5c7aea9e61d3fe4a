"""PDF: text page by page through PDFium, page count, properties.

PDFium is not thread-safe, even across documents: parallel reading needs processes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from wenming_archive.content import Extracted, Properties
from wenming_archive.model import Problem
from wenming_archive.read import pdf_lines
from wenming_archive.read.limits import MAX_TEXT, Unreadable, broken
from wenming_archive.read.pdf_lines import Line

#: Pages whose text is read; the count covers all.
_MAX_PAGES = 2000
#: Pages whose lines are looked at: for the title, and for the usual size beside it.
_LOOKED_AT = 8
#: Fewer characters than this on every page means a scan.
_SCAN_CHARACTERS = 12
#: A page with fewer characters than this, and pictures that cover this much of it, is a scan.
_PAGE_CHARACTERS, _PAGE_COVERED = 20, 0.4
#: Pictures of one page that are measured; a scanner may cut a page into strips.
_MAX_PICTURES = 500
NO_TEXT = Problem("no-text", "扫描件或图片型 PDF，里面没有文字，只能凭文件名和文件夹判断")


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the text of a PDF and its scanned pages; if it has no text, a problem says so."""
    document = _open(stream)
    try:
        count = len(document)
        unseen: list[int] = []
        pages = list(_pages(document, min(count, _MAX_PAGES), unseen))
        if not any(pages) and not any(_opens(document, n) for n in range(min(count, _MAX_PAGES))):
            raise Unreadable("no-pages", "PDF 里没有一页能打开，可能已损坏；请向提供单位重新索取")
        read_in = sum(len(line.text) for page in pages for line in page)
        scanned = read_in < _SCAN_CHARACTERS * min(count, 5)
        blocks = tuple(pdf_lines.blocks(pages))
        problems = (NO_TEXT,) if scanned else ()
        properties = _properties(document)
        return Extracted(fmt, blocks, count, True, properties, unseen=tuple(unseen), problems=problems)
    finally:
        document.close()


def _open(stream: BinaryIO) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(stream, autoclose=False)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("encrypted", "PDF 加了打开密码；请去掉密码后另存") from error
        raise broken("PDF ") from error


def _pages(document: Any, count: int, unseen: list[int]) -> Iterator[list[Line]]:
    """Yield the lines of each of the first ``count`` pages; note in ``unseen`` those that are scans."""
    total = 0
    for n in range(count):
        lines, scan = _page(document, n)
        if scan:
            unseen.append(n)
        total += sum(len(line.text) for line in lines)
        yield lines
        if total > MAX_TEXT:
            return


def _page(document: Any, n: int) -> tuple[list[Line], bool]:
    """Return a page's lines, and whether the page is a scan."""
    import pypdfium2

    try:
        page = document[n]
        textpage = page.get_textpage()
        try:
            # PDFium bounds a turned page by its size as it is seen, and so would lose a part of it.
            whole = textpage.get_text_range if page.get_rotation() else textpage.get_text_bounded
            text = str(whole())
            lines = pdf_lines.of(page, textpage, text, looked_at=n < _LOOKED_AT)
            return lines, len("".join(text.split())) < _PAGE_CHARACTERS and _covered(page)
        finally:
            textpage.close()
            page.close()
    except pypdfium2.PdfiumError:
        return [], False  # a damaged page costs its own text, not the document's


def _covered(page: Any) -> bool:
    """Say whether pictures cover much of a page, whole or in strips."""
    import pypdfium2.raw

    width, height = page.get_size()
    images = page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    area, measured = 0.0, set[Any]()
    for image in islice(images, _MAX_PICTURES):
        outer = _outermost(image)
        if outer not in measured:
            measured.add(outer)
            left, bottom, right, top = outer.get_bounds()
            area += max(0.0, right - left) * max(0.0, top - bottom)
    return bool(area > _PAGE_COVERED * width * height)


def _outermost(image: Any) -> Any:
    """Return the form that holds a picture: only what stands on the page itself has its place there."""
    while image.container is not None:
        image = image.container
    return image


def _opens(document: Any, n: int) -> bool:
    import pypdfium2

    try:
        document[n].close()
    except pypdfium2.PdfiumError:
        return False
    return True


def _properties(document: Any) -> Properties:
    found = document.get_metadata_dict()
    created = re.match(r"D:(\d{4})(\d\d)(\d\d)", found.get("CreationDate", ""))
    date = "-".join(created.groups()) if created else None
    return Properties(found.get("Title") or None, found.get("Author") or None, date)
