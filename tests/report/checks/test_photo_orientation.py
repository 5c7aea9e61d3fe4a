"""Photos that are upright by a mark alone are told folder by folder."""

from __future__ import annotations

from photographs import shown
from wenming_archive.photos.shot import Shot
from wenming_archive.report.checks.photo_orientation import CHECK


def test_turned_photos_are_told_once_a_folder() -> None:
    turned, upright = Shot(3000, 4000, orientation=6), Shot(4000, 3000)
    shots = {
        "甲/1.jpg": turned,
        "甲/2.jpg": turned,
        "甲/3.jpg": upright,
        "乙/4.jpg": turned,
        "丙/5.jpg": upright,
    }
    assert shown(CHECK, shots) == {
        "甲/1.jpg": "“甲”里 2 张照片只靠方向标记才是正的",
        "乙/4.jpg": "这张照片只靠方向标记才是正的",
    }
