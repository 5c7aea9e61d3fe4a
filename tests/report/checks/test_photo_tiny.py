"""A photo is too small by its longer side; what would do is said."""

from __future__ import annotations

from photographs import shown
from wenming_archive.photos.shot import Shot
from wenming_archive.report.checks.photo_tiny import CHECK


def test_only_what_is_too_small_to_print_is_told() -> None:
    shots = {
        "甲.jpg": Shot(320, 240),
        "乙.jpg": Shot(360, 566),
        "丙.jpg": Shot(640, 480),
        "丁.jpg": Shot(200, 568),
        "戊.jpg": Shot(0, 0),
    }
    found = shown(CHECK, shots)
    assert list(found) == ["甲.jpg", "乙.jpg"]
    assert found["甲.jpg"] == "320×240 像素，印成 15 厘米长每英寸只有 54 点；长边要有 890 像素"
