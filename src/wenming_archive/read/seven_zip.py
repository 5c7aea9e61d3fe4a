"""7z archives through py7zr, an extra: found at run time, with a sentence that says how to get it."""

from __future__ import annotations

import importlib.util
import lzma
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

from wenming_archive.model import Member
from wenming_archive.read.limits import Unreadable, broken, unpacks_beyond_reason
from wenming_archive.read.member_names import distinct, safe

MISSING = '读取 7z 压缩包需要附加组件；请运行 pip install "wenming-archive[archives]"，或解压后放入材料文件夹'
#: Bytes of all members together: a 7z is unpacked in one go.
_MOST = 4 << 30
_BLOCK = 1 << 18


class SevenZip:
    """An open 7z archive.

    Its members are unpacked, when the first is asked for, into a folder that goes with it.
    """

    def __init__(self, stream: BinaryIO) -> None:
        """Open ``stream``.

        :raises Unreadable: if it is damaged or locked, or py7zr is not there.
        """
        if importlib.util.find_spec("py7zr") is None:
            raise Unreadable("unsupported", MISSING)
        import py7zr

        self._damage: tuple[type[Exception], ...] = (
            *(py7zr.exceptions.ArchiveError, lzma.LZMAError, zlib.error, OSError, EOFError),
            *(ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RuntimeError),
        )
        try:
            self._archive = py7zr.SevenZipFile(stream)
            if self._archive.needs_password():
                raise Unreadable("encrypted", "压缩包加了密码；请解压后放入材料文件夹")
            self._infos = [info for info in self._archive.list() if not info.is_directory]
        except py7zr.exceptions.PasswordRequired as error:
            raise Unreadable("encrypted", "压缩包加了密码；请解压后放入材料文件夹") from error
        except self._damage as error:
            raise broken("压缩包") from error
        self._names = dict(
            zip(distinct(safe(info.filename) for info in self._infos), self._infos, strict=True)
        )
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def members(self) -> Sequence[Member]:
        """Return the members, folders apart."""
        return [Member(name, info.uncompressed or 0, _time(info)) for name, info in self._names.items()]

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a member.

        :raises Unreadable: if the archive is damaged or a bomb.
        """
        path = self._unpacked() / str(list(self._names).index(name))
        if not path.is_file():
            raise broken("压缩包里的这个文件")
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                yield block

    def close(self) -> None:
        """Let go of the archive and of what was unpacked."""
        self._archive.close()
        if self._folder:
            self._folder.cleanup()

    def _unpacked(self) -> Path:
        """Unpack all, each under a number: its own name is never used on the disk."""
        if self._folder is None:
            if sum(info.uncompressed or 0 for info in self._infos) > _MOST:
                raise unpacks_beyond_reason("压缩包")
            self._folder = tempfile.TemporaryDirectory(prefix="wenming-", ignore_cleanup_errors=True)
            folder = Path(self._folder.name)
            numbers = {info.filename: n for n, info in enumerate(self._infos)}
            with ExitStack() as parts:  # of a damaged archive some are left open
                try:
                    self._archive.reset()
                    self._archive.extractall(factory=_factory(folder, numbers, parts))
                except self._damage as error:
                    raise broken("压缩包") from error
        return Path(self._folder.name)


def _factory(folder: Path, numbers: dict[str, int], parts: ExitStack) -> Any:
    from py7zr import io

    class Part(io.Py7zIO):
        """A file that is written under a number."""

        def __init__(self, name: str) -> None:
            path = folder / str(numbers.get(name, "rest"))
            self._stream = parts.enter_context(path.open("w+b"))

        def write(self, data: bytes | bytearray) -> int:
            if self._stream.tell() > _MOST:  # what the list says of sizes may be a lie
                raise OSError(folder)
            return self._stream.write(data)

        def read(self, size: int | None = None) -> bytes:
            return self._stream.read(-1 if size is None else size)

        def seek(self, offset: int, whence: int = 0) -> int:
            return self._stream.seek(offset, whence)

        def flush(self) -> None:
            self._stream.flush()

        def size(self) -> int:
            return self._stream.tell()

        def close(self) -> None:
            self._stream.close()

    class Parts(io.WriterFactory):
        """Gives each member its file."""

        def create(self, filename: str) -> Any:
            return Part(filename)

    return Parts()


def _time(info: Any) -> int:
    made = info.creationtime
    return int(made.timestamp()) * 1_000_000_000 if made else 0
