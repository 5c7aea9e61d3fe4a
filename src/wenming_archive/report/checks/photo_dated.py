"""Photos into which a camera has written the day."""

from __future__ import annotations

from collections.abc import Iterator

from wenming_archive.report import stamps
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.page import Page


def _read(page: Page, held: Held) -> Iterator[Fault]:
    if page.item.description.kind != "photo":
        return
    shot = held.shots.get(page.item.known.sha256 or "")
    if stamps.by_app([line.text for line in page.lines], shot.said if shot else ""):
        return
    if day := stamps.by_camera(page.lines):
        yield Fault((page.item,), f"画面上有相机打的日期：{day}")


CHECK = Check(
    id="photo-dated",
    level=Level.hint,
    title="照片上有日期戳",
    reason="画面上的日期会被拿来和材料里写的日期核对；也有的地方当作水印不收。",
    fix="核对日期对不对；相机时间没有调准的，换一张或在说明里写清。",
    read=_read,
)
