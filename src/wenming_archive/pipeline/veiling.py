"""Masked copies for a hand-over: made of the filed copies in a folder that is gone afterwards."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from wenming_archive import disk
from wenming_archive.errors import CopyError
from wenming_archive.masking import mask
from wenming_archive.model import Item
from wenming_archive.pipeline.gate import Masked, Veil
from wenming_archive.pipeline.outgoing import Seen
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.read.limits import Unreadable

_PREFIX = "masked-"


@contextmanager
def veil(session: Session, seen: Sequence[Seen], progress: Progress) -> Iterator[Veil]:
    """Give the masked copies of what was ``seen`` with something personal in it, for the block."""
    concerned = {one.item.known.sha256 or "": one.item for one in seen if one.hits and one.item.filed_as}
    if not concerned:
        yield Veil({}, {})
        return
    for left in session.workspace.state.glob(f"{_PREFIX}*"):  # of a run that was killed
        shutil.rmtree(left, ignore_errors=True)
    progress.phase("遮盖", len(concerned))
    copies: dict[str, Masked] = {}
    refused: dict[str, str] = {}
    with tempfile.TemporaryDirectory(dir=session.workspace.state, prefix=_PREFIX) as folder:
        for sha256, item in concerned.items():
            progress.step(item.found.source)
            try:
                copies[sha256] = _copy(session, item, Path(folder) / sha256)
            except Unreadable as error:
                refused[sha256] = str(error)
        yield Veil(copies, refused)


def _copy(session: Session, item: Item, target: Path) -> Masked:
    """Make the masked copy of an item.

    :raises CopyError: if its filed copy is not what it was.
    :raises Unreadable: if not all that is personal in it could be masked.
    """
    path = session.workspace.root / item.filed_as[0]
    about = f"{item.description.title}\n{item.found.source}"
    with disk.guarded(f"无法遮盖 {item.filed_as[0]}", CopyError):
        if item.known.format in mask.FORMATS and disk.sha256(path) != item.known.sha256:
            raise CopyError(
                f"{item.filed_as[0]} 与记录不符，归档之后被改动过；"
                "请先运行 archive verify 查明，再运行 archive scan"
            )
        data = mask.masked(item.found, partial(disk.open_source, path), item.known.format, about)
        disk.write(target, data)
    return Masked(target, hashlib.sha256(data).hexdigest(), len(data))
