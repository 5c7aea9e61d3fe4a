"""What the name of a document says of its version: 初稿, 修改稿, 定稿, 最终版2, (1), 副本."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from wenming_archive.describe import names
from wenming_archive.model import Item
from wenming_archive.text import dates
from wenming_archive.text.normal import matching

#: What names say of a version, from the earliest to the latest; after them the bare name.
_STAGES: tuple[re.Pattern[str], ...] = (
    re.compile(r"初稿|草稿|草案|讨论稿|征求意见稿|送审稿|报审稿|未定稿|旧[版稿]|原稿"),
    re.compile(r"修[改订][版稿]|修改\d?(?=[)）\]】]|$)|改稿|改(?=\d?$)|新[版稿]|更新版|[二三四五]稿"),
    re.compile(r"最终[版稿]?|最后[版稿]|终稿|定稿|正式[版稿]|盖章[版稿]?|签发稿|印发稿|发文稿"),
)
_COPY = re.compile(
    r"[(（]\d{1,2}[)）]|副本|复件|拷贝|备份|\bcopy\b|(?<![a-z])v\d{1,2}(\.\d{1,2})?(?!\d)", re.IGNORECASE
)
_SERIAL = re.compile(r"(?:v|[(（]|版|稿|终|最终)\s*(\d{1,2})[)）]?\s*$", re.IGNORECASE)
_LEFT = re.compile(r"[\s\W_]+|版$|稿$|\d{1,2}$")


def stage(item: Item) -> int:
    """Return how far a version has come by its name: below 0 a draft, above 0 a final."""
    stem = PurePosixPath(item.known.name).stem
    if _STAGES[2].search(stem):
        return 1
    return -1 if _STAGES[0].search(stem) else 0


def marked(item: Item) -> bool:
    """Say whether an item's name says that it is one version of several."""
    stem = PurePosixPath(item.known.name).stem
    return bool(_COPY.search(stem)) or any(rule.search(stem) for rule in _STAGES)


def serial(item: Item) -> int:
    """Return the number of the version that a name ends with: 2 of 最终版2."""
    found = _SERIAL.search(PurePosixPath(item.known.name).stem)
    return int(found[1]) if found else 0


def core(item: Item) -> str:
    """Return an item's name without what it says of the version, its code and its day."""
    return core_of(item.known.name)


def core_of(name: str) -> str:
    """Return a file's name without what it says of the version, its code and its day."""
    plain = matching(names.without_code(PurePosixPath(name).stem))
    for hit in reversed([hit for hit in dates.find_in_name(plain) if hit.full]):
        plain = plain[: hit.start] + plain[hit.end :]
    for rule in (*_STAGES, _COPY):
        plain = rule.sub("", plain)
    return _LEFT.sub("", _LEFT.sub("", plain))


def latest(items: Sequence[Item]) -> Item | None:
    """Return the item whose name alone says that it is the latest, or ``None`` if none does."""
    order = [(stage(item), serial(item)) for item in items]
    best = max(order)
    return items[order.index(best)] if order.count(best) == 1 else None
