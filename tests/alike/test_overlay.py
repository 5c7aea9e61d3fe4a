"""Two pictures laid upon each other: what agrees, however one was moved, and what does not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from scenes import scene
from wenming_archive.alike import overlay

Floats = NDArray[np.float32]


def grey(image: Image.Image) -> Floats:
    return np.asarray(image.convert("L").resize((64, 64), Image.Resampling.BOX), np.float32)


def agreement(one: Floats, other: Floats) -> float:
    return float(overlay.agreement(one[None], other[None])[0])


BASE = grey(scene(1))


def test_a_picture_agrees_with_itself_and_not_with_another() -> None:
    assert agreement(BASE, BASE) > 0.999
    assert agreement(BASE, grey(scene(2))) < 0.3


@pytest.mark.parametrize(
    "box", [(19, 0, 640, 480), (0, 14, 640, 480), (0, 0, 621, 466), (19, 14, 640, 480), (10, 7, 630, 473)]
)
def test_a_crop_is_laid_where_it_belongs(box: tuple[int, int, int, int]) -> None:
    assert agreement(BASE, grey(scene(1).crop(box))) > 0.9


def test_a_crop_beyond_what_hands_do_by_the_way_is_another_picture() -> None:
    assert agreement(BASE, grey(scene(1).crop((160, 120, 640, 480)))) < 0.5


@pytest.mark.parametrize(("gain", "offset"), [(0.7, 0), (1.2, 10), (0.9, 25)])
def test_light_and_contrast_do_not_matter(gain: float, offset: float) -> None:
    assert agreement(BASE, np.clip(BASE * np.float32(gain) + np.float32(offset), 0, 255)) > 0.9


def with_patch(at: tuple[int, int], side: int) -> Floats:
    patched = BASE.copy()
    y, x = at
    noise = np.random.default_rng(3).integers(0, 255, (side, side)).astype(np.float32)
    patched[y : y + side, x : x + side] = noise
    return patched


def test_what_differs_in_one_place_of_the_middle_differs() -> None:
    assert agreement(BASE, with_patch((28, 28), 10)) < 0.6


@pytest.mark.parametrize("at", [(59, 40), (59, 2), (0, 1), (0, 58)])
def test_what_differs_in_a_corner_is_a_stamp(at: tuple[int, int]) -> None:
    assert agreement(BASE, with_patch(at, 5)) > 0.9


def test_pairs_are_compared_each_for_itself() -> None:
    others = [BASE, grey(scene(2)), grey(scene(1, people=4)), grey(scene(1).crop((10, 7, 630, 473)))]
    stacked = overlay.agreement(np.stack([BASE] * 4), np.stack(others))
    alone = [agreement(BASE, other) for other in others]
    assert stacked == pytest.approx(alone, abs=1e-3)
    assert stacked[0] > stacked[3] > 0.9 > stacked[2] >= stacked[1] - 0.3


def test_pictures_that_show_nothing_agree_in_nothing() -> None:
    flat: Any = np.full((64, 64), 90, np.float32)
    assert agreement(flat, flat) == 0


def test_a_wall_with_something_before_it_and_without_do_not_agree() -> None:
    shape = np.full((64, 64), 150, np.float32)
    shape[8:56:16] = 40
    wall, painted = shape.copy(), shape.copy()
    painted[26:36, 26:36] += 80 * (np.indices((10, 10)).sum(axis=0) % 4 > 1)
    assert agreement(wall, wall) > 0.99 and agreement(wall, painted) < 0.8


def test_deviation_is_where_something_stands() -> None:
    plain = np.zeros((1, 64, 64), np.float32)
    plain[0, 30:34, 30:34] = 200
    found = overlay.deviation(plain)[0]
    assert found[0, 0] == 0 and found[32, 32] > 50
