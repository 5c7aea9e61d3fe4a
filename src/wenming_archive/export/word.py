"""The Word volume (测评材料汇编): its parts, in the order that evaluators expect."""

from __future__ import annotations

from typing import Any

from wenming_archive.export import word_parts as parts
from wenming_archive.export import word_style, word_template
from wenming_archive.export.submission import (
    appendix,
    closing,
    contents,
    cover,
    divider,
    excerpts,
    form,
    listing,
    notes,
    photos,
)
from wenming_archive.export.volume import Section, Volume
from wenming_archive.settings import Fonts


def write(volume: Volume) -> bytes:
    """Return the volume as the bytes of a .docx."""
    document = _new(volume)
    parts.describe(document, f"{volume.catalogue.title} 测评材料汇编", volume.unit, volume.made)
    if volume.whole:
        cover.add(document, volume)
        contents.add(document, volume)
        notes.add(document, volume)
    _body(document, volume)
    if volume.whole:
        appendix.add(document, volume)
        closing.add(document, volume)
    parts.end(document)
    return parts.save(document)


def _new(volume: Volume) -> Any:
    if volume.template:
        return word_template.opened(volume.template)
    return word_style.new_document(system=volume.layout.fonts is Fonts.system, bold=volume.layout.bold)


def _body(document: Any, volume: Volume) -> None:
    """Write the dividers and, of each indicator, its form, list, passages and photos."""
    _begin(document, volume)
    pictures = 1
    for group in volume.groups:
        if volume.whole:
            divider.add(document, group)
        for section in group.sections:
            pictures += _section(document, section, volume, pictures)


def _begin(document: Any, volume: Volume) -> None:
    if volume.whole:
        section = parts.new_section(document, "decimal", None, odd=True)
    else:
        section = document.sections[0]
        parts.number_pages(section, "decimal", 1)
    notes.head(section, volume)


def _section(document: Any, section: Section, volume: Volume, first: int) -> int:
    form.add(document, section, volume)
    listing.add(document, section, volume)
    excerpts.add(document, section, volume)
    return photos.add(document, section, volume, first)
