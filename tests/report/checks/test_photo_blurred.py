"""A blurred photo is told; a sharp one, and one that nobody can judge, is not."""

from __future__ import annotations

from photographs import shown
from wenming_archive.photos.shot import Shot
from wenming_archive.report.checks.photo_blurred import CHECK


def test_only_the_blurred_are_told() -> None:
    shots = {
        "甲.jpg": Shot(1600, 1200, blur=0.8),
        "乙.jpg": Shot(1600, 1200, blur=1.8),
        "丙.jpg": Shot(1600, 1200, blur=5.0),
        "丁.jpg": Shot(1600, 1200),
    }
    assert shown(CHECK, shots) == {"乙.jpg": "照片发虚", "丙.jpg": "整张照片没有一处清楚"}
