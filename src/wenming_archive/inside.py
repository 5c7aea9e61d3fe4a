"""Nothing is written outside a workspace: its folders are folders, and not links to elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path, PurePath

from wenming_archive.errors import CopyError, InputError

_ADVICE = "档案工作区只写自己的文件夹，请删去这个链接，换成真正的文件夹再试"


def refuse_links(root: Path, names: Iterable[str], state: str) -> None:
    """Refuse a workspace at ``root`` whose places are links.

    ``names`` are its folders, ``state`` the one with files that are written in place.

    :raises InputError: naming the first.
    """
    for path in (*(root / name for name in names), root / state, *_entries(root / state)):
        if os.path.lexists(path) and not _is_real(root, path):
            raise InputError(f"{path} 是链接，指向 {os.path.realpath(path)}；{_ADVICE}")


def refuse_damaged(folder: str | Path) -> None:
    """Refuse a folder whose name cannot be written down: it is no text.

    :raises InputError: naming it.
    """
    try:
        str(folder).encode()
    except UnicodeEncodeError as error:
        raise InputError(f"{folder} 的名称不是 UTF-8 文字，记不下来；请先改名，或换一个上级文件夹") from error


def below(root: Path, target: str) -> Path:
    """Return the path of ``target``, which is relative to ``root``.

    :raises CopyError: if it does not lie there: by its name, or because a link leads away.
    """
    pure = PurePath(target)
    if pure.anchor or ".." in pure.parts or "\0" in target or not pure.parts:
        raise CopyError(f"{target} 不在 {root} 里面，没有写入")
    path = root / target
    if not _is_real(root, path.parent):
        raise CopyError(f"{path.parent} 经过链接，指向 {os.path.realpath(path.parent)}；{_ADVICE}")
    return path


def _is_real(root: Path, path: Path) -> bool:
    """Say whether no link leads from ``root``, wherever that is, to ``path`` below it."""
    straight = os.path.join(os.path.realpath(root), path.relative_to(root))  # noqa: PTH118
    return os.path.normcase(os.path.realpath(path)) == os.path.normcase(os.path.normpath(straight))


def _entries(folder: Path) -> list[Path]:
    try:
        return [folder / name for name in os.listdir(folder)]
    except OSError:
        return []
