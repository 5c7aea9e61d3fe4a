"""A JPEG's quality by its tables, and its squares by what is seen of them."""

from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from scenes import saved, scene
from wenming_archive.photos.packing import blocks, quality

Floats = NDArray[np.float32]


def textured(place: int) -> Image.Image:
    """Return a scene in uneven light, with grain, as a camera sees it."""
    grey = np.asarray(scene(place, size=(1280, 960)), np.float32)
    light = np.linspace(0.8, 1.2, 1280)[None, :, None] * np.linspace(1.1, 0.9, 960)[:, None, None]
    grain = np.random.default_rng(place).normal(0, 3, (960, 1280, 1))
    return Image.fromarray(np.clip(grey * light + grain, 0, 255).astype(np.uint8))


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def seen(data: bytes) -> Floats:
    return np.asarray(opened(data).convert("L"), np.float32)


@pytest.mark.parametrize("wanted", [1, 5, 12, 25, 49, 50, 51, 75, 90, 95, 100])
def test_the_quality_it_was_saved_with_is_told(wanted: int) -> None:
    tables = opened(saved(scene(1), wanted)).quantization  # type: ignore[attr-defined]
    assert quality(tables[0]) == wanted


def test_what_is_no_table_has_no_quality_and_a_strange_one_the_nearest() -> None:
    assert quality(()) is None and quality((1, 2, 3)) is None
    assert quality([1] * 64) == 100
    assert quality([0] * 64) == 100
    assert (quality([255] * 64) or 0) < 5


@pytest.mark.parametrize("place", range(4))
def test_squares_stand_out_the_more_the_stronger_it_was_packed(place: int) -> None:
    image = textured(place)
    found = [blocks(seen(saved(image, q))) or 0 for q in (95, 60, 20, 8)]
    assert found[0] < found[1] < 1.3 and max(found[:2]) < found[2] + 0.1 < found[3]


def test_squares_stay_when_it_is_saved_again_and_are_found_where_a_crop_moved_them() -> None:
    packed = opened(saved(textured(2), 10)).convert("RGB")
    own = np.asarray(packed.convert("L"), np.float32)
    expected = blocks(own)
    assert expected and expected > 1.4
    assert blocks(seen(saved(packed, 92))) == pytest.approx(expected, rel=0.1)
    assert blocks(own[3:, 5:]) == pytest.approx(expected, rel=0.1)


def test_where_nothing_is_smooth_nothing_is_said() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (200, 200)).astype(np.float32)
    assert blocks(noise) is None
    assert blocks(np.zeros((2, 2), np.float32)) is None
