"""Which of a document's stated properties a person gave it, and which a template left."""

from __future__ import annotations

from wenming_archive.content import Properties

#: Authors that libraries and fresh machines write; no person's name.
_NOBODY = frozenset(
    [
        *("python-docx", "openpyxl", "xlsxwriter", "apache poi", "xlwt"),
        *("administrator", "user", "admin", "微软用户", "微软中国", "microsoft", "wps office"),
    ]
)


def properties(
    title: str | None, author: str | None, created: str | None, modified: str | None
) -> Properties:
    """Return the properties; where the author is nobody, the time of making is a template's too."""
    if (author or "").strip().lower() in _NOBODY:
        return Properties(title, modified=None if modified == created else modified)
    return Properties(title, author, created, modified)
