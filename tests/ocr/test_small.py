"""Small pictures: upright, small, and without what the camera noted."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from builders import jpg
from scenes import saved, scene
from wenming_archive.ocr import small
from wenming_archive.read.limits import Unreadable


def made(data: bytes, fmt: str = "jpg") -> Image.Image:
    return Image.open(io.BytesIO(small.jpeg(io.BytesIO(data), fmt)))


def test_a_photo_becomes_small_and_keeps_its_shape() -> None:
    shown = made(saved(scene(1)))
    assert (shown.format, shown.size) == ("JPEG", (240, 180))
    assert len(small.jpeg(io.BytesIO(saved(scene(1))), "jpg")) < 15_000


def test_a_photo_that_lies_on_its_side_is_put_upright() -> None:
    exif = Image.Exif()
    exif[274] = 6
    out = io.BytesIO()
    scene(1).save(out, "JPEG", exif=exif)
    assert made(out.getvalue()).size == (180, 240)


def test_what_the_camera_noted_is_gone() -> None:
    exif, out = Image.Exif(), io.BytesIO()
    exif.get_ifd(0x8769)[36867] = "2023:05:06 10:00:00"
    scene(1).save(out, "JPEG", exif=exif, comment="secret place")
    data = small.jpeg(io.BytesIO(out.getvalue()), "jpg")
    assert b"2023:05" in out.getvalue() and b"secret" in out.getvalue()
    assert b"Exif" not in data and b"2023:05" not in data and b"secret" not in data


def test_a_picture_that_is_small_is_not_blown_up() -> None:
    assert made(jpg(size=(64, 48))).size == (64, 48)


def test_a_picture_one_can_look_through_lies_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    corner = made(out.getvalue(), "png").getpixel((5, 5))
    assert isinstance(corner, tuple) and min(corner) > 250


def test_a_damaged_picture_is_refused() -> None:
    with pytest.raises(Unreadable):
        small.jpeg(io.BytesIO(saved(scene(1))[:500]), "jpg")
