"""Where a file that a clerk asks for may be written: never over a source or the workspace's own.

Every report and export goes through ``write``.
"""

from __future__ import annotations

import filecmp
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from wenming_archive import disk
from wenming_archive.errors import InputError
from wenming_archive.pipeline import ours
from wenming_archive.pipeline.session import Session
from wenming_archive.workspace import OUTPUT, OWN_NAMES, SETTINGS

#: Bytes of a file in which a mark may stand.
_TOP = 4096
_GUARDED = tuple(name.casefold() for name in OWN_NAMES if name != OUTPUT)


def write(session: Session, path: Path, data: bytes, option: str = "-o", *, mark: bytes = b"") -> Path | None:
    """Write ``data`` to ``path``, and return where an earlier file was kept that people had changed.

    One is the program's alone, and is not kept, when it is as the program wrote it, or bears the ``mark``
    near its beginning.

    :raises InputError: if that is no place for it, or the system refuses.
    """
    allow(session, path, option)
    with disk.guarded(f"无法读取原来的 {path}"):
        before = path.read_bytes() if path.exists() else data
        own = before == data or bool(mark and mark in before[:_TOP]) or ours.untouched(session, path)
    return _put(session, path, lambda: disk.write(path, data), own=own)


def lay(session: Session, path: Path, made: Path, option: str = "-o") -> Path | None:
    """Write what the file ``made`` holds to ``path``, and return where one that people had changed was kept.

    :raises InputError: if that is no place for it, or the system refuses.
    """
    allow(session, path, option)
    with disk.guarded(f"无法读取原来的 {path}"):
        same = not path.exists() or filecmp.cmp(path, made, shallow=False)
        own = same or ours.untouched(session, path)
    return _put(session, path, lambda: disk.write_from(path, made), own=own)


def _put(session: Session, path: Path, write: Callable[[], None], *, own: bool) -> Path | None:
    """Write ``path``; what stands there is kept under another name, unless it is the program's ``own``."""
    kept = None if own else _keep_aside(path)
    try:
        disk.make_folder(path.parent)
        write()
    except BaseException:
        if kept:
            disk.move(kept, path)
        raise
    ours.remember(session, path)
    return kept


def allow(session: Session, path: Path, option: str = "-o") -> None:
    """Refuse a path inside a source, among the workspace's own files, or in no folder that exists.

    ``option`` is what the clerk gave it with.

    :raises InputError: with the reason, and what to do.
    """
    with disk.guarded(f"无法写入 {path}"):
        real = Path(os.path.realpath(path))
        if path.exists() and not path.is_file():
            raise InputError(f"{path} 不是普通文件；请用 {option} 写出文件名")
        _refuse_own(path, real, option)
        _refuse_sources(session, path, real, option)
        inside = real.is_relative_to(os.path.realpath(session.workspace.root))
        if not inside and Path(os.path.abspath(path)).is_relative_to(session.workspace.root):
            raise InputError(f"{path} 经过链接，会写到工作区外面的 {real}；请删去链接，或直接写出那里的路径")
        if not inside and not real.parent.is_dir():
            raise InputError(f"文件夹 {path.parent} 不存在；请先建立，或检查路径是否写对")


def refuse_name(path: Path, usual: str, option: str = "-o") -> None:
    """Refuse a folder, and a name whose ending is not that of the ``usual`` one.

    :raises InputError: naming what would do.
    """
    with disk.guarded(f"无法写入 {path}"):
        if path.is_dir():
            raise InputError(f"{path} 是文件夹；请用 {option} 写出文件名，如 {path / usual}")
    ending = Path(usual).suffix
    if path.suffix.lower() != ending:
        raise InputError(f"{path.name} 的扩展名不对，导出的是 {ending} 文件；请写成 {path.stem}{ending}")


def _refuse_own(path: Path, real: Path, option: str) -> None:
    for folder in _workspaces(real):
        if real.relative_to(folder).parts[0].casefold() in _GUARDED:
            better = folder / OUTPUT / path.name
            raise InputError(f"{path} 是档案工作区自己的地方，没有改动；请写到别处，如 {option} {better}")


def _workspaces(path: Path) -> Iterable[Path]:
    return (above for above in path.parents if (above / SETTINGS).is_file())


def _refuse_sources(session: Session, path: Path, real: Path, option: str) -> None:
    output = Path(os.path.realpath(session.workspace.output))
    for source in session.settings.sources:
        folder = Path(os.path.realpath(session.workspace.root / source))
        own = real.is_relative_to(output) and output.is_relative_to(folder)
        if real.is_relative_to(folder) and not own:
            raise InputError(
                f"{path} 在材料文件夹 {source} 里，那里的文件不能改动；"
                f"请写到别处，如 {option} {session.workspace.output / path.name}"
            )


def _keep_aside(path: Path) -> Path:
    """Keep an earlier file under another name: someone may have written in it."""
    names = (path.with_name(f"{path.stem} (上一版 {n}){path.suffix}") for n in range(1, 1000))
    kept = next(name for name in names if not name.exists())
    disk.move(path, kept)
    return kept
