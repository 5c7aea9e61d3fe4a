"""The units of a catalogue on disk: told, renamed, merged."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from wenming_archive import disk, locking, workspace
from wenming_archive.catalogue import load, units
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.errors import InputError
from wenming_archive.yamlfile import tree
from wenming_archive.yamlfile.edit import PREVIOUS

_VERSIONS = 20
#: A change as a person writes it: 旧=新, 甲=乙.
Pair = tuple[str, str]


def pair(said: str, option: str) -> Pair:
    """Return the two names in ``said``.

    :raises InputError: saying how it is written.
    """
    first, sign, second = said.replace("＝", "=").partition("=")
    if not (sign and first.strip() and second.strip()):
        how = "旧名称=新名称" if option == "--rename" else "保留的=并入的"
        raise InputError(f"{option} 的写法是 {option} {how}，不是 {said}")
    return first.strip(), second.strip()


def path(file: Path | None, start: Path) -> Path:
    """Return the catalogue's file: the one named, else that of the workspace.

    :raises InputError: if there is neither.
    """
    return file or workspace.find(start).catalogue_file


def change(
    file: Path, renames: Sequence[Pair], merges: Sequence[Pair], waiting: Callable[[str], None] | None = None
) -> Catalogue:
    """Rename and merge units in the catalogue's file, all or nothing; return how it is then.

    :raises InputError: if a unit is not known, or the file is at fault; then nothing is written.
    """
    with _alone(file, waiting):
        before = tree.read_text(file)
        text = before
        for old, new in renames:
            text = units.renamed(text, str(file), old, new)
        for kept, gone in merges:
            text = units.merged(text, str(file), kept, gone)
        if text != before:
            _write(file, text)
        return load.parse(text, str(file))


@contextlib.contextmanager
def _alone(file: Path, waiting: Callable[[str], None] | None) -> Iterator[None]:
    """Hold the workspace's lock, if the file is a workspace's catalogue."""
    if not _kept(file):
        yield
        return
    with locking.held(file.parent / workspace.STATE, "catalogue units", waiting):
        yield


def _kept(file: Path) -> bool:
    return file.name == workspace.CATALOGUE and (file.parent / workspace.SETTINGS).is_file()


def _write(file: Path, text: str) -> None:
    if _kept(file):
        disk.keep_version(file, file.parent / PREVIOUS, _VERSIONS)
    disk.write(file, text.encode("utf-8"))
