"""Photos whose captions, and all that stands around them, leave out some of the six elements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wenming_archive.model import Item
from wenming_archive.report import photos
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.elements import Element, told
from wenming_archive.report.page import Page

#: Kinds of documents that tell of one event, and the characters at their start that are read for it.
_TELLS = frozenset(("plan", "notice", "summary", "briefing", "minutes"))
_OPENING = 3000
#: Where a date stands that tells when a photo was taken.
_DATED = frozenset(("exif", "name", "folder", "body"))


@dataclass(frozen=True, slots=True)
class _Told:
    """What a page tells: of itself or the event of its folder, and of pictures that it names."""

    elements: frozenset[Element]
    captions: dict[str, str] = field(default_factory=dict)


def _note(page: Page, _: Held) -> _Told:
    if page.item.description.kind == "photo":
        picture = page.extracted.picture
        caption = (picture and picture.caption) or ""
        return _Told(frozenset(told(f"{page.text}\n{caption}")))
    tells = page.item.description.kind in _TELLS
    return _Told(frozenset(told(page.text[:_OPENING]) if tells else ()), photos.captions(page))


def _compare(noted: Sequence[tuple[Item, _Told]], held: Held) -> Iterator[Fault]:
    captions = {name: text for _, one in noted for name, text in one.captions.items()}
    own = {item.known.sha256: one.elements for item, one in noted}
    events: dict[str, set[Element]] = {}
    for item, one in noted:
        if item.description.kind in _TELLS:
            events.setdefault(photos.folder(item), set()).update(one.elements)
    lacking: dict[Item, list[Element]] = {}
    for item in photos.photos(held):
        around = events.get(photos.folder(item), set()) | own.get(item.known.sha256, frozenset())
        if lacks := _lacking(item, captions.get(photos.stem(item), ""), around):
            lacking[item] = lacks
    for items in photos.by_folder(lacking):
        yield Fault(items, f"{photos.some(items)}没有写明{_said([lacking[item] for item in items])}")


def _lacking(item: Item, caption: str, around: set[Element]) -> list[Element]:
    """Return what nothing tells; of a photo without any caption nothing, which is another check's."""
    if photos.nameless(item) and not caption:
        return []
    described = item.description
    found = told(" ".join((described.title, caption, *item.found.source.split("/")))) | around
    if described.date and len(described.date) == 10 and described.date_from in _DATED:
        found.add(Element.time)
    return [element for element in Element if element not in found | {Element.theme}]


def _said(lacking: Sequence[Sequence[Element]]) -> str:
    counts = Counter(element for one in lacking for element in one)
    alike = len(set(counts.values()) | {len(lacking)}) == 1
    names = [e if alike else f"{e}（{counts[e]} 张）" for e in Element if counts[e]]
    return "、".join(names)


CHECK = Check(
    id="photo-elements",
    level=Level.hint,
    title="照片说明缺要素",
    reason="照片说明要写明时间、地点、人物、主题、背景、事由六要素；缺的在文件名、文件夹和同一活动的文档里也没有。",
    fix="在照片的文件名或活动的说明文档里补上缺的要素，再运行 archive scan。",
    note=_note,
    compare=_compare,
)
