"""The file system, with two promises: a source is never touched, a write is whole or not at all.

Reading does not even change a source's access time where the system allows that.  Writing goes
to a part file, is forced to disk, and is renamed into place.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from wenming_archive import private
from wenming_archive.errors import ArchiveError, CopyError, InputError

#: Ending of a file that is being written; a leftover one is the trace of a kill.
PART = ".part~"
_BLOCK = 1 << 20
_NOATIME = getattr(os, "O_NOATIME", 0)

_REASONS = {
    errno.ENOENT: "不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "磁盘已满，请腾出空间后重试",
    errno.EDQUOT: "磁盘配额已满，请腾出空间后重试",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "名称太长",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.ENOTDIR: "这是文件，不是文件夹",
    errno.EIO: "磁盘读写出错",
    errno.EEXIST: "已存在同名文件",
    errno.EMFILE: "打开的文件太多",
    errno.ELOOP: "链接循环",
    errno.EBUSY: "正被其他程序占用",
}
#: Windows: sharing violation, lock violation (the file is open in Word or WPS).
_BUSY_WINDOWS = (32, 33)


def reason(error: OSError) -> str:
    """Return in Chinese why the system refused."""
    if getattr(error, "winerror", None) in _BUSY_WINDOWS:
        return "正被其他程序占用，请关闭后重试"
    return _REASONS.get(error.errno or 0) or f"系统拒绝（{error.strerror or error}）"


@contextlib.contextmanager
def guarded(what: str, refusal: type[ArchiveError] = InputError) -> Iterator[None]:
    """Turn an ``OSError`` of the block into a ``refusal`` whose message is ``what：why``."""
    try:
        yield
    except OSError as error:
        raise refusal(f"{what}：{reason(error)}") from error


def open_source(path: Path) -> BinaryIO:
    """Open a source for reading, without changing its access time where that is possible."""
    return open(path, "rb", opener=_opener)


def open_folder(path: str) -> int | None:
    """Return a descriptor to list a source folder by, leaving its times; ``None`` if unsupported."""
    if os.scandir not in os.supports_fd:
        return None
    return _opener(path, os.O_RDONLY | os.O_DIRECTORY)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal."""
    with open_source(path) as stream:
        return digest(stream)


def digest(stream: BinaryIO) -> str:
    """Return the SHA-256 of what is left of a stream, in hexadecimal."""
    import hashlib  # here: help is instant

    return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # typeshed


