"""Write a bag: the same payload on the same day makes the same bytes, whole or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from wenming_archive import disk
from wenming_archive.bag import names, tags
from wenming_archive.bag.faults import Progress, silent
from wenming_archive.disk import Opener
from wenming_archive.errors import CopyError
from wenming_archive.text.unseen import line as shown

_BLOCK = 1 << 20
#: Bytes from which a zip needs its large form; well below, as a file may grow.
_LARGE = 1 << 30
#: Read and write for all, as a mail program packs files.
_MODE = 0o100644 << 16
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"


@dataclass(frozen=True, slots=True)
class Payload:
    """A file to put below ``data/``: its name there, about its size, its content, the hash it must have."""

    name: str
    size: int
    opened: Opener
    sha256: str | None = None


class _Sink(Protocol):
    def put(self, path: str, size: int, fill: Callable[[BinaryIO], None]) -> None:
        """Write a file of the bag."""


def write(
    target: Path,
    payload: Iterable[Payload],
    info: Sequence[tuple[str, str]],
    day: dt.date,
    progress: Progress = silent,
) -> None:
    """Write a bag to ``target``, which must not exist: a zip if it is called so, else a folder.

    ``info`` are the lines of bag-info.txt; the date of ``day`` and the size of the payload are added.

    :raises CopyError: naming every file whose content is not what it must be; there is no bag then.
    :raises InputError: if two names are one, or the system refuses.
    """
    files = sorted(_distinct(payload), key=lambda one: one.name)
    if target.suffix.lower() == ".zip":
        disk.make(target, lambda stream: _zip(stream, target.stem, files, info, day, progress))
        return
    with disk.new_folder(target) as part:
        (part / "data").mkdir()
        _fill(_Folder(part), files, info, day, progress)


def _zip(
    stream: BinaryIO,
    top: str,
    files: Sequence[Payload],
    info: Sequence[tuple[str, str]],
    day: dt.date,
    progress: Progress,
) -> None:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        sink = _Zip(archive, names.nfc(top), day)
        sink.folder("data/")
        _fill(sink, files, info, day, progress)


def _fill(
    sink: _Sink,
    files: Sequence[Payload],
    info: Sequence[tuple[str, str]],
    day: dt.date,
    progress: Progress,
) -> None:
    sums: dict[str, str] = {}
    wrong: list[str] = []
    size = 0
    for one in files:
        progress(one.name)
        try:
            sums[names.PAYLOAD + one.name], written = _put(sink, one)
        except CopyError as error:
            wrong.append(str(error))
        else:
            size += written
    if wrong:
        raise CopyError(*wrong)
    described = (*info, ("Bagging-Date", day.isoformat()), ("Payload-Oxum", f"{size}.{len(files)}"))
    _tags(sink, sums, described)


def _tags(sink: _Sink, sums: dict[str, str], described: Sequence[tuple[str, str]]) -> None:
    made = {
        tags.DECLARATION: tags.declared(),
        tags.INFO: tags.info_bytes(described),
        MANIFEST: tags.manifest_bytes(sums.items()),
    }
    listed = [(name, hashlib.sha256(data).hexdigest()) for name, data in made.items()]
    made[TAG_MANIFEST] = tags.manifest_bytes(listed)
    for name, data in made.items():
        sink.put(name, len(data), _writer(data))


def _put(sink: _Sink, one: Payload) -> tuple[str, int]:
    """Write a payload file; return its SHA-256 and size.

    :raises CopyError: if that is not the hash it must have.
    """
    sha256, size = hashlib.sha256(), 0

    def fill(stream: BinaryIO) -> None:
        nonlocal size
        for block in _blocks(one):
            sha256.update(block)
            size += stream.write(block)

    sink.put(names.PAYLOAD + one.name, one.size, fill)
    if one.sha256 not in (None, sha256.hexdigest()):
        raise CopyError(f"{shown(one.name)} 与记录不符，归档之后被改动过")
    return sha256.hexdigest(), size


def _writer(data: bytes) -> Callable[[BinaryIO], None]:
    def fill(stream: BinaryIO) -> None:
        stream.write(data)

    return fill


def _blocks(one: Payload) -> Iterator[bytes]:
    """Yield the content of a payload file.

    :raises CopyError: if the system refuses it; that another file cannot be written is another thing.
    """
    try:
        with one.opened() as origin:
            while block := origin.read(_BLOCK):
                yield block
    except OSError as error:
        raise CopyError(f"{shown(one.name)} 读不出：{disk.reason(error)}") from error


def _distinct(payload: Iterable[Payload]) -> list[Payload]:
    """Return the payload with its names in NFC.

    :raises CopyError: if two are one, or one leads out of the bag.
    """
    made: dict[str, Payload] = {}
    for one in payload:
        name = names.plain(names.nfc(one.name))
        if names.leads_out(one.name) or not name or made.setdefault(name.casefold(), one) is not one:
            raise CopyError(f"{shown(one.name)} 不能作为移交包里的名称：与别的文件同名，或指向包外")
        made[name.casefold()] = Payload(name, one.size, one.opened, one.sha256)
    return list(made.values())


class _Folder:
    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, path: str, size: int, fill: Callable[[BinaryIO], None]) -> None:  # noqa: ARG002
        """Write a file of the bag."""
        disk.fill_file(self.root / path, fill)


class _Zip:
    def __init__(self, archive: zipfile.ZipFile, top: str, day: dt.date) -> None:
        self.archive = archive
        self.top = top
        # A zip knows no time before 1980.
        self.time = (max(day.year, 1980), day.month, day.day, 0, 0, 0)

    def put(self, path: str, size: int, fill: Callable[[BinaryIO], None]) -> None:
        """Write a file of the bag."""
        with self.archive.open(self._info(path), "w", force_zip64=size >= _LARGE) as stream:
            fill(stream)  # type: ignore[arg-type]  # typeshed: an IO[bytes] that can be written

    def folder(self, path: str) -> None:
        """Write a folder, be it to stay empty."""
        self.archive.writestr(self._info(path), b"")

    def _info(self, path: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(f"{self.top}/{path}", self.time)
        info.create_system, info.external_attr = 3, _MODE
        if path.endswith("/"):
            info.external_attr = 0o040755 << 16 | 0x10
        return info
