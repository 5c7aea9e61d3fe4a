"""Old slides (.ppt, .dps): the slides in their order, with their notes (MS-PPT).

The newest state is found through the directory of saved objects; where that is damaged, whatever
slides stand in the stream are taken in the order they stand in.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from wenming_archive.content import Block, Extracted
from wenming_archive.model import Problem
from wenming_archive.read.cfb import Compound, open_compound
from wenming_archive.read.limits import Unreadable, broken, has_text, limited, only_pictures

_STREAM = "PowerPoint Document"
#: Types of records.
_DOCUMENT, _SLIDE, _NOTES, _NOTES_ATOM = 0x03E8, 0x03EE, 0x03F0, 0x03F1
_SLIDE_PERSIST, _PLACEHOLDER, _OUTLINE_REF, _TEXT_HEADER = 0x03F3, 0x0BC3, 0x0F9E, 0x0F9F
_TEXT_CHARS, _TEXT_BYTES, _SLIDE_LIST, _USER_EDIT, _DIRECTORY = 0x0FA0, 0x0FA8, 0x0FF0, 0x0FF5, 0x1772
_SHAPE = 0xF004
#: Kinds of text that are titles; placeholders for date, slide number, footer and header.
_TITLES = frozenset([0, 6])
_NO_TEXT = frozenset([7, 8, 10])
_FOOTER = 9
#: Kinds of text: the notes', and any other.
_SPOKEN, _OTHER = 2, 4
#: What a directory of objects and a chain of edits may hold, and how deep records may nest.
_MAX_OBJECTS, _MAX_EDITS, _MAX_DEPTH = 20_000, 500, 16
_ENCRYPTED = b"\xdf\xc4\xd1\xf3"
_PART = Problem("truncated", "幻灯片不完整或已损坏，只读出了一部分；请向提供单位重新索取")


@dataclass(frozen=True)
class _Record:
    """A record's head and where its content lies."""

    kind: int
    instance: int
    container: bool
    start: int
    end: int


@dataclass(frozen=True)
class _Text:
    """A text and what kind it is; ``place`` is what it is a placeholder for."""

    text: str
    kind: int = 4
    place: int = 0


@dataclass
class _Slide:
    """Where a slide lies, its number, the texts that the document keeps for it, and its notes."""

    record: _Record
    number: int
    outline: list[_Text] = field(default_factory=list)
    notes: _Record | None = None


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the text of the slides, hidden ones too; pages are the slides.

    Slides that hold only pictures, and some of which are lost, are read with a problem that says so.
    """
    compound = open_compound(stream)
    data = compound.read(_STREAM)
    if _locked(compound):
        raise Unreadable("encrypted", "文件加了打开密码；请在 WPS 或 PowerPoint 中去掉密码后另存")
    slides, whole = _slides(data, compound.read("Current User", 4096))
    blocks = tuple(limited(_blocks(data, slides)))
    if not slides and not whole:
        raise broken("幻灯片")
    problems = () if whole else (_PART,)
    if not has_text(blocks):
        problems = (*problems, only_pictures("幻灯片", bool(compound.read("Pictures", 64))))
    return Extracted(fmt, blocks, len(slides), whole, compound.properties(), problems=problems)


def _locked(compound: Compound) -> bool:
    token = compound.read("Current User", 4096)[12:16]
    return token == _ENCRYPTED or compound.has("EncryptedSummary")


def _slides(data: bytes, current: bytes) -> tuple[list[_Slide], bool]:
    """Return the slides as they are shown, and whether all of them were found."""
    (at,) = struct.unpack_from("<I", current, 16) if len(current) >= 20 else (len(data),)
    places, document = _directory(data, at)
    record = _record(data, places.get(document, len(data)), len(data))
    if record is not None and record.kind == _DOCUMENT:
        listed = _listed(data, record, places)
        wanted = sum(r.kind == _SLIDE_PERSIST for r in _list(data, record, 0))
        if listed:
            return listed, len(listed) == wanted
    standing = _standing(data)
    return standing, record is not None and not standing


def _directory(data: bytes, at: int) -> tuple[dict[int, int], int]:
    """Return where each saved object lies, the newest state of it, and the document's number."""
    places: dict[int, int] = {}
    document, seen = 0, set[int]()
    while at not in seen and len(seen) < _MAX_EDITS:
        seen.add(at)
        edit = _record(data, at, len(data))
        if edit is None or edit.kind != _USER_EDIT or edit.end - edit.start < 20:
            break
        at, table, number = struct.unpack_from("<III", data, edit.start + 8)
        document = document or number
        for key, place in _entries(data, table):
            places.setdefault(key, place)
        if not at:
            break
    return places, document


