"""Carry out a plan, so that a kill at any instant loses nothing and the next run finishes.

Before the first step all targets are noted as intended; after the last, recorded as done.  A file
that stands at an intended target is ours if it holds what was there or what was to come, whenever
the run was cut off.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from wenming_archive import disk
from wenming_archive.errors import ArchiveError, CopyError
from wenming_archive.filing import standing
from wenming_archive.filing.plan import ASIDE, STAGING, Plan, Step
from wenming_archive.index import Copy, Index
from wenming_archive.read.contents import Contents
from wenming_archive.read.limits import Unreadable

Progress = Callable[[Step], None]


def apply(plan: Plan, evidence: Path, index: Index, progress: Progress) -> dict[str, str]:
    """Carry out ``plan`` and return what failed: a message by target.

    A step that fails is reported and the rest goes on; nothing half-made is left behind.
    """
    with index.writing():
        index.intend((step.target, step.sha256) for step in plan.steps)
    failed: dict[str, str] = {}
    with contextlib.closing(Contents()) as contents:
        for step in plan.steps:
            progress(step)
            try:
                _do(step, evidence, contents)
            except ArchiveError as error:
                failed[step.target] = str(error)
    _settle(plan, evidence, index, failed)
    return failed


def make_folders(evidence: Path, folders: Mapping[str, str]) -> None:
    """Make the folder of every indicator, so that the empty ones show."""
    for folder in folders.values():
        disk.make_folder(evidence / folder)


def _do(step: Step, evidence: Path, contents: Contents) -> None:
    target = evidence / step.target
    if step.act == "remove":
        with disk.guarded(f"无法移除 {target}", CopyError):
            target.unlink(missing_ok=True)
        return
    disk.make_folder(target.parent)
    if step.act == "copy":
        _copy(step, target, contents)
    elif step.act == "link":
        disk.link(evidence / step.origin, target, step.sha256)
    else:
        disk.move(evidence / step.origin, target)
        disk.sync_folder(target.parent)


def _copy(step: Step, target: Path, contents: Contents) -> None:
    origin = Path(step.origin)
    try:
        disk.copy(origin, target, step.sha256, lambda: contents.opened(origin, step.inner))
    except Unreadable as error:
        raise CopyError(f"无法从 {origin} 取出 {'/'.join(step.inner)}：{error}") from error


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
    for path, _ in list(standing.files(evidence, "", parts=True)):
        if path.name.endswith(disk.PART):
            with contextlib.suppress(OSError):
                path.unlink()
    for folder in (STAGING, ASIDE):
        with contextlib.suppress(OSError):
            (evidence / folder).rmdir()
