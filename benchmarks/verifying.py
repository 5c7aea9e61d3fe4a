"""Time the verification of filed copies against ``sha256sum -c``.

Usage: ``python benchmarks/verifying.py [SMALL] [LARGE_MB] [ROUNDS]``   (10,000 copies, 2,048 MB, 5 rounds)

Two workspaces are made: one of SMALL copies of 4 to 96 KB in 100 folders, one of LARGE_MB in copies of
64 MB.  In one run, round by round, on the same files:

* threads 1, 2, 4: the verification alone, in this process;
* archive: ``archive verify --again``, a process of its own, start-up included;
* sha256sum: ``sha256sum -c --quiet`` of the same copies, likewise.

Once with the files in memory, and once after the system was told to forget them (where it can be).
Reported: median MB/s with minimum and maximum, and archive as a share of sha256sum.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from wenming_archive import disk, workspace
from wenming_archive.filing import ledger, verifying
from wenming_archive.index import Copy, Index
from wenming_archive.workspace import MANIFEST, Workspace

_ARCHIVE = [sys.executable, "-m", "wenming_archive"]
_LARGE = 64 << 20
Task = Callable[[], object]


def filled(root: Path, sizes: list[int]) -> Workspace:
    """Return a workspace with a recorded copy of each size, the same every time."""
    made = workspace.create(root, None, None)
    chance = random.Random(7)
    with Index.open(made.index_file) as index, index.writing():
        for n, size in enumerate(sizes):
            path = made.evidence / f"指标{n % 100:02d}" / f"材料{n:05d}.bin"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(chance.randbytes(size))
            info = path.stat()
            target = path.relative_to(made.evidence).as_posix()
            index.keep_copy(Copy(target, disk.sha256(path), info.st_size, info.st_mtime_ns))
        (made.evidence / MANIFEST).write_bytes(ledger.manifest(index.copies()))
    return made


def tasks(own: Workspace) -> Mapping[str, Task]:
    """Return what is timed."""
    with Index.reading(own.index_file) as index:
        records = list(index.copies().values())

    def threads(count: int) -> Task:
        def task() -> None:
            found = [look for look in verifying.verify(own.evidence, records, count) if look]
            assert len(found) == len(records) and all(isinstance(one, Copy) for one in found)

        return task

    def command(*words: str) -> Task:
        return lambda: subprocess.run(words, check=True, cwd=own.evidence, stdout=subprocess.DEVNULL)

    return {
        **{f"threads {count}": threads(count) for count in (1, 2, 4)},
        "archive": command(*_ARCHIVE, "verify", "--again"),
        "sha256sum": command("sha256sum", "-c", "--quiet", MANIFEST),
    }


def measured(own: Workspace, rounds: int, *, cold: bool) -> dict[str, list[float]]:
    """Return the seconds of each task, round by round."""
    seconds: dict[str, list[float]] = {}
    for n in range(rounds + 1):
        for name, task in tasks(own).items():
            if cold:
                forget(own.evidence)
            begun = time.perf_counter()
            task()
            if n:  # the first round warms up
                seconds.setdefault(name, []).append(time.perf_counter() - begun)
    return seconds


def forget(folder: Path) -> None:
    """Let the system forget the files below ``folder``, so that they are read from the disk."""
    for path in folder.rglob("*.bin"):
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def report(title: str, size: int, seconds: Mapping[str, list[float]]) -> None:
    """Print the rates."""
    print(title)
    for name, taken in seconds.items():
        rates = sorted(size / 1e6 / one for one in taken)
        median = statistics.median(rates)
        print(f"  {name:<10} {median:7.0f} MB/s  ({rates[0]:.0f} to {rates[-1]:.0f})")
    share = statistics.median(seconds["sha256sum"]) / statistics.median(seconds["archive"])
    print(f"  archive / sha256sum {share:.2f}")


def main() -> None:
    """Measure and report."""
    given = [int(word) for word in sys.argv[1:]]
    small, large, rounds = (*given, *(10_000, 2_048, 5)[len(given) :])
    chance = random.Random(11)
    kinds = {
        f"{small} small copies": [chance.randrange(4 << 10, 96 << 10) for _ in range(small)],
        f"{large} MB of large copies": [_LARGE] * (large * (1 << 20) // _LARGE),
    }
    folder = Path(tempfile.mkdtemp())
    try:
        for n, (title, sizes) in enumerate(kinds.items()):
            own = filled(folder / str(n), sizes)
            report(f"{title}, in memory", sum(sizes), measured(own, rounds, cold=False))
            if hasattr(os, "posix_fadvise"):
                report(f"{title}, from disk", sum(sizes), measured(own, rounds, cold=True))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
