"""Find what the files are: those that are new or changed are read, in worker processes."""

from __future__ import annotations

import stat
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wenming_archive import disk
from wenming_archive.content import Member
from wenming_archive.errors import CopyError
from wenming_archive.filing.plan import NO_FILE
from wenming_archive.index import Index
from wenming_archive.model import Found, Item, Known, Parcel, Problem
from wenming_archive.pipeline import reading, words
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.reading import Reading
from wenming_archive.pipeline.workers import Workers
from wenming_archive.place.clues import Clues
from wenming_archive.read import extras
from wenming_archive.read.containers import MAX_DEPTH, MAX_MEMBERS

#: Seconds between two savings of what was read: what a kill can cost at most.
_SAVE_EVERY = 2.0
#: Problems that may come from the machine, so that what was read is not kept for its content.
_PASSING = frozenset([extras.MISSING, "crash", "too-slow"])
Key = tuple[str, str]


@dataclass(frozen=True)
class Survey:
    """What the files are now."""

    known: tuple[Known, ...]
    #: Of what was read or described anew; those of the others are in the index.
    clues: dict[Key, Clues]
    #: Contents that were opened in this run.
    opened: int
    #: Items of the last run whose source has gone and that nothing remembers.
    gone: tuple[str, ...]
    parcels: tuple[Parcel, ...] = ()
    #: The items of the last run, as they stood.
    before: tuple[Item, ...] = ()


def survey(
    files: Sequence[Found],
    index: Index,
    progress: Progress,
    wanted: Callable[[str], bool],
    *,
    reread: bool = False,
    ocr: bool = False,
) -> Survey:
    """Return what is known of ``files`` and of the members of containers among them.

    A member counts when ``wanted`` says so of its name.  Content that was read before is read
    again only on ``reread``.  With ``ocr`` the words in pictures are recognised.
    """
    before = index.items(unread=True)
    surveyor = _Surveyor(index, {} if reread else {item.known.key: item.known for item in before}, progress)
    surveyor.wanted = wanted
    if not reread:
        surveyor.old_parcels = {parcel.key: parcel for parcel in index.parcels()}
        surveyor.contents = frozenset(index.known_contents())
    with reading.workers(surveyor.contents) as workers:
        surveyor.read(files, workers)
    if ocr:
        words.recognise_all(index, surveyor.known, surveyor.clues, progress)
    known = list(surveyor.known.values())
    kept, gone = _vanished(before, known, surveyor.parcels)
    return Survey(
        (*known, *kept), surveyor.clues, surveyor.opened, tuple(gone), tuple(surveyor.parcels), tuple(before)
    )


def look(
    files: Sequence[Found], index: Index, progress: Progress, *, ocr: bool
) -> tuple[list[Known], dict[Key, Clues]]:
    """Return what ``files`` are, whatever the last run knew of them; what is packed in them is left there."""
    surveyor = _Surveyor(index, {}, progress)
    surveyor.packed_up = True
    surveyor.contents = frozenset(index.known_contents())
    with reading.workers(surveyor.contents) as workers:
        surveyor.read(files, workers)
    if ocr:
        words.recognise_all(index, surveyor.known, surveyor.clues, progress)
    return list(surveyor.known.values()), surveyor.clues


