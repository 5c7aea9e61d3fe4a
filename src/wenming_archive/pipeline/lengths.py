"""How many pages each item really takes, as LibreOffice lays it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from wenming_archive import disk
from wenming_archive.formats import PICTURES
from wenming_archive.model import Item, Status
from wenming_archive.pipeline import pressing
from wenming_archive.pipeline.pressing import Key, Pressed
from wenming_archive.pipeline.progress import Progress

#: Formats whose pages are known without.
_KNOWN = PICTURES | {"pdf"}


def measured(items: Sequence[Item], root: Path, room: Path, progress: Progress) -> tuple[Item, ...]:
    """Return the items with the pages that those filed really take; ``room`` is a folder to work in.

    What LibreOffice cannot open stays as it was.

    :raises InputError: if there is no LibreOffice.
    """
    wanted = [item for item in items if _is_measured(item)]
    if not wanted:
        return tuple(items)
    with disk.guarded("无法把材料排成页面"):
        pressed = pressing.press(wanted, root, room, progress)
    return tuple(counted(items, {key: one for key, one in pressed.items() if not one.why}))


def _is_measured(item: Item) -> bool:
    return item.status is Status.filed and item.known.format not in _KNOWN and not pressing.apart(item)


def counted(items: Sequence[Item], pressed: Mapping[Key, Pressed]) -> list[Item]:
    """Return the items with the pages that they take in the volume."""
    return [
        _counted(item, pressed[item.known.key].pages) if item.known.key in pressed else item for item in items
    ]


def _counted(item: Item, pages: int) -> Item:
    described = replace(item.known.description, pages=pages, pages_exact=True)
    return replace(item, known=replace(item.known, description=described))
