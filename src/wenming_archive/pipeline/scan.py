"""The main job: find, read, place, file.  A dry run is the same up to the plan."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import wenming_archive
from wenming_archive import disk, scan, workspace
from wenming_archive.errors import InputError
from wenming_archive.filing.hands import Ask, usual
from wenming_archive.filing.plan import Care, Plan
from wenming_archive.index import Index
from wenming_archive.ocr import engine
from wenming_archive.pipeline import history, quiet, switching
from wenming_archive.pipeline.outcome import Outcome
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.read import extras
from wenming_archive.workspace import OWN_NAMES, Workspace


@dataclass(frozen=True)
class Way:
    """How to scan."""

    #: Whether the words in pictures are recognised, if an engine is installed.
    ocr: bool = True
    #: What is asked when people have been at work in 材料/ by hand.
    ask: Ask = usual
    #: Whether nothing is to be written.
    dry: bool = False


def run(session: Session, given: Sequence[Path], progress: Progress, way: Way | None = None) -> Outcome:
    """Scan the remembered and the given sources, and file what can be filed.

    :raises InputError: if there is no source, or a given one is at fault.
    """
    folders = _folders(session, given)
    with Index.open(session.workspace.index_file) as index:
        history.watch(session, index)
        if folders != session.settings.sources:
            workspace.remember(session.workspace, folders)
        _clear(session.workspace)
        return _run(_from(session, folders), index, progress, way or Way())


def rehearse(session: Session, given: Sequence[Path], progress: Progress) -> Outcome:
    """Return what ``run`` would do before pictures are looked at; nothing is written anywhere."""
    folders = _folders(session, given)
    with Index.snapshot(session.workspace.index_file) as index:
        return _run(_from(session, folders), index, progress, Way(ocr=False, dry=True))


def _clear(own: Workspace) -> None:
    """Remove what killed runs left half-written beside the files people know."""
    for folder in (own.root, own.output):
        for part in folder.glob(f".*{disk.PART}"):
            disk.discard(part)


def _folders(session: Session, given: Sequence[Path]) -> tuple[str, ...]:
    folders = scan.roots(session.settings.sources, given, session.workspace.root)
    if not folders and not session.workspace.received.is_dir():
        raise InputError("还没有材料文件夹；请运行 archive scan 材料所在的文件夹")
    return folders


def _from(session: Session, folders: tuple[str, ...]) -> Session:
    return replace(session, settings=session.settings.model_copy(update={"sources": folders}))


def _walked(session: Session) -> tuple[str, ...]:
    """Return the folders to walk: the sources, and what was handed over, which is nobody's to name."""
    sources, received = session.settings.sources, session.workspace.received
    if not received.is_dir():
        return sources
    return (*(source for source in sources if not Path(source).is_relative_to(received)), str(received))


def _run(session: Session, index: Index, progress: Progress, way: Way) -> Outcome:
    walk = scan.walk(_walked(session), session.settings.skip, _keep_out(session.workspace))
    came = index.note("extras") != extras.present()  # an optional part, or one has gone
    more = came or (way.ocr and engine.available() and index.has_unseen() and _can_see_more(index))
    same = None if more else quiet.unchanged(session, index, walk.files)
    if same:
        return Outcome(same, (), Plan((), {}), walk.skipped)
    # Readers and the placement model take time to load, which a quiet run need not spend.
    from wenming_archive.pipeline import hands, rebuild
    from wenming_archive.pipeline.settle import Task, settle
    from wenming_archive.pipeline.survey import survey

    rebuild.restore(session, index)
    done = hands.understand(session, index, way.ask, progress, dry=way.dry, ocr=way.ocr)
    reread = _older(index)
    wanted = scan.wanted(session.settings.skip)
    found = survey(walk.files, index, progress, wanted, reread=reread, ocr=way.ocr)
    found = rebuild.complete(session, index, found, progress, ocr=way.ocr)
    task = Task(Care(evicted=done.evicted))
    outcome = settle(done.session, index, found, walk.skipped, progress, dry=way.dry, task=task)
    return replace(outcome, hands=done.answers)


def _older(index: Index) -> bool:
    """Say whether another version read what is known: readers may have learnt something since."""
    read_by = index.note("version")
    if not read_by:  # a first run that is cut off leaves readings behind
        with index.writing():
            index.keep_note("version", wenming_archive.__version__)
    return read_by not in ("", wenming_archive.__version__)


def _can_see_more(index: Index) -> bool:
    from wenming_archive.pipeline import words

    return words.waiting(index, {item.known.key: item.known for item in index.items(unread=True)})


def _keep_out(own: Workspace) -> scan.KeepOut:
    """Return what tells the workspace's own places, and other workspaces, from sources."""
    places = {str(own.root / name) for name in OWN_NAMES}

    def keep_out(path: Path, folder: bool) -> bool:
        if path.name in OWN_NAMES and os.path.normpath(path) in places:
            return True
        if switching.is_old(path.name) and path.parent == own.root:
            return True
        return folder and (path / workspace.SETTINGS).is_file()

    return keep_out
