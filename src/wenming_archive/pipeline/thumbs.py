"""Small pictures of the photos that are filed, made in worker processes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from pathlib import Path

from wenming_archive import disk
from wenming_archive.export.dossier import Thumbs
from wenming_archive.formats import PICTURES
from wenming_archive.model import Item, Problem
from wenming_archive.ocr import small
from wenming_archive.pipeline import prints
from wenming_archive.pipeline.prints import Task
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.workers import Workers
from wenming_archive.read.contents import Contents
from wenming_archive.read.limits import Unreadable

#: Bytes of all small pictures together, and how many of one indicator.
MOST_BYTES, MOST_EACH = 15_000_000, 24
_contents = Contents()


def gather(shelves: Mapping[str, Iterable[Item]], root: Path, progress: Progress) -> Thumbs:
    """Return small pictures of the photos on ``shelves``, as far as there is room.

    The first of each indicator come before the second of any.  ``root`` is the workspace's.
    """
    photos = {code: [item for item in shelf if is_photo(item)] for code, shelf in shelves.items()}
    every = {item.known.sha256 for shelf in photos.values() for item in shelf}
    wanted = _in_turn([shelf[:MOST_EACH] for shelf in photos.values()])
    progress.phase("照片", len(wanted))
    made: dict[str, bytes] = {}
    unseen, room = 0, MOST_BYTES
    with Workers(look, failed, prints.begin) as workers:
        for task, data in workers.run(prints.task(item, root) for item in wanted):
            progress.step(task.source)
            unseen += not data
            if data and len(data) <= room:
                made[task.sha256] = data
                room -= len(data)
    return Thumbs(made, len(every) - len(made) - unseen, unseen)


def is_photo(item: Item) -> bool:
    """True for a picture that can be opened and is but one; a .tif of several pages is a document."""
    one = (item.description.pages or 1) == 1
    return item.known.format in PICTURES and item.known.readable and bool(item.known.sha256) and one


def _in_turn(rows: Iterable[Iterable[Item]]) -> list[Item]:
    """Return the first of each row, then the second of each, and so on; each content once."""
    turns = (item for turn in zip_longest(*rows) for item in turn if item)
    return list({item.known.sha256: item for item in reversed(list(turns))}.values())[::-1]


def look(task: Task) -> bytes:
    """Return a small JPEG of a picture; empty if nobody can open it."""
    for path, inner in task.places:
        with contextlib.suppress(OSError, Unreadable), _contents.opened(path, inner) as stream:
            if disk.digest(stream) == task.sha256:
                stream.seek(0)
                return small.jpeg(stream, task.format)
    return b""


def failed(task: Task, problem: Problem) -> bytes:
    """Return the small picture of what was fatal to its worker: none."""
    del task, problem
    return b""
