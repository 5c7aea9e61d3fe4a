"""From what was read and what the file is called to its description."""

from __future__ import annotations

from pathlib import PurePosixPath

from wenming_archive.content import Extracted
from wenming_archive.describe import dating, issuers, kind_of, meetings, names, pictures, secrecy, titles
from wenming_archive.describe.lines import Lines
from wenming_archive.formats import PICTURES
from wenming_archive.model import Description
from wenming_archive.text import numbers
from wenming_archive.text.normal import matching, readable


def describe(extracted: Extracted, lines: Lines, source: str) -> Description:
    """Return the description of an item read as ``extracted`` (in ``lines``) from ``source``.

    What cannot be told is ``None``; a title taken from the file name is marked as inferred.
    """
    path = PurePosixPath(source.replace("!/", "/"))
    photo = extracted.format in PICTURES and not pictures.is_paper(lines)
    title = pictures.title(lines, path.stem, extracted.picture) if photo else titles.of(lines, path.stem)
    kind = kind_of.of(extracted.format, title.text, title.inferred, path.stem, lines)
    number = None if photo else _number(lines, path.stem, kind)
    date = dating.of(lines, number, path.stem, path.parts[:-1], extracted.picture, photo)
    return Description(
        kind=kind,
        title=title.text,
        title_inferred=title.inferred,
        number=number,
        issuer=None if photo else issuers.of(lines, "" if title.inferred else matching(title.text), kind),
        date=date.iso if date else None,
        date_from=date.source if date else None,
        pages=extracted.pages,
        pages_exact=extracted.pages_exact,
        meeting=meetings.of(lines) if kind == "minutes" else None,
        secrecy=secrecy.of(lines),
    )


def _number(lines: Lines, stem: str, kind: str) -> str | None:
    """Return the document's own number; briefings and minutes count issues instead (第5期)."""
    top = [line.text for line in (*lines.boxes[:6], *lines.top[:14])]
    own = numbers.own(top)
    if own:
        return own[0]
    issue = numbers.issue(top) if kind in ("briefing", "minutes") else None
    return issue[0] if issue else numbers.in_name(names.without_code(readable(stem)))