def _entries(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    record = _record(data, at, len(data))
    if record is None or record.kind != _DIRECTORY:
        return
    words = list(struct.unpack_from(f"<{(record.end - record.start) // 4}I", data, record.start))
    words = words[:_MAX_OBJECTS]
    at = 0
    while at < len(words):
        first, count = words[at] & 0xFFFFF, words[at] >> 20
        yield from enumerate(words[at + 1 : at + 1 + count], first)
        at += 1 + count


def _listed(data: bytes, document: _Record, places: dict[int, int]) -> list[_Slide]:
    """Return the slides in the document's order, with what the document keeps of their text."""
    slides: dict[int, _Slide] = {}
    outline: list[_Text] = []
    kind = _OTHER
    for record in _list(data, document, 0):
        if record.kind == _SLIDE_PERSIST:
            place, number = _persist(data, record)
            found = _record(data, places.get(place, len(data)), len(data))
            outline = []
            if found is not None and found.kind == _SLIDE:
                slides.setdefault(found.start, _Slide(found, number, outline))
        elif record.kind == _TEXT_HEADER:
            kind = _word(data, record)
            outline.append(_Text("", kind))
        elif record.kind in (_TEXT_CHARS, _TEXT_BYTES) and outline:
            outline[-1] = _Text(_decoded(data, record), kind)
    numbered = {slide.number: slide for slide in slides.values()}
    for record in _list(data, document, 2):
        if record.kind == _SLIDE_PERSIST:
            place, _ = _persist(data, record)
            _attach(data, _record(data, places.get(place, len(data)), len(data)), numbered)
    return list(slides.values())


def _attach(data: bytes, notes: _Record | None, slides: dict[int, _Slide]) -> None:
    """Give notes to the slide whose number they bear."""
    if notes is not None and notes.kind == _NOTES:
        for record in _records(data, notes.start, notes.end):
            if record.kind == _NOTES_ATOM and (slide := slides.get(_word(data, record))):
                slide.notes = notes


def _standing(data: bytes) -> list[_Slide]:
    """Return the slides in the order they stand in the stream."""
    records = _records(data, 0, len(data))
    return [_Slide(record, 0) for record in records if record.kind == _SLIDE]


def _list(data: bytes, document: _Record, instance: int) -> Iterator[_Record]:
    """Yield the records of the document's list of slides (0) or of notes (2)."""
    for record in _records(data, document.start, document.end):
        if record.kind == _SLIDE_LIST and record.instance == instance:
            yield from _records(data, record.start, record.end)


def _persist(data: bytes, record: _Record) -> tuple[int, int]:
    """Return a slide's place in the directory, and its number."""
    if record.end - record.start < 16:
        return -1, 0
    place, _, _, number = struct.unpack_from("<4I", data, record.start)
    return place, number


def _blocks(data: bytes, slides: list[_Slide]) -> Iterator[Block]:
    for at, slide in enumerate(slides):
        texts = list(_texts(data, slide.record, slide.outline))
        texts = [t for t in slide.outline if t.text and t not in texts] + texts
        for text in sorted(texts, key=lambda t: t.kind not in _TITLES):
            if text.place not in _NO_TEXT:
                yield from _lines(text, "heading" if at else "title", at + 1)
        if slide.notes is not None:
            for text in _texts(data, slide.notes, []):
                if text.kind == _SPOKEN:
                    yield from _lines(text, "text", at + 1)


def _lines(text: _Text, title: str, page: int) -> Iterator[Block]:
    role = title if text.kind in _TITLES else "footer" if text.place == _FOOTER else "text"
    for line in re.split(r"[\r\n\v]", text.text):
        if line.strip():
            yield Block(role, line.strip(), page=page)


def _texts(data: bytes, record: _Record, outline: list[_Text], depth: int = 0) -> Iterator[_Text]:
    """Yield the texts of all shapes below ``record``, as they were laid down."""
    for child in _records(data, record.start, record.end):
        if child.kind == _SHAPE:
            yield from _shape(data, child, outline)
        elif child.container and depth < _MAX_DEPTH:
            yield from _texts(data, child, outline, depth + 1)


def _shape(data: bytes, shape: _Record, outline: list[_Text]) -> Iterator[_Text]:
    kind, place = _OTHER, 0
    for part in _records(data, shape.start, shape.end):
        for record in _records(data, part.start, part.end) if part.container else ():
            if record.kind == _PLACEHOLDER and record.end - record.start >= 5:
                place = data[record.start + 4]
            elif record.kind == _TEXT_HEADER:
                kind = _word(data, record)
            elif record.kind in (_TEXT_CHARS, _TEXT_BYTES):
                yield _Text(_decoded(data, record), kind, place)
            elif record.kind == _OUTLINE_REF and _word(data, record) < len(outline):
                yield outline[_word(data, record)]


def _decoded(data: bytes, record: _Record) -> str:
    codec = "utf-16-le" if record.kind == _TEXT_CHARS else "latin-1"
    return data[record.start : record.end].decode(codec, "ignore").replace("\0", "")


def _word(data: bytes, record: _Record) -> int:
    return int.from_bytes(data[record.start : min(record.end, record.start + 4)], "little")


def _records(data: bytes, start: int, end: int) -> Iterator[_Record]:
    """Yield the records between two places one after another; each ends where its parent does at most."""
    while (record := _record(data, start, end)) is not None:
        yield record
        start = record.end


def _record(data: bytes, at: int, end: int) -> _Record | None:
    """Return the record that begins at ``at``, or ``None`` when there is no room for one."""
    if not 0 <= at <= end - 8:
        return None
    version, kind, length = struct.unpack_from("<HHI", data, at)
    return _Record(kind, version >> 4, version & 15 == 15, at + 8, min(at + 8 + length, end))
