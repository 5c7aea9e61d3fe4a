"""Carry out a plan, so that a kill at any instant loses nothing and the next run finishes.

Before the first step all targets are noted as intended; after the last, recorded as done.  A file
that stands at an intended target is ours if it holds what was there or what was to come, whenever
the run was cut off.
"""

from __future__ import annotations

import contextlib
import os
import unicodedata
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from wenming_archive import disk, inside
from wenming_archive.errors import ArchiveError, CopyError
from wenming_archive.filing import names, standing
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
    _sync(plan, evidence)
    _settle(plan, evidence, index, failed)
    return failed


def make_folders(evidence: Path, folders: Mapping[str, str]) -> None:
    """Make the folder of every indicator, so that the empty ones show."""
    for folder in folders.values():
        path = inside.below(evidence, folder)
        with disk.guarded(f"无法建立文件夹 {path}"):
            _respell(evidence, folder)
        disk.make_folder(path)


def _respell(evidence: Path, folder: str) -> None:
    """Give the folders down to ``folder`` its very spelling, where a disk takes another for the same."""
    above = evidence
    for name in folder.split("/"):
        path = above / name
        if not os.path.lexists(path):
            return
        alike = [one for one in os.listdir(above) if names.folded(one) == names.folded(name)]
        if len(alike) == 1 and unicodedata.normalize("NFC", alike[0]) != name:
            (above / alike[0]).rename(path)
        above = path


def _do(step: Step, evidence: Path, contents: Contents) -> None:
    target = inside.below(evidence, step.target)
    if step.act == "remove":
        with disk.guarded(f"无法移除 {target}", CopyError):
            target.unlink(missing_ok=True)
        return
    disk.make_folder(target.parent)
    if step.act == "copy":
        _copy(step, target, contents)
    elif step.act == "link":
        disk.link(inside.below(evidence, step.origin), target, step.sha256)
    else:
        disk.move(inside.below(evidence, step.origin), target)


def _copy(step: Step, target: Path, contents: Contents) -> None:
    origin = Path(step.origin)
    try:
        disk.copy(origin, target, step.sha256, lambda: contents.opened(origin, step.inner))
    except Unreadable as error:
        raise CopyError(f"无法从 {origin} 取出 {'/'.join(step.inner)}：{error}") from error


def _sync(plan: Plan, evidence: Path) -> None:
    """Force the new names to disk before they are recorded: one that came back would look like a hand's."""
    moved = [step.origin for step in plan.steps if step.act == "move"]
    for folder in sorted({(evidence / name).parent for name in (*moved, *(s.target for s in plan.steps))}):
        disk.sync_folder(folder)


def _settle(plan: Plan, evidence: Path, index: Index, failed: Collection[str]) -> None:
    """Record what stands now, and drop the records of what does not."""
    sure = dict(plan.parked)
    sure |= {t: sha for sha, targets in plan.targets.items() for t in targets}
    sure |= {step.target: step.sha256 for step in plan.steps}
    with index.writing():
        for target in {*index.copies(), *sure}:
            try:
                info = (evidence / target).lstat()
            except OSError:
                if target not in plan.held:
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
