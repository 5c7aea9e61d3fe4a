"""A bag that lies in a folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from wenming_archive import disk
from wenming_archive.bag.entries import MAX_FILES, Entry, same_names, too_many
from wenming_archive.bag.faults import Code
from wenming_archive.bag.tags import Found
from wenming_archive.text.unseen import line as shown


class Folder:
    """An open bag in a folder; links are not followed."""

    def __init__(self, path: Path) -> None:
        self.root = Path(os.path.abspath(path))
        self.name = self.root.name
        self.found = Found()
        self.files: dict[str, Entry] = {}
        for inside, entry in self._walk():
            if len(self.files) == MAX_FILES:
                too_many(self.found, "移交包")
                break
            self.files[inside] = entry
        data = self.root / "data"
        self.has_payload = data.is_dir() and not data.is_symlink()
        same_names(self.files, self.found)

    @contextmanager
    def opened(self, path: str) -> Iterator[BinaryIO]:
        """Open a file.

        :raises OSError: if the system refuses.
        """
        with disk.open_source(self.root / path) as stream:
            yield stream

    def _walk(self) -> Iterator[tuple[str, Entry]]:
        # A stack: folders may lie deeper than calls may.
        waiting = [""]
        while waiting:
            inside = waiting.pop()
            try:
                entries = sorted(os.scandir(self.root / inside), key=lambda entry: entry.name)
            except OSError as error:
                self._unreadable(inside, error)
                continue
            for entry in entries:
                path = f"{inside}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{path}/")
                else:
                    yield from self._file(entry, path)

    def _file(self, entry: os.DirEntry[str], path: str) -> Iterator[tuple[str, Entry]]:
        try:
            info = entry.stat(follow_symlinks=False)
        except OSError as error:
            self._unreadable(path, error)
            return
        if stat.S_ISREG(info.st_mode):
            yield path, Entry(info.st_size, info.st_mtime_ns)
        else:
            what = "是链接" if stat.S_ISLNK(info.st_mode) else "不是普通文件"
            self.found.fault(
                Code.unsafe, path, f"{shown(path)} {what}，移交包里只能有文件，没有读取；请移交单位换成文件"
            )

    def _unreadable(self, path: str, error: OSError) -> None:
        message = f"{shown(path) or '移交包'} 打不开：{disk.reason(error)}；请解决后再试"
        self.found.fault(Code.unreadable, path, message)
