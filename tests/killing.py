"""Kill the program at any one of its changes to a folder, as a power cut would.

From that change on every other one is refused too: nothing can be tidied up on the way out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from wenming_archive.index import Index

_CHANGES = ("os.rename", "os.link", "os.symlink", "os.remove", "os.mkdir", "os.rmdir", "os.truncate")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Killed(BaseException):
    """The end of the process."""


class _Switch:
    """Counts the changes below a folder and lets no more than some of them pass."""

    folder = ""
    left = 0
    passed = 0

    def count(self) -> None:
        if self.folder:
            if not self.left:
                raise Killed
            self.left -= 1
            self.passed += 1

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.folder and (event in _CHANGES or (event == "open" and arguments[2] & _WRITING)):
            paths = (os.fspath(a) for a in arguments if isinstance(a, (str, os.PathLike)))
            if any(str(path).startswith(self.folder) for path in paths):
                self.count()


_switch = _Switch()
sys.addaudithook(_switch.hook)
_writing = Index.writing


@contextmanager
def _counted(index: Index) -> Iterator[None]:
    """Stand in for ``Index.writing``: a kill may come before a block, and before its commit."""
    _switch.count()
    with _writing(index):
        yield
        _switch.count()


Index.writing = _counted  # type: ignore[assignment, method-assign]


@contextmanager
def after(changes: int, folder: Path) -> Iterator[None]:
    """Kill the block when it has made so many changes below ``folder``.

    :raises Killed: unless the block needed no more changes.
    """
    _switch.folder, _switch.left, _switch.passed = str(folder), changes, 0
    try:
        yield
    finally:
        _switch.folder = ""
