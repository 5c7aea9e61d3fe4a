"""Walk the source folders: every evidence file once, sorted, nothing touched."""

from __future__ import annotations

import fnmatch
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from wenming_archive import disk, inside
from wenming_archive.errors import InputError
from wenming_archive.model import Found, Skipped

#: Names that are no evidence: office locks, system litter, waste bins, half-finished downloads.
_LITTER = (
    *("~$*", "~*.tmp", ".*", "Thumbs.db", "desktop.ini", "*.part~", "*.crdownload", "*.lnk", "__MACOSX"),
    *("$RECYCLE.BIN", "RECYCLER", "System Volume Information", "@eaDir", "#recycle"),
)
#: Accents and scripts that 通知 in GB 2312 becomes when it is taken for UTF-8.
_NEVER_WRITTEN = re.compile(
    "[\u0080-\u05ff][\u0100-\u036f\u0500-\u05ff]|[\u0100-\u036f\u0500-\u05ff][\u0080-\u05ff]"
)
_HIDDEN_WINDOWS = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 2)


#: The path, the source and the state of something in a folder.
Entry = tuple[str, str, os.stat_result]
#: Says of a path, and whether it is a folder, that it is the workspace's own.
KeepOut = Callable[[Path, bool], bool]


@dataclass(frozen=True)
class Walk:
    """The result of a walk: files by source and name, and what was left with its reason."""

    files: tuple[Found, ...]
    skipped: tuple[Skipped, ...]


def roots(remembered: Iterable[str], given: Iterable[Path], here: Path) -> tuple[str, ...]:
    """Return the source folders to walk, absolute; one inside another is left to the outer.

    :raises InputError: if a given folder is missing, a file, or unreadable.
    """
    wanted = list(remembered)
    for path in given:
        _check(path)
        wanted.append(os.path.abspath(path))
    unique = list(dict.fromkeys(os.path.abspath(here / folder) for folder in wanted))
    return tuple(f for f in unique if not any(_inside(f, other) for other in unique))


def walk(folders: Iterable[str], skip: Iterable[str], keep_out: KeepOut) -> Walk:
    """Return the evidence files below ``folders``.

    ``skip`` holds the clerk's own patterns; ``keep_out`` says which paths are the workspace's.
    A folder that has gone is reported, not an error: its filed copies stay.
    """
    wanted_folders = tuple(folders)
    walker = _Walker(tuple(skip), keep_out, wanted_folders)
    files: list[Found] = []
    for folder in wanted_folders:
        files += walker.walk(folder)
    return Walk(tuple(_distinct(files)), tuple(walker.skipped))


def wanted(skip: Iterable[str]) -> Callable[[str], bool]:
    """Return what says of a file's or folder's name that it may be evidence.

    ``skip`` holds the clerk's own patterns.
    """
    unwanted = re.compile("|".join(fnmatch.translate(p.lower()) for p in (*_LITTER, *skip)))
    return lambda name: not unwanted.match(name.lower())


def display(name: str) -> str:
    """Return a file name as text: NFC, bytes that are no UTF-8 read as GB18030."""
    if name.isascii():
        return name
    raw = os.fsencode(name)
    try:
        text = unicodedata.normalize("NFC", raw.decode("utf-8"))
        if _NEVER_WRITTEN.search(text) and max(text) < "\u0600":
            text = raw.decode("gb2312")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")
    return unicodedata.normalize("NFC", text)


