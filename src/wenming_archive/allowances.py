"""What people let out of the office all the same: a section of decisions.yaml, and how it is written.

An allowance is for one content and one reason why it would be held back; edited, the content is held
back again.  None is ever taken over from another office, and none is handed to one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from wenming_archive.yamlfile import tree
from wenming_archive.yamlfile.edit import Document

_SECTION = "allowed"
#: Follows the id of a check where the number may be shown in a name or title, and no more.
IN_TITLE = "-in-title"


class Allowed(BaseModel):
    """That an item may go out, though a check speaks against it; one without its reason does not count."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    sha256: str
    path: str = ""
    #: The id of the check: ``id-number``, ``bank-card``; of ``secret``: that the mark is none.
    what: str
    reason: str = ""
    at: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What it is about: a content, and a check."""
        return self.sha256, self.what


def record(path: Path, made: Iterable[Allowed], gone: Collection[tuple[str, str]] = ()) -> None:
    """Write what is allowed into the decisions at ``path``, in the place of what was for the same keys.

    Those for the keys ``gone`` are taken out.
    """
    rows = {one.key: one.model_dump(exclude_defaults=True) for one in made}
    document = Document(path, tree.read_text(path) if path.exists() else "")
    about = [(row["sha256"].strip(), row["what"].strip()) for row in document.rows(_SECTION)]
    old = [n for n, key in enumerate(about) if key in rows or key in gone]
    document.change(_SECTION, old, list(rows.values()))
    document.save()


def shared(path: Path, without: Collection[str], renamed: Mapping[str, str]) -> bytes:
    """Return the decisions at ``path`` as another office may have them: nothing of what was allowed.

    Decisions on the contents ``without`` are left out, and what ``renamed`` has is written otherwise.
    """
    if not path.exists():
        return b""
    document = Document(path, tree.read_text(path))
    for section in (_SECTION, "items"):
        rows = document.rows(section)
        gone = [n for n, row in enumerate(rows) if section == _SECTION or row["sha256"].strip() in without]
        if gone:
            document.change(section, gone, [])
    text = document.text()
    for old, new in renamed.items():
        text = text.replace(old, new)
    return text.encode("utf-8")
