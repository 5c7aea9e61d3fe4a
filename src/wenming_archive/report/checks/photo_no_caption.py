"""Photos of which nothing says what they show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wenming_archive.model import Item
from wenming_archive.report import photos
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.page import Page


def _note(page: Page, _: Held) -> dict[str, str] | None:
    return photos.captions(page) or None


def _compare(noted: Sequence[tuple[Item, dict[str, str]]], held: Held) -> Iterator[Fault]:
    named = {name for _, captions in noted for name in captions}
    bare = (one for one in photos.photos(held) if photos.nameless(one) and photos.stem(one) not in named)
    for items in photos.by_folder(bare):
        yield Fault(items, f"{photos.some(items)}没有说明")


CHECK = Check(
    id="photo-no-caption",
    level=Level.warning,
    title="照片没有说明",
    reason="照片只有相机或微信起的名字，看不出是什么活动，测评时不认。",
    fix=(
        "把照片的文件名改成说明，如“2023-03-05 机关职工在××社区学雷锋清扫楼道”，再运行 archive scan；"
        "也可以在活动的文档里列表，一行一张，写明照片的文件名和说明。"
    ),
    note=_note,
    compare=_compare,
)
