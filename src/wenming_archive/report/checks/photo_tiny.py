"""Photos of too few pixels to be printed."""

from __future__ import annotations

from wenming_archive.photos.shot import Shot
from wenming_archive.report import photos
from wenming_archive.report.checks.check import Check, Level

#: A photo stands on a sheet A4 about so wide, in inches: 15 cm.
_INCHES = 15 / 2.54
#: Dots an inch below which a print is coarse: what Word keeps at least of a picture (for mail) is 96; what it
#: keeps for showing is 150, which is what we ask for.
_LEAST, _GOOD = 96, 150


def _say(shot: Shot) -> str | None:
    longest = max(shot.width, shot.height)
    if not 0 < longest < _LEAST * _INCHES:
        return None
    dots = round(longest / _INCHES)
    needed = -(-round(_GOOD * _INCHES) // 10) * 10
    return f"{shot.width}×{shot.height} 像素，印成 15 厘米长每英寸只有 {dots} 点；长边要有 {needed} 像素"


CHECK = Check(
    id="photo-tiny",
    level=Level.warning,
    title="照片太小",
    reason="照片像素太少，一张 A4 纸上印出来看不清，会被退回。",
    fix="多半是缩略图：向拍摄的人要原图（微信发送时选“原图”），放回原处再运行 archive scan。",
    look=photos.each(_say),
)
