"""Fingerprints of pictures: alike stays alike whatever an office does to a photo, and nothing else is."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageEnhance

from scenes import certificate, on_a_desk, page, saved, scene
from wenming_archive.alike import overlay, pictures
from wenming_archive.alike.near import groups
from wenming_archive.ocr.pictures import glance


def fingerprint(data: bytes | Image.Image) -> bytes:
    data = saved(data) if isinstance(data, Image.Image) else data
    return pictures.fingerprint(glance(io.BytesIO(data), "jpg"))


def alike(one: bytes, other: bytes) -> float:
    """Return how alike two are that are called alike, else 0."""
    found = pictures.near([one, other])
    return found[0].similarity if found else 0


BASE = scene(5)
PRINT = fingerprint(BASE)


def stamped(image: Image.Image) -> Image.Image:
    marked = image.copy()
    draw = ImageDraw.Draw(marked)
    for n in range(16):
        draw.line((470 + n * 10, 452, 474 + n * 10, 466), (255, 170, 30), 3)
    return marked


def brighter(image: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(image).enhance(1.25)


FATES: dict[str, Callable[[Image.Image], bytes]] = {
    "saved again": lambda image: saved(image, 30),
    "scaled to 30 %": lambda image: saved(image.resize((192, 144), Image.Resampling.LANCZOS), 80),
    "cropped": lambda image: saved(image.crop((19, 0, 640, 470)), 85),
    "brightened": lambda image: saved(brighter(image)),
    "dated": lambda image: saved(stamped(image)),
    "turned": lambda image: saved(image.transpose(Image.Transpose.ROTATE_90), orientation=6),
    "turned round": lambda image: saved(image.transpose(Image.Transpose.ROTATE_180), orientation=3),
    "sent": lambda image: saved(stamped(brighter(image)).resize((320, 240)), 45),
}


@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize("place", [5, 6, 7])
def test_what_an_office_does_to_a_photo_leaves_it_alike(fate: str, place: int) -> None:
    image = scene(place)
    assert alike(fingerprint(image), fingerprint(FATES[fate](image))) > 0.88


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.tuples(*[st.floats(0, 0.03)] * 4),
    st.floats(0.8, 1.25),
    st.integers(35, 95),
    st.floats(0.3, 1),
    st.integers(0, 50),
)
def test_nothing_slight_makes_another_photo_of_it(
    crop: tuple[float, float, float, float], light: float, quality: int, scale: float, place: int
) -> None:
    image = scene(place)
    left, top, right, bottom = crop
    done = image.crop((int(left * 640), int(top * 480), int((1 - right) * 640), int((1 - bottom) * 480)))
    done = ImageEnhance.Brightness(done).enhance(light)
    done = done.resize((int(done.width * scale), int(done.height * scale)), Image.Resampling.LANCZOS)
    assert alike(fingerprint(image), fingerprint(saved(done, quality)))


def test_other_photos_of_the_same_place_are_others() -> None:
    shots = [fingerprint(scene(place, people)) for place in range(6) for people in range(6)]
    assert all(shots) and pictures.near(shots) == []


def test_a_picture_drawn_out_is_another() -> None:
    assert alike(PRINT, fingerprint(BASE.resize((640, 400)))) == 0


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGB", (640, 480), "white"),
        Image.new("RGB", (640, 480), (90, 20, 10)),
        Image.linear_gradient("L").resize((640, 480)).point(lambda grey: grey / 3 + 120).convert("RGB"),
        page(1),
        page(2, 3),
        on_a_desk(page(1)),
        certificate(1),
        scene(5, size=(100, 75)),
        scene(5, size=(1600, 60)),
    ],
    ids=[
        "white",
        "one colour",
        "fading",
        "form",
        "another form",
        "form on a desk",
        "certificate",
        "tiny",
        "a strip",
    ],
)
def test_what_tells_nothing_has_no_fingerprint(image: Image.Image) -> None:
    assert fingerprint(image) == b""


def test_an_empty_sheet_with_dust_has_none() -> None:
    sheet = Image.new("RGB", (900, 1270), (246, 246, 244))
    chance = random.Random(1)
    for _ in range(15):
        x, y = chance.randint(0, 890), chance.randint(0, 1260)
        ImageDraw.Draw(sheet).ellipse((x, y, x + 4, y + 4), (90, 90, 90))
    assert fingerprint(sheet) == b""


def test_grey_and_colour_are_one_picture() -> None:
    assert alike(PRINT, fingerprint(BASE.convert("L").convert("RGB"))) > 0.95


def test_twenty_copies_hang_together_and_pairs_come_once_in_order() -> None:
    chance = random.Random(2)
    copies = [fingerprint(saved(BASE, chance.randint(30, 95))) for _ in range(20)]
    found = pictures.near([fingerprint(scene(9)), *copies])
    assert [group.places for group in groups(found)] == [tuple(range(1, 21))]
    pairs = [(pair.one, pair.other) for pair in found]
    assert pairs == sorted(set(pairs)) and all(one < other for one, other in pairs)


def test_across_only_pairs_of_both_are_told() -> None:
    ours = [fingerprint(scene(1)), PRINT, PRINT]
    theirs = [fingerprint(scene(3)), fingerprint(FATES["sent"](BASE))]
    found = pictures.across(ours, theirs)
    assert sorted((pair.one, pair.other) for pair in found) == [(1, 1), (2, 1)]
    assert pictures.across([], theirs) == pictures.across(ours, []) == pictures.near([]) == []


def test_time_grows_with_the_number_not_its_square(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def count(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        nonlocal compared
        compared += len(one)
        return np.zeros(len(one), np.float32)

    monkeypatch.setattr(overlay, "agreement", count)
    same = [PRINT] * 700
    assert pictures.near(same) == [] and compared <= 700 * 6


def test_what_comes_from_elsewhere_is_looked_at_first() -> None:
    assert pictures.valid(PRINT)
    assert (
        not pictures.valid(PRINT[:-1]) and not pictures.valid(b"\0" * len(PRINT)) and not pictures.valid(b"")
    )
