"""The photos that evaluators may come to see, with what was measured of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from wenming_archive.describe import names, pictures
from wenming_archive.model import Item
from wenming_archive.photos.shot import Shot
from wenming_archive.report.checks.check import Fault, Held
from wenming_archive.report.page import Page

#: A picture as a document names it: with its ending, or as machines call it.
_FILE = re.compile(
    r"([\w()（）\-—·.]*?[\w)）])\.(?:jpe?g|png|heic|bmp|gif|webp|tiff?)(?![a-z])"
    r"|((?:img|dsc|dscn|pxl|mmexport|微信图片|qq图片)[\w\-]*\d{3,}[\w\-]*)",
    re.IGNORECASE,
)
#: What every such name has; to look for that is far cheaper.
_MAY_NAME = re.compile(r"\.(?:jpe?g|png|heic|bmp|gif|webp|tif)|img|dsc|pxl|mmexport|图片", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: Characters that say something of a picture, at least.
_CAPTION = 4


def photos(held: Held) -> Iterator[Item]:
    """Yield the photos that are filed or wait to be, exact copies once; a scanned certificate is none."""
    for item in held.items:
        photo = item.known.sha256 and item.description.kind == "photo"
        if photo and held.by_content.get(item.known.sha256 or "") is item:
            yield item


def measured(held: Held) -> Iterator[tuple[Item, Shot]]:
    """Yield the photos whose pixels were measured, with what was found."""
    for item in photos(held):
        if shot := held.shots.get(item.known.sha256 or ""):
            yield item, shot


def each(say: Callable[[Shot], str | None]) -> Callable[[Held], Iterator[Fault]]:
    """Return what finds the photos of which ``say`` has something to say."""

    def look(held: Held) -> Iterator[Fault]:
        for item, shot in measured(held):
            if said := say(shot):
                yield Fault((item,), said)

    return look


def folder(item: Item) -> str:
    """Return the folder an item lies in, as a source names it; empty for the top."""
    parent = str(PurePosixPath(item.found.source.replace("!/", "/")).parent)
    return "" if parent == "." else parent


def by_folder(items: Iterable[Item]) -> list[tuple[Item, ...]]:
    """Return ``items`` folder by folder, in their order: the photos of one event lie together."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(folder(item), []).append(item)
    return [tuple(of_it) for of_it in found.values()]


def some(items: Sequence[Item]) -> str:
    """Return what photos of one folder are called in a sentence."""
    if len(items) == 1:
        return "这张照片"
    name = folder(items[0])
    return f"“{name}”里 {len(items)} 张照片" if name else f"最外层 {len(items)} 张照片"


def stem(item: Item) -> str:
    """Return an item's own name without its ending."""
    return PurePosixPath(item.known.name).stem


def nameless(item: Item) -> bool:
    """Say whether nothing says what it shows: no person, not its name, its data, or its folder's event."""
    described = item.description
    inferred = described.title_inferred and described.title == names.title(stem(item))
    return inferred and not pictures.tells(stem(item))


def captions(page: Page) -> dict[str, str]:
    """Return what a document's lines and rows say of the pictures that they name, by name without ending."""
    if page.item.description.kind == "photo":
        return {}
    return {name: line.text for line in page.lines for name in named(line.text) if _says(line.text, name)}


def without_names(text: str) -> str:
    """Return a line without the pictures that it names."""
    return _FILE.sub(" ", text)


def named(text: str) -> Iterator[str]:
    """Yield the pictures that a line names, without their endings."""
    for match in _FILE.finditer(text) if _MAY_NAME.search(text) else ():
        yield match[1] or match[2]


def _says(text: str, name: str) -> bool:
    return len(_HAN.findall(text.replace(name, ""))) >= _CAPTION
