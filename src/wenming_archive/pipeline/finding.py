"""Which item or indicator a person means."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.errors import InputError
from wenming_archive.model import Item
from wenming_archive.text.normal import matching
from wenming_archive.yamlfile.shape import nearest

_SHOWN = 5


def item(items: Sequence[Item], wanted: str, root: Path) -> Item:
    """Return the item meant by ``wanted``: a source, a path, a filed copy, or a part of a source.

    :raises InputError: if none or several fit.
    """
    text = unicodedata.normalize("NFC", wanted).replace("\\", "/")
    found = _matches(items, text, root)
    if len({(i.known.sha256, i.known.key) for i in found}) == 1:
        return found[0]
    if found:
        listed = [f"  {i.found.source}" for i in found[:_SHOWN]]
        raise InputError(f"有 {len(found)} 份材料都叫 {wanted}，请写出文件夹：", *listed)
    guess = nearest(text, [i.found.source for i in items] + [i.known.name for i in items])
    hint = f"；是不是 {guess}？" if guess else "；用 archive list 可以看到全部材料"
    raise InputError(f"没有材料 {wanted}{hint}")


def inside(items: Sequence[Item], wanted: str, root: Path) -> list[Item]:
    """Return the items in the folder or container meant by ``wanted``; none if it is no folder.

    :raises InputError: if several folders fit.
    """
    text = unicodedata.normalize("NFC", wanted).replace("\\", "/").rstrip("/")
    native = os.path.abspath(wanted)
    folders: dict[tuple[str, str], list[Item]] = {}
    for one in items:
        source = f"/{one.found.source}".replace("!/", "/")
        for at in range(len(source)):
            if source.startswith(f"/{text}/", at):
                folders.setdefault((one.found.root, source[1 : at + len(text) + 1]), []).append(one)
    exact = [some for (_, folder), some in folders.items() if folder == text]
    some = exact or list(folders.values())
    if len(some) > 1:
        listed = [f"  {folder}" for _, folder in folders][:_SHOWN]
        raise InputError(f"有 {len(some)} 个文件夹都叫 {wanted}，请写出上一级文件夹：", *listed)
    return some[0] if some else [one for one in items if _below(one, native, root)]


def _below(one: Item, native: str, root: Path) -> bool:
    """Say whether an item lies in a folder of the disk, or a filed copy of it does."""
    there = (str(one.found.path), *(str(root / copy) for copy in one.filed_as))
    return any(os.path.abspath(path).startswith(native + os.sep) for path in there)


def elsewhere(items: Sequence[Item], item: Item) -> tuple[str, ...]:
    """Return the other sources that hold the same bytes as ``item``; empty ones have no others."""
    if not item.found.size:
        return ()
    same = (i for i in items if i.known.sha256 and i.known.sha256 == item.known.sha256)
    return tuple(i.found.source for i in same if i.known.key != item.known.key)


def leaf(catalogue: Catalogue, code: str) -> Leaf:
    """Return the leaf meant by ``code``, or called by its whole title.

    :raises InputError: if there is none, naming what is near.
    """
    found = catalogue.find(code)
    if found:
        return found
    called = [x for x in catalogue.leaves if matching(x.title) == matching(code.strip())]
    if len(called) == 1:
        return called[0]
    below = [x for x in catalogue.leaves if code in [node.code for node in x.ancestors]]
    if below:
        listed = "、".join(f"{x.code} {x.title}" for x in below[:_SHOWN])
        raise InputError(f"{code} 是上级指标，材料要归到末级指标：{listed}")
    guess = near(catalogue, code)
    hint = f"；是不是 {guess.code} {guess.title}？" if guess else "；"
    raise InputError(f"测评体系里没有指标 {code}{hint}用 archive catalogue show 可以看到全部编号")


def near(catalogue: Catalogue, code: str) -> Leaf | None:
    """Return the leaf whose code or title is most like ``code``, if any is alike."""
    guess = nearest(code, [x.code for x in catalogue.leaves])
    by_title = nearest(code, [x.title for x in catalogue.leaves])
    return next((x for x in catalogue.leaves if x.title == by_title or x.code == guess), None)


def _matches(items: Sequence[Item], text: str, root: Path) -> list[Item]:
    native = os.path.abspath(text)
    exact = [i for i in items if text == i.found.source]
    placed = [i for i in items if native == os.path.abspath(i.found.path) or _filed(i, text, native, root)]
    ending = [i for i in items if i.found.source.endswith(f"/{text}")]
    inside = [i for i in items if text in i.found.source]
    return exact or placed or ending or inside


def _filed(one: Item, text: str, native: str, root: Path) -> bool:
    return text in one.filed_as or any(native == os.path.abspath(root / copy) for copy in one.filed_as)
