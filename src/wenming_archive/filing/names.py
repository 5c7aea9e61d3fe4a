"""Names of folders and copies that every system takes, Windows above all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.model import Item
from wenming_archive.read.suffixes import right_suffixes
from wenming_archive.text.unseen import visible

#: Longest whole path in characters: Windows allows 260, some zip and copy programs less.
MAX_PATH = 240
#: Longest name in bytes of UTF-8, as Linux and most network shares count.
_MAX_BYTES = 240
_MAX_FOLDER, _MIN_FOLDER = 50, 10
_MIN_TITLE = 12
#: Characters kept for a copy's own name, when the folders above it are cut to fit ``MAX_PATH``.
_FOR_NAME = 60
_FORBIDDEN = str.maketrans(
    dict(zip('<>:"/\\|?*', "＜＞：＂／＼｜？＊", strict=True)) | {"\n": " ", "\t": " "}
)
_ENDING = re.compile(r"\w{1,5}$")
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?=\.|$)", re.IGNORECASE)


def safe(name: str, most: int = 200) -> str:
    """Return ``name`` as a file name that Windows, macOS and Linux all take, never empty."""
    text = " ".join(visible(name).translate(_FORBIDDEN).split())
    text = _RESERVED.sub(lambda m: f"_{m[0]}", text).lstrip(".~ ")
    text = _cut(text, most).rstrip(". ")
    return text or "未命名"


def folders(catalogue: Catalogue, root: Path) -> dict[str, str]:
    """Return each leaf's folder below 材料/ (at ``root``), by code, with its ancestors' above it.

    Where many levels would not fit ``MAX_PATH``, all are cut alike.
    """
    depth = max(len(leaf.ancestors) + 1 for leaf in catalogue.leaves)
    room = (MAX_PATH - len(str(root)) - _FOR_NAME) // depth - 1
    most = max(_MIN_FOLDER, min(_MAX_FOLDER, room))
    taken: dict[str, str] = {}
    return {leaf.code: "/".join(_folder_parts(leaf, taken, most)) for leaf in catalogue.leaves}


def copy_name(pattern: str, item: Item, code: str, number: int, width: int, room: int) -> str:
    """Return the name of an item's copy, at most ``room`` characters long.

    ``room`` is what the folder leaves of ``MAX_PATH``; the title gives way, never the number.
    """
    stem, suffix = _split(item)
    parts = {"code": safe(code), "nn": f"{number:0{width}d}", "ext": suffix}
    bare = pattern.format(title="", original="", **parts)
    most = max(min(room, 200) - len(bare), _MIN_TITLE)
    bytes_left = max(_MAX_BYTES - len(bare.encode()), 3 * _MIN_TITLE)
    title = safe(_cut_bytes(item.description.title or stem, bytes_left), most)
    made = pattern.format(title=title, original=safe(_cut_bytes(stem, bytes_left), most), **parts)
    return safe(made[: len(made) - len(suffix)]) + suffix


def _split(item: Item) -> tuple[str, str]:
    """Return a file's stem and the ending its copy gets: its own, unless the content belies it."""
    name = item.known.name.rstrip(". ") or item.known.name
    stem, dot, suffix = name.rpartition(".")
    if not dot or not stem or not _ENDING.match(suffix):
        stem, suffix = name, ""
    belied = any(problem.code == "wrong-suffix" for problem in item.known.problems)
    ending = right_suffixes(item.known.format)[0] if belied or not suffix else suffix.lower()
    return stem, f".{safe(ending)}"


def _folder_parts(leaf: Leaf, taken: dict[str, str], most: int) -> list[str]:
    parts: list[str] = []
    for node in (*leaf.ancestors, leaf.indicator):
        wanted = safe(f"{node.code} {node.title}", most)
        parts.append(_unique("/".join(parts), wanted, node.code, taken))
    return parts


def _unique(above: str, wanted: str, code: str, taken: dict[str, str]) -> str:
    """Return ``wanted``, or with a serial if another node has it (Windows ignores case)."""
    name, n = wanted, 1
    while taken.setdefault(f"{above}/{name}".casefold(), code) != code:
        n += 1
        name = f"{wanted} ({n})"
    return name


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _cut_bytes(text: str, most: int) -> str:
    raw = text.encode("utf-8", "replace")
    return text if len(raw) <= most else raw[:most].decode("utf-8", "ignore")


def alternatives(target: str) -> Iterable[str]:
    """Yield other names for ``target`` whose own is taken by a file that is not ours."""
    stem, dot, suffix = target.rpartition(".")
    for n in range(2, 1000):
        yield f"{stem} ({n}).{suffix}" if dot and "/" not in suffix else f"{target} ({n})"
