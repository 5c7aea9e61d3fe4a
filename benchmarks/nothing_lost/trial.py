"""One operation, disturbed in many ways: what must be so after each."""

from __future__ import annotations

import errno
import re
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import places
from calls import Calls
from operations import Operation, Size
from places import Place, State, Tally
from runner import LONGEST, REAL, Ran, Runner


@contextmanager
def lane(folder: Path) -> Iterator[Place]:
    """Yield a place in ``folder``, where trials are made one after another."""
    folder.mkdir(parents=True, exist_ok=True)
    calls = Calls(folder)
    base = folder / "盘"
    with Runner(base / "工作区", calls.environment) as run:
        yield Place(base, calls, run)


def scratch(stack: ExitStack) -> Path:
    """Return a new folder in memory where the system has that; it goes when the stack is left."""
    memory = Path("/dev/shm")
    where = memory if memory.is_dir() else None
    return Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="nothing-lost-", dir=where)))


class Rehearsal:
    """A place made ready for an operation, and what the undisturbed operation comes to."""

    def __init__(self, place: Place, operation: Operation, size: Size) -> None:
        self.place, self.operation = place, operation
        place.calls.expect(place.root)
        operation.prepare(place, size)
        if not place.calls.count:
            raise SystemExit("no call was heard: can libraries be preloaded here?")
        place.calls.leave()
        place.keep()
        place.run("scan")
        self.before = places.state(place) if operation.once else None
        self.sources = places.touched(place.sources)
        self.command = operation.command(place)
        self.seconds, self.calls = self._measured()
        self.wanted = self._finished(Tally())

    def _measured(self) -> tuple[float, int]:
        """Run the operation thrice; return its seconds and the calls it makes."""
        seconds = []
        for _ in range(3):
            self.place.again()
            self.place.calls.expect(self.place.root)
            seconds.append(self.place.run(*self.command, how=REAL).seconds)
        return statistics.median(seconds), self.place.calls.count

    def disturbed(self, how: str, act: int, at: int = 0, error: int = 0, kill_after: float = LONGEST) -> Ran:
        """Run the operation anew, disturbed at the call numbered ``at`` or after some seconds."""
        self.place.again()
        self.place.calls.expect(self.place.root, act, at, error)
        ran = self.place.run(*self.command, how=how, kill_after=kill_after)
        self.place.calls.leave()
        return ran

    def judged(self) -> Tally:
        """Run on undisturbed, and return what is not as if nothing had been."""
        tally = Tally()
        got = self._finished(tally)
        tally.compare(self.wanted, got)
        if places.touched(self.place.sources) != self.sources:
            tally.wrong.append("a source was touched")
        return tally

    def _finished(self, tally: Tally) -> State:
        """Give the command again, unless it was done and must not be; scan, and return the state."""
        run = self.place.run
        if self.before is not None:
            tally.expect(run("scan"), 0)
        if self.before is None or places.state(self.place) == self.before:
            tally.expect(run(*self.command), 0)
        tally.expect(run("scan"), 0)
        return places.state(self.place)


def badly_said(ran: Ran) -> str:
    """Return what is wrong with how a refused run ended; empty if it did, or told why in Chinese.

    Beside the one sentence there may be one on how to go on.
    """
    said = ran.err.strip()
    if "Traceback" in said or ran.status not in (0, 2, 3):
        where = re.findall(r'wenming_archive/(\S+)", line \d+, in (\w+)', said)[-1:]
        return f"status {ran.status}, {where}, {places.end(said)}"
    lines = said.split("\n")
    chinese = all(re.search("[\u4e00-\u9fff]", line) for line in lines)
    return "" if not ran.status or (chinese and len(lines) <= 2) else f"not one sentence: {said[-300:]!r}"


ERRORS = {name: getattr(errno, name) for name in ("ENOSPC", "EACCES", "EIO")}