class _Walker:
    def __init__(self, skip: tuple[str, ...], keep_out: KeepOut, folders: tuple[str, ...]) -> None:
        self.real = tuple(os.path.realpath(folder) for folder in folders)
        self.wanted = wanted(skip)
        self.keep_out = keep_out
        self.skipped: list[Skipped] = []
        self.open: list[tuple[int, int]] = []

    def walk(self, folder: str) -> Iterator[Found]:
        if not os.path.isdir(folder):  # noqa: PTH112  # Path.is_dir raises where it may not look
            self._leave(folder, "材料文件夹不存在，其中已归档的材料保留不动")
            return
        # A stack of what is left of each open folder: folders may lie deeper than calls may.
        waiting = [self._entries(folder, "")]
        while waiting:
            entry = next(waiting[-1], None)
            if entry is None:
                waiting.pop()
                continue
            path, source, info = entry
            if stat.S_ISDIR(info.st_mode):
                # ``!/`` divides a container from its member: no folder may stand for one.
                shown = source[:-1] + "！" if source.endswith("!") else source
                waiting.append(self._entries(path, f"{shown}/"))
            elif stat.S_ISREG(info.st_mode):
                if not getattr(info, "st_file_attributes", 0) & _HIDDEN_WINDOWS:
                    yield Found(folder, source, Path(path), info.st_size, info.st_mtime_ns)
            else:
                self._leave(path, "不是普通文件（设备、管道或套接字），已跳过")

    def _entries(self, path: str, inside: str) -> Iterator[Entry]:
        """Yield the wanted entries of one folder; it counts as open until they are used up."""
        try:
            identity = _identity(path)
            names = [(display(name), name) for name in _names(path)]
        except OSError as error:
            self._leave(path, f"无法打开文件夹：{disk.reason(error)}")
            return
        if identity in self.open:
            self._leave(path, "链接指回上级文件夹，形成循环，已跳过")
            return
        self.open.append(identity)
        for shown, name in sorted(names):
            if self.wanted(shown):
                yield from self._entry(f"{path.rstrip(os.sep)}{os.sep}{name}", f"{inside}{shown}")
        self.open.pop()

    def _entry(self, path: str, source: str) -> Iterator[Entry]:
        try:
            info = os.lstat(path)
            if stat.S_ISLNK(info.st_mode):
                info = os.stat(path)  # noqa: PTH116  # a thousand Path objects cost more than the calls
                if stat.S_ISREG(info.st_mode) and self._walked_anyway(path):
                    self._leave(path, "链接指向的文件就在材料文件夹中，不重复计算")
                    return
            if not self.keep_out(Path(path), stat.S_ISDIR(info.st_mode)):
                yield path, source, info
        except OSError as error:
            self._leave(path, f"无法访问：{_broken(path, error)}")

    def _walked_anyway(self, link: str) -> bool:
        """Say whether what a link points to stands in one of the folders, where it is met by itself."""
        target = os.path.realpath(link)
        return any(_inside(target, folder) for folder in self.real)

    def _leave(self, path: str, reason: str) -> None:
        self.skipped.append(Skipped(display(path), reason))


def _check(path: Path) -> None:
    inside.refuse_damaged(os.path.abspath(path))
    if not os.path.lexists(path):
        raise InputError(f"材料文件夹 {path} 不存在；请检查路径是否写对")
    if not path.is_dir():
        raise InputError(f"{path} 是文件，不是文件夹；请给出材料所在的文件夹")
    with disk.guarded(f"无法打开材料文件夹 {path}"):
        _names(str(path))


def _names(path: str) -> list[str]:
    handle = disk.open_folder(path)
    if handle is None:
        return os.listdir(path)
    try:
        # Entries listed by descriptor are bare names; the path leaves access times alone.
        return os.listdir(handle)
    finally:
        os.close(handle)


def _identity(path: str) -> tuple[int, int]:
    info = os.stat(path)  # noqa: PTH116
    return info.st_dev, info.st_ino


def _inside(folder: str, other: str) -> bool:
    return folder != other and Path(folder).is_relative_to(other)


def _broken(path: str, error: OSError) -> str:
    dangling = os.path.islink(path)  # noqa: PTH114  # Path.is_symlink raises at a path that is too long
    return "链接指向的文件不存在" if dangling else disk.reason(error)


def _distinct(files: list[Found]) -> Iterator[Found]:
    """Keep two names apart that differ only in Unicode form (NFC, NFD) or damaged bytes."""
    seen: set[tuple[str, str]] = set()
    for found in files:
        source, n = found.source, 1
        while (found.root, source) in seen:
            n += 1
            path = PurePosixPath(found.source)
            source = str(path.with_name(f"{path.stem} ({n}){path.suffix}"))
        seen.add((found.root, source))
        yield found if source == found.source else replace(found, source=source)
