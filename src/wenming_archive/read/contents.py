"""The bytes of an item, wherever they lie: a file, or a member of containers inside each other."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from wenming_archive import disk
from wenming_archive.read import containers
from wenming_archive.read.containers import CONTAINERS, Container
from wenming_archive.read.limits import Unreadable, broken
from wenming_archive.read.sniff import sniff


class Contents:
    """Opens contents.  The last containers stay open, as members are asked for one after another."""

    _KEPT = 4

    def __init__(self) -> None:
        self._open: OrderedDict[tuple[Path, tuple[str, ...]], tuple[Container, ExitStack]] = OrderedDict()

    @contextmanager
    def opened(self, path: Path, inner: tuple[str, ...]) -> Iterator[BinaryIO]:
        """Open the file at ``path``, or the member ``inner`` names in it, from the outside in.

        :raises OSError: if the system refuses the file.
        :raises Unreadable: if a container on the way cannot be opened or has no such member.
        """
        stream = self._member(path, inner) if inner else disk.open_source(path)
        with stream:
            yield stream

    def close(self) -> None:
        """Close what is open."""
        for _, stack in self._open.values():
            stack.close()
        self._open.clear()

    def _member(self, path: Path, inner: tuple[str, ...]) -> BinaryIO:
        try:
            return containers.member(self._container(path, inner[:-1]), inner[-1])
        except KeyError as error:
            raise Unreadable("broken", "压缩包里已没有这个文件；请重新扫描") from error

    def _container(self, path: Path, inner: tuple[str, ...]) -> Container:
        key = (path, inner)
        if key not in self._open:
            with ExitStack() as stack:
                stream = self._member(path, inner) if inner else disk.open_source(path)
                stack.enter_context(stream)
                container = _opened(stream, inner[-1] if inner else path.name)
                stack.callback(container.close)
                self._open[key] = (container, stack.pop_all())
            while len(self._open) > self._KEPT:
                self._open.popitem(last=False)[1][1].close()
        self._open.move_to_end(key)
        return self._open[key][0]


def _opened(stream: BinaryIO, name: str) -> Container:
    fmt = sniff(stream, name.rpartition(".")[2].lower())
    stream.seek(0)
    if fmt not in CONTAINERS:
        raise broken("压缩包")
    return CONTAINERS[fmt](stream)
