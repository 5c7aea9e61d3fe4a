"""One run at a time: the lock of a workspace, and who holds it.

The system holds the lock (``flock``, on Windows ``LockFile``), so that it ends with its process,
however that ends.  Where a disk knows no such locks (some network shares), a file that exists
stands for it; ``filelock`` takes that over when the process it names is dead.  Who holds the lock
stands in a file beside it, for people.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import getpass
import json
import os
import platform
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from wenming_archive import disk
from wenming_archive.errors import InputError

#: Seconds to wait in silence for another run, and then until this one is given up.
PATIENCE, WAIT = 1.0, 15.0
_LOCK, _HOLDER = "lock", "holder.json"


@contextlib.contextmanager
def held(folder: Path, command: str, waiting: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the lock kept in ``folder`` (made if it is not there) during the block.

    ``waiting`` is told once who has it, when it takes a while.

    :raises InputError: naming the holder, if the lock is not to be had.
    """
    from filelock import FileLock  # here: who only looks needs no lock

    disk.make_folder(folder)
    lock = FileLock(folder / _LOCK)
    with disk.guarded(f"无法使用工作区（{folder / _LOCK}）"):
        _acquire(lock, folder, waiting)
    try:
        with _signed(folder, command):
            yield
    finally:
        lock.release()


def _acquire(lock: Any, folder: Path, waiting: Callable[[str], None] | None) -> None:
    from filelock import Timeout

    try:
        lock.acquire(timeout=PATIENCE)
    except Timeout:
        if waiting:
            waiting(f"工作区{holder(folder)}，等待它结束（最多 {WAIT:.0f} 秒）……")
        try:
            lock.acquire(timeout=WAIT)
        except Timeout:
            raise InputError(f"工作区{holder(folder)}；请等它结束再试") from None


def holder(folder: Path) -> str:
    """Return who holds the lock kept in ``folder``, as part of a sentence."""
    try:
        value = json.loads((folder / _HOLDER).read_text("utf-8"))
        return (
            "正由 archive {command} 使用（进程 {process}，电脑 {machine}，用户 {user}，{since} 开始）".format(
                **value
            )
        )
    except (OSError, ValueError, KeyError, TypeError):
        return "正由另一个 archive 使用"


@contextlib.contextmanager
def _signed(folder: Path, command: str) -> Iterator[None]:
    """Let it be read who holds the lock during the block; that nobody can is no reason to stop."""
    value = {
        "command": command,
        "process": os.getpid(),
        "machine": platform.node(),
        "user": _user(),
        "since": dt.datetime.now().strftime("%Y-%m-%d %H:%M:%S"),
    }
    with contextlib.suppress(OSError):
        (folder / _HOLDER).write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            (folder / _HOLDER).unlink()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "未知"
