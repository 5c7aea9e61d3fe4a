"""Photos packed so strongly that one sees the squares."""

from __future__ import annotations

from wenming_archive.photos.shot import Shot
from wenming_archive.report import photos
from wenming_archive.report.checks.check import Check, Level

#: A JPEG of lower quality shows its squares at 15 cm; one with more pixels than this is printed so fine that
#: they are not seen.
_QUALITY, _FINE = 25, 2400
#: How much squares stand out.  Of 36 real photos saved anew at quality 50, the most is 1.4; at 20 the least
#: tenth is below 1.9, also when it was saved again at 80.
_BLOCKS = 1.75


def _say(shot: Shot) -> str | None:
    if shot.quality and shot.quality < _QUALITY and max(shot.width, shot.height) < _FINE:
        return f"保存时压得太狠（质量 {shot.quality}，满分 100），画面有方块"
    if shot.blocks and shot.blocks > _BLOCKS:
        return "画面有方块：以前压得太狠，后来再保存也补不回来"
    return None


CHECK = Check(
    id="photo-compressed",
    level=Level.warning,
    title="照片压缩过度",
    reason="压缩过度的照片满是方块，看不清细节，会被退回。",
    fix="向拍摄的人要原图（微信发送时选“原图”）；不要用压缩工具反复压缩。",
    look=photos.each(_say),
)
