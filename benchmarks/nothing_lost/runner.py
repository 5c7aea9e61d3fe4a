"""Run ``archive`` hundreds of times: as a process of its own, or forked off one that has loaded it.

The server (this module as a script) reads a line of JSON for each run and answers with its status when
the run and all it has started are gone.  A forked run does what a real one does, without loading anew.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

LONGEST = 300.0
#: Forked off, files read in that process; forked off, with workers; a process of its own.
HERE, WORKERS, REAL = "here", "workers", "real"
_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Ran:
    """A finished run: exit status (negative: the signal that ended it), what it said, its seconds."""

    status: int
    out: str
    err: str
    seconds: float

    @property
    def json(self) -> Any:
        """Return what stdout holds, as JSON."""
        return json.loads(self.out)


class Runner:
    """Runs ``archive`` on one workspace, one run after another.  Use as a context manager."""

    def __init__(self, root: Path, environment: Mapping[str, str]) -> None:
        self.root = root
        self._said = tempfile.TemporaryDirectory()
        self._server = subprocess.Popen(
            [sys.executable, __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **environment, "COLUMNS": "100", "OPENBLAS_NUM_THREADS": "1"},
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.communicate()
        self._said.cleanup()

    def __call__(self, *arguments: str | Path, how: str = HERE, kill_after: float = LONGEST) -> Ran:
        """Run a command; kill it after so many seconds."""
        assert self._server.stdin and self._server.stdout
        told = [Path(self._said.name) / name for name in ("out", "err")]
        wanted = ["-C", str(self.root), *map(str, arguments)]
        asked = {"arguments": wanted, "how": how, "kill_after": kill_after, "told": list(map(str, told))}
        self._server.stdin.write(json.dumps(asked) + "\n")
        self._server.stdin.flush()
        status, seconds = json.loads(self._server.stdout.readline())
        return Ran(status, *(path.read_text("utf-8", "replace") for path in told), seconds)


def _serve() -> None:
    """Answer each line of stdin until it ends."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    loaded = False
    for line in sys.stdin:
        asked = json.loads(line)
        if not (loaded or asked["how"] == REAL):
            _load()
            loaded = True
        print(json.dumps(_run(**asked)), flush=True)


def _load() -> None:
    """Load what the commands load, tables of placement included: run some on a workspace of their own."""
    import desk

    own = desk.Desk()
    (own.sources / "甲.txt").write_text("道德讲堂活动方案", "utf-8")
    for command in (["scan", own.sources], ["assign", "甲.txt", "Ⅱ-1"], ["undo"], ["verify"], ["list"]):
        own.run(*command)
    own.close()


def _run(arguments: Sequence[str], how: str, kill_after: float, told: Sequence[str]) -> tuple[int, float]:
    start = time.perf_counter()
    child = os.fork()
    if not child:
        _become(arguments, how, told)
    while not os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        if time.perf_counter() - start >= kill_after:
            break
        time.sleep(0.0002)
    seconds = time.perf_counter() - start
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # of a run that has ended: its servers of workers
    return _reaped(child), seconds


def _reaped(child: int) -> int:
    """Wait for the run and all it has started; return its status."""
    status = 0
    with contextlib.suppress(ChildProcessError):
        while True:
            ended, found = os.wait()
            if ended == child:
                status = os.waitstatus_to_exitcode(found)
    return status


def _become(arguments: Sequence[str], how: str, told: Sequence[str]) -> None:
    """Be the run; never return."""
    os.setsid()
    for number, path in enumerate(told, 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    if how == REAL:
        os.execv(sys.executable, [sys.executable, "-m", "wenming_archive", *arguments])
    from wenming_archive.cli import main
    from wenming_archive.pipeline import reading

    if how == HERE:
        from here import Here

        reading.workers = Here  # type: ignore[assignment]
    sys.argv = ["archive", *arguments]
    status: Any = 1
    try:
        main.main()
    except SystemExit as done:
        status = done.code
    except BaseException:
        import traceback

        traceback.print_exc()
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    _serve()
