"""The main job: find, read, place, file.  A dry run is the same up to the plan."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import wenming_archive
from wenming_archive import disk, scan, workspace
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.errors import InputError
from wenming_archive.filing import apply, names
from wenming_archive.filing import plan as planning
from wenming_archive.filing.plan import Plan, Want
from wenming_archive.index import Index
from wenming_archive.model import Item, Skipped
from wenming_archive.pipeline import arrange
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.pipeline.survey import Survey, date_by_mtime, hash_of, survey
from wenming_archive.place.clues import Clues
from wenming_archive.workspace import EVIDENCE, OWN_NAMES, Workspace


@dataclass(frozen=True)
class Outcome:
    """What a scan found and did, or with a dry run would do."""

    items: tuple[Item, ...]
    plan: Plan
    skipped: tuple[Skipped, ...]
    opened: int
    gone: tuple[str, ...]
    #: Messages of copies that could not be made, by target.
    failed: dict[str, str]
    catalogue: Catalogue


def run(session: Session, given: Sequence[Path], progress: Progress) -> Outcome:
    """Scan the remembered and the given sources, and file what can be filed.

    :raises InputError: if there is no source, or a given one is at fault.
    """
    folders = _folders(session, given)
    if folders != session.settings.sources:
        workspace.remember(session.workspace, folders)
    with Index.open(session.workspace.index_file) as index:
        return _run(session, folders, index, progress, dry=False)


def rehearse(session: Session, given: Sequence[Path], progress: Progress) -> Outcome:
    """Return what ``run`` would do; nothing is written anywhere."""
    folders = _folders(session, given)
    with Index.snapshot(session.workspace.index_file) as index:
        return _run(session, folders, index, progress, dry=True)


def refile(session: Session, index: Index, progress: Progress) -> Outcome:
    """Place and file the items of the last scan anew, after decisions; no source is walked."""
    known = tuple(item.known for item in index.items())
    found = Survey(known, index.clues(), opened=0, gone=(), unchanged=False)
    return _settle(session, index, found, (), progress, dry=False)


def _folders(session: Session, given: Sequence[Path]) -> tuple[str, ...]:
    folders = scan.roots(session.settings.sources, given, session.workspace.root)
    if not folders:
        raise InputError("还没有材料文件夹；请运行 archive scan 材料所在的文件夹")
    return folders


def _run(
    session: Session, folders: tuple[str, ...], index: Index, progress: Progress, *, dry: bool
) -> Outcome:
    walk = scan.walk(folders, session.settings.skip, _keep_out(session.workspace))
    # After an update everything is read again: the readers may have learnt something.
    older = index.note("version") not in ("", wenming_archive.__version__)
    found = survey(walk.files, index, progress, reread=older)
    return _settle(session, index, found, walk.skipped, progress, dry=dry)


def _settle(
    session: Session,
    index: Index,
    found: Survey,
    skipped: tuple[Skipped, ...],
    progress: Progress,
    *,
    dry: bool,
) -> Outcome:
    evidence = session.workspace.evidence
    before = index.items()
    if found.unchanged and index.note("fingerprint") == session.fingerprint:
        items = before
    else:
        items = arrange.arrange(date_by_mtime(found.known), found.clues, session)
    wanted = planning.wants(items, session.catalogue, session.settings.file_name, evidence)
    plan = _plan(items, wanted, evidence, index)
    failed: dict[str, str] = {}
    if not dry:
        failed = _file(session, plan, index, progress)
    items = _with_copies(items, plan, failed)
    if not dry and items != before:
        _keep(index, items, found.clues)
    if not dry:
        _note(index, session, bool(failed))
    return Outcome(tuple(items), plan, skipped, found.opened, found.gone, failed, session.catalogue)


def _plan(items: Sequence[Item], wanted: list[Want], evidence: Path, index: Index) -> Plan:
    sources = {item.known.sha256 for item in items if item.known.present and item.known.sha256}
    standing = apply.stands(evidence, index.copies())
    return planning.plan(wanted, standing, sources, lambda target: hash_of(evidence, target))


def _file(session: Session, plan: Plan, index: Index, progress: Progress) -> dict[str, str]:
    evidence = session.workspace.evidence
    disk.make_folder(evidence)
    apply.make_folders(evidence, names.folders(session.catalogue))
    if not plan.steps:
        return {}
    progress.phase("归档", len(plan.steps))
    return apply.apply(plan, evidence, index, lambda step: progress.step(step.target))


def _with_copies(items: Sequence[Item], plan: Plan, failed: dict[str, str]) -> list[Item]:
    """Return the items with their copies, and why one could not be made."""
    lost = {want.sha256 for want in plan.lost}
    made = []
    for item in items:
        targets = plan.targets.get(item.known.sha256 or "", ()) if item.codes else ()
        why = next((failed[t] for t in targets if t in failed), None)
        if targets and item.known.sha256 in lost:
            why, targets = "来源和归档副本都已不在，无法补齐", ()
        copies = tuple(f"{EVIDENCE}/{t}" for t in targets if t not in failed)
        made.append(replace(item, filed_as=copies, failed=why))
    return made


def _keep(index: Index, items: Sequence[Item], clues: dict[tuple[str, str], Clues]) -> None:
    used = {item.known.sha256 for item in items}
    with index.writing():
        index.replace_items(items, clues)
        index.drop_contents(h for h in index.known_contents() if h not in used)


def _note(index: Index, session: Session, incomplete: bool) -> None:
    wanted = "" if incomplete else session.fingerprint
    if index.note("fingerprint") != wanted:
        with index.writing():
            index.keep_note("fingerprint", wanted)
            index.keep_note("version", wenming_archive.__version__)


def _keep_out(own: Workspace) -> Callable[[Path], bool]:
    """Return what tells the workspace's own places, and other workspaces, from sources."""
    places = {os.path.normpath(own.root / name) for name in OWN_NAMES}

    def keep_out(path: Path) -> bool:
        return os.path.normpath(path) in places or (path / workspace.SETTINGS).is_file()

    return keep_out
