"""Pictures that look like photos of a place, and pages that look written; no font is needed."""

from __future__ import annotations

import io
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIZE = (640, 480)


def scene(place: int, people: int = 0, size: tuple[int, int] = SIZE) -> Image.Image:
    """Return a photo of a place; ``people`` stand in it now here, now there."""
    chance, crowd = random.Random(place), random.Random(f"{place} {people}")
    image = Image.new("RGB", SIZE, _colour(chance, 150, 240))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, chance.randint(250, 330), *SIZE), _colour(chance, 60, 150))
    for _ in range(14):
        x, y = chance.randint(-40, 600), chance.randint(-40, 400)
        draw.rectangle((x, y, x + chance.randint(30, 200), y + chance.randint(30, 160)), _colour(chance))
    for _ in range(9):
        x, y, tall = crowd.randint(0, 600), crowd.randint(120, 330), crowd.randint(24, 48)
        draw.rectangle((x, y, x + tall, y + 3 * tall), _colour(crowd))
        draw.ellipse((x, y - tall, x + tall, y), (224, 178, 150))
    return image.filter(ImageFilter.GaussianBlur(1)).resize(size, Image.Resampling.BICUBIC)


def page(form: int, written: int = 0) -> Image.Image:
    """Return a scanned form: lines and labels of the form, and what is written into it."""
    printed, hand = random.Random(f"form {form}"), random.Random(f"form {form} {written}")
    image = Image.new("RGB", (900, 1270), "white")
    draw = ImageDraw.Draw(image)
    for y in range(80, 1200, 40):
        draw.line((60, y + 32, 840, y + 32), "black", 2)
        _strokes(draw, printed, 70, y)
        _strokes(draw, hand, 300, y)
    return image


def on_a_desk(sheet: Image.Image) -> Image.Image:
    """Return a photo of a page: it lies on a dark desk, which it covers for the most part."""
    desk = Image.new("RGB", (1200, 1500), (60, 45, 35))
    desk.paste(sheet, (150, 115))
    return desk


def certificate(holder: int) -> Image.Image:
    """Return a certificate: a pale pattern all over, and a few words in the middle."""
    hand = random.Random(holder)
    y, x = np.mgrid[0:640, 0:900]
    pale = 230 + 15 * np.sin(x / 25) * np.sin(y / 25)
    image = Image.fromarray(pale.astype(np.uint8)).convert("RGB")
    draw = ImageDraw.Draw(image)
    for row in (200, 320):
        for column in (180, 420):
            _strokes(draw, hand, column, row)
    return image


def _strokes(draw: ImageDraw.ImageDraw, hand: random.Random, x: int, y: int) -> None:
    for n in range(hand.randint(2, 14)):
        for _ in range(5):
            at = (x + 26 * n + hand.randint(0, 18), y + hand.randint(0, 20))
            draw.line((*at, at[0] + hand.randint(-9, 9), at[1] + hand.randint(-9, 9)), (20, 20, 20), 2)


def _colour(chance: random.Random, low: int = 20, high: int = 235) -> tuple[int, int, int]:
    return (chance.randint(low, high), chance.randint(low, high), chance.randint(low, high))


def saved(image: Image.Image, quality: int = 90, orientation: int = 1, taken: str = "") -> bytes:
    """Return a JPEG."""
    exif = Image.Exif()
    exif[274] = orientation
    if taken:
        exif.get_ifd(0x8769)[36867] = taken
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()
