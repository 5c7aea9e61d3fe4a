"""Zip archives: their members with GBK or UTF-8 names, against bombs of every make."""

from __future__ import annotations

import datetime as dt
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from wenming_archive.content import Member
from wenming_archive.read.limits import Unreadable, broken, unpacks_beyond_reason
from wenming_archive.read.member_names import decoded, distinct, safe

_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
#: The field in which Info-ZIP keeps the name in UTF-8 (APPNOTE 4.6.9).
_UNICODE_PATH = 0x7075
#: Unpacked to packed, beyond which a member of more than ``_SMALL`` bytes is a bomb.
_RATIO, _SMALL = 200, 20_000_000
_BLOCK = 1 << 18
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, OverflowError, struct.error)


class Zip:
    """An open zip archive."""

    def __init__(self, stream: BinaryIO) -> None:
        """Open ``stream``.

        :raises Unreadable: if it is no whole zip, or its members overlap as only a bomb's do.
        """
        try:
            self._zip = zipfile.ZipFile(stream)
            infos = [info for info in self._zip.infolist() if not _is_folder(info)]
        except (*_DAMAGE, NotImplementedError) as error:
            raise broken("压缩包") from error
        if sum(info.compress_size for info in infos) > stream.seek(0, 2):
            raise unpacks_beyond_reason("压缩包")
        self._infos = dict(zip(distinct(safe(name_of(info)) for info in infos), infos, strict=True))

    def members(self) -> Sequence[Member]:
        """Return the members, folders apart."""
        return [Member(name, info.file_size, time_of(info)) for name, info in self._infos.items()]

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a member.

        :raises Unreadable: if it is locked, damaged, packed in an unknown way, or a bomb.
        """
        info = self._infos[name]
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise Unreadable("encrypted", "压缩包加了密码；请解压后放入材料文件夹")
        if info.file_size > max(_SMALL, _RATIO * info.compress_size):
            raise unpacks_beyond_reason("压缩包里的这个文件")
        try:
            with self._zip.open(info) as packed:
                while block := packed.read(_BLOCK):
                    yield block
        except NotImplementedError as error:
            raise Unreadable("unsupported", "压缩方式不常见，无法解开；请解压后放入材料文件夹") from error
        except (*_DAMAGE, RuntimeError) as error:
            raise broken("压缩包里的这个文件") from error

    def close(self) -> None:
        """Let go of the archive."""
        self._zip.close()


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.filename.endswith(("/", "\\"))


def name_of(info: zipfile.ZipInfo) -> str:
    """Return the name as it was meant: zipfile takes what is not marked UTF-8 for code page 437."""
    if info.flag_bits & _UTF8_FLAG:
        return info.filename
    said = _unicode_path(info.extra)
    return said or decoded(info.orig_filename.split("\0")[0].encode("cp437", "replace"))


def _unicode_path(extra: bytes) -> str | None:
    at = 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        if kind == _UNICODE_PATH and size > 5:
            return extra[at + 9 : at + 4 + size].decode("utf-8", "replace")
        at += 4 + size
    return None


def time_of(info: zipfile.ZipInfo) -> int:
    """Return when a member was last changed, in nanoseconds; 0 when it does not say."""
    try:
        return int(dt.datetime(*info.date_time).timestamp()) * 1_000_000_000
    except (ValueError, OverflowError, OSError):
        return 0
