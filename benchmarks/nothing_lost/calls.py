"""Hear of every system call that changes something below a folder; refuse it, or kill the run at it.

The work is done by ``calls.c``, which is compiled here and preloaded into the run and its workers.
"""

from __future__ import annotations

import mmap
import os
import struct
import subprocess
from pathlib import Path
from typing import Final

_SOURCE = Path(__file__).with_name("calls.c")
_FORM = struct.Struct("llii2048s2048s")
COUNT, REFUSE, REFUSE_ON, KILL = range(4)
VARIABLE: Final = "NOTHING_LOST_CALLS"


class Calls:
    """The calls of the processes that run in ``environment``."""

    def __init__(self, folder: Path) -> None:
        """Compile the listener, and keep it and its state in ``folder``."""
        library, state = folder / "calls.so", folder / "calls.state"
        command = ["gcc", "-O1", "-shared", "-fPIC", "-o", str(library), str(_SOURCE), "-ldl"]
        subprocess.run(command, check=True)
        state.write_bytes(bytes(_FORM.size))
        with state.open("r+b") as stream:
            self._state = mmap.mmap(stream.fileno(), _FORM.size)
        self.environment = {"LD_PRELOAD": str(library), VARIABLE: str(state)}

    def expect(self, folder: Path, act: int = COUNT, at: int = 0, error: int = 0) -> None:
        """Begin to count calls below ``folder``, and ``act`` at the call numbered ``at``, from 1."""
        self._state[:] = _FORM.pack(0, at, act, error, os.fsencode(folder), b"")

    def leave(self) -> None:
        """Count no more."""
        self._state[24 : 24 + 2048] = bytes(2048)

    @property
    def count(self) -> int:
        """Return how many calls there have been."""
        return int(_FORM.unpack(self._state[:])[0])

    @property
    def hit(self) -> str:
        """Return the call that was acted at, with its path; empty if it never came."""
        return os.fsdecode(_FORM.unpack(self._state[:])[5].split(b"\0")[0])
