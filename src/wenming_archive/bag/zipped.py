"""A bag that lies in a zip, read member by member as streams."""

from __future__ import annotations

import posixpath
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from wenming_archive import disk
from wenming_archive.bag import names
from wenming_archive.bag.entries import MAX_FILES, Entry, same_names, too_many
from wenming_archive.bag.faults import AGAIN, Code, Damaged
from wenming_archive.bag.tags import DECLARATION, Found
from wenming_archive.errors import InputError
from wenming_archive.read import zipped as reader
from wenming_archive.text.unseen import line as shown

_LOCKED = 0x1
#: Unpacked to packed, beyond which a member of more than ``_SMALL`` bytes is a bomb.
_RATIO, _SMALL = 200, 20_000_000
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: What a damaged zip raises; refusals of the system are ``OSError`` and stay that.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(ValueError, OverflowError, struct.error),
)


@contextmanager
def opened(path: Path) -> Iterator[Zip]:
    """Open the bag in the zip at ``path``.

    :raises InputError: if it is no zip, or no whole one.
    """
    with disk.guarded(f"无法打开 {path}"):
        stream = disk.open_source(path)
    with stream:
        try:
            archive = zipfile.ZipFile(stream)
        except _DAMAGE as error:
            raise InputError(
                f"{path} 不是 zip 压缩包，或不完整；移交包是一个文件夹或一个 .zip，{AGAIN}"
            ) from error
        with archive:
            yield Zip(archive, path)


class Zip:
    """An open bag in a zip."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._zip = archive
        self.name = path.stem
        self.found = Found()
        self.files: dict[str, Entry] = {}
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._folders: set[str] = set()
        infos = archive.infolist()
        if len(infos) > MAX_FILES:
            too_many(self.found, "压缩包")
            infos = []
        self._overlapping(infos, path)
        for info in infos:
            self._take(info)
        self._enter(self._top())
        for name, info in self._infos.items():
            self._check(name, info)
        self.has_payload = "data" in self._folders or any(map(_in_payload, self._infos))
        same_names(self.files, self.found)

    @contextmanager
    def opened(self, path: str) -> Iterator[BinaryIO]:
        """Open a file.

        :raises OSError: if the system refuses.
        :raises Damaged: if it cannot be unpacked.
        """
        try:
            with self._zip.open(self._infos[path]) as stream:
                yield cast("BinaryIO", stream)
        except _DAMAGE as error:
            raise Damaged(f"压缩包里的 {shown(path)} 已损坏，解不开；{AGAIN}") from error

    def _overlapping(self, infos: list[zipfile.ZipInfo], path: Path) -> None:
        if sum(info.compress_size for info in infos) > path.stat().st_size:
            self._unsafe("", "压缩包里的文件互相重叠，疑似压缩炸弹，没有读取")
            infos.clear()

    def _take(self, info: zipfile.ZipInfo) -> None:
        """Take in one member, under the name its packer meant."""
        name = reader.name_of(info)
        if info.create_system == 0:  # packed by Windows, where ``\\`` is no part of a name
            name = name.replace("\\", "/")
        if names.leads_out(name):
            self._unsafe(name, f"压缩包里的 {shown(name)} 指向包外，没有读取")
        elif name.endswith("/"):
            self._folders.add(name.rstrip("/"))
        elif _special(info):
            self._unsafe(name, f"压缩包里的 {shown(name)} 是链接或设备，不是文件，没有读取")
        elif name in self._infos:
            self._unsafe(name, f"压缩包里有两个都叫 {shown(name)} 的文件，不知以哪个为准")
        else:
            self._infos[name] = info

    def _check(self, name: str, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & _LOCKED:
            message = f"压缩包里的 {shown(name)} 加了密码，读不出；请移交单位去掉密码，或解压后导入文件夹"
            self.found.fault(Code.unreadable, name, message)
        elif info.compress_type not in _PACKINGS:
            message = f"压缩包里的 {shown(name)} 压缩方式不常见，解不开；请先解压，再导入解压出的文件夹"
            self.found.fault(Code.unreadable, name, message)
        elif info.file_size > max(_SMALL, _RATIO * info.compress_size):
            self._unsafe(name, f"压缩包里的 {shown(name)} 解开后大得不合常理，疑似压缩炸弹，没有读取")
        else:
            self.files[name] = Entry(info.file_size, reader.time_of(info))

    def _top(self) -> str:
        """Return the folder of the bag in the zip, with ``/`` at its end; empty if it has none."""
        if DECLARATION in self._infos:
            self.found.note(
                Code.declaration, "", "压缩包里没有外层文件夹（打包时直接选了包里的文件），照样能读"
            )
            return ""
        holders = [name for name in self._infos if posixpath.basename(name) == DECLARATION]
        tops = [name for name in holders if name.count("/") == 1]
        if len(tops) == 1:
            return tops[0].removesuffix(DECLARATION)
        if tops:
            self._unsafe("", f"压缩包里有 {len(tops)} 个移交包；请解压后一个一个导入")
        elif holders:
            where = shown(posixpath.dirname(min(holders, key=len)))
            self.found.fault(
                Code.declaration, "", f"移交包在压缩包的 {where} 里；请先解压，再导入解压出的那个文件夹"
            )
        firsts = {name.split("/", 1)[0] for name in self._infos if "/" in name}
        return f"{firsts.pop()}/" if len(firsts) == 1 and not tops else ""

    def _enter(self, top: str) -> None:
        """Call the members by their paths in the bag, and leave those beside it."""
        beside = [name for name in self._infos if not name.startswith(top)]
        for name in beside:
            if not name.startswith("__MACOSX/") and not names.litter(name):
                self.found.note(Code.extra, name, f"压缩包里移交包之外还有 {shown(name)}，没有导入")
            del self._infos[name]
        self._infos = {name.removeprefix(top): info for name, info in self._infos.items()}
        self._folders = {name.removeprefix(top) for name in self._folders if name.startswith(top)}
        self.name = names.nfc(top.rstrip("/")) or self.name

    def _unsafe(self, name: str, message: str) -> None:
        self.found.fault(Code.unsafe, name, f"{message}；{AGAIN}")


def _in_payload(path: str) -> bool:
    return path.startswith(names.PAYLOAD)


def _special(info: zipfile.ZipInfo) -> bool:
    """Say whether a member packed by Unix is something else than a file."""
    mode = info.external_attr >> 16
    return info.create_system == 3 and stat.S_IFMT(mode) not in (0, stat.S_IFREG)
