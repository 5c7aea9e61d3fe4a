"""Strong packing is told by the tables or by the squares, unless the photo is so large that none is seen."""

from __future__ import annotations

from photographs import shown
from wenming_archive.photos.shot import Shot
from wenming_archive.report.checks.photo_compressed import CHECK


def test_only_what_shows_squares_is_told() -> None:
    shots = {
        "甲.jpg": Shot(1600, 1200, quality=12, blocks=3.0),
        "乙.jpg": Shot(1600, 1200, quality=85, blocks=2.4),
        "丙.jpg": Shot(1600, 1200, quality=60, blocks=1.2),
        "丁.jpg": Shot(4000, 3000, quality=20),
        "戊.png": Shot(1600, 1200),
        "己.jpg": Shot(1600, 1200, quality=24),
    }
    assert shown(CHECK, shots) == {
        "甲.jpg": "保存时压得太狠（质量 12，满分 100），画面有方块",
        "乙.jpg": "画面有方块：以前压得太狠，后来再保存也补不回来",
        "己.jpg": "保存时压得太狠（质量 24，满分 100），画面有方块",
    }
