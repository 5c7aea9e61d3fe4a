"""What .docx, .xlsx and .pptx share: parts read under limits, and document properties (ECMA-376).

Tags are asked for by local name, so both editions of the standard are read alike.  Entities are
never resolved, nothing is fetched.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from wenming_archive.content import Properties
from wenming_archive.read import known
from wenming_archive.read.limits import Unreadable, broken, check_part

_PROBLEMS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,  # lxml's XMLSyntaxError is one
)
#: How XML is parsed: nothing resolved, nothing fetched, no part beyond reason.
SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_PARSER = etree.XMLParser(**SAFE)
Element = Any


def events(
    archive: zipfile.ZipFile, name: str, tags: tuple[str, ...], *, starts: bool = False
) -> Iterator[tuple[str, Element]]:
    """Yield the ends (and starts) of the elements called ``tags`` in a part; the caller clears them.

    :raises Unreadable: if the part is missing, locked, damaged, too large or declares entities.
    """
    wanted = ("start", "end") if starts else ("end",)
    try:
        with _opened(archive, name) as part:
            yield from etree.iterparse(part, wanted, tag=[f"{{*}}{tag}" for tag in tags], **SAFE)
    except _PROBLEMS as error:
        raise broken() from error


def root(archive: zipfile.ZipFile, name: str) -> Element | None:
    """Return the root of a small part, or ``None`` when there is no such part."""
    if name not in archive.NameToInfo:
        return None
    try:
        with _opened(archive, name) as part:
            return etree.fromstring(part.read(), _PARSER)
    except _PROBLEMS as error:
        raise broken() from error


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return the parts that ``part`` refers to, by relation id; outside links are left out."""
    folder, name = posixpath.split(part)
    tree = root(archive, f"{folder}/_rels/{name}.rels")
    found: dict[str, str] = {}
    for node in tree if tree is not None else ():
        if node.get("TargetMode") != "External":
            target = node.get("Target", "")
            joined = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found[node.get("Id", "")] = posixpath.normpath(joined)
    return found


def properties(archive: zipfile.ZipFile) -> Properties:
    """Return title, author and times; what a library's template left there is not known."""
    tree = _quiet_root(archive, "docProps/core.xml")
    if tree is None:
        return Properties()
    author = _text(tree, "creator")
    created, modified = _text(tree, "created"), _text(tree, "modified")
    return known.properties(_text(tree, "title"), author, created, modified)


def stated_pages(archive: zipfile.ZipFile) -> int | None:
    """Return the page count that Word or WPS wrote; other programs' counts are a template's."""
    tree = _quiet_root(archive, "docProps/app.xml")
    if tree is None:
        return None
    application = (_text(tree, "Application") or "").lower()
    trusted = application.startswith(("microsoft office word", "wps"))
    words, pages = whole(_text(tree, "Words")), whole(_text(tree, "Pages"))
    return (pages or None) if trusted and words else None


def whole(text: str | None) -> int | None:
    """Return the number written as ``text``, or ``None`` when it is none, or one beyond reason."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def local(node: Element) -> str:
    """Return the name of an element without its namespace; empty for comments and the like."""
    return _bare(node.tag)


@lru_cache(4096)
def _bare(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def forget(node: Element) -> None:
    """Drop an element that has been used, and what stands before it."""
    node.clear()
    while node.getprevious() is not None:
        del node.getparent()[0]


def _opened(archive: zipfile.ZipFile, name: str) -> Any:
    if name not in archive.NameToInfo:
        raise broken()
    info = archive.getinfo(name)
    check_part(info)
    part: Any = archive.open(info)
    if b"<!DOCTYPE" in part.peek(1024)[:1024]:
        part.close()
        raise Unreadable("unsafe", "文件里含有不安全的 XML 声明（DOCTYPE），没有读取")
    return part


def _quiet_root(archive: zipfile.ZipFile, name: str) -> Element | None:
    try:
        return root(archive, name)
    except Unreadable:
        return None


def _text(tree: Element, name: str) -> str | None:
    node = tree.find(f"{{*}}{name}")
    return (node.text or "").strip() or None if node is not None else None
