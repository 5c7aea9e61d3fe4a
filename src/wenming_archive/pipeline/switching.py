"""Exchange several of the files that people write at once: all of them, or none, whatever happens.

The new versions are made in a folder beside the index.  From the moment it has its name they hold: who
only looks reads them there, and the next command that changes something puts them in their places.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from wenming_archive import disk
from wenming_archive.index import Index
from wenming_archive.workspace import CATALOGUE, Workspace
from wenming_archive.yamlfile.edit import PREVIOUS

#: The folder of versions that hold already; in it, what the history is to know of them.
_PENDING, _NOTE = "switch", "switch.json"
#: The note in the index of a catalogue that was exchanged since the last entry of the history.
_SWITCHED = "switched"
_VERSIONS = 20
#: An edition that is not used any more, beside catalogue.yaml.
_OLD = re.compile(r"catalogue \(旧版 .*\)\.yaml")
_BARRED = re.compile(r'[\\/:*?"<>|\s()]+')


@dataclass(frozen=True)
class Editions:
    """The text of catalogue.yaml as it was and as it became."""

    before: str
    after: str


def place(own: Workspace, path: Path) -> Path:
    """Return where the file that belongs at ``path`` is read: its new version, if there is one."""
    new = own.state / _PENDING / path.name
    return new if new.is_file() else path


@contextlib.contextmanager
def prepared(own: Workspace, editions: Editions) -> Iterator[Path]:
    """Give a folder for the new versions of files, by their names; they hold once the block ends well."""
    with disk.new_folder(own.state / _PENDING) as folder:
        note = json.dumps({"before": editions.before, "after": editions.after}, ensure_ascii=False)
        fill(folder, _NOTE, note)
        yield folder


def fill(folder: Path, name: str, text: str) -> None:
    """Write a new version called ``name`` into a folder of ``prepared``."""

    def write(stream: BinaryIO) -> None:
        stream.write(text.encode("utf-8"))

    disk.fill_file(folder / name, write)


def finish(own: Workspace) -> None:
    """Put new versions that hold into their places; nothing if there are none."""
    folder = own.state / _PENDING
    for left in own.state.glob(f".*{disk.PART}") if own.state.is_dir() else ():
        if left.is_dir():  # a folder that a kill left half-made, or half-removed
            disk.discard(left)
    if not folder.is_dir():
        return
    for new in sorted(folder.iterdir()):
        if new.is_file() and new.name != _NOTE:
            _put(own.root / new.name, new.read_bytes())
    _tidy(own)
    note = folder / _NOTE
    if note.is_file():
        with Index.open(own.index_file) as index, index.writing():
            index.keep_note(_SWITCHED, note.read_text("utf-8"))
    with disk.guarded(f"无法写入 {folder}"):
        gone = folder.with_name(f".{os.urandom(6).hex()}{disk.PART}")
        folder.rename(gone)
    disk.discard(gone)


def take(index: Index) -> Editions | None:
    """Return the catalogues that were exchanged since the last entry of the history, and forget it."""
    note = index.note(_SWITCHED)
    if not note:
        return None
    index.keep_note(_SWITCHED, "")
    return Editions(**json.loads(note))


def is_old(name: str) -> bool:
    """Say whether a file of the workspace's folder is an edition that was used before."""
    return _OLD.fullmatch(name) is not None


def name_of_old(own: Workspace, text: str, edition: str) -> str | None:
    """Return under which name an edition is kept; ``None`` if it is kept already."""
    data = text.encode("utf-8")
    clean = _BARRED.sub(" ", edition).strip() or "未注明"
    for n in range(1, 1000):
        name = f"catalogue (旧版 {clean}{f' {n}' if n > 1 else ''}).yaml"
        path = own.root / name
        if not path.exists():
            return name
        if path.is_file() and path.read_bytes() == data:
            return None
    raise AssertionError("a thousand editions")


def _put(path: Path, data: bytes) -> None:
    if path.is_file():
        if path.read_bytes() == data:
            return
        disk.keep_version(path, path.parent / PREVIOUS, _VERSIONS)
    disk.write(path, data)


def _tidy(own: Workspace) -> None:
    """Remove what is kept of an edition that is in use again, and the same in every byte."""
    now = (own.root / CATALOGUE).read_bytes()
    for path in own.root.iterdir():
        if is_old(path.name) and path.is_file() and path.read_bytes() == now:
            disk.discard(path)
