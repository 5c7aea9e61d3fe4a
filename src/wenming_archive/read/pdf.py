"""PDF: text page by page through PDFium, page count, properties.

PDFium is not thread-safe, even across documents: parallel reading needs processes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

from wenming_archive.model import Block, Extracted, Problem, Properties
from wenming_archive.read.limits import MAX_TEXT, Unreadable, broken

#: Pages whose text is read; the count covers all.
_MAX_PAGES = 2000
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
        lines = list(_lines(document, min(count, _MAX_PAGES), unseen))
        if not lines and not any(_opens(document, n) for n in range(min(count, _MAX_PAGES))):
            raise Unreadable("no-pages", "PDF 里没有一页能打开，可能已损坏；请向提供单位重新索取")
        scanned = sum(len(line) for line in lines) < _SCAN_CHARACTERS * min(count, 5)
        blocks = tuple(Block("text", line) for line in lines)
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


def _lines(document: Any, count: int, unseen: list[int]) -> Iterator[str]:
    """Yield the lines of the first ``count`` pages, and note in ``unseen`` those that are scans."""
    total = 0
    for n in range(count):
        text, scan = _page(document, n)
        if scan:
            unseen.append(n)
        for line in text.splitlines():
            # U+FFFE and U+0002 are PDFium's hyphens at a line's end.
            clean = line.replace("\ufffe", "").replace("\x02", "").strip()
            if clean and not re.fullmatch(r"[-—–\s]*\d{1,4}[-—–\s]*", clean):
                total += len(clean)
                yield clean
        if total > MAX_TEXT:
            return


def _page(document: Any, n: int) -> tuple[str, bool]:
    """Return a page's text, and whether the page is a scan."""
    import pypdfium2

    try:
        page = document[n]
        textpage = page.get_textpage()
        try:
            text = str(textpage.get_text_bounded())
            return text, len("".join(text.split())) < _PAGE_CHARACTERS and _covered(page)
        finally:
            textpage.close()
            page.close()
    except pypdfium2.PdfiumError:
        return "", False  # a damaged page costs its own text, not the document's


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
