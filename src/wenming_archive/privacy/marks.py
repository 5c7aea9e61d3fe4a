"""Security marks (密级) and words that keep a paper inside: by the description, the names and the lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath

from wenming_archive.text import secret as written
from wenming_archive.text.normal import narrow

_SECRET = re.compile(r"\s*(?:绝\s*密|机\s*密|秘\s*密)")
_INTERNAL = re.compile(r"[【\[(]\s*(内部(?:资料|文件|材料|使用)?|工作秘密|不得外传|严禁外传)\s*[】\])]")


def secret(
    stated: str | None, name: str, lines: Iterable[str] = (), folders: Iterable[str] = ()
) -> str | None:
    """Return the security mark of an item, as it is written, or ``None``.

    ``stated`` is the mark at the top of its first page, if one was found; ``name`` its title or its file's
    name; ``folders`` are what it lies in, and the sheets it has.
    """
    if stated and _SECRET.match(narrow(stated)):
        return stated
    around = (mark for one in folders if (mark := written.folder(_stem(one)) or written.named(_stem(one))))
    inside = (mark for line in lines if (mark := written.anywhere(line)))
    return written.named(_stem(name)) or next(around, None) or next(inside, None)


def internal(stated: str | None, name: str) -> str | None:
    """Return the words that keep an item inside the office, or ``None``."""
    if stated and not _SECRET.match(narrow(stated)):
        return stated
    named = _INTERNAL.search(narrow(name))
    return named[1] if named else None


def _stem(name: str) -> str:
    """Return a name without its ending; of a title, all of it."""
    suffix = PurePath(name).suffix
    return name.removesuffix(suffix) if re.fullmatch(r"\.[A-Za-z0-9]{1,5}", suffix) else name
