"""The photos of an indicator (图片材料), one or two a page, each above what it shows."""

from __future__ import annotations

from typing import Any

from wenming_archive.export import word_forms, word_pictures
from wenming_archive.export import word_parts as parts
from wenming_archive.export.paging import Pages
from wenming_archive.export.volume import Entry, Photo, Section, Volume
from wenming_archive.export.word_forms import Field, Row
from wenming_archive.photos.plate import ONE, TWO, Box
from wenming_archive.report.caption import Caption

_WIDTHS = (18, 62, 18, 58)
#: The room of a picture in millimetres, by how many stand on a page.
BOXES = {1: ONE, 2: TWO}
_HEIGHT = 7
_STYLE = "WM图说"


def add(document: Any, section: Section, volume: Volume, first: int) -> int:
    """Write the photos of a section, numbered in the document from ``first``; return how many."""
    shown, each = section.shown, volume.layout.photos
    for n, entry in enumerate(shown if each else []):
        if n == 0:
            parts.paragraph(document, f"{section.state.leaf.code}　图片材料", "WM表题", new_page=True)
        elif n % each == 0:
            parts.paragraph(document, "", "WM间隔", new_page=True)
        else:
            parts.paragraph(document, "", "WM间隔")
        if entry.photo:
            _photo(document, entry, entry.photo, first + n, BOXES[each])
    return len(shown) if each else 0


def _photo(document: Any, entry: Entry, photo: Photo, number: int, box: Box) -> None:
    word_pictures.add(document, number, photo.plate, box, photo.caption.title or entry.title)
    word_forms.add(document, _rows(entry, photo.caption), _WIDTHS, keep=True)


def _rows(entry: Entry, caption: Caption) -> list[Row]:
    page = f"（第 {entry.span} 页）" if isinstance(entry.span, Pages) else ""
    return [
        _pair(("题名", _title(entry, caption)), ("照片号", f"{entry.number}{page}")),
        _pair(("时间", caption.time), ("地点", caption.place)),
        _pair(("人物", caption.persons), ("摄影者", caption.photographer)),
        _pair(("主题", caption.theme), ("事由", caption.cause)),
        Row((Field("背景", (caption.background,), _STYLE),), _HEIGHT),
    ]


def _title(entry: Entry, caption: Caption) -> str:
    """Return what a photo is called: as in the lists, unless its caption knows better."""
    return caption.title if caption.title and caption.title not in entry.title else entry.title


def _pair(left: tuple[str, str], right: tuple[str, str]) -> Row:
    fields = (Field(label, (text,), _STYLE) for label, text in (left, right))
    return Row(tuple(fields), _HEIGHT)
