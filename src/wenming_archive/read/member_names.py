"""Names of members: decoded as their packer meant them, and safe to show and to join."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from wenming_archive.read import encoding

_DRIVE = re.compile(r"^[A-Za-z]:")


def decoded(raw: bytes) -> str:
    """Return a name stored without saying its encoding: UTF-8 if it is that, else GB18030."""
    right = encoding.detect(raw)
    return raw.decode(right if right == "utf-8" else "gb18030", "replace")


def safe(name: str) -> str:
    """Return ``name`` in NFC with ``/``, without drive, root, ``.`` and ``..``: it stays inside.

    The pair ``!/``, which divides a container from its member, is kept for that.
    """
    whole = name.encode("utf-8", "replace").decode("utf-8").replace("\0", "")  # half a pair has no UTF-8
    parts = _DRIVE.sub("", unicodedata.normalize("NFC", whole).replace("\\", "/")).split("/")
    kept = (part for part in parts if part.strip() not in ("", ".", ".."))
    return "/".join(part[:-1] + "！" if part.endswith("!") else part for part in kept) or "未命名"


def distinct(names: Iterable[str]) -> Iterator[str]:
    """Yield ``names``, a second one of the same name as ``x (2).docx``."""
    seen: set[str] = set()
    for name in names:
        path, n, free = PurePosixPath(name), 1, name
        while free in seen:
            n += 1
            free = str(path.with_name(f"{path.stem} ({n}){path.suffix}"))
        seen.add(free)
        yield free
