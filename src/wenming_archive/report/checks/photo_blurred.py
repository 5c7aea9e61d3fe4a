"""Photos out of focus, or smeared."""

from __future__ import annotations

from wenming_archive.photos.shot import Shot
from wenming_archive.report import photos
from wenming_archive.report.checks.check import Check, Level

#: Pixels by which edges are spread in a picture 960 wide.  Of 36 real photos, at night, in fog, under grain
#: and strongly packed, the most is 0.8; blurred by 1.5 pixels, which one hardly sees, 1.4; by 3, half are
#: beyond 2.0.
_BLURRED = 1.5


def _say(shot: Shot) -> str | None:
    if shot.blur is None or shot.blur < _BLURRED:
        return None
    return "整张照片没有一处清楚" if shot.blur > 2 * _BLURRED else "照片发虚"


CHECK = Check(
    id="photo-blurred",
    level=Level.warning,
    title="照片模糊",
    reason="照片没有对上焦或拍时手抖，看不清是什么活动、谁在参加，会被退回。",
    fix="换成同一活动清楚的一张；发来的是缩略图或转发过的，请向拍摄的人要原图。",
    look=photos.each(_say),
)
