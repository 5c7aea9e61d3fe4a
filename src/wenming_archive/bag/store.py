"""Where a bag lies, for reading: a folder or a zip.  Nothing is ever unpacked under its own name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol

from wenming_archive import disk
from wenming_archive.bag import folder, zipped
from wenming_archive.bag.entries import Entry
from wenming_archive.bag.tags import Found
from wenming_archive.errors import InputError


class Store(Protocol):
    """An open bag."""

    #: What the bag is called.
    name: str
    #: What is wrong with it before any tag file is looked at.
    found: Found
    #: True when there is a payload folder, be it empty.
    has_payload: bool

    @property
    def files(self) -> Mapping[str, Entry]:
        """Its files by path, with ``/``, as they are called there."""

    def opened(self, path: str) -> AbstractContextManager[BinaryIO]:
        """Open a file.

        :raises OSError: if the system refuses.
        :raises Damaged: if a zip's member cannot be unpacked.
        """


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """Open the bag at ``path``.

    :raises InputError: if there is nothing, or neither a folder nor a zip.
    """
    with disk.guarded(f"无法打开 {path}"):
        if not path.exists():
            raise InputError(f"{path} 不存在；请检查路径是否写对")
        is_folder = path.is_dir()
    if is_folder:
        yield folder.Folder(path)
        return
    with zipped.opened(path) as bag:
        yield bag
