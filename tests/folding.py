"""A folder as disks of other systems keep it: without heed to case, and with names decomposed."""

from __future__ import annotations

import builtins
import io
import os
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest

#: How a disk keeps names: composed or decomposed.
Form = Literal["NFC", "NFD"]
#: What takes one path, and what takes two.
_ONE = ("open", "stat", "lstat", "scandir", "listdir", "mkdir", "unlink", "remove", "rmdir", "utime", "chmod")
_TWO = ("rename", "replace", "link")
_LIST = os.listdir


class Folding:
    """Finds what a name means on such a disk: ``form`` is NFD for HFS+, NFC for NTFS."""

    def __init__(self, root: Path, form: Form) -> None:
        self.root, self.form = str(root), form

    def path(self, path: Any, *, new: bool = False) -> Any:
        """Return the path under which a file is really kept; with ``new`` its last name is as it is given."""
        if not isinstance(path, (str, os.PathLike)):
            return path
        text = os.path.normpath(os.fspath(path))
        if not text.startswith(f"{self.root}/"):
            return path
        found, *parts = self.root, *text[len(self.root) + 1 :].split("/")
        for n, part in enumerate(parts, 1):
            kept = None if new and n == len(parts) else self._kept(found, part)
            found = f"{found}/{kept or unicodedata.normalize(self.form, part)}"
        return found

    @staticmethod
    def _kept(folder: str, name: str) -> str | None:
        try:
            return next((one for one in _LIST(folder) if _key(one) == _key(name)), None)
        except OSError:
            return None


def _key(name: str) -> str:
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())


@contextmanager
def folding(root: Path, form: Form = "NFD") -> Iterator[None]:
    """Make the folder ``root`` such a disk for the block."""
    disk = Folding(root, form)

    def one(real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda path=".", *rest, **more: real(disk.path(path), *rest, **more)

    def two(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(source: Any, target: Any, *rest: Any, **more: Any) -> Any:
            origin = disk.path(source)
            # The same entry under another spelling: it takes that.
            return real(origin, disk.path(target, new=disk.path(target) == origin), *rest, **more)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for names, wrapped in ((_ONE, one), (_TWO, two)):
            for name in names:
                patch.setattr(os, name, wrapped(getattr(os, name)))
        patch.setattr(builtins, "open", one(open))
        patch.setattr(io, "open", one(io.open))
        yield
