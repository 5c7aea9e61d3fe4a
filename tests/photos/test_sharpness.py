"""Blur is told by edges: neither night, fog, grain nor a wall is blurred."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageEnhance, ImageFilter

from scenes import on_a_desk, page, scene
from wenming_archive.photos.sharpness import blur

Floats = NDArray[np.float32]
SIZE = (960, 720)


def greys(image: Image.Image) -> Floats:
    return np.asarray(image.convert("L"), np.float32)


def sharp(place: int, people: int = 2) -> Image.Image:
    return scene(place, people, SIZE).filter(ImageFilter.UnsharpMask(1.5, 150, 0))


def grain(grey: Floats, by: float) -> Floats:
    return grey + np.random.default_rng(1).normal(0, by, grey.shape).astype(np.float32)


def fog(image: Image.Image) -> Image.Image:
    return Image.blend(image, Image.new("RGB", image.size, (205, 205, 210)), 0.7)


@pytest.mark.parametrize("place", range(6))
def test_the_blur_is_about_as_large_as_it_is(place: int) -> None:
    for by in (3, 5, 8):
        found = blur(greys(sharp(place).filter(ImageFilter.GaussianBlur(by))))
        assert found and 0.55 * by < found < 1.4 * by
    assert (blur(greys(sharp(place))) or 0) < 1.2


@pytest.mark.parametrize("angle", range(0, 180, 45))
def test_what_is_smeared_in_one_direction_is_blurred(angle: int) -> None:
    image = sharp(3).rotate(angle, resample=Image.Resampling.BICUBIC)
    smeared = image
    for n in range(1, 30):
        moved = ImageChops.offset(image, n, 0)
        smeared = Image.blend(smeared, moved, 1 / (n + 1))
    assert (blur(greys(smeared)) or 0) > 2


@pytest.mark.parametrize("place", range(4))
def test_darkness_fog_and_grain_are_no_blur(place: int) -> None:
    image = sharp(place)
    for grey in (
        greys(ImageEnhance.Brightness(image).enhance(0.2)),
        greys(fog(image)),
        grain(greys(image), 10),
        grain(greys(ImageEnhance.Brightness(image).enhance(0.15)), 6),
    ):
        assert (blur(grey) or 0) < 1.2


def test_what_is_in_focus_counts_and_not_what_is_around_it() -> None:
    image = sharp(2)
    soft = image.filter(ImageFilter.GaussianBlur(6))
    box = (240, 180, 720, 540)
    soft.paste(image.crop(box), box)
    assert (blur(greys(soft)) or 0) < 1.2


def test_a_page_is_sharp_and_can_be_out_of_focus() -> None:
    paper = on_a_desk(page(1)).resize((768, 960))
    assert (blur(greys(paper)) or 0) < 1.2
    assert (blur(greys(paper.filter(ImageFilter.GaussianBlur(5)))) or 0) > 2


def test_where_nothing_is_there_is_nothing_to_judge() -> None:
    fall = np.broadcast_to(np.linspace(80, 220, 960, dtype=np.float32), (720, 960))
    assert blur(fall) is None and blur(grain(fall, 4)) is None
    assert blur(np.zeros((40, 900), np.float32)) is None


@settings(max_examples=30)
@given(st.integers(1, 300), st.integers(1, 300), st.integers(0, 2**32 - 1))
def test_any_picture_has_a_measure_or_none(height: int, width: int, seed: int) -> None:
    found = blur(np.random.default_rng(seed).integers(0, 256, (height, width)).astype(np.float32))
    assert found is None or found >= 0