class _Surveyor:
    def __init__(self, index: Index, old: dict[Key, Known], progress: Progress) -> None:
        self.index = index
        self.progress = progress
        self.wanted: Callable[[str], bool] = bool
        #: Whether containers are left packed.
        self.packed_up = False
        #: What the last run knew, and the hashes of what it read.
        self.old = old
        self.old_parcels: dict[Key, Parcel] = {}
        self.contents: frozenset[str] = frozenset()
        self.known: dict[Key, Known] = {}
        self.clues: dict[Key, Clues] = {}
        self.parcels: list[Parcel] = []
        #: How many members were met in each outermost container.
        self.packed: Counter[Key] = Counter()
        #: Members of containers that were opened in this run: what was known of them is not trusted.
        self.stale: set[Key] = set()
        self.unsaved: list[Reading] = []
        self.saved = time.monotonic()
        self.opened = 0

    def read(self, files: Sequence[Found], workers: Workers[Found, Reading]) -> None:
        """Learn what ``files`` are, the members in them, and the members in these."""
        level = list(files)
        while level:
            level = self._level(level, workers)
        self._save()

    def _level(self, files: Sequence[Found], workers: Workers[Found, Reading]) -> list[Found]:
        """Settle ``files``, and return the members of those that are containers."""
        fresh = [found for found in files if not self._same(found)]
        if fresh:
            self.progress.phase("读取压缩包内的材料" if fresh[0].inner else "读取", len(fresh))
        readings = workers.run(fresh)
        unread = {(found.root, found.source) for found in fresh}
        inside: list[Found] = []
        for found in files:
            if (found.root, found.source) in unread:
                inside += self._settle(*next(readings))
            else:
                inside += self._again(found)
        return inside

    def _same(self, found: Found) -> bool:
        """Say whether a file's place, size and time are as they were when it was read."""
        key = (found.root, found.source)
        old, parcel = self.old.get(key), self.old_parcels.get(key)
        if parcel and parcel.sha256 in self.contents:
            before: Found | None = parcel.found
        else:
            before = old.found if old and old.present and old.sha256 and not parcel else None
        again = old is not None and any(problem.code == extras.MISSING for problem in old.problems)
        return key not in self.stale and before == found and not again

    def _again(self, found: Found) -> list[Found]:
        """Take what was known of a file that is unchanged; return its members."""
        key = (found.root, found.source)
        if key in self.old:
            self.known[key] = self.old[key]
        if key not in self.old_parcels:
            return []
        parcel = self.old_parcels[key]
        stored = self.index.extracted(parcel.sha256)
        self.parcels.append(parcel)
        return self._members(found, stored.members if stored else ())

    def _settle(self, found: Found, new: Reading) -> list[Found]:
        """Take in what a worker learnt of a file; return its members."""
        self.progress.step(found.source)
        self.opened += 1
        if new.sha256 and new.packed:
            self._keep(new)
        elif new.sha256:
            stored = self.index.extracted(new.sha256)
            if stored:
                new = reading.reading(found, new.sha256, stored)
        inside = self._members(found, new.members)
        refusal = self._refusal(found, new, inside)
        described = refusal or new.described
        if described and new.sha256 and self.index.words(new.sha256):
            self._save()
            described = words.described(self.index, found, new.sha256) or described
        if described:
            one, clues = described
            self.known[one.key], self.clues[one.key] = one, clues
        if inside and not refusal and new.sha256:
            self.parcels.append(Parcel(found, new.sha256))
            self.stale.update((member.root, member.source) for member in inside)
            return inside
        return []

    def _members(self, found: Found, members: Sequence[Member]) -> list[Found]:
        return [
            Found(
                found.root,
                f"{found.source}!/{member.name}",
                found.path,
                member.size,
                member.mtime_ns,
                (*found.inner, member.name),
            )
            for member in members
            if not self.packed_up and all(map(self.wanted, member.name.split("/")))
        ]

    def _refusal(self, found: Found, new: Reading, inside: Sequence[Found]) -> tuple[Known, Clues] | None:
        """Return the item that a container is whose members cannot count, else ``None``."""
        fits = self._fits(found, inside)
        if not new.members or new.described:
            return None
        if self.packed_up:
            problem = Problem("packed", "压缩包没有解开，不计入；请解压后把里面的文件放进来")
        elif len(found.inner) >= MAX_DEPTH:
            problem = Problem(
                "too-deep", f"压缩包套了 {MAX_DEPTH} 层以上，没有再解开；请解压后放入材料文件夹"
            )
        elif not fits:
            problem = Problem(
                "too-large", f"压缩包里的文件超过 {MAX_MEMBERS} 个，没有再解开；请解压后放入材料文件夹"
            )
        elif not inside:
            problem = Problem("empty", "压缩包里没有可以归档的文件")
        else:
            return None
        return reading.refused(found, new.sha256, problem).described

    def _fits(self, found: Found, inside: Sequence[Found]) -> bool:
        """Say whether the members of a file, of all levels together, are still within reason."""
        outermost = (found.root, found.source.split("!/", 1)[0])
        self.packed[outermost] += len(inside)
        return self.packed[outermost] <= MAX_MEMBERS

    def _keep(self, new: Reading) -> None:
        described = new.described[0].problems if new.described else ()
        if any(problem.code in _PASSING for problem in described):
            return  # it shall be read anew once that is there, or the file is touched
        self.unsaved.append(new)
        if time.monotonic() - self.saved > _SAVE_EVERY:
            self._save()

    def _save(self) -> None:
        if self.unsaved:
            with self.index.writing():
                for one in self.unsaved:
                    self.index.keep_extracted(one.sha256 or "", one.packed or b"")
                    if one.unseen is not None:
                        self.index.expect_words(one.sha256 or "", one.unseen)
        self.unsaved = []
        self.saved = time.monotonic()


def date_by_mtime(known: Iterable[Known]) -> list[Known]:
    """Give files that nothing dates the day they were last changed, where that can be believed.

    A day that a fifth of all files share is the day they were copied or unpacked, not made.
    """
    all_of_them = list(known)
    days = Counter(_day(one.found) for one in all_of_them)
    return [_dated(one, days, len(all_of_them)) for one in all_of_them]


def _dated(one: Known, days: Counter[str], total: int) -> Known:
    day, described = _day(one.found), one.description
    if described.date_from == "mtime":  # the last run knew other files
        described = replace(described, date=None, date_from=None)
    believed = days[day] * 5 < total and "1995" < day < "2100"
    if believed and one.readable and not described.date:
        described = replace(described, date=day, date_from="mtime")
    return one if described == one.description else replace(one, description=described)


def _day(found: Found) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(found.mtime_ns / 1e9))


def _vanished(
    before: Sequence[Item], known: Sequence[Known], parcels: Sequence[Parcel]
) -> tuple[list[Known], list[str]]:
    """Return the filed items whose source has gone, marked so, and the other sources that went.

    A file that was moved, renamed or replaced by a new version has not vanished.
    """
    contents = {one.sha256 for one in known}
    places = {one.key for one in known} | {parcel.key for parcel in parcels}
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
    """Return the content hash of a file in 材料/; nothing of what is no file, which is not opened.

    :raises CopyError: if it cannot be read.
    """
    path = evidence / target
    with disk.guarded(f"无法读取 {path}", CopyError):
        return disk.sha256(path) if stat.S_ISREG(path.lstat().st_mode) else NO_FILE
