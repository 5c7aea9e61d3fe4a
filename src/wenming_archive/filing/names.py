"""Names of folders and copies that every system takes, Windows above all."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from string import Formatter

from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.model import Item
from wenming_archive.read.suffixes import right_suffixes
from wenming_archive.text.unseen import visible
from wenming_archive.workspace import MANIFEST, PROVENANCE

#: Where copies go that stand under no indicator any more and whose source is gone.
ASIDE = "_撤下"
#: Where copies wait whose names go round in a circle; empty when all is done.
STAGING = ".移动中"
#: Longest whole path in characters: Windows allows 260, some zip and copy programs less.
MAX_PATH = 240
#: Longest name in characters, and in bytes of decomposed UTF-8: Linux and most network shares allow
#: 255 bytes, a Mac 255 units of the decomposed name.
_MAX_NAME, _MAX_BYTES = 200, 240
_MAX_FOLDER, _MIN_FOLDER = 50, 10
_MIN_TITLE = 12
#: Characters of an indicator's code in a copy's name.
MAX_CODE = 40
#: Characters kept for a copy's own name, when the folders above it are cut to fit ``MAX_PATH``.
_FOR_NAME = 60
_FORBIDDEN = str.maketrans(
    dict(zip('<>:"/\\|?*', "＜＞：＂／＼｜？＊", strict=True)) | {"\n": " ", "\t": " "}
)
_ENDING = re.compile(r"\w{1,5}$")
#: Names of devices on Windows, whatever ending they have; spaces before that do not count.
_RESERVED = re.compile(
    r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$) *(?=\.|$)", re.IGNORECASE
)


def safe(name: str, most: int = _MAX_NAME) -> str:
    """Return ``name`` as a file name that Windows, macOS and Linux all take, never empty."""
    known = "".join(sign for sign in name if unicodedata.category(sign) != "Cn")  # a Mac refuses others
    text = " ".join(visible(known).translate(_FORBIDDEN).split()).lstrip(".~ ")
    text = f"_{text}" if _RESERVED.match(text) else text
    text = _cut(text, most).rstrip(". ")
    return text or "未命名"


def file_name(name: str) -> str:
    """Return a file's name as every system takes it; where it must be cut, its ending is kept."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not stem or not _ENDING.match(ending):
        return _cut(safe(name), _MAX_NAME)
    suffix = f".{safe(ending)}"
    return _cut(safe(stem), _MAX_NAME - len(suffix), _MAX_BYTES - _bytes(suffix)) + suffix


def folded(name: str) -> str:
    """Return the form in which a disk compares names that heeds neither case nor composition."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).upper().casefold())


def folders(catalogue: Catalogue, root: Path) -> dict[str, str]:
    """Return each leaf's folder below 材料/ (at ``root``), by code, with its ancestors' above it.

    Where many levels would not fit ``MAX_PATH``, all are cut alike.
    """
    depth = max(len(leaf.ancestors) + 1 for leaf in catalogue.leaves)
    room = (MAX_PATH - len(str(root)) - _FOR_NAME) // depth - 1
    most = max(_MIN_FOLDER, min(_MAX_FOLDER, room))
    taken = {folded(f"/{name}"): "" for name in (ASIDE, STAGING, MANIFEST, PROVENANCE)}
    return {leaf.code: "/".join(_folder_parts(leaf, taken, most)) for leaf in catalogue.leaves}


def copy_name(pattern: str, item: Item, code: str, number: int, width: int, room: int) -> str:
    """Return the name of an item's copy, at most ``room`` characters long.

    ``room`` is what the folder leaves of ``MAX_PATH``; the title gives way, never the number.
    """
    stem, suffix = _split(item)
    nn = f"{number:0{width}d}"
    parts = {"code": safe(code, MAX_CODE), "nn": nn, "ext": suffix}
    bare = pattern.format(title="", original="", **parts)
    texts = sum(field in ("title", "original") for _, field, _, _ in Formatter().parse(pattern)) or 1
    most = max((min(room, _MAX_NAME) - len(bare)) // texts, _MIN_TITLE)
    most_bytes = max((_MAX_BYTES - _bytes(bare)) // texts, 3 * _MIN_TITLE)
    title, original = (_cut(safe(text), most, most_bytes) for text in (item.description.title or stem, stem))
    made = pattern.format(title=title, original=original, **parts).removesuffix(suffix)
    # A pattern or a code beyond all measure: better its number alone than a name that has lost it.
    fits = len(made) <= _MAX_NAME and _bytes(made + suffix) <= _MAX_BYTES
    return safe(made if fits else nn) + suffix


def free(name: str, taken: set[str]) -> str:
    """Return ``name``, or with a serial if it is among ``taken``, to which it is added."""
    others = itertools.chain([name], alternatives(name))
    found = next(one for one in others if folded(one) not in taken)
    taken.add(folded(found))
    return found


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
    """Return ``wanted``, or with a serial if another node has it, or the program itself."""
    name, n = wanted, 1
    while taken.setdefault(folded(f"{above}/{name}"), code) != code:
        n += 1
        name = f"{wanted} ({n})"
    return name


def _cut(text: str, most: int, most_bytes: int = _MAX_BYTES) -> str:
    if len(text) <= most and _bytes(text) <= most_bytes:
        return text
    text = text[: most - 1]
    while _bytes(text) > most_bytes - len("…".encode()):
        text = text[:-1]
    return f"{text}…"


def _bytes(text: str) -> int:
    return len(unicodedata.normalize("NFD", text).encode("utf-8", "replace"))


def alternatives(target: str) -> Iterable[str]:
    """Yield other names for ``target`` whose own is taken by a file that is not ours."""
    stem, dot, suffix = target.rpartition(".")
    for n in range(2, 1000):
        yield f"{stem} ({n}).{suffix}" if dot and "/" not in suffix else f"{target} ({n})"
