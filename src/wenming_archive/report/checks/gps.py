"""Photos that tell where they were taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wenming_archive.model import Item
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.page import Page


def _note(page: Page, _: Held) -> bool | None:
    picture = page.extracted.picture
    return True if picture and picture.gps else None


def _compare(noted: Sequence[tuple[Item, bool]], _: Held) -> Iterator[Fault]:
    if noted:
        yield Fault(tuple(item for item, _ in noted), f"{len(noted)} 张照片里存有拍摄地点的经纬度")


CHECK = Check(
    id="gps",
    level=Level.hint,
    title="照片里存有拍摄地点",
    reason="照片文件里的经纬度别人看得到；在入户走访、学生活动的照片里，等于写明了住址、学校。",
    fix="活动地点可以公开的不用处理；入户、涉及未成年人的，发送时选“不带位置信息”，或用看图软件另存一份。",
    note=_note,
    compare=_compare,
)
