"""A phone's screen with a photo across it is told from what is only tall."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from scenes import scene
from wenming_archive.photos.frame import bars


def screen(
    ground: tuple[int, int, int] = (0, 0, 0), photo: tuple[int, int] = (540, 405), top: int = 380
) -> Image.Image:
    """Return a phone's screen: a clock above, buttons below, a photo between."""
    image = Image.new("RGB", (540, 1170), ground)
    image.paste(scene(3).resize(photo), (0, top))
    draw = ImageDraw.Draw(image)
    ink = tuple(255 - one for one in ground)
    draw.rectangle((40, 20, 110, 40), ink)
    draw.rectangle((440, 20, 500, 40), ink)
    for x in range(60, 480, 120):
        draw.rectangle((x, 1090, x + 40, 1130), ink)
    return image


def found(image: Image.Image) -> float:
    return bars(np.asarray(image.convert("L"), np.float32))


@pytest.mark.parametrize("ground", [(0, 0, 0), (255, 255, 255), (24, 24, 26)])
def test_a_photo_on_a_phone_s_screen(ground: tuple[int, int, int]) -> None:
    assert found(screen(ground)) == pytest.approx(765 / 1170, abs=0.03)
    assert found(screen(ground, (540, 720), 225)) == pytest.approx(450 / 1170, abs=0.03)


def test_a_tall_photo_is_no_screen() -> None:
    assert found(scene(1).resize((540, 1170))) == 0
    sky = screen((200, 220, 240))
    ImageDraw.Draw(sky).rectangle((0, 785, 540, 1170), (110, 110, 100))
    assert found(sky) == 0, "sky above, ground below"
    grain = np.random.default_rng(0).normal(0, 6, (1170, 540))
    assert bars(np.asarray(screen((90, 90, 90)).convert("L"), np.float32) + grain.astype(np.float32)) == 0


def test_an_article_with_a_photo_is_what_it_is() -> None:
    article, chance = screen((255, 255, 255)), random.Random(1)
    draw = ImageDraw.Draw(article)
    for y in (*range(60, 370, 30), *range(800, 1150, 30)):
        for x in range(30, chance.randint(200, 510), 22):
            draw.rectangle((x, y, x + 16, y + 20), (40, 40, 40))
    assert found(article) == 0


def test_what_is_wide_or_empty_is_no_screen() -> None:
    assert found(screen().rotate(90, expand=True)) == 0
    assert found(Image.new("RGB", (540, 1170))) == 0
    assert found(screen().resize((900, 1170))) == 0


@settings(max_examples=30)
@given(st.integers(1, 60), st.integers(1, 120), st.integers(0, 3))
def test_any_picture_has_a_share(width: int, height: int, level: int) -> None:
    assert 0 <= bars(np.full((height, width), level, np.float32)) <= 1
