"""The fingerprints and measures of what the items hold: kept by content, made once, in worker processes."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from wenming_archive import disk
from wenming_archive.alike import pictures, prints, texts
from wenming_archive.alike.prints import Print
from wenming_archive.formats import PICTURES
from wenming_archive.index import Index
from wenming_archive.model import Item, Problem
from wenming_archive.ocr import pictures as looking
from wenming_archive.photos import measure
from wenming_archive.pipeline import words
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.workers import Workers
from wenming_archive.read.contents import Contents
from wenming_archive.read.limits import Unreadable

#: Seconds between two savings: what a kill can cost at most.
_SAVE_EVERY = 2.0
#: Pixels of the longest side of what a fingerprint is made from.
_GLANCE = 256
#: What a picture's decoder says when it is not there: another day it may be.
_PASSING = "heic-missing"
_contents = Contents()


@dataclass(frozen=True, slots=True)
class Task:
    """A picture, and where its bytes may lie: at its source, or else as filed copies."""

    sha256: str
    format: str
    source: str
    places: tuple[tuple[Path, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is kept of a picture: its fingerprint and its measures, empty if it has none."""

    picture: bytes = b""
    shot: bytes = b""


def gather(
    index: Index, items: Iterable[Item], root: Path, progress: Progress, *, keep: bool
) -> dict[str, Print]:
    """Return the fingerprints of what ``items`` hold, by content; those that were not known are made.

    ``root`` is the workspace's, whose copies stand in for sources that have gone.  What is made is
    kept in the index if ``keep`` says so, as it comes: a run that is cut off goes on where it stopped.
    """
    held = {item.known.sha256: item for item in items if item.known.sha256 and item.known.readable}
    known = _known(index, held)
    unseen = [task(item, root) for sha256, item in held.items() if _is_unseen(item, known.get(sha256))]
    bases = index.bases()
    unread = [s for s in held if s in bases and known.get(s, Print()).basis != bases[s]]
    if unseen or unread:
        progress.phase("比对", len(unseen) + len(unread))
    with _Saving(index, known, keep=keep) as saving:
        _look_at(unseen, saving, progress)
        for sha256 in unread:
            progress.step(held[sha256].found.source)
            extracted = words.read(index, sha256)
            text = texts.fingerprint(extracted.blocks) if extracted else b""
            saving.add(sha256, replace(known.get(sha256, Print()), text=text, basis=bases[sha256]))
    return known


def _known(index: Index, held: Mapping[str, Item]) -> dict[str, Print]:
    kept = ((sha256, prints.unpacked(data)) for sha256, data in index.prints().items() if sha256 in held)
    return {sha256: one for sha256, one in kept if one}


def _is_unseen(item: Item, known: Print | None) -> bool:
    """Say whether an item is a picture nobody has looked at; a .tif of several pages is a document."""
    pages = item.description.pages or 1
    return item.known.format in PICTURES and pages == 1 and (known is None or known.picture is None)


def task(item: Item, root: Path) -> Task:
    """Return where the bytes of an item may lie; ``root`` is the workspace's."""
    found = item.found
    source = [(found.path, found.inner)] if item.known.present else []
    copies = [(root / copy, ()) for copy in item.filed_as]
    return Task(item.known.sha256 or "", item.known.format, found.source, (*source, *copies))


def _look_at(unseen: Iterable[Task], saving: _Saving, progress: Progress) -> None:
    with Workers(look, failed, begin) as workers:
        for task, seen in workers.run(unseen):
            progress.step(task.source)
            if seen is not None:
                before = saving.known.get(task.sha256, Print())
                saving.add(task.sha256, replace(before, picture=seen.picture, shot=seen.shot))


class _Saving:
    """Takes in fingerprints as they are made, and keeps them in the index from time to time."""

    def __init__(self, index: Index, known: dict[str, Print], *, keep: bool) -> None:
        self._index, self.known, self._keep = index, known, keep
        self._unsaved: dict[str, bytes] = {}
        self._saved = time.monotonic()

    def __enter__(self) -> _Saving:
        return self

    def __exit__(self, *_: object) -> None:
        self._save()

    def add(self, sha256: str, one: Print) -> None:
        """Take in the fingerprint of a content."""
        self.known[sha256] = one
        self._unsaved[sha256] = one.packed()
        if time.monotonic() - self._saved > _SAVE_EVERY:
            self._save()

    def _save(self) -> None:
        if self._unsaved and self._keep:
            with self._index.writing():
                self._index.keep_prints(self._unsaved)
                self._index.drop_prints()
        self._unsaved.clear()
        self._saved = time.monotonic()


def begin() -> None:
    """Prepare a worker process: Pillow comes with the first picture."""


def look(task: Task) -> Seen | None:
    """Return what is kept of a picture, nothing if it is damaged; ``None`` if nobody can look now."""
    for path, inner in task.places:
        with contextlib.suppress(OSError, Unreadable), _contents.opened(path, inner) as stream:
            if disk.digest(stream) == task.sha256:
                stream.seek(0)
                try:
                    return _seen(looking.sight(stream, task.format, measure.SIDE))
                except Unreadable as error:
                    return None if error.code == _PASSING else Seen()
    return None


def _seen(sight: looking.Sight) -> Seen:
    small = sight.image.copy()
    small.thumbnail((_GLANCE, _GLANCE))
    return Seen(pictures.fingerprint(small), measure.shot(sight).packed())


def failed(task: Task, problem: Problem) -> Seen:
    """Return what is kept of what was fatal to its worker: nothing, so that it rests."""
    del task, problem
    return Seen()
