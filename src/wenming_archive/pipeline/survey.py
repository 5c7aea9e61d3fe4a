"""Find the files, and read those that are new or changed."""

from __future__ import annotations

import hashlib
import io
import os
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from wenming_archive import disk
from wenming_archive.describe import lines
from wenming_archive.describe.describe import describe
from wenming_archive.errors import CopyError
from wenming_archive.index import Index
from wenming_archive.model import Description, Extracted, Found, Item, Known, Problem
from wenming_archive.pipeline.progress import Progress
from wenming_archive.place import clues as clues_of
from wenming_archive.place.clues import Clues
from wenming_archive.read import reader
from wenming_archive.read.suffixes import suffix_problem

#: Seconds between two savings of what was read: what a kill can cost at most.
_SAVE_EVERY = 2.0
#: Bytes of a file that is held in memory while it is read.
_AT_ONCE = 16 << 20
Key = tuple[str, str]


@dataclass(frozen=True)
class Survey:
    """What the files are now."""

    known: tuple[Known, ...]
    clues: dict[Key, Clues]
    #: Sources that were opened in this run.
    opened: int
    #: Items of the last run whose source has gone and that nothing remembers.
    gone: tuple[str, ...]


def survey(files: Sequence[Found], index: Index, progress: Progress, reread: bool = False) -> Survey:
    """Return what is known of ``files``; content that was read before is read again only on ``reread``."""
    before = index.items()
    surveyor = _Surveyor(index, before, progress, reread)
    known = surveyor.read(files)
    kept, gone = _vanished(before, known)
    clues = {**surveyor.clues}
    for one in kept:
        clues[one.key] = surveyor.old_clues[one.key]
    return Survey((*known, *kept), clues, surveyor.opened, tuple(gone))


class _Surveyor:
    def __init__(self, index: Index, before: Sequence[Item], progress: Progress, reread: bool) -> None:
        self.index = index
        self.progress = progress
        self.by_path = {} if reread else {os.fsencode(item.found.path): item.known for item in before}
        self.old_clues = index.clues()
        self.contents = set() if reread else index.known_contents()
        self.clues: dict[Key, Clues] = {}
        self.unread: list[tuple[str, Extracted]] = []
        self.saved = time.monotonic()
        self.opened = 0

    def read(self, files: Sequence[Found]) -> list[Known]:
        fresh = [found for found in files if self._same(found) is None]
        if fresh:
            self.progress.phase("读取", len(fresh))
        known = [self._known(found) for found in files]
        self._save()
        return known

    def _same(self, found: Found) -> Known | None:
        """Return what is known of a file whose place, size and time are as they were."""
        old = self.by_path.get(os.fsencode(found.path))
        same = (
            old
            and old.present
            and old.sha256
            and (old.found.size, old.found.mtime_ns) == (found.size, found.mtime_ns)
        )
        return old if same and old and old.key == (found.root, found.source) else None

    def _known(self, found: Found) -> Known:
        old = self._same(found)
        if old:
            self.clues[old.key] = self.old_clues[old.key]
            return old
        self.progress.step(found.source)
        self.opened += 1
        try:
            return self._opened(found)
        except OSError as error:
            problem = Problem("no-access", f"无法打开：{disk.reason(error)}")
            return self._described(found, None, Extracted("unknown", trouble=problem))

    def _opened(self, found: Found) -> Known:
        with disk.open_source(found.path) as stream:
            content = _Content(stream, found.size)
            extracted = self._extracted(found, content)
        return self._described(found, content.sha256, extracted)

    def _extracted(self, found: Found, content: _Content) -> Extracted:
        if content.sha256 in self.contents:
            waiting = next((e for s, e in self.unread if s == content.sha256), None)
            stored = waiting or self.index.extracted(content.sha256)
            if stored:
                return stored
        extracted = reader.read(found, content.stream)
        self.contents.add(content.sha256)
        self.unread.append((content.sha256, extracted))
        if time.monotonic() - self.saved > _SAVE_EVERY:
            self._save()
        return extracted

    def _described(self, found: Found, sha256: str | None, extracted: Extracted) -> Known:
        text = lines.of(extracted)
        description = describe(extracted, text, found.source)
        one = Known(
            found,
            sha256,
            extracted.format,
            description,
            _problems(extracted, found),
            extracted.trouble is None,
        )
        self.clues[one.key] = clues_of.of(text, description, found.source, extracted.format)
        return one

    def _save(self) -> None:
        if self.unread:
            with self.index.writing():
                for sha256, extracted in self.unread:
                    self.index.keep_extracted(sha256, extracted)
        self.unread = []
        self.saved = time.monotonic()


class _Content:
    """An open source: its hash, and a stream to read it from; small ones are read but once."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self.stream = stream
        if size <= _AT_ONCE:
            data = stream.read()
            self.stream = io.BytesIO(data)
            self.sha256 = hashlib.sha256(data).hexdigest()
        else:
            self.sha256 = disk.digest(stream)
            stream.seek(0)


def date_by_mtime(known: Iterable[Known]) -> list[Known]:
    """Give files that nothing dates the day they were last changed, where that can be believed.

    A day that a fifth of all files share is the day they were copied or unpacked, not made.
    """
    all_of_them = list(known)
    days = Counter(_day(one.found) for one in all_of_them)
    return [_dated(one, days, len(all_of_them)) for one in all_of_them]


def _dated(one: Known, days: Counter[str], total: int) -> Known:
    day = _day(one.found)
    if one.description.date or not one.readable or days[day] * 5 >= total or not "1995" < day < "2100":
        return one
    described: Description = replace(one.description, date=day, date_from="mtime")
    return replace(one, description=described)


def _day(found: Found) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(found.mtime_ns / 1e9))


def _problems(extracted: Extracted, found: Found) -> tuple[Problem, ...]:
    trouble = (extracted.trouble,) if extracted.trouble else ()
    suffix = suffix_problem(extracted.format, found.source) if not trouble else None
    return (*trouble, *extracted.problems, *((suffix,) if suffix else ()))


def _vanished(before: Sequence[Item], known: Sequence[Known]) -> tuple[list[Known], list[str]]:
    """Return the filed items whose source has gone, marked so, and the other sources that went.

    A file that was moved, renamed or replaced by a new version has not vanished.
    """
    contents = {one.sha256 for one in known}
    places = {one.key for one in known}
    kept: list[Known] = []
    gone: list[str] = []
    for item in before:
        one = item.known
        if one.key in places or one.sha256 in contents:
            continue
        if item.filed_as:
            kept.append(replace(one, present=False))
        elif one.present:
            gone.append(one.found.source)
    return kept, gone


def hash_of(evidence: Path, target: str) -> str:
    """Return the content hash of a file in 材料/.

    :raises CopyError: if it cannot be read.
    """
    with disk.guarded(f"无法读取 {evidence / target}", CopyError):
        return disk.sha256(evidence / target)
