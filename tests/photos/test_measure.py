"""All measures of a picture are taken from one decoding."""

from __future__ import annotations

import io

from PIL import Image, ImageFilter

from scenes import saved, scene
from wenming_archive.ocr.pictures import sight
from wenming_archive.photos import measure
from wenming_archive.photos.shot import Shot


def shot(data: bytes, fmt: str = "jpg") -> Shot:
    return measure.shot(sight(io.BytesIO(data), fmt, measure.SIDE))


def test_a_photo_of_a_phone() -> None:
    one = shot(saved(scene(1, size=(4000, 3000)), 88, orientation=6))
    assert (one.width, one.height, one.orientation, one.quality) == (3000, 4000, 6, 88)
    assert one.blocks is None, "decoded smaller, its squares are gone"
    assert one.blur is not None and one.bars == 0 and one.said == ""


def test_blur_counts_in_the_size_in_which_a_photo_is_seen() -> None:
    large = scene(1, size=(3840, 2880)).filter(ImageFilter.GaussianBlur(16))
    assert 2.5 < (shot(saved(large)).blur or 0) < 6


def test_a_picture_without_tables_has_no_quality() -> None:
    out = io.BytesIO()
    scene(2).save(out, "PNG")
    one = shot(out.getvalue(), "png")
    assert (one.width, one.height, one.quality, one.blocks) == (640, 480, None, None)


def test_of_long_remarks_the_beginning_is_kept() -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 200)).save(out, "JPEG", comment=("备注 \n" * 900).encode())
    assert shot(out.getvalue()).said.startswith("备注 备注 ") and len(shot(out.getvalue()).said) <= 300
