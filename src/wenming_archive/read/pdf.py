"""PDF: text page by page through PDFium, page count, properties.

PDFium is not thread-safe, even across documents: parallel reading needs processes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from wenming_archive.model import Block, Extracted, Problem, Properties
from wenming_archive.read.limits import MAX_TEXT, Unreadable, broken

#: Pages whose text is read; the count covers all.
_MAX_PAGES = 2000
#: Fewer characters than this on every page means a scan.
_SCAN_CHARACTERS = 12
NO_TEXT = Problem("no-text", "扫描件或图片型 PDF，里面没有文字，只能凭文件名和文件夹判断")


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the text of a PDF; a scan without text is read, with a problem that says so."""
    document = _open(stream)
    try:
        count = len(document)
        lines = list(_lines(document, min(count, _MAX_PAGES)))
        if not lines and not any(_opens(document, n) for n in range(min(count, _MAX_PAGES))):
            raise Unreadable("no-pages", "PDF 里没有一页能打开，可能已损坏；请向提供单位重新索取")
        scanned = sum(len(line) for line in lines) < _SCAN_CHARACTERS * min(count, 5)
        blocks = tuple(Block("text", line) for line in lines)
        problems = (NO_TEXT,) if scanned else ()
        return Extracted(fmt, blocks, count, True, _properties(document), problems=problems)
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


def _lines(document: Any, count: int) -> Iterator[str]:
    total = 0
    for n in range(count):
        for line in _page_text(document, n).splitlines():
            # U+FFFE and U+0002 are PDFium's hyphens at a line's end.
            clean = line.replace("\ufffe", "").replace("\x02", "").strip()
            if clean and not re.fullmatch(r"[-—–\s]*\d{1,4}[-—–\s]*", clean):
                total += len(clean)
                yield clean
        if total > MAX_TEXT:
            return


def _page_text(document: Any, n: int) -> str:
    import pypdfium2

    try:
        page = document[n]
        text = page.get_textpage()
        try:
            return str(text.get_text_bounded())
        finally:
            text.close()
            page.close()
    except pypdfium2.PdfiumError:
        return ""  # a damaged page costs its own text, not the document's


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
