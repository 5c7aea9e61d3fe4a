"""Verify 材料/: every recorded copy against its hash, and what stands there that no record knows.

Nothing is written, and no source is opened.  The copies are hashed by several threads, for reading
and hashing wait for nobody; what they find comes as it is found.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import stat
import threading
import time
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from wenming_archive import disk
from wenming_archive.filing import ledger, standing
from wenming_archive.index import Copy
from wenming_archive.workspace import MANIFEST

#: Measured (benchmarks/verifying.py): small copies come from a disk in half the time that one thread
#: takes, for while some wait for it others hash; with what is in memory threads make no difference.
THREADS = 4
#: A task for a thread: so many copies at most, and so many bytes, unless a single one has more.
_BUNDLE, _BUNDLE_BYTES = 64, 4 << 20
_BLOCK = 1 << 18
#: Seconds of silence after which whoever waits is woken (on Windows Ctrl-C alone does not).
_TICK = 0.5

#: ``decayed``: other bytes under the same size and time, which no program does; ``replaced``: no file.
Kind = Literal["decayed", "changed", "replaced", "missing", "unreadable", "unexpected"]
#: What became of the list of checksums that stands beside the copies.
State = Literal["sound", "missing", "differs"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in 材料/ that is not as the records say; ``target`` is relative to 材料/."""

    kind: Kind
    target: str
    reason: str = ""


class _Stopped(Exception):
    """Nobody waits for the result any more."""


def verify(
    evidence: Path, records: Iterable[Copy], threads: int = THREADS
) -> Generator[Copy | Finding | None, None, None]:
    """Yield for each of the records what became of its copy in 材料/ (at ``evidence``), as it is found.

    A sound copy comes as it stands now, with its present size and time; ``None`` when nothing was
    found for a while.  Closing the iterator stops the threads, within one block of a large file.
    """
    stop = threading.Event()
    pool = ThreadPoolExecutor(threads)
    bundles = _bundles(records)
    try:
        waiting = {pool.submit(_look, evidence, one, stop) for one in itertools.islice(bundles, 2 * threads)}
        while waiting:
            done, waiting = wait(waiting, _TICK, FIRST_COMPLETED)
            waiting |= {
                pool.submit(_look, evidence, one, stop) for one in itertools.islice(bundles, len(done))
            }
            for one in done:
                yield from one.result()
            if not done:
                yield None
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def remaining(evidence: Path, records: Iterable[Copy], sound: Mapping[str, Copy]) -> list[Copy]:
    """Return the records whose copies are not among the ``sound`` ones, or were touched since."""
    return [record for record in records if not _still(evidence, record, sound.get(record.target))]


def unexpected(evidence: Path, known: Collection[str]) -> Iterator[Finding]:
    """Yield the files in 材料/ whose targets are not ``known``, and the folders nobody can look into."""
    for _, target in standing.files(evidence, ""):
        if target not in known:
            yield Finding("unexpected", target)
    refused: list[OSError] = []
    for _ in os.walk(evidence, onerror=refused.append):
        pass
    for error in refused:
        if not isinstance(error, FileNotFoundError):
            target = Path(error.filename).relative_to(evidence).as_posix()
            yield Finding("unreadable", target, f"文件夹打不开：{disk.reason(error)}")


def manifest(evidence: Path, records: Mapping[str, Copy]) -> State:
    """Say whether the list of checksums in 材料/ is that of the records."""
    path = evidence / MANIFEST
    if not os.path.lexists(path):
        return "missing"
    with contextlib.suppress(OSError):
        if path.is_file() and not path.is_symlink() and path.read_bytes() == ledger.manifest(records):
            return "sound"
    return "differs"


def _still(evidence: Path, record: Copy, sound: Copy | None) -> bool:
    """Say whether a copy that was found ``sound`` has the same record, size and time."""
    if sound is None or sound.sha256 != record.sha256:
        return False
    with contextlib.suppress(OSError):
        info = (evidence / record.target).lstat()
        return stat.S_ISREG(info.st_mode) and (sound.size, sound.mtime_ns) == (info.st_size, info.st_mtime_ns)
    return False


def _bundles(records: Iterable[Copy]) -> Iterator[list[Copy]]:
    """Yield the records in tasks; a large copy keeps no small one waiting."""
    bundle: list[Copy] = []
    size = 0
    for record in records:
        if bundle and (len(bundle) == _BUNDLE or size + record.size > _BUNDLE_BYTES):
            yield bundle
            bundle, size = [], 0
        bundle.append(record)
        size += record.size
    if bundle:
        yield bundle


def _look(evidence: Path, bundle: Iterable[Copy], stop: threading.Event) -> list[Copy | Finding]:
    buffer = memoryview(bytearray(_BLOCK))
    return [_look_at(evidence, record, buffer, stop) for record in bundle]


def _look_at(evidence: Path, record: Copy, buffer: memoryview, stop: threading.Event) -> Copy | Finding:
    path = evidence / record.target
    try:
        info = path.lstat()
        other = _no_file(evidence, path, info)
        if other:
            return Finding("replaced", record.target, other)
        with disk.open_source(path) as stream:
            same = _sha256(stream, buffer, stop) == record.sha256
        now = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return Finding("missing", record.target)
    except OSError as error:
        return Finding("unreadable", record.target, disk.reason(error))
    if same:
        return Copy(record.target, record.sha256, info.st_size, info.st_mtime_ns)
    return _changed(record, now)


def _no_file(evidence: Path, path: Path, info: os.stat_result) -> str:
    """Return what stands at ``path`` instead of a file of our own; nothing if it is one."""
    if stat.S_ISDIR(info.st_mode):
        return "被换成了文件夹"
    if stat.S_ISLNK(info.st_mode):
        return "被换成了链接"
    if not stat.S_ISREG(info.st_mode):
        return "被换成了不是文件的东西"
    above = path.parent
    while above != evidence:  # what lies behind a link is not in 材料/, and may be a source
        if above.is_symlink():
            return f"所在的文件夹 {above.name} 被换成了链接"
        above = above.parent
    return ""


def _sha256(stream: BinaryIO, buffer: memoryview, stop: threading.Event) -> str:
    digest = hashlib.sha256()
    while size := stream.readinto(buffer):  # type: ignore[attr-defined]  # typeshed
        if stop.is_set():
            raise _Stopped
        digest.update(buffer[:size])
    return digest.hexdigest()


def _changed(record: Copy, info: os.stat_result) -> Finding:
    if (info.st_size, info.st_mtime_ns) == (record.size, record.mtime_ns):
        return Finding("decayed", record.target, "大小和修改时间都没变，内容却变了")
    when = _moment(info.st_mtime)
    if record.size < 0:  # the index was made anew when the copy had been changed already
        return Finding("changed", record.target, f"{when} 改动过")
    if info.st_size == record.size:
        return Finding("changed", record.target, f"{when} 改动过，大小没变")
    return Finding("changed", record.target, f"{when} 改动过，由 {record.size} 字节变为 {info.st_size} 字节")


def _moment(seconds: float) -> str:
    with contextlib.suppress(OSError, OverflowError, ValueError):  # a time out of all reason
        return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
    return "在不明的时间"
