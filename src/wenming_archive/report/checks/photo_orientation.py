"""Photos that are upright only where a mark in the file is heeded."""

from __future__ import annotations

from collections.abc import Iterator

from wenming_archive.report import photos
from wenming_archive.report.checks.check import Check, Fault, Held, Level


def _look(held: Held) -> Iterator[Fault]:
    turned = (item for item, shot in photos.measured(held) if shot.orientation != 1)
    for items in photos.by_folder(turned):
        yield Fault(items, f"{photos.some(items)}只靠方向标记才是正的")


CHECK = Check(
    id="photo-orientation",
    level=Level.hint,
    title="照片可能躺倒显示",
    reason="照片里存的画面是横着或倒着的，靠方向标记才显示为正；有的申报系统和旧版办公软件不认这个标记。",
    fix="上传或打印后看一眼；躺倒了的，用看图软件旋转一次并保存，再上传。",
    look=_look,
)
