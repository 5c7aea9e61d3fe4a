"""Carry out a plan, so that a kill at any instant loses nothing and the next run finishes.

Before the first step all targets are recorded as intended; after the last, as done.  A file that
stands at an intended target with the intended content is ours, whenever the run was cut off.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from wenming_archive import disk
from wenming_archive.errors import ArchiveError, CopyError
from wenming_archive.filing.plan import ASIDE, STAGING, Plan, Stands, Step
from wenming_archive.index import Copy, Index

#: Size of a copy that is intended and not yet known to be done.
_INTENDED = -1
Progress = Callable[[Step], None]


def stands(evidence: Path, records: Mapping[str, Copy]) -> dict[str, Stands]:
    """Return what stands in 材料/ (at ``evidence``), by target.

    A recorded copy of unchanged size and time is ours without being opened; an intended one is
    opened, since the run that meant to make it may have been cut off.
    """
    found: dict[str, Stands] = {}
    for path, target in _files(evidence, ""):
        info = path.stat()
        record = records.get(target)
        if record and (record.size, record.mtime_ns) == (info.st_size, info.st_mtime_ns):
            found[target] = Stands(target, record.sha256, True)
        elif record and record.size == _INTENDED:
            sha256 = disk.sha256(path)
            found[target] = Stands(target, sha256, sha256 == record.sha256)
        else:
            found[target] = Stands(target, None, target.startswith(f"{STAGING}/"))
    return found


def intact(evidence: Path, records: Mapping[str, Copy]) -> bool:
    """Say whether 材料/ holds the recorded copies, unchanged by size and time, and nothing else."""
    seen = 0
    for path, target in _files(evidence, ""):
        record = records.get(target)
        info = path.stat()
        if record is None or (record.size, record.mtime_ns) != (info.st_size, info.st_mtime_ns):
            return False
        seen += 1
    return seen == len(records)


def apply(plan: Plan, evidence: Path, index: Index, progress: Progress) -> dict[str, str]:
    """Carry out ``plan`` and return what failed: a message by target.

    A step that fails is reported and the rest goes on; nothing half-made is left behind.
    """
    with index.writing():
        for step in plan.steps:
            if step.act != "remove":
                index.keep_copy(Copy(step.target, step.sha256, _INTENDED, 0))
    failed: dict[str, str] = {}
    for step in plan.steps:
        progress(step)
        try:
            _do(step, evidence)
        except ArchiveError as error:
            failed[step.target] = str(error)
    _settle(plan, evidence, index)
    return failed


def make_folders(evidence: Path, folders: Mapping[str, str]) -> None:
    """Make the folder of every indicator, so that the empty ones show."""
    for folder in folders.values():
        disk.make_folder(evidence / folder)


def _do(step: Step, evidence: Path) -> None:
    target = evidence / step.target
    if step.act == "remove":
        with disk.guarded(f"无法移除 {target}", CopyError):
            target.unlink(missing_ok=True)
        return
    disk.make_folder(target.parent)
    if step.act == "copy":
        disk.copy(Path(step.origin), target, step.sha256)
    elif step.act == "link":
        disk.link(evidence / step.origin, target, step.sha256)
    else:
        disk.move(evidence / step.origin, target)
        disk.sync_folder(target.parent)


def _settle(plan: Plan, evidence: Path, index: Index) -> None:
    """Record what stands now, and drop the records of what does not."""
    changed = {step.target: step.sha256 for step in plan.steps}
    standing = {t: sha for sha, targets in plan.targets.items() for t in targets}
    with index.writing():
        for target in {*index.copies(), *standing}:
            sha256 = changed.get(target) or standing.get(target)
            try:
                info = (evidence / target).stat()
            except OSError:
                index.drop_copy(target)
                continue
            if sha256:
                index.keep_copy(Copy(target, sha256, info.st_size, info.st_mtime_ns))
    _tidy(evidence)


def _tidy(evidence: Path) -> None:
    """Remove the leftovers of a killed run and folders that hold nothing any more."""
    for path, _ in list(_files(evidence, "", parts=True)):
        if path.name.endswith(disk.PART):
            with contextlib.suppress(OSError):
                path.unlink()
    for folder in (STAGING, ASIDE):
        with contextlib.suppress(OSError):
            (evidence / folder).rmdir()


def _files(folder: Path, inside: str, parts: bool = False) -> Iterator[tuple[Path, str]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), f"{inside}{entry.name}/", parts)
        elif parts or not entry.name.endswith(disk.PART):
            yield Path(entry.path), f"{inside}{entry.name}"
