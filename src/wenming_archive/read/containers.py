"""Containers, whose members are items of their own: the one registry, and what all of them keep.

To add a container: a new module in this folder with a class as ``Container`` below, and its row
in ``CONTAINERS``.  Members are read as streams and never unpacked under their own names.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from typing import BinaryIO, Protocol, cast

from wenming_archive.content import Member
from wenming_archive.read import attached, rar, seven_zip, zipped
from wenming_archive.read.limits import Unreadable, unpacks_beyond_reason

#: Containers inside each other that are opened.
MAX_DEPTH = 3
#: Members of one container, and bytes of one member and of all together, unpacked.
MAX_MEMBERS, MAX_MEMBER, MAX_TOGETHER = 20_000, 2 << 30, 20 << 30
#: Bytes of a member that is held in memory while it is read; a larger one goes to a nameless file.
_IN_MEMORY = 16 << 20


class Container(Protocol):
    """An open container."""

    def members(self) -> Sequence[Member]:
        """Return the members, folders apart; their names are distinct and safe."""

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of the member called ``name``.

        :raises Unreadable: with the reason.
        """

    def close(self) -> None:
        """Let go of what was unpacked."""


CONTAINERS: Mapping[str, Callable[[BinaryIO], Container]] = {
    "zip": zipped.Zip,
    "7z": seven_zip.SevenZip,
    "rar": rar.Rar,
    "eml": attached.Mail,
    "msg": attached.Mail,
}
#: Containers that are nothing but their members.
PACKED = frozenset(["zip", "7z", "rar"])


def members(stream: BinaryIO, fmt: str) -> tuple[Member, ...]:
    """Return the members of the container in ``stream``.

    :raises Unreadable: if it cannot be opened, or holds more than anybody packs.
    """
    with closing(CONTAINERS[fmt](stream)) as container:
        found = tuple(container.members())
    if not found and fmt in PACKED:
        raise Unreadable("empty", "压缩包里没有文件；请向提供单位重新索取")
    if len(found) > MAX_MEMBERS:
        raise Unreadable("too-large", f"压缩包里有 {len(found)} 个文件，多得不合常理，没有读取")
    if sum(member.size for member in found) > MAX_TOGETHER:
        raise unpacks_beyond_reason("压缩包")
    return found


def member(container: Container, name: str) -> BinaryIO:
    """Return the content of a member as a stream that can be sought; it goes when it is closed.

    :raises Unreadable: with the reason.
    """
    stream = cast("BinaryIO", tempfile.SpooledTemporaryFile(_IN_MEMORY))  # noqa: SIM115  # the caller's
    size = 0
    try:
        for block in container.blocks(name):
            size += len(block)
            if size > MAX_MEMBER:
                raise unpacks_beyond_reason("压缩包里的这个文件")
            stream.write(block)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    return stream
