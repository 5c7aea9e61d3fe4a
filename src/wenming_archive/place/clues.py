"""What an item offers for placing it: its words, by where they stand, in matching form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from wenming_archive.describe.lines import Lines
from wenming_archive.model import Description
from wenming_archive.text.normal import matching

#: Characters of body that are weighed: the opening says what a document is about.
_TOP, _BODY = 260, 1600


@dataclass(frozen=True, slots=True)
class Clues:
    """An item's words; every text is in matching form."""

    #: File name without its ending.
    name: str
    #: Folder names from the source's root down.
    folders: tuple[str, ...]
    title: str
    #: Headings, column heads and sheet names.
    heads: str
    top: str
    body: str
    kind: str
    issuer: str
    date: str | None
    format: str


def of(lines: Lines, description: Description, source: str, fmt: str) -> Clues:
    """Return the clues of an item that was read as ``lines`` and described."""
    path = PurePosixPath(source.replace("!/", "/"))
    title = "" if description.title_inferred else matching(description.title)
    margins = " ".join(line.plain for line in (*lines.boxes, *lines.margins))
    heads = [line.plain for line in lines.body if line.role in ("heading", "head")]
    texts = [line.plain for line in lines.body if line.role not in ("heading", "head", "title")]
    whole = _closed("\n".join(text for text in texts if text not in title))
    return Clues(
        name=matching(path.stem),
        folders=tuple(matching(part) for part in path.parts[:-1]),
        title=title,
        heads=_closed("\n".join([*heads, *map(matching, lines.sheets)]))[:600],
        top=whole[:_TOP],
        body=f"{whole[_TOP : _TOP + _BODY]}\n{margins}".strip(),
        kind=description.kind,
        issuer=matching(description.issuer or ""),
        date=description.date,
        format=fmt,
    )


def _closed(text: str) -> str:
    """Join lines that a PDF broke inside a word, keep the rest apart."""
    return re.sub(r"(?<=[\u4e00-\u9fff])\n(?=[\u4e00-\u9fff])", " ", text)
