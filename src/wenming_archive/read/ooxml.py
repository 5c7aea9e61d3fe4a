"""What .docx and .xlsx share: parts read under limits, and document properties (ECMA-376)."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import Literal
from xml.etree import ElementTree as ET

from wenming_archive.model import Properties
from wenming_archive.read.limits import Unreadable, broken, check_part

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_APP = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}"
#: Values that libraries leave in the properties; no person wrote them.
_TEMPLATE_AUTHORS = (
    "python-docx",
    "openpyxl",
    "xlsxwriter",
    "apache poi",
    "administrator",
    "user",
    "admin",
    "微软用户",
)

_PROBLEMS = (
    zipfile.BadZipFile,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    ET.ParseError,
)


def events(archive: zipfile.ZipFile, name: str, starts: bool = False) -> Iterator[tuple[str, ET.Element]]:
    """Yield parse events of a part; the caller clears what it has used.

    :raises Unreadable: if the part is missing, locked, damaged, too large or declares entities.
    """
    wanted: tuple[Literal["start", "end"], ...] = ("start", "end") if starts else ("end",)
    try:
        info = archive.getinfo(name)
        check_part(info)
        with archive.open(info) as part:
            if b"<!DOCTYPE" in part.peek(1024)[:1024]:  # type: ignore[attr-defined]
                raise Unreadable("unsafe", "文件里含有不安全的 XML 声明（DOCTYPE），没有读取")
            yield from ET.iterparse(part, wanted)
    except KeyError as error:
        raise broken() from error
    except _PROBLEMS as error:
        raise broken() from error


def root(archive: zipfile.ZipFile, name: str) -> ET.Element | None:
    """Return the root of a small part, or ``None`` when there is no such part."""
    if name not in archive.namelist():
        return None
    last: ET.Element | None = None
    for event in events(archive, name):
        last = event[1]
    return last


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
    author = _text(tree, f"{_DC}creator")
    by_library = (author or "").lower() in _TEMPLATE_AUTHORS
    return Properties(
        title=_text(tree, f"{_DC}title"),
        author=None if by_library else author,
        created=None if by_library else _text(tree, f"{_TERMS}created"),
        modified=_text(tree, f"{_TERMS}modified"),
    )


def stated_pages(archive: zipfile.ZipFile) -> int | None:
    """Return the page count that Word or WPS wrote; other programs' counts are a template's."""
    tree = _quiet_root(archive, "docProps/app.xml")
    if tree is None:
        return None
    application = (_text(tree, f"{_APP}Application") or "").lower()
    trusted = application.startswith(("microsoft office word", "wps"))
    words, pages = _text(tree, f"{_APP}Words"), _text(tree, f"{_APP}Pages")
    if not trusted or not (words or "").isdecimal() or int(words or 0) == 0:
        return None
    return int(pages) if pages and pages.isdecimal() and int(pages) > 0 else None


def local(tag: str) -> str:
    """Return the name of a tag without its namespace: the same in both editions of the standard."""
    return tag.rsplit("}", 1)[-1]


def _quiet_root(archive: zipfile.ZipFile, name: str) -> ET.Element | None:
    try:
        return root(archive, name)
    except Unreadable:
        return None


def _text(tree: ET.Element, tag: str) -> str | None:
    node = tree.find(tag)
    return (node.text or "").strip() or None if node is not None else None
