"""Carry out a plan, so that a kill at any instant loses nothing and the next run finishes.

Before the first step all targets are noted as intended; after the last, recorded as done.  A file
that stands at an intended target is ours if it holds what was there or what was to come, whenever
the run was cut off.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from wenming_archive import disk
from wenming_archive.errors import ArchiveError, CopyError
from wenming_archive.filing.plan import ASIDE, STAGING, Plan, Stands, Step
from wenming_archive.index import Copy, Index

Progress = Callable[[Step], None]


def stands(
    evidence: Path, records: Mapping[str, Copy], intents: Mapping[str, Collection[str]]
) -> dict[str, Stands]:
    """Return what stands in 材料/ (at ``evidence``), by target.

    A recorded copy of unchanged size and time is ours without being opened.  Where a run that was
    cut off meant to change something, the content tells.

    :raises CopyError: if a file has to be opened and cannot be.
    """
    found: dict[str, Stands] = {}
    for path, target in _files(evidence, ""):
        info = path.lstat()
        record = records.get(target)
        if target in intents and stat.S_ISREG(info.st_mode):
            with disk.guarded(f"无法读取 {path}", CopyError):
                sha256 = disk.sha256(path)
            ours = sha256 in intents[target] or (record is not None and sha256 == record.sha256)
            found[target] = Stands(target, sha256, ours)
        elif record and _same(record, info):
            found[target] = Stands(target, record.sha256, True)
        else:
            found[target] = Stands(target, None, target.startswith(f"{STAGING}/"))
    return found


def intact(evidence: Path, records: Mapping[str, Copy]) -> bool:
    """Say whether 材料/ holds the recorded copies, unchanged by size and time, and nothing else."""
    seen = 0
    for path, target in _files(evidence, ""):
        record = records.get(target)
        if record is None or not _same(record, path.lstat()):
            return False
        seen += 1
    return seen == len(records)


def apply(plan: Plan, evidence: Path, index: Index, progress: Progress) -> dict[str, str]:
    """Carry out ``plan`` and return what failed: a message by target.

    A step that fails is reported and the rest goes on; nothing half-made is left behind.
    """
    with index.writing():
        index.intend((step.target, step.sha256) for step in plan.steps)
    failed: dict[str, str] = {}
    for step in plan.steps:
        progress(step)
        try:
            _do(step, evidence)
        except ArchiveError as error:
            failed[step.target] = str(error)
    _settle(plan, evidence, index, failed)
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


def _settle(plan: Plan, evidence: Path, index: Index, failed: Collection[str]) -> None:
    """Record what stands now, and drop the records of what does not."""
    sure = {t: sha for sha, targets in plan.targets.items() for t in targets}
    sure |= {step.target: step.sha256 for step in plan.steps}
    with index.writing():
        for target in {*index.copies(), *sure}:
            try:
                info = (evidence / target).lstat()
            except OSError:
                index.drop_copy(target)
                continue
            if target in sure and target not in failed:
                index.keep_copy(Copy(target, sure[target], info.st_size, info.st_mtime_ns))
        index.drop_intents()
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


def _same(record: Copy, info: os.stat_result) -> bool:
    return (record.size, record.mtime_ns) == (info.st_size, info.st_mtime_ns)


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
