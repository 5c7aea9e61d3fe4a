"""Let the disk of a workspace be really full, and see that nothing is lost.

Usage: ``python benchmarks/nothing_lost/full_disk.py [--passes 10] [--items 60] [--only WORD]``

Needs ``pip install -e ".[dev]"``, Linux, gcc, and the right to mount.  The workspace stands on a tmpfs of
its own, the sources elsewhere.  For each operation it is first measured how much more the disk has to
hold; then it is run with room for less: in ten passes for none of it up to nine tenths.  Where the disk
is full the run must end with status 2 or 3 and one sentence.  Then the disk is made larger, the same
command and a scan are run, and what stands is compared with the run that had all the room.

Reported for each operation: bytes needed, passes, refusals; runs that said it badly; contents lost,
copied twice, and whatever else differs.  Exit status 1 if anything does, 2 if nothing can be mounted.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import operations
from calls import COUNT, Calls
from operations import Operation
from places import Place, Tally
from runner import WORKERS, Runner
from trial import Rehearsal, badly_said, scratch

_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_AMPLE = 1 << 30
#: What is meant by room for all, where an operation leaves next to nothing: it needs more on its way.
_LEAST = 20 * _PAGE


@dataclass
class Disk(Place):
    """A place whose workspace is a disk of its own."""

    size: int = _AMPLE

    def clear(self) -> None:
        """Remove all, and mount the disk of the workspace."""
        self.unmount()
        super().clear()
        self._mount()

    def again(self) -> None:
        """Bring the workspace back to what was kept, on a disk with no more room than ``size``."""
        self._mount()
        shutil.copytree(self._kept, self.root, symlinks=True, dirs_exist_ok=True)
        self.resize(self.size)

    def resize(self, size: int) -> None:
        """Give the disk so many bytes."""
        _mount("-o", f"remount,size={size}", self.root)

    def used(self) -> int:
        """Return how many bytes stand on the disk."""
        state = os.statvfs(self.root)
        return (state.f_blocks - state.f_bfree) * state.f_frsize

    def unmount(self) -> None:
        """Take the disk away."""
        while self.root.is_mount():
            subprocess.run(["umount", self.root], check=True)

    def _mount(self) -> None:
        self.unmount()
        self.root.mkdir(parents=True, exist_ok=True)
        _mount("-t", "tmpfs", "-o", f"size={_AMPLE}", "tmpfs", self.root)


@dataclass
class Figures:
    """What came of the passes of one operation."""

    needed: int = 0
    passes: int = 0
    refused: int = 0
    badly: int = 0
    found: Tally = field(default_factory=Tally)


def main() -> int:
    """Run, print the table, and say with the exit status whether all held."""
    chosen = _parser().parse_args()
    print(
        f"{'operation':16}{'needs':>8}{'passes':>7}{'refused':>8}{'badly':>6}{'lost':>6}{'doubled':>8}{'wrong':>6}"
    )
    held = True
    with ExitStack() as stack:
        folder = scratch(stack)
        calls = Calls(folder)
        base = folder / "盘"
        disk = Disk(base, calls, stack.enter_context(Runner(base / "工作区", calls.environment)))
        stack.callback(disk.unmount)
        try:
            disk.clear()
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"no disk can be mounted here: {error}")
            return 2
        for operation in operations.chosen(chosen.only):
            own = _passes(disk, operation, chosen)
            found = own.found
            counts = f"{own.needed >> 10:6} K{own.passes:7}{own.refused:8}{own.badly:6}"
            wrong = f"{len(found.lost):6}{len(found.doubled):8}{len(found.wrong):6}"
            print(f"{operation.name:16}{counts}{wrong}", flush=True)
            held = held and not (own.badly or found.all)
    return int(not held)


def _passes(disk: Disk, operation: Operation, chosen: argparse.Namespace) -> Figures:
    """Run an operation with less and less room."""
    own = Figures()
    disk.size = _AMPLE
    rehearsal = Rehearsal(disk, operation, operations.many(chosen.items))
    before, own.needed = _needs(disk, rehearsal)
    for n in range(chosen.passes):
        disk.size = before + n * max(own.needed, _LEAST) // chosen.passes // _PAGE * _PAGE
        ran = rehearsal.disturbed(WORKERS, COUNT)
        disk.resize(_AMPLE)
        disk.size = _AMPLE
        said, tally = badly_said(ran), rehearsal.judged()
        own.passes += 1
        own.refused += ran.status in (2, 3)
        own.badly += bool(said)
        own.found.add(tally)
        for what in filter(None, (said, *tally.all)):
            print(f"  {operation.name}, room for {n} of {chosen.passes}: {what}", flush=True)
    return own


def _needs(disk: Disk, rehearsal: Rehearsal) -> tuple[int, int]:
    """Return what stands on the disk before the operation, and how much more it must hold at its end."""
    disk.again()
    before = disk.used()
    disk.run(*rehearsal.command)
    return before, max(disk.used() - before, _PAGE)


def _mount(*arguments: str | Path) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--passes", type=int, default=10)
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--only", default="", metavar="WORD")
    return parser


if __name__ == "__main__":
    sys.exit(main())
