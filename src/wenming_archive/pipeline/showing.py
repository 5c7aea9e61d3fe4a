"""Photos as pages with their captions, as the volume shows them, to be bound in as evidence."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from wenming_archive.export import word_parts as parts
from wenming_archive.export import word_style
from wenming_archive.export.submission import photos
from wenming_archive.export.volume import Section, Volume
from wenming_archive.pipeline.pressing import Pressed
from wenming_archive.read.limits import Unreadable
from wenming_archive.render import office, smooth
from wenming_archive.render.office import Paper
from wenming_archive.settings import Fonts

#: An indicator's code, and the place of an entry in its list, from 1.
Place = tuple[str, int]


def shown(whole: Volume, folder: Path) -> dict[Place, Pressed]:
    """Return the pages of the photos of a volume, one each, made in ``folder``; none if it shows no photos.

    Where the captions of an indicator do not fit on the pages of their photos, there are none of it.
    """
    if not whole.layout.photos:
        return {}
    each = replace(whole, layout=whole.layout.model_copy(update={"photos": 1}))
    sections = [section for section in each.sections if _places(section)]
    made_in = folder / "photos"
    made_in.mkdir()
    papers = [Paper(partial(_opened, section, each), ".docx") for section in sections]
    made = office.to_pdf(papers, made_in) if papers else []
    found: dict[Place, Pressed] = {}
    for section, one in zip(sections, made, strict=True):
        places = _places(section)
        if one.path and _pages(one.path) == len(places):
            found |= {place: Pressed(one.path, 1, first=n) for n, place in enumerate(places)}
    return found


def without(whole: Volume) -> Volume:
    """Return the volume without the photos, which are bound in."""
    return replace(whole, layout=whole.layout.model_copy(update={"photos": 0}))


def _places(section: Section) -> Sequence[Place]:
    code = section.state.leaf.code
    return [(code, entry.serial) for entry in section.entries if entry.photo and not entry.outside]


@contextlib.contextmanager
def _opened(section: Section, whole: Volume) -> Iterator[io.BytesIO]:
    document = word_style.new_document(system=whole.layout.fonts is Fonts.system, bold=whole.layout.bold)
    photos.add(document, section, whole, 1)
    parts.end(document)
    yield io.BytesIO(parts.save(document))


def _pages(path: Path) -> int:
    try:
        return smooth.check(path)
    except Unreadable:
        return 0
