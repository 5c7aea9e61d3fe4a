"""Refuse every system call that changes something in turn, and see that nothing is lost.

Usage: ``python benchmarks/nothing_lost/faults.py [--only WORD] [--errors EIO,…] [--every 1] [--lasting]``

Needs ``pip install -e ".[dev]"``, Linux and gcc.  On a workspace of eight items, each operation is run
once for each of its calls below the workspace (open for writing, write, fsync, ftruncate, rename, link,
mkdir, unlink …: ``calls.c``, workers included) and each error: that call is refused, with ``--lasting``
all after it too.  The run must end with status 0, 2 or 3, a refusal in one sentence, without a
traceback.  Then the same command and a scan are run undisturbed, and what stands is compared with the
run that was never disturbed.  ``--every 5`` takes each fifth call.

Reported for each operation: calls, refusals made, of these told with status 2 or 3; runs that said it
badly; contents lost, copied twice, and whatever else differs.  Exit status 1 if anything does.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import operations
from calls import REFUSE, REFUSE_ON
from operations import Operation
from places import Tally
from runner import WORKERS
from trial import ERRORS, Rehearsal, badly_said, lane, scratch

_LANES = 2


@dataclass
class Figures:
    """What came of the refusals during one operation."""

    operation: str
    error: str
    refused: int = 0
    told: int = 0
    badly: int = 0
    found: Tally = field(default_factory=Tally)
    #: The calls, by what was said badly or came out otherwise when they were refused.
    kinds: dict[str, list[str]] = field(default_factory=dict)


def refuse_each(rehearsal: Rehearsal, own: Figures, every: int, lasting: bool) -> None:
    """Refuse each call in turn until there are no more."""
    for number in count(1, every):
        act, error = REFUSE_ON if lasting else REFUSE, ERRORS[own.error]
        ran = rehearsal.disturbed(WORKERS, act, number, error)
        hit = rehearsal.place.calls.hit
        if not hit:
            return
        said = badly_said(ran)
        judged = rehearsal.judged()
        own.refused += 1
        own.told += ran.status in (2, 3)
        own.badly += bool(said)
        own.found.add(judged)
        for what in filter(None, (said, *judged.all)):
            own.kinds.setdefault(what, []).append(f"{number} {hit}")


def main() -> int:
    """Run, print the table, and say with the exit status whether all held."""
    chosen = _parser().parse_args()
    start = time.perf_counter()
    jobs = [
        (operation, error)
        for operation in operations.chosen(chosen.only)
        for error in chosen.errors.split(",")
    ]
    with ExitStack() as stack, ThreadPoolExecutor(_LANES) as pool:
        folder = scratch(stack)
        done = list(pool.map(lambda job: _job(folder, *job, chosen), jobs))
    print(
        f"\n{'operation':16}{'error':8}{'refused':>8}{'told':>6}{'badly':>6}{'lost':>6}{'doubled':>8}{'wrong':>6}"
    )
    for own in done:
        found = own.found
        counts = f"{own.refused:8}{own.told:6}{own.badly:6}"
        wrong = f"{len(found.lost):6}{len(found.doubled):8}{len(found.wrong):6}"
        print(f"{own.operation:16}{own.error:8}{counts}{wrong}")
    print(f"{sum(own.refused for own in done)} calls refused, {time.perf_counter() - start:.0f} s")
    return int(any(own.badly or own.found.all for own in done))


def _job(folder: Path, operation: Operation, error: str, chosen: argparse.Namespace) -> Figures:
    own = Figures(operation.name, error)
    with lane(folder / f"{operation.name}-{error}".replace(" ", "-")) as place:
        rehearsal = Rehearsal(place, operation, operations.FEW)
        refuse_each(rehearsal, own, chosen.every, chosen.lasting)
        place.clear()
    print(f"{own.operation} {own.error}: {own.refused} calls refused", flush=True)
    for what, calls in own.kinds.items():
        print(f"  {len(calls)} times, first at {calls[0]}: {what}", flush=True)
    return own


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--only", default="", metavar="WORD")
    parser.add_argument("--errors", default="ENOSPC,EACCES,EIO")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--lasting", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main())
