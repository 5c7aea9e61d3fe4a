"""Where copies of the evidence lie while pages are made of them: in the workspace, for its owner alone."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from wenming_archive import disk
from wenming_archive.workspace import Workspace


@contextlib.contextmanager
def opened(own: Workspace) -> Iterator[Path]:
    """Give a folder that only its owner may enter, gone after the block.

    What a kill leaves of it goes with the next run, by its name.

    :raises InputError: with the reason, if the system refuses.
    """
    room = own.state / f".{os.urandom(6).hex()}{disk.PART}"
    with disk.guarded(f"无法建立文件夹 {room}"):
        own.state.mkdir(exist_ok=True)
        room.mkdir(mode=0o700)
    try:
        yield room
    finally:
        disk.discard(room)
