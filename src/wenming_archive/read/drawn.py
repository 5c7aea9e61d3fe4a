"""What stands beside the cells of an .xlsx sheet: text boxes and comments (ECMA-376, 18.7, 20.5)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator

from wenming_archive.content import Block
from wenming_archive.read import ooxml
from wenming_archive.read.cells import one_line
from wenming_archive.read.limits import Unreadable
from wenming_archive.read.ooxml import Element, local

#: Of the heads and feet of pages (ECMA-376, 18.3.1.46): what parts them, and what is no text.
_SECTION = re.compile(r"&[LCR]")
_SIGN = re.compile(r'&(?:"[^"]*"|[0-9]{1,3}|K[0-9A-Fa-f]{6}|[A-Za-z+-])')
_PAGES = re.compile(r"[\s第共页/,，、-]*|[Pp]age\s*(?:of)?\s*")
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")


def beside(archive: zipfile.ZipFile, part: str, unread: set[str]) -> Iterator[Block]:
    """Yield a sheet's boxes, then its comments; parts that are read leave ``unread``.

    A damaged drawing costs its boxes and not the sheet.
    """
    folder, _, name = part.rpartition("/")
    if f"{folder}/_rels/{name}.rels" not in unread:
        return
    try:
        parts = [name for name in ooxml.relations(archive, part).values() if name in unread]
    except Unreadable:
        return
    for name in parts:
        if name.endswith(".xml") and "drawing" in name.lower():
            unread.discard(name)
            yield from _whole(Block("box", text) for text in _boxes(archive, name))
    for name in parts:
        if name.endswith(".xml") and "comment" in name.lower():
            unread.discard(name)
            yield from _whole(Block("note", text) for text in _comments(archive, name))


def margins(node: Element) -> Iterator[Block]:
    """Yield the words in the heads and feet of a sheet's pages; page numbers are none."""
    said = ((local(child), part) for child in node for part in _SECTION.split(child.text or ""))
    told = ((name, one_line(_SIGN.sub("", part)).strip()) for name, part in said)
    for name, text in dict.fromkeys(told):
        if re.search(r"[A-Za-z\u4e00-\u9fff]", text) and not _PAGES.fullmatch(text):
            yield Block("footer" if name.endswith("Footer") else "header", text)


def _whole(blocks: Iterator[Block]) -> Iterator[Block]:
    """Yield blocks until the part proves damaged."""
    try:
        yield from (block for block in blocks if block.text)
    except Unreadable:
        return


def _boxes(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    for _, anchor in ooxml.events(archive, part, _ANCHORS):
        # A shape may be written twice, for older programs too.
        yield from dict.fromkeys(_lines(node) for node in anchor.iter("{*}txBody"))
        ooxml.forget(anchor)


def _lines(body: Element) -> str:
    """Return the text of a box; its paragraphs are parted by a blank."""
    paragraphs = ("".join(node.text or "" for node in line.iter("{*}t")) for line in body.iterfind("{*}p"))
    return one_line(" ".join(paragraphs))


def _comments(archive: zipfile.ZipFile, part: str) -> Iterator[str]:
    for _, comment in ooxml.events(archive, part, ("comment",)):
        for child in comment:
            if local(child) == "text":
                yield one_line(text_of(child))
        ooxml.forget(comment)


def text_of(node: Element) -> str:
    """Return the text of a string's runs; ``rPh`` holds their reading, which is no text of the cell."""
    runs = (n for n in node if local(n) in ("t", "r"))
    return "".join((t.text or "") for run in runs for t in run.iter("{*}t"))
