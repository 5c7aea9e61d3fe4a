"""A zipped document (.docx, .xlsx) rewritten part by part; what is not changed stays byte for byte."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO

from lxml import etree

from wenming_archive.masking.segments import Segment, Struck, rewrite
from wenming_archive.privacy import tables
from wenming_archive.read.limits import Unreadable, broken, check_part, open_zip
from wenming_archive.read.ooxml import SAFE, local

Element = Any
#: Attributes that hold words: of pictures, of links.
_WORDED = frozenset(
    ["descr", "title", "alt", "tooltip", "display", "Target", "location", "prompt", "promptTitle", "error"]
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Package:
    """A document's parts; those asked for are parsed, and written anew at the end."""

    def __init__(self, stream: BinaryIO) -> None:
        """Open ``stream``.

        :raises Unreadable: if it is no whole zip, or unpacks beyond reason.
        """
        self.archive = open_zip(stream)
        self.trees: dict[str, Element] = {}
        self.struck = Struck(set())

    def names(self, pattern: str) -> list[str]:
        """Return the parts whose names match."""
        return [name for name in self.archive.namelist() if re.fullmatch(pattern, name)]

    def tree(self, name: str) -> Element:
        """Return the root of a part.

        :raises Unreadable: if it is damaged, locked, too large or declares entities.
        """
        if name not in self.trees:
            data = self._data(self.archive.getinfo(name))
            if b"<!DOCTYPE" in data[:4096]:
                raise Unreadable("unsafe", "文件里含有不安全的 XML 声明（DOCTYPE）")
            try:
                self.trees[name] = etree.fromstring(data, etree.XMLParser(**SAFE))
            except (ValueError, SyntaxError) as error:
                raise broken() from error
        return self.trees[name]

    def saved(self) -> bytes:
        """Return the document's bytes: the same document gives the same.

        :raises Unreadable: if a number that was masked still stands in some part.
        """
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as target:
            for info in self.archive.infolist():
                data = self._part(info)
                self._refuse_left(info.filename, data)
                copy = zipfile.ZipInfo(info.filename, info.date_time)
                copy.compress_type, copy.external_attr = info.compress_type, info.external_attr
                copy.create_system = info.create_system
                target.writestr(copy, data)
        return made.getvalue()

    def _part(self, info: zipfile.ZipInfo) -> bytes:
        tree = self.trees.get(info.filename)
        if tree is None:
            return self._data(info)
        return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))

    def _data(self, info: zipfile.ZipInfo) -> bytes:
        return data(self.archive, info)

    def _refuse_left(self, name: str, data: bytes) -> None:
        for number in self.struck.numbers:
            if number.encode() in data or number.encode("utf-16-le") in data:
                raise Unreadable("left", f"文件里别处（{name}）还存有同一个号码，遮盖不全")


def data(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a part.

    :raises Unreadable: if it is damaged, locked or too large.
    """
    check_part(info)
    try:
        return archive.read(info)
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise broken() from error


def paragraphs(tree: Element, struck: Struck, tags: tuple[str, ...], words: str) -> None:
    """Mask each of the elements called ``tags``: its text is that of the ``words`` below it."""
    for node in tree.iter(*(f"{{*}}{tag}" for tag in tags)):
        pieces = [segment(piece) for piece in node.iter(f"{{*}}{words}")]
        mask(pieces, struck)


def leaves(tree: Element, struck: Struck, wanted: Callable[[Element], bool]) -> None:
    """Mask the text of each ``wanted`` element by itself, and the attributes that hold words."""
    for node in tree.iter(etree.Element):
        if node.text and wanted(node):
            mask([segment(node)], struck)
        for name, value in node.attrib.items():
            if name.rpartition("}")[2] in _WORDED:
                mask([Segment(str(value), _setter(node, name))], struck)


def mask(segments: list[Segment], struck: Struck, label: str = "") -> None:
    """Mask what is personal in a text of several pieces."""
    for _ in range(3):  # shorter, a text may bring a label near to another number
        spans = tables.text("".join(piece.text for piece in segments), label)
        if not spans:
            return
        rewrite(segments, spans, struck)
        segments = [fresh(piece) for piece in segments]


def segment(node: Element) -> Segment:
    """Return the text of an element as a piece of a text."""

    def put(text: str) -> None:
        node.text = text
        if local(node) == "t":
            node.set(_SPACE, "preserve")

    return Segment(node.text or "", _Put(node, put))


class _Put:
    """Rewrites an element; knows what stands there."""

    def __init__(self, node: Element, put: Callable[[str], None]) -> None:
        self.node = node
        self._put = put

    def __call__(self, text: str) -> None:
        self._put(text)


def fresh(piece: Segment) -> Segment:
    """Return a piece as it stands by now."""
    put = piece.put
    return Segment(put.node.text or "", put) if isinstance(put, _Put) else piece


def _setter(node: Element, name: str) -> Callable[[str], None]:
    return lambda text: node.set(name, text)
