"""Verify the filed copies; what was found sound is kept, so that a run that is cut off can be resumed."""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass

from wenming_archive.errors import InputError
from wenming_archive.filing import standing
from wenming_archive.filing import verifying as filing
from wenming_archive.filing.verifying import Finding, State
from wenming_archive.index import Copy, Index
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session

#: Seconds between two savings of what was found sound: what a kill can cost at most.
_SAVE_EVERY = 2.0
#: The note that says when the round began that is not finished yet.
_BEGUN = "verifying"

#: Told when the round began that this run goes on with, and how many copies it has done.
Resumed = Callable[[str, int], None]


@dataclass(frozen=True)
class Verdict:
    """What a round of verification found."""

    #: How many recorded copies there are, and how many are as recorded.
    checked: int
    sound: int
    #: What is not, and what stands in 材料/ besides; by kind, then by target.
    findings: tuple[Finding, ...]
    manifest: State
    #: Why it could not be kept how far the run had come; nothing if it was.
    unsaved: str = ""

    @property
    def troubles(self) -> int:
        """How many things are not as they should be."""
        return len(self.findings) + (self.manifest != "sound")


def verify(session: Session, progress: Progress, resumed: Resumed, *, again: bool = False) -> Verdict:
    """Verify every filed copy; a round that was cut off is gone on with, unless ``again``.

    ``resumed`` is told of that.

    :raises InputError: if there is nothing to verify by.
    """
    evidence = session.workspace.evidence
    with Index.open(session.workspace.index_file) as index:
        records = index.copies()
        _refuse(index, session, records)
        so_far = _SoFar(index, again=again)
        left = filing.remaining(evidence, records.values(), so_far.before)
        if len(left) < len(records):
            resumed(so_far.begun, len(records) - len(left))
        found = _look(session, left, so_far, progress)
        found += filing.unexpected(evidence, records)
        so_far.end()
    bad = sum(one.target in records for one in found)
    found.sort(key=lambda one: (one.kind, one.target))
    state = filing.manifest(evidence, records)
    return Verdict(len(records), len(records) - bad, tuple(found), state, so_far.unsaved)


def _refuse(index: Index, session: Session, records: dict[str, Copy]) -> None:
    if index.intents():
        raise InputError("上次归档中途断了；请先运行 archive scan 接着做完，再运行 archive verify")
    if records or (index.note("summary") and index.has_items()):
        return
    if next(standing.files(session.workspace.evidence, ""), None):
        raise InputError("没有归档记录可以对照（索引不在或已过时）；请先运行 archive scan 重建")
    raise InputError("还没有归档副本可以核对；请先运行 archive scan 材料所在的文件夹")


def _look(session: Session, left: list[Copy], so_far: _SoFar, progress: Progress) -> list[Finding]:
    found = []
    progress.phase("核对", len(left))
    with contextlib.closing(filing.verify(session.workspace.evidence, left)) as looks:
        try:
            for look in looks:
                if isinstance(look, Finding):
                    found.append(look)
                elif look:
                    so_far.add(look)
                if look:
                    progress.step(look.target)
                so_far.save_at_times()
        finally:
            so_far.save()
    return found


class _SoFar:
    """How far a round, the verification of all copies, has come over however many runs.

    That the disk refuses to keep how far it has come is no reason not to verify.
    """

    def __init__(self, index: Index, *, again: bool) -> None:
        self._index = index
        self._sound: list[Copy] = []
        self._saved = time.monotonic()
        self.unsaved = ""
        self.begun = "" if again else index.note(_BEGUN)
        #: What earlier runs of the round found sound.
        self.before = index.verified() if self.begun else {}
        if not self.begun:
            self._restart(dt.datetime.now().strftime("%Y-%m-%d %H:%M"))

    def add(self, copy: Copy) -> None:
        """Take note of a sound copy."""
        self._sound.append(copy)

    def save_at_times(self) -> None:
        """Keep what was found sound, if that was not done a moment ago."""
        if time.monotonic() - self._saved > _SAVE_EVERY:
            self.save()

    def save(self) -> None:
        """Keep what was found sound."""
        if self._sound:
            self._keep(lambda: self._index.keep_verified(self._sound))
        self._sound.clear()
        self._saved = time.monotonic()

    def end(self) -> None:
        """The round is complete: the next run begins another."""
        self._restart("")

    def _restart(self, begun: str) -> None:
        def change() -> None:
            self._index.drop_verified()
            self._index.keep_note(_BEGUN, begun)

        self._keep(change)

    def _keep(self, change: Callable[[], None]) -> None:
        try:
            with self._index.writing():
                change()
        except InputError as error:
            self.unsaved = str(error)
