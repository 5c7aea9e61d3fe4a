"""Fields of a document that tell of the day or the file: what stood there when it was kept stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from wenming_archive.render import zipped

#: Fields of Word that a program fills in anew, from its clock, its user or the name of the file.
_VOLATILE = frozenset((
    "DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME", "FILENAME", "FILESIZE", "TEMPLATE",
    "USERNAME", "USERINITIALS", "USERADDRESS", "LASTSAVEDBY", "AUTHOR",
))  # fmt: skip
_WORD = re.compile(r"word/[^/]+\.xml")
#: What a field is made of: the mark of a complex one, its instruction, and the two ends of a simple one.
_TOKEN = re.compile(
    rb"<w:fldChar\b(?P<mark>[^>]*?)(?:/>|>.{0,20000}?</w:fldChar\s*>)"
    rb"|<w:instrText\b(?:[^>]*/>|[^>]*>(?P<said>[^<]*)</w:instrText\s*>)"
    rb"|<w:fldSimple\b(?P<simple>[^>]*?)(?P<empty>/?)>"
    rb"|(?P<end></w:fldSimple\s*>)",
    re.DOTALL,
)
_KIND = re.compile(rb"\bw:fldCharType\s*=\s*[\"'](\w+)")
_INSTRUCTION = re.compile(rb"\bw:instr\s*=\s*(?:\"([^\"]*)|'([^']*))")
#: The same in texts of OpenDocument, whose fields hold what they show.
_OPEN = re.compile(r"(?:content|styles)\.xml")
_OPEN_FIELD = re.compile(
    rb"</?text:(?:date|time|file-name|template-name|editing-duration|(?:creation|print|modification)-(?:date|time)"
    rb"|(?:sender|author)-[\w-]+|creator|printed-by)\b[^>]*>"
)


def kept(stream: BinaryIO, fmt: str) -> BinaryIO:
    """Return a .docx or .odt whose fields of that sort are the text that they showed; others as they are."""
    if fmt == "docx":
        return zipped.changed(stream, _WORD, part)
    if fmt in ("odt", "ods", "odp"):
        return zipped.changed(stream, _OPEN, lambda data: _OPEN_FIELD.sub(b"", data))
    return stream


@dataclass
class _Field:
    """A field that has begun: its instruction, and where what makes it a field stands."""

    simple: bool
    said: bytes = b""
    marks: list[tuple[int, int]] = field(default_factory=list)
    shown: bool = False

    @property
    def volatile(self) -> bool:
        """Say whether a program fills it in anew."""
        words = self.said.decode("utf-8", "replace").split()
        return bool(words) and words[0].upper() in _VOLATILE


def part(data: bytes) -> bytes:
    """Return the XML of a part of a .docx without what makes text a field, where that would change it."""
    gone = sorted(mark for one in _fields(data) if one.volatile for mark in one.marks)
    made, at = bytearray(), 0
    for start, end in gone:
        made += data[at:start]
        at = end
    return bytes(made + data[at:])


def _fields(data: bytes) -> Iterator[_Field]:
    """Yield the fields that are whole."""
    begun: list[_Field] = []
    for token in _TOKEN.finditer(data):
        kind = _kind(token)
        if kind in ("begin", "simple"):
            begun.append(_Field(kind == "simple", _instruction(token)))
        if not begun:
            continue
        last = begun[-1]
        if kind == "said" and not last.shown:
            last.said += token["said"] or b""
        if kind == "end" and last.simple != bool(token["end"]):
            begun.clear()  # they do not fit together: better a field than a broken document
            continue
        last.shown |= kind == "separate"
        if kind != "said" or not last.shown:
            last.marks.append(token.span())
        if kind == "end":
            yield begun.pop()


def _kind(token: re.Match[bytes]) -> str:
    if token["mark"] is not None:
        found = _KIND.search(token["mark"])
        return found[1].decode() if found else ""
    if token["simple"] is not None:
        return "" if token["empty"] else "simple"
    return "end" if token["end"] else "said"


def _instruction(token: re.Match[bytes]) -> bytes:
    found = _INSTRUCTION.search(token["simple"] or b"")
    return (found[1] or found[2] or b"") if found else b""
