"""Where the files of a bag go: below 移交/, by the office and the path they had there, never over another."""

from __future__ import annotations

import itertools
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wenming_archive import disk
from wenming_archive.bag.store import Store
from wenming_archive.errors import InputError
from wenming_archive.filing import names
from wenming_archive.pipeline.consignment import Arrival
from wenming_archive.read.containers import CONTAINERS

#: Times that every disk can keep: 1980 to 2107, as a FAT disk has them.
_TIMES = range(315_619_200_000_000_000, 4_354_819_200_000_000_000)
_MOST_OFFICE, _FEW = 50, (60, 30, 12)
_PACKED = re.compile(r"\.({})$".format("|".join(CONTAINERS)), re.IGNORECASE)
_PART = re.compile(rf"\.[0-9a-f]{{12}}{re.escape(disk.PART)}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file of a bag stands or is to stand."""

    arrival: Arrival
    target: Path
    #: Its path below 移交/, as the index calls it.
    source: str
    #: True when this very content stands there already.
    stands: bool
    #: True when another content has the name that it should have had.
    renamed: bool


def places(received: Path, office: str, arrivals: Sequence[Arrival]) -> list[Place]:
    """Return where the ``arrivals`` from an ``office`` stand, or are to stand, below ``received``.

    :raises InputError: if what stands there cannot be looked at, or ``received`` is no folder of ours.
    """
    with disk.guarded(f"无法使用 {received}"):
        if received.is_symlink() or (received.exists() and not received.is_dir()):
            raise InputError(f"{received} 是链接或文件，不是文件夹，不能存放移交来的材料；请把它改名或移走")
        finder = _Finder(received)
        return [finder.place(_parts(received, office, one.source), one) for one in arrivals]


def receive(place: Place, store: Store, bag: Path) -> None:
    """Copy a file of the bag to its place.

    :raises CopyError: if the system refuses, or the content is not what was verified.
    """
    one = place.arrival
    mtime_ns = one.mtime_ns if one.mtime_ns in _TIMES else 0
    disk.make_folder(place.target.parent)
    disk.copy(bag / one.path, place.target, one.sha256, lambda: store.opened(one.path), mtime_ns)


def tidy(received: Path) -> None:
    """Remove what an import that was killed has left half-written."""
    for folder, _, files in os.walk(received):
        for name in files:
            if _PART.fullmatch(name):
                disk.discard(Path(folder, name))


class _Finder:
    """Finds free places; those given away count as taken."""

    def __init__(self, received: Path) -> None:
        self.received = received
        self.files: dict[Path, str] = {}
        self.folders: set[Path] = set()

    def place(self, parts: Sequence[str], arrival: Arrival) -> Place:
        folder = self.received
        for part in parts[:-1]:
            folder = next(path for path in _names(folder, part) if self._is_folder(path))
            self.folders.add(folder)
        for n, target in enumerate(_names(folder, parts[-1])):
            there = self._content(target, arrival)
            if there is None:
                self.files[target] = arrival.sha256
            if there in (None, arrival.sha256):
                source = target.relative_to(self.received).as_posix()
                return Place(arrival, target, source, there is not None, renamed=n > 0)
        raise InputError(f"{folder} 里叫 {parts[-1]} 的文件太多，没有导入；请整理后再试")

    def _is_folder(self, path: Path) -> bool:
        """Say whether a folder of that name is there, or can be."""
        if path in self.files:
            return False
        return path in self.folders or not os.path.lexists(path) or (path.is_dir() and not path.is_symlink())

    def _content(self, path: Path, arrival: Arrival) -> str | None:
        """Return the hash of what stands at ``path``, empty if that is something else; ``None``: nothing."""
        if path in self.files:
            return self.files[path]
        if path in self.folders:
            return ""
        try:
            info = path.lstat()
        except FileNotFoundError:
            return None
        if not stat.S_ISREG(info.st_mode) or info.st_size != arrival.size:
            return ""
        return disk.sha256(path)


def _names(folder: Path, name: str) -> Iterator[Path]:
    return (folder / one for one in itertools.chain([name], names.alternatives(name)))


def _parts(received: Path, office: str, source: str) -> list[str]:
    """Return the folders and the name of a file below ``received``; too long a path is shortened."""
    inside = [_PACKED.sub("", part) for part in source.split("!/")[:-1]]
    whole = "/".join([*inside, source.rsplit("!/", 1)[-1]])
    parts = [part for part in whole.replace("\\", "/").split("/") if part.strip() not in ("", ".", "..")]
    folders = [names.safe(office, _MOST_OFFICE), *(names.file_name(part) for part in parts[:-1])]
    name = names.file_name(parts[-1] if parts else "")
    for most in _FEW:
        if len(str(received.joinpath(*folders, name))) <= names.MAX_PATH:
            return [*folders, name]
        folders = [folders[0], *(names.safe(part, most) for part in folders[1:])]
    return [folders[0], name]
