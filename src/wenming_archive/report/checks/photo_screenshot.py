"""Photos that are a phone's screen with a photo on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenming_archive.describe import pictures
from wenming_archive.report import photos
from wenming_archive.report.checks.check import Check, Fault, Held, Level

#: What people call pictures that are meant to be of a screen: these are evidence as they are.
_MEANT = re.compile("截图|截屏|截频|页面|界面|公众号|推文|网页|链接")


def _look(held: Held) -> Iterator[Fault]:
    for item, shot in photos.measured(held):
        name = item.caption or (photos.stem(item) if pictures.tells(photos.stem(item)) else "")
        if shot.bars and not _MEANT.search(name):
            yield Fault((item,), f"像是手机屏幕的截图：照片上下有占 {shot.bars:.0%} 的空边")


CHECK = Check(
    id="photo-screenshot",
    level=Level.warning,
    title="用截图代替照片",
    reason="手机上看照片时截的屏，不是照片原件，时间地点都丢了，也不够清楚。",
    fix="换成照片的原文件；确实要用截图（公众号、学习记录等）的，在文件名里写明“截图”。",
    look=_look,
)
