"""Photos into which an app has stamped time, place and its name."""

from __future__ import annotations

from collections.abc import Iterator

from wenming_archive.report import stamps
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.page import Page


def _read(page: Page, held: Held) -> Iterator[Fault]:
    if page.item.description.kind != "photo" or not page.item.known.sha256:
        return
    shot = held.shots.get(page.item.known.sha256)
    found = stamps.by_app([line.text for line in page.lines], shot.said if shot else "")
    if found:
        yield Fault((page.item,), f"有水印相机打上的字：{'、'.join(found)}")


CHECK = Check(
    id="photo-watermark",
    level=Level.warning,
    title="照片带水印",
    reason="水印相机拍的照片盖住了画面，有的地方明确不收带水印的照片。",
    fix="换成没有水印的原图（多数水印相机可以另存一张无水印的）；时间地点写进照片说明。",
    read=_read,
)
