"""Word in one XML file: Word 2003 XML, and the flat form of .docx (Flat OPC).

Both hold what a .docx holds in its parts, under the same local names: the parts are put together
again and read as a .docx is.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from lxml import etree

from wenming_archive.content import Extracted
from wenming_archive.read import ooxml, salvage, word
from wenming_archive.read.limits import MAX_PART, Unreadable, broken, unpacks_beyond_reason
from wenming_archive.read.ooxml import Element, local, whole

#: Pictures as text: never looked at, and longer than any text.
_BINARY = re.compile(rb"<(\w+:)?(binData|binaryData)\b[^<>]*>[^<]*</\1\2\s*>")
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_NAME = re.compile(r"(\{[^{}]+\})?[A-Za-z_][A-Za-z0-9_.-]*")
_MARGINS = {"hdr": "header", "ftr": "footer"}
_CORE = {"Title": "title", "Author": "creator", "Created": "created", "LastSaved": "modified"}


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the text of a flat Word file, its pages and its properties."""
    tree, whole_file = _tree(stream)
    parts = dict(_flat_parts(tree) if local(tree) == "package" else _parts(tree))
    if "word/document.xml" not in parts:
        if not whole_file:
            raise broken()
        raise Unreadable("unsupported", "XML 文件里没有 Word 正文；请在 WPS 或 Word 中另存为 .docx 再扫描")
    extracted = replace(word.read(_packed(parts), "docx"), format=fmt)
    if not whole_file:
        extracted = replace(extracted, problems=(*extracted.problems, salvage.problem()))
    stated = whole(tree.findtext("{*}DocumentProperties/{*}Pages"))
    if stated and extracted.pages and extracted.pages <= 4 * stated:
        return replace(extracted, pages=stated, pages_exact=True)
    return extracted


def _tree(stream: BinaryIO) -> tuple[Element, bool]:
    """Return the file's root, of a damaged one what can be parsed, and whether the file is whole."""
    data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise unpacks_beyond_reason()
    if re.search(rb"<!\s*(DOCTYPE|ENTITY)", data[:4096]):
        raise Unreadable("unsafe", "文件里含有不安全的 XML 声明（DOCTYPE），没有读取")
    data = _BINARY.sub(b"", data)
    strict = _parsed(data, recover=False)
    tree = _parsed(_mended(data), recover=True) if strict is None else strict
    if tree is None:
        raise broken()
    if strict is None:
        _drop_bad_names(tree)
    return tree, strict is not None


def _drop_bad_names(tree: Element) -> None:
    """Drop the attributes and the names that a strict parser would not take again."""
    for node in tree.iter(etree.Element):
        if not _NAME.fullmatch(node.tag):
            node.tag = "damaged"
        for name in [name for name in node.attrib if not _NAME.fullmatch(name)]:
            del node.attrib[name]


def _mended(data: bytes) -> bytes:
    """Return UTF-8 without the bytes at which even a lenient parser ends."""
    return _FORBIDDEN.sub("\ufffd", data.decode("utf-8", "replace")).encode()


def _parsed(data: bytes, *, recover: bool) -> Element | None:
    try:
        return etree.fromstring(data, etree.XMLParser(**ooxml.SAFE, recover=recover))
    except (ValueError, SyntaxError):
        return None


def _flat_parts(tree: Element) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a flat .docx: name and XML."""
    for part in tree.iterchildren("{*}part"):
        name = next((str(value) for key, value in part.attrib.items() if key.endswith("name")), "")
        content = part.find("{*}xmlData/*")
        if content is not None:
            yield name.lstrip("/"), etree.tostring(content)


def _parts(tree: Element) -> Iterator[tuple[str, bytes]]:
    """Yield what a .docx would hold of a Word 2003 file; headers stand within its body there."""
    for n, margin in enumerate(list(tree.iter("{*}hdr", "{*}ftr"))):
        yield f"word/{_MARGINS[local(margin)]}{n}.xml", etree.tostring(margin, with_tail=False)
        margin.getparent().remove(margin)
    for name, part in (("body", "document"), ("styles", "styles")):
        content = tree.find(f"{{*}}{name}")
        if content is not None:
            yield f"word/{part}.xml", etree.tostring(content)
    core = etree.Element("core")
    for node in tree.iterfind("{*}DocumentProperties/*"):
        if local(node) in _CORE:
            etree.SubElement(core, _CORE[local(node)]).text = node.text
    yield "docProps/core.xml", etree.tostring(core)


def _packed(parts: dict[str, bytes]) -> BinaryIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    packed.seek(0)
    return packed