def write(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` wholly or not at all.

    :raises InputError: with the reason, if the system refuses.
    """

    def fill(stream: BinaryIO) -> None:
        stream.write(data)

    with guarded(f"无法写入 {path}"):
        _write(path, fill, replace=True)


def write_from(path: Path, made: Path) -> None:
    """Write what the file ``made`` holds to ``path``, wholly or not at all.

    :raises InputError: with the reason, if the system refuses.
    """

    def fill(stream: BinaryIO) -> None:
        with made.open("rb") as origin:
            shutil.copyfileobj(origin, stream, _BLOCK)

    with guarded(f"无法写入 {path}"):
        _write(path, fill, replace=True)


#: Opens the content that is copied.
Opener = Callable[[], contextlib.AbstractContextManager[BinaryIO]]


def copy(source: Path, target: Path, expected: str, opened: Opener | None = None, mtime_ns: int = 0) -> None:
    """Copy ``source`` to ``target``, which must not exist, and check the copy's hash.

    ``opened`` gives the content when it is but a part of ``source``; ``mtime_ns`` is when it was last
    changed, if the copy shall say so.  The copy is read back before it is given its name.

    :raises CopyError: if the system refuses, the source changed, or the copy differs.
    """

    def fill(stream: BinaryIO) -> None:
        with opened() if opened else open_source(source) as origin:
            while block := origin.read(_BLOCK):
                stream.write(block)
        if mtime_ns:
            stream.flush()
            os.utime(stream.name, ns=(mtime_ns, mtime_ns))

    def check(part: Path) -> None:
        if sha256(part) != expected:
            raise CopyError(f"{source} 复制后校验不符：文件可能正在被修改，请稍后重新扫描")

    with guarded(f"无法复制 {source} 到 {target}", CopyError):
        _write(target, fill, replace=False, check=check)


def link(source: Path, target: Path, expected: str) -> None:
    """Give a filed copy a second name, by hard link where the disk has them, else by copying."""
    try:
        os.link(source, target)
    except FileExistsError as error:
        raise CopyError(f"{target} 已存在，没有覆盖") from error
    except OSError:
        copy(source, target, expected)


def move(source: Path, target: Path) -> None:
    """Rename a filed copy; ``target`` must not exist.

    :raises CopyError: if the system refuses.
    """
    with guarded(f"无法把 {source} 改名为 {target}", CopyError):
        if os.path.lexists(target):
            raise CopyError(f"{target} 已存在，没有覆盖")
        source.rename(target)


def keep_version(path: Path, folder: Path, most: int) -> None:
    """Keep the file at ``path`` as it is now in ``folder``, under its name with the time; ``most`` are kept.

    A version that cannot be kept is no reason not to go on.
    """
    stamp = dt.datetime.now().strftime("%Y-%m-%d %H%M%S-%f")
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / f"{path.stem} {stamp}{path.suffix}"
        try:
            os.link(path, kept)
        except FileExistsError:
            return
        except OSError:
            shutil.copyfile(path, kept)
        for old in sorted(folder.glob(f"{path.stem} *{path.suffix}"))[:-most]:
            old.unlink()


def make(target: Path, fill: Callable[[BinaryIO], None]) -> None:
    """Write a new file by ``fill``, wholly or not at all; ``target`` must not exist.

    :raises InputError: with the reason, if the system refuses.
    """
    with guarded(f"无法写入 {target}"):
        _write(target, fill, replace=False)


@contextlib.contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Give a folder to fill, called ``target`` once the block has ended well; that must not exist.

    :raises InputError: with the reason, if the system refuses.
    """
    part = target.with_name(f".{os.urandom(6).hex()}{PART}")
    try:
        with guarded(f"无法写入 {target}"):
            with private.new_folder(part):
                yield part
            for folder, _, _ in os.walk(part):
                sync_folder(Path(folder))
            if os.path.lexists(target):
                raise InputError(f"{target} 已存在，没有覆盖")
            part.rename(target)
    except BaseException:
        discard(part)
        raise
    sync_folder(target.parent)


def fill_file(path: Path, fill: Callable[[BinaryIO], None]) -> None:
    """Write a new file of a ``new_folder`` by ``fill``, and force it to disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with private.new_file(path) as stream:
        fill(stream)


def discard(part: Path) -> None:
    """Remove what a run has left half-made, a file or a folder; what cannot be removed stays."""
    with contextlib.suppress(OSError):
        if part.is_dir() and not part.is_symlink():
            shutil.rmtree(part)
        else:
            part.unlink()


def make_folder(path: Path) -> None:
    """Make ``path`` and its parents.

    :raises InputError: with the reason, if the system refuses.
    """
    with guarded(f"无法建立文件夹 {path}"):
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        path.mkdir(parents=True, exist_ok=True)
    for folder in missing:
        sync_folder(folder.parent)


def sync_folder(path: Path) -> None:
    """Force a folder's names to disk, where the system knows of that."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write(
    target: Path,
    fill: Callable[[BinaryIO], None],
    *,
    replace: bool,
    check: Callable[[Path], None] | None = None,
) -> None:
    part = target.with_name(f".{os.urandom(6).hex()}{PART}")
    try:
        with private.new_file(part, private.mode_of(target) if replace else None) as stream:
            fill(stream)
        if check:
            check(part)
        if replace:
            part.replace(target)
        else:
            _settle(part, target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    sync_folder(target.parent)


def _settle(part: Path, target: Path) -> None:
    """Give ``part`` the name ``target`` unless that exists; atomic where hard links are."""
    try:
        os.link(part, target)
    except FileExistsError as error:
        raise CopyError(f"{target} 已存在，没有覆盖") from error
    except OSError:
        if os.path.lexists(target):
            raise CopyError(f"{target} 已存在，没有覆盖") from None
        part.rename(target)
    else:
        with contextlib.suppress(OSError):  # the file is there; its other name goes with the next run
            part.unlink()


def _opener(path: str, flags: int) -> int:
    try:
        return os.open(path, flags | _NOATIME)
    except PermissionError:
        # O_NOATIME is the owner's right alone; reading is still allowed.
        return os.open(path, flags)
