"""What a worker does here: read one content as in a scan, with a stop watch; workers find it by name."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from wenming_archive.model import Found, Problem
from wenming_archive.pipeline import reading
from wenming_archive.pipeline.reading import Reading


@dataclass(frozen=True, slots=True)
class Timed:
    """A reading, the seconds it took, and the bytes its worker held at most."""

    reading: Reading
    seconds: float
    most_bytes: int
    #: What was fatal to the worker, empty if nothing was.
    fatal: str = ""


def read(found: Found) -> Timed:
    """Read ``found``."""
    _forget_peak()
    start = time.perf_counter()
    one = reading.read(found)
    return Timed(one, time.perf_counter() - start, _peak())


def failed(found: Found, problem: Problem) -> Timed:
    """Return what a scan makes of a content that was fatal to its worker."""
    return Timed(reading.failed(found, problem), 0, 0, f"{problem.code}: {problem.message}")


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _peak() -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM"))
