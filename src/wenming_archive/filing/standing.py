"""What stands in 材料/: which copies are ours, and whether all is as it was left."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from wenming_archive import disk, scan
from wenming_archive.errors import CopyError
from wenming_archive.filing.plan import NO_FILE, STAGING, Stands
from wenming_archive.index import Copy
from wenming_archive.workspace import MANIFEST, PROVENANCE

#: What stands in 材料/ beside the copies: lists of them.
LISTS = (MANIFEST, PROVENANCE)
_WANTED = scan.wanted(())


def stands(
    evidence: Path,
    records: Mapping[str, Copy],
    intents: Mapping[str, Collection[str]],
    sources: Collection[str] = (),
) -> dict[str, Stands]:
    """Return what stands in 材料/ (at ``evidence``), by target.

    A recorded copy of unchanged size and time is ours without being opened.  Where a run that was
    cut off meant to change something, the content tells.  Without any record (the index is new),
    what holds the content of one of the ``sources`` is a copy of it.  What is no file (a link, a pipe)
    is never opened: it may lead anywhere, or have no end.

    :raises CopyError: if a file has to be opened and cannot be.
    """
    found: dict[str, Stands] = {}
    for path, target in files(evidence, ""):
        info, record = path.lstat(), records.get(target)
        if not stat.S_ISREG(info.st_mode):
            found[target] = Stands(target, NO_FILE, False)
        elif target in intents:
            sha256 = _hash(path)
            ours = sha256 in intents[target] or (record is not None and sha256 == record.sha256)
            found[target] = Stands(target, sha256, ours)
        elif record and _same(record, info):
            found[target] = Stands(target, record.sha256, True)
        elif not records and sources:
            sha256 = _hash(path)
            found[target] = Stands(target, sha256, sha256 in sources)
        else:
            found[target] = Stands(target, None, target.startswith(f"{STAGING}/"))
    folders = (target for target in records if target not in found and (evidence / target).is_dir())
    return found | {target: Stands(target, NO_FILE, False) for target in folders}


def _hash(path: Path) -> str:
    with disk.guarded(f"无法读取 {path}", CopyError):
        return disk.sha256(path)


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
    """Yield the files below ``folder`` with their names from there, in NFC whatever the disk makes of them.

    System litter, half-written files (but with ``parts``) and the lists of what stands there are left out.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    listed = {entry.name for entry in entries}
    for entry in entries:
        name = _known_as(entry, listed)
        if entry.is_dir(follow_symlinks=False):
            yield from files(Path(entry.path), f"{inside}{name}/", parts)
        elif (parts and name.endswith(disk.PART)) or (_WANTED(name) and inside + name not in LISTS):
            yield Path(entry.path), f"{inside}{name}"


def counts(target: str) -> bool:
    """Say whether a copy can stand at ``target``: inside 材料/, and not under a name that is left out."""
    parts = target.split("/")
    inside = not {"", ".", ".."} & set(parts) and not set("\\:\0") & set(target)
    return inside and target not in LISTS and bool(_WANTED(parts[-1]))


def _known_as(entry: os.DirEntry[str], listed: Collection[str]) -> str:
    """Return the composed name of an entry, by which some disks know it and others do not."""
    name = unicodedata.normalize("NFC", entry.name)
    known = name == entry.name or (name not in listed and os.path.lexists(Path(entry.path).with_name(name)))
    return name if known else entry.name
