"""Files and folders that nobody else can look into while they are made."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


@contextlib.contextmanager
def new_file(path: Path, mode: int | None = None) -> Iterator[BinaryIO]:
    """Give a new file to write, and force it to disk; in the end it has ``mode``, or the usual one."""
    usual = 0o666 if mode is None else mode
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, usual)) as stream:
        final = stat.S_IMODE(os.fstat(stream.fileno()).st_mode) if mode is None else mode
        _permit(stream, 0o600)
        yield stream
        stream.flush()
        _permit(stream, final)
        os.fsync(stream.fileno())


@contextlib.contextmanager
def new_folder(path: Path) -> Iterator[None]:
    """Make a folder that has its usual permissions at the end of the block."""
    path.mkdir()
    mode = stat.S_IMODE(path.stat().st_mode)
    path.chmod(0o700)
    yield
    path.chmod(mode)


def mode_of(path: Path) -> int | None:
    """Return the permissions of the file at ``path``; ``None`` if there is none."""
    with contextlib.suppress(OSError):
        info = path.lstat()
        return stat.S_IMODE(info.st_mode) if stat.S_ISREG(info.st_mode) else None
    return None


def _permit(stream: BinaryIO, mode: int) -> None:
    if hasattr(os, "fchmod"):
        with contextlib.suppress(OSError):  # some disks (FAT, network shares) know no permissions
            os.fchmod(stream.fileno(), mode)
