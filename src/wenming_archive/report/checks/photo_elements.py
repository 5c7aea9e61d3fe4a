"""Photos below which an element of the caption would stand as an empty cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from wenming_archive.model import Item
from wenming_archive.report import captions, photos
from wenming_archive.report.caption import LABELS, WANTED
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.page import Page
from wenming_archive.report.tellings import Telling, telling


def _note(page: Page, _: Held) -> Telling | None:
    return telling(page)


def _compare(noted: Sequence[tuple[Item, Telling]], held: Held) -> Iterator[Fault]:
    found = captions.captions(held.items, {item.known.key: one for item, one in noted}, held.stated)
    lacking: dict[Item, tuple[str, ...]] = {}
    for item in photos.photos(held):
        one = found.get(item.known.key)
        # Of a photo of which nothing is known but its camera's name all is lacking: another check's.
        if one and one.caption.lacking and not (photos.nameless(item) and not one.caption.theme):
            lacking[item] = one.caption.lacking
    for items in photos.by_folder(lacking):
        yield Fault(items, f"{photos.some(items)}没有写明{_said([lacking[item] for item in items])}")


def _said(lacking: Sequence[Sequence[str]]) -> str:
    counts = Counter(name for one in lacking for name in one)
    alike = len(set(counts.values()) | {len(lacking)}) == 1
    shown = [LABELS[n] if alike else f"{LABELS[n]}（{counts[n]} 张）" for n in WANTED if counts[n]]
    return "、".join(shown)


CHECK = Check(
    id="photo-elements",
    level=Level.hint,
    title="照片说明缺要素",
    reason=(
        "照片说明要写明时间、地点、人物、主题、背景、事由六要素；缺的在文件名、文件夹和同一活动的文档里也没有，"
        "图片材料页上会空着。"
    ),
    fix=(
        "用 archive caption 补上，如 archive caption 照片或文件夹 --place 阳光社区 --persons 机关志愿者；"
        "加 --event 则同一活动的照片都补上。也可以写在照片的文件名里，再运行 archive scan。"
    ),
    note=_note,
    compare=_compare,
)
