"""The describing benchmark's documents: what stands in one, and its check.

``dev.yaml`` is looked at while describing is worked on; ``held.yaml`` is only ever scored.  A
document has ``file`` (its name and folders, as a clerk left it), ``text`` and ``truth``.

Each line of ``text`` may open with how it is set: ``!`` red head, ``^`` large and centred, ``=``
centred, ``>`` at the right, ``#`` a heading, ``|`` a table's row, ``~`` a text box, ``@`` the
page's margin, ``$`` the title's own style, ``---`` a new sheet or slide with its name.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from wenming_archive.kinds import BY_ID

HERE = Path(__file__).parent
FIELDS = ("kind", "title", "number", "issuer", "date")
MEETING = ("time", "place", "host", "present", "absent", "recorder")
_KEYS = frozenset(("file", "text", "truth", "encoding", "properties", "exif", "caption", "seen", "shell"))
_TRUE = frozenset((*FIELDS, *MEETING, "secrecy"))


@dataclass(frozen=True)
class Line:
    """A line and how it is set."""

    mark: str
    text: str

    @property
    def cells(self) -> list[str]:
        """The cells of a table's row."""
        return [cell.strip() for cell in self.text.strip("|").split("|")]


@dataclass(frozen=True)
class Document:
    """One document with what is true of it; a field that is absent is not there to be found."""

    file: str
    lines: tuple[Line, ...]
    truth: dict[str, str]
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def suffix(self) -> str:
        """The format that the file is made in."""
        return PurePosixPath(self.file).suffix[1:].lower()


def load(half: str) -> list[Document]:
    """Return the documents of a half, checked."""
    listed = yaml.safe_load((HERE / f"{half}.yaml").read_text("utf-8"))
    twice = [name for name, n in Counter(one["file"] for one in listed).items() if n > 1]
    assert not twice, f"{half}: {twice}"
    return [_document(one) for one in listed]


def _document(data: dict[str, Any]) -> Document:
    truth = {key: str(value) for key, value in data["truth"].items() if value is not None}
    assert not set(data) - _KEYS, data["file"]
    assert not set(truth) - _TRUE, data["file"]
    assert truth["kind"] in BY_ID, data["file"]
    more = {key: value for key, value in data.items() if key not in ("file", "text", "truth")}
    lines = (line.strip() for line in str(data.get("text") or "").splitlines())
    return Document(data["file"], tuple(map(_line, filter(None, lines))), truth, more)


def _line(text: str) -> Line:
    if text.startswith("---"):
        return Line("---", text[3:].strip())
    return Line(text[0], text[1:].strip()) if text[0] in "!^=>#|~@$" else Line("", text)
