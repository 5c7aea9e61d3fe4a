"""A photo on a phone's screen is told, unless its name says that it is meant to be of a screen."""

from __future__ import annotations

from photographs import shown
from wenming_archive.photos.shot import Shot
from wenming_archive.report.checks.photo_screenshot import CHECK


def test_bars_are_told_unless_a_screen_is_what_is_meant() -> None:
    screen = Shot(1080, 2340, bars=0.62)
    shots = {
        "微信截图_20230512.png": screen,
        "道德讲堂现场.png": screen,
        "学习强国积分截图.png": screen,
        "义诊.jpg": Shot(1080, 2340),
    }
    said = "像是手机屏幕的截图：照片上下有占 62% 的空边"
    assert shown(CHECK, shots) == {"微信截图_20230512.png": said, "道德讲堂现场.png": said}
