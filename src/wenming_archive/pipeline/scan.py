"""The main job: find, read, place, file.  A dry run is the same up to the plan."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

import wenming_archive
from wenming_archive import disk, scan, workspace
from wenming_archive.errors import InputError
from wenming_archive.filing.plan import Plan
from wenming_archive.index import Index
from wenming_archive.ocr import engine
from wenming_archive.pipeline import quiet
from wenming_archive.pipeline.outcome import Outcome
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.read import extras
from wenming_archive.workspace import OWN_NAMES, Workspace


def run(session: Session, given: Sequence[Path], progress: Progress, *, ocr: bool = True) -> Outcome:
    """Scan the remembered and the given sources, and file what can be filed.

    With ``ocr`` the words in pictures are recognised, if an engine is installed.

    :raises InputError: if there is no source, or a given one is at fault.
    """
    folders = _folders(session, given)
    if folders != session.settings.sources:
        workspace.remember(session.workspace, folders)
    with Index.open(session.workspace.index_file) as index:
        _clear(session.workspace)
        return _run(session, folders, index, progress, dry=False, ocr=ocr)


def rehearse(session: Session, given: Sequence[Path], progress: Progress) -> Outcome:
    """Return what ``run`` would do before pictures are looked at; nothing is written anywhere."""
    folders = _folders(session, given)
    with Index.snapshot(session.workspace.index_file) as index:
        return _run(session, folders, index, progress, dry=True, ocr=False)


def _clear(own: Workspace) -> None:
    """Remove what killed runs left half-written beside the files people know."""
    for folder in (own.root, own.output):
        for part in folder.glob(f".*{disk.PART}"):
            with contextlib.suppress(OSError):
                part.unlink()


def _folders(session: Session, given: Sequence[Path]) -> tuple[str, ...]:
    folders = scan.roots(session.settings.sources, given, session.workspace.root)
    if not folders:
        raise InputError("还没有材料文件夹；请运行 archive scan 材料所在的文件夹")
    return folders


def _run(
    session: Session, folders: tuple[str, ...], index: Index, progress: Progress, *, dry: bool, ocr: bool
) -> Outcome:
    walk = scan.walk(folders, session.settings.skip, _keep_out(session.workspace))
    came = index.note("extras") != extras.present()  # an optional part, or one has gone
    more = came or (ocr and engine.available() and index.has_unseen() and _can_see_more(index))
    same = None if more else quiet.unchanged(session, index, walk.files)
    if same:
        return Outcome(same, (), Plan((), {}), walk.skipped)
    # Readers and the placement model take time to load, which a quiet run need not spend.
    from wenming_archive.pipeline.settle import settle
    from wenming_archive.pipeline.survey import survey

    # After an update everything is read again: the readers may have learnt something.
    read_by = index.note("version")
    if not read_by:  # a first run that is cut off leaves readings behind
        with index.writing():
            index.keep_note("version", wenming_archive.__version__)
    older = read_by not in ("", wenming_archive.__version__)
    wanted = scan.wanted(session.settings.skip)
    found = survey(walk.files, index, progress, wanted, reread=older, ocr=ocr)
    return settle(session, index, found, walk.skipped, progress, dry=dry)


def _can_see_more(index: Index) -> bool:
    from wenming_archive.pipeline import words

    return words.waiting(index, {item.known.key: item.known for item in index.items()})


def _keep_out(own: Workspace) -> scan.KeepOut:
    """Return what tells the workspace's own places, and other workspaces, from sources."""
    places = {str(own.root / name) for name in OWN_NAMES}

    def keep_out(path: Path, folder: bool) -> bool:
        if path.name in OWN_NAMES and os.path.normpath(path) in places:
            return True
        return folder and (path / workspace.SETTINGS).is_file()

    return keep_out
