"""How worker processes are started: without the program's main script, which they need nothing of.

The library would run that script again in each of them: a script that calls us without a guard, or
that comes from a pipe, would break them.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import multiprocessing.context as kinds
import sys
import types
from collections.abc import Iterator
from typing import Any


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    main, sys.modules["__main__"] = sys.modules["__main__"], types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


class Spawned(kinds.SpawnProcess):
    """A process that loads all it needs anew."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:  # noqa: N802  # the library's name
        with _without_main():
            return kinds.SpawnProcess._Popen(process_obj)


class _Spawning(kinds.SpawnContext):
    Process = Spawned


if sys.platform != "win32":

    class Served(kinds.ForkServerProcess):
        """A process forked off a server that has loaded what it needs."""

        @staticmethod
        def _Popen(process_obj: Any) -> Any:  # noqa: N802  # the library's name
            with _without_main():
                return kinds.ForkServerProcess._Popen(process_obj)

    class _Serving(kinds.ForkServerContext):
        Process = Served


def context(module: str) -> Any:
    """Return the way to start processes: from a server that loads ``module`` once, where there is one."""
    if sys.platform == "win32" or "forkserver" not in multiprocessing.get_all_start_methods():
        return _Spawning()
    made = _Serving()
    made.set_forkserver_preload([module])
    return made
