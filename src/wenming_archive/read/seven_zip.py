"""7z archives through py7zr, an extra: found at run time, with a sentence that says how to get it."""

from __future__ import annotations

import importlib.util
import lzma
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from typing import IO, Any, BinaryIO

from wenming_archive.content import Member
from wenming_archive.read import extras
from wenming_archive.read.limits import Unreadable, broken, unpacks_beyond_reason
from wenming_archive.read.member_names import distinct, safe

MISSING = '读取 7z 压缩包需要附加组件；请运行 pip install "wenming-archive[archives]"，或解压后放入材料文件夹'
#: Bytes of all members together: a 7z is unpacked in one go.
_MOST = 4 << 30
_BLOCK = 1 << 18


class SevenZip:
    """An open 7z archive.

    Its members are unpacked, when the first is asked for, into a nameless file that goes with it.
    """

    def __init__(self, stream: BinaryIO) -> None:
        """Open ``stream``.

        :raises Unreadable: if it is damaged or locked, or py7zr is not there.
        """
        if importlib.util.find_spec("py7zr") is None:
            raise Unreadable(extras.MISSING, MISSING)
        import py7zr

        self._damage: tuple[type[Exception], ...] = (
            *(py7zr.exceptions.ArchiveError, lzma.LZMAError, zlib.error, OSError, EOFError),
            *(ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RuntimeError),
        )
        try:
            self._archive = py7zr.SevenZipFile(stream)
            if self._archive.needs_password():
                raise Unreadable("encrypted", "压缩包加了密码；请解压后放入材料文件夹")
            listed = [(str(n), info) for n, info in enumerate(self._archive.list()) if not info.is_directory]
        except py7zr.exceptions.PasswordRequired as error:
            raise Unreadable("encrypted", "压缩包加了密码；请解压后放入材料文件夹") from error
        except self._damage as error:
            raise broken("压缩包") from error
        #: Each member's number in the archive and what that says of it, by name.
        self._names = dict(zip(distinct(safe(info.filename) for _, info in listed), listed, strict=True))
        #: Where each member begins in the store, and its size, by number.
        self._parts: dict[str, tuple[int, int]] = {}
        self._store: IO[bytes] | None = None
        self._whole = False

    def members(self) -> Sequence[Member]:
        """Return the members, folders apart."""
        return [Member(name, info.uncompressed or 0, _time(info)) for name, (_, info) in self._names.items()]

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a member.

        :raises Unreadable: if the archive is damaged or a bomb.
        """
        number, _ = self._names[name]
        store = self._unpacked()
        at, size = self._parts.get(number, (0, -1))
        if size < 0:
            raise broken("压缩包里的这个文件")
        while size > 0:
            store.seek(at)
            block = store.read(min(_BLOCK, size))
            if not block:
                raise broken("压缩包里的这个文件")
            yield block
            at, size = at + len(block), size - len(block)

    def close(self) -> None:
        """Let go of the archive and of what was unpacked."""
        self._archive.close()
        if self._store:
            self._store.close()

    def _unpacked(self) -> IO[bytes]:
        """Unpack all, one behind the other, into a file without a name: it goes with this process."""
        if self._store is None:
            if sum(info.uncompressed or 0 for _, info in self._names.values()) > _MOST:
                raise unpacks_beyond_reason("压缩包")
            self._store = tempfile.TemporaryFile()  # noqa: SIM115  # closed by close()
            try:
                self._archive.reset()
                for n, file in enumerate(self._archive.files):
                    # No name that somebody wrote is unpacked: one that leads away would spoil all.
                    file.file_properties()["filename"] = str(n)
                self._archive.extractall(factory=_factory(self._store, self._parts))
                self._whole = True
            except self._damage as error:
                raise broken("压缩包") from error
        if not self._whole:
            raise broken("压缩包")
        return self._store


def _factory(store: IO[bytes], parts: dict[str, tuple[int, int]]) -> Any:
    """Return what py7zr unpacks into: it writes one member after another, each read back for its sum."""
    from py7zr import io

    class Part(io.Py7zIO):
        """The stretch of the store that is one member."""

        def __init__(self, number: str) -> None:
            self._number = number
            self._start = self._at = store.seek(0, 2)
            parts[self._number] = (self._start, 0)

        def write(self, data: bytes | bytearray) -> int:
            if self._start + self.size() + len(data) > _MOST:  # what the list says may be a lie
                raise OSError("too large")
            store.seek(self._at)
            self._at += store.write(data)
            parts[self._number] = (self._start, max(self.size(), self._at - self._start))
            return len(data)

        def read(self, size: int | None = None) -> bytes:
            left = self._start + self.size() - self._at
            store.seek(self._at)
            data = store.read(left if size is None else min(size, left))
            self._at += len(data)
            return data

        def seek(self, offset: int, whence: int = 0) -> int:
            base = (self._start, self._at, self._start + self.size())[whence]
            self._at = base + offset
            return self._at - self._start

        def flush(self) -> None:
            store.flush()

        def size(self) -> int:
            return parts[self._number][1]

    class Parts(io.WriterFactory):
        """Gives each member its stretch."""

        def create(self, filename: str) -> Any:
            return Part(filename)

    return Parts()


def _time(info: Any) -> int:
    made = info.creationtime
    return int(made.timestamp()) * 1_000_000_000 if made else 0
