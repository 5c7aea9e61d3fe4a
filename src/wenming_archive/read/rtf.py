"""RTF: text with tables, text boxes, notes, headers and footers, in the code pages of its fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.model import Problem
from wenming_archive.read import known, tables
from wenming_archive.read.limits import broken, has_text, limited, only_pictures
from wenming_archive.read.rtf_document import Document
from wenming_archive.read.rtf_flow import plain
from wenming_archive.read.rtf_tokens import tokens

#: Bytes read of one file: pictures stand in it as text.
_MAX_BYTES = 96 << 20


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the text of an RTF file; pages are estimated."""
    document = Document()
    for token in tokens(stream.read(_MAX_BYTES)):
        document.take(token)
        if document.full:
            break
    whole = document.end() or document.full
    body = list(limited((*document.blocks, *document.notes)))
    if not whole and not has_text(body):
        raise broken()
    problems = tuple(_problems(document, body, whole))
    lines = [block.text for block in body]
    pages = max(document.breaks.count + 1, tables.estimated_pages(lines))
    blocks = (*_margins(document, "header"), *body, *_margins(document, "footer"))
    return Extracted(fmt, blocks, pages, False, _properties(document.said), problems=problems)


def _problems(document: Document, body: list[Block], whole: bool) -> Iterator[Problem]:
    if not has_text(body):
        yield only_pictures("文档", document.pictures)
    if not whole:
        yield Problem("incomplete", "文件不完整，末尾缺失，只读到前面的文字；请向提供单位重新索取")


def _margins(document: Document, role: str) -> Iterator[Block]:
    """Yield the distinct lines of all headers or footers; bare page numbers are no text."""
    for text in dict.fromkeys(block.text for block in document.margins if block.role == role):
        if re.search(r"[A-Za-z\u4e00-\u9fff]", text):
            yield Block(role, text)


def _properties(said: dict[str, str]) -> Properties:
    title, author = (plain(said.get(name, "")).strip() or None for name in ("title", "author"))
    return known.properties(title, author, _date(said, "creatim"), _date(said, "revtim"))


def _date(said: dict[str, str], name: str) -> str | None:
    day = "-".join(said.get(f"{name}.{part}", "") for part in ("yr", "mo", "dy"))
    return day if re.fullmatch(r"(19[89]|20\d)\d-[01]\d-[0-3]\d", day) else None
