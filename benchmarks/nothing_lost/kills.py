"""Kill ``archive`` with SIGKILL at random instants, and see that the next run finishes.

Usage: ``python benchmarks/nothing_lost/kills.py [--instants 300] [--items 500] [--seed 1] [--only WORD]``

Needs ``pip install -e ".[dev]"``, Linux and gcc.  Each operation is a process of its own on a workspace
of 500 items, killed with all its workers; half of the instants are seconds of the operation drawn at
random, half are system calls that change something in the workspace, likewise (``calls.c`` kills at the
call).  After each the same command and a scan are run, and what stands is compared with the run that
was never killed: filed copies (names and bytes), list, gaps, decisions, leftovers, and the sources.

Reported for each operation: instants; those that came while files were being changed; contents lost,
copied twice, and whatever else differs.  Exit status 1 if anything does.
"""

from __future__ import annotations

import argparse
import random
import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import operations
from calls import COUNT, KILL
from operations import Operation
from places import Tally
from runner import REAL
from trial import Rehearsal, lane, scratch

_LANES = 2


@dataclass
class Figures:
    """What came of the kills during one operation."""

    instants: int = 0
    killed: int = 0
    changing: int = 0
    found: Tally = field(default_factory=Tally)


def kill(rehearsal: Rehearsal, chance: random.Random, figures: Figures) -> None:
    """Kill the operation once, by time or by call, and judge what the next runs come to."""
    if chance.random() < 0.5:
        where = f"after {(seconds := chance.random() * rehearsal.seconds):.3f} s"
        ran = rehearsal.disturbed(REAL, COUNT, kill_after=seconds)
    else:
        where = f"at call {(call := chance.randint(1, max(rehearsal.calls, 1)))}"
        ran = rehearsal.disturbed(REAL, KILL, call)
    calls = rehearsal.place.calls
    figures.instants += 1
    figures.killed += ran.status == -9
    figures.changing += ran.status == -9 and calls.count > bool(calls.hit)
    tally = rehearsal.judged()
    where = f"{rehearsal.operation.name}, killed {where} {calls.hit}"
    figures.found.add(tally)
    for what in tally.all:
        print(f"  {where}: {what}", flush=True)


def main() -> int:
    """Run, print the table, and say with the exit status whether all held."""
    chosen = _parser().parse_args()
    wanted = operations.chosen(chosen.only)
    figures = {operation.name: Figures() for operation in wanted}
    start = time.perf_counter()
    with ExitStack() as stack, ThreadPoolExecutor(_LANES) as pool:
        folder = scratch(stack)
        each = -(-chosen.instants // len(wanted))
        jobs = [pool.submit(_lane, folder / str(n), n, wanted, each, chosen, figures) for n in range(_LANES)]
        for job in jobs:
            job.result()
    return _report(figures, time.perf_counter() - start)


_one_at_a_time = threading.Lock()


def _lane(
    folder: Path,
    number: int,
    wanted: Sequence[Operation],
    each: int,
    chosen: argparse.Namespace,
    figures: dict[str, Figures],
) -> None:
    """Make this lane's share of the kills."""
    size = operations.many(chosen.items)
    with lane(folder) as place:
        for operation in wanted:
            rehearsal, own = Rehearsal(place, operation, size), Figures()
            for n in range(number, each, _LANES):
                kill(rehearsal, random.Random(f"{chosen.seed} {operation.name} {n}"), own)
            with _one_at_a_time:
                _add(figures[operation.name], own)
            said = f"{own.instants} instants, {own.killed} killed, {own.changing} while files were changing"
            print(
                f"{operation.name} ({rehearsal.seconds:.2f} s, {rehearsal.calls} calls): {said}", flush=True
            )


def _add(total: Figures, own: Figures) -> None:
    total.instants += own.instants
    total.killed += own.killed
    total.changing += own.changing
    total.found.add(own.found)


def _report(figures: dict[str, Figures], seconds: float) -> int:
    print(
        f"\n{'operation':16}{'instants':>9}{'killed':>8}{'changing':>9}{'lost':>6}{'doubled':>8}{'wrong':>6}"
    )
    total = Figures()
    for own in figures.values():
        _add(total, own)
    for name, own in {**figures, "all": total}.items():
        found = own.found
        counts = f"{own.instants:9}{own.killed:8}{own.changing:9}"
        print(f"{name:16}{counts}{len(found.lost):6}{len(found.doubled):8}{len(found.wrong):6}")
    print(f"{seconds:.0f} s")
    return int(bool(total.found.all))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--instants", type=int, default=300)
    parser.add_argument("--items", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", metavar="WORD")
    return parser


if __name__ == "__main__":
    sys.exit(main())
