"""Hear of every change the program makes to the disk, and end the process at any one of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from wenming_archive.index import Index

#: What changes the disk, and how many paths each names.
_CHANGES = {"os.rename": 2, "os.link": 2, "os.symlink": 2, "os.remove": 1, "os.mkdir": 1, "os.rmdir": 1}
_CHANGES |= {"os.truncate": 1, "os.utime": 1, "os.chmod": 1, "os.chown": 1}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_listeners: list[Callable[[str], None]] = []


class Killed(BaseException):
    """The end of the process."""


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _listeners:
        return
    named = _CHANGES.get(event, 1 if event == "open" and arguments[2] & _WRITING else 0)
    for path in arguments[:named]:
        if isinstance(path, (str, bytes, os.PathLike)) and "__pycache__" not in str(path):
            for listener in tuple(_listeners):
                listener(os.path.abspath(os.fsdecode(path)))


sys.addaudithook(_hook)


@contextmanager
def heard(listener: Callable[[str], None]) -> Iterator[None]:
    """Tell ``listener`` the path of every change of the block before it is made."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


class _Death:
    """Lets some changes below a folder pass and refuses all after them, as a power cut would."""

    def __init__(self, passing: int, folder: Path) -> None:
        self.left = passing
        self.folder = str(folder)

    def __call__(self, path: str) -> None:
        if path.startswith(self.folder):
            if not self.left:
                raise Killed
            self.left -= 1


@contextmanager
def killed_after(changes: int, folder: Path) -> Iterator[None]:
    """Kill the block when it has made so many changes below ``folder``.

    The index changes at once and whole: the kill may come before that, or just before it is kept.

    :raises Killed: unless the block needed no more changes.
    """
    death = _Death(changes, folder)
    writing = Index.writing

    @contextmanager
    def counted(index: Index) -> Iterator[None]:
        death(death.folder)
        with writing(index):
            yield
            death(death.folder)

    with pytest.MonkeyPatch.context() as patch, heard(death):
        patch.setattr(Index, "writing", counted)
        yield
