"""Worker processes: a content that hangs, crashes or swells costs itself, not the scan."""

from __future__ import annotations

import contextlib
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as TookTooLong
from typing import Generic, Self, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from wenming_archive.model import Problem
from wenming_archive.pipeline import starting

#: Bytes a process may hold: with them the largest evidence is read, and the rest of the machine lives.
MOST_BYTES = 2 << 30
#: Seconds one task may take.
MOST_SECONDS = 120.0
#: Processes at most.
_MOST_WORKERS = 4
#: Tasks handed out before the first of them is back, per process.
_AHEAD = 16
#: Tasks of a process before a new one takes its place: what libraries leak goes with it.
_BEFORE_RENEWAL = 2000
T = TypeVar("T")
R = TypeVar("R")


class Workers(Generic[T, R]):
    """Does tasks in processes of their own.  Use as a context manager."""

    def __init__(
        self,
        task: Callable[[T], R],
        failed: Callable[[T, Problem], R],
        begin: Callable[..., None],
        *arguments: object,
        most: int = _MOST_WORKERS,
        seconds: float = MOST_SECONDS,
    ) -> None:
        """Make ready.

        ``task`` and ``begin``, which prepares a process with ``arguments``, are functions at the top
        of their modules.  ``failed`` gives the result, in this process, of a task that was fatal.
        """
        self._task, self._failed, self._seconds = task, failed, seconds
        self._begin = [begin, *arguments]
        self._count = max(1, min(most, os.cpu_count() or 1))
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._pool:
            if error[0]:
                self._pool.stop()  # type: ignore[no-untyped-call]
            else:
                self._pool.close()  # type: ignore[no-untyped-call]
            self._pool.join()

    def run(self, tasks: Iterable[T]) -> Iterator[tuple[T, R]]:
        """Yield each of ``tasks`` with its result, in the order given."""
        waiting: deque[tuple[T, ProcessFuture[R]]] = deque()
        for task in tasks:
            waiting.append((task, self._started().schedule(self._task, [task], timeout=self._seconds)))
            if len(waiting) > _AHEAD * self._count:
                yield self._result(*waiting.popleft())
        while waiting:
            yield self._result(*waiting.popleft())

    def _started(self) -> ProcessPool:
        if self._pool is None:
            context = starting.context(self._task.__module__)
            self._pool = ProcessPool(self._count, _BEFORE_RENEWAL, _begin, self._begin, context=context)
        return self._pool

    def _result(self, task: T, future: ProcessFuture[R]) -> tuple[T, R]:
        error = future.exception()
        if error is None:
            return task, future.result()
        if isinstance(error, TookTooLong):
            problem = Problem("too-slow", "读了很久还没有读完，已放弃；其余材料不受影响")
        elif isinstance(error, ProcessExpired):
            problem = Problem("crash", "读取这个文件时程序崩溃，文件可能已损坏；其余材料不受影响")
        else:
            name = type(error).__name__
            problem = Problem("crash", f"读取这个文件时程序出错（{name}）；其余材料不受影响")
        return task, self._failed(task, problem)


def _begin(begin: Callable[..., None], *arguments: object) -> None:
    """Prepare a process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when to stop
    _mute()
    with contextlib.suppress(ImportError, OSError, ValueError):  # not every system can
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MOST_BYTES, MOST_BYTES))
    begin(*arguments)


def _mute() -> None:
    """Print nothing from here on: what libraries say of a file may quote it, and steer the terminal."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(nowhere, stream)
        os.close(nowhere)
