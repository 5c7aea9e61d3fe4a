"""Rar archives through rarfile, an extra, and an unpacking program if this machine has one."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from wenming_archive.content import Member
from wenming_archive.read import extras
from wenming_archive.read.limits import Unreadable, broken, unpacks_beyond_reason
from wenming_archive.read.member_names import distinct, safe

_ADVICE = "请解压后放入材料文件夹"
MISSING = (
    '读取 rar 压缩包需要附加组件；请运行 pip install "wenming-archive[archives]"，或解压后放入材料文件夹'
)
_NO_PROGRAM = f"这台电脑上没有能解开 rar 的程序（unrar、bsdtar、7z）；{_ADVICE}"
_LOCKED = f"压缩包加了密码；{_ADVICE}"
#: Unpacked to packed, beyond which a member of more than ``_SMALL`` bytes is a bomb.
_RATIO, _SMALL = 200, 20_000_000
_BLOCK = 1 << 18


class Rar:
    """An open rar archive."""

    def __init__(self, stream: BinaryIO) -> None:
        """Open ``stream``.

        :raises Unreadable: if it is damaged or locked, or rarfile is not there.
        """
        if importlib.util.find_spec("rarfile") is None:
            raise Unreadable(extras.MISSING, MISSING)
        import rarfile

        self._damage = (rarfile.Error, OSError, EOFError, ValueError, LookupError, AttributeError)
        self._no_program = rarfile.RarCannotExec
        try:
            self._archive = rarfile.RarFile(stream)
            if self._archive.needs_password():
                raise Unreadable("encrypted", _LOCKED)
            infos = [info for info in self._archive.infolist() if not info.is_dir()]
        except self._damage as error:
            raise broken("压缩包") from error
        self._infos = dict(zip(distinct(safe(info.filename) for info in infos), infos, strict=True))

    def members(self) -> Sequence[Member]:
        """Return the members, folders apart."""
        return [Member(name, info.file_size, _time(info)) for name, info in self._infos.items()]

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a member.

        :raises Unreadable: if it is damaged or a bomb, or no program can unpack it.
        """
        info = self._infos[name]
        if info.file_size > max(_SMALL, _RATIO * info.compress_size):
            raise unpacks_beyond_reason("压缩包里的这个文件")
        try:
            with self._archive.open(info) as packed:
                while block := packed.read(_BLOCK):
                    yield block
        except self._no_program as error:
            raise Unreadable(extras.MISSING, _NO_PROGRAM) from error
        except self._damage as error:
            raise broken("压缩包里的这个文件") from error

    def close(self) -> None:
        """Let go of the archive."""
        self._archive.close()


def _time(info: object) -> int:
    made = getattr(info, "mtime", None)
    return int(made.timestamp()) * 1_000_000_000 if made else 0
