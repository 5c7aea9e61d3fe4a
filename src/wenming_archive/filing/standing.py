"""What stands in 材料/: which copies are ours, and whether all is as it was left."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from wenming_archive import disk
from wenming_archive.errors import CopyError
from wenming_archive.filing.plan import STAGING, Stands
from wenming_archive.index import Copy


def stands(
    evidence: Path,
    records: Mapping[str, Copy],
    intents: Mapping[str, Collection[str]],
    sources: Collection[str] = (),
) -> dict[str, Stands]:
    """Return what stands in 材料/ (at ``evidence``), by target.

    A recorded copy of unchanged size and time is ours without being opened.  Where a run that was
    cut off meant to change something, the content tells.  Without any record (the index is new),
    what holds the content of one of the ``sources`` is a copy of it.

    :raises CopyError: if a file has to be opened and cannot be.
    """
    found: dict[str, Stands] = {}
    for path, target in files(evidence, ""):
        info = path.lstat()
        record = records.get(target)
        if target in intents and stat.S_ISREG(info.st_mode):
            with disk.guarded(f"无法读取 {path}", CopyError):
                sha256 = disk.sha256(path)
            ours = sha256 in intents[target] or (record is not None and sha256 == record.sha256)
            found[target] = Stands(target, sha256, ours)
        elif record and _same(record, info):
            found[target] = Stands(target, record.sha256, True)
        elif not records and sources and stat.S_ISREG(info.st_mode):
            with disk.guarded(f"无法读取 {path}", CopyError):
                sha256 = disk.sha256(path)
            found[target] = Stands(target, sha256, sha256 in sources)
        else:
            found[target] = Stands(target, None, target.startswith(f"{STAGING}/"))
    return found


def intact(evidence: Path, records: Mapping[str, Copy]) -> bool:
    """Say whether 材料/ holds the recorded copies, unchanged by size and time, and nothing else."""
    seen = 0
    for path, target in files(evidence, ""):
        record = records.get(target)
        if record is None or not _same(record, path.lstat()):
            return False
        seen += 1
    return seen == len(records)


def _same(record: Copy, info: os.stat_result) -> bool:
    return (record.size, record.mtime_ns) == (info.st_size, info.st_mtime_ns)


def files(folder: Path, inside: str, parts: bool = False) -> Iterator[tuple[Path, str]]:
    """Yield the files below ``folder`` with their names from there; half-written ones with ``parts``."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from files(Path(entry.path), f"{inside}{entry.name}/", parts)
        elif parts or not entry.name.endswith(disk.PART):
            yield Path(entry.path), f"{inside}{entry.name}"
