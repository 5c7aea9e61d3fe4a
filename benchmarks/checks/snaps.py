"""Photos as they lie in an office, sound and faulty: what ``alike/photos.py`` takes, and what went wrong."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

import pages
import photos

_MAKES = ("HUAWEI", "Xiaomi", "NIKON CORPORATION", "Canon", "OPPO")


def photo(spec: Mapping[str, Any], name: str) -> bytes:
    """Return the photo that a corpus asks for, as a file with the ending of ``name``.

    ``of`` is place and shot; ``how`` what was done to it; ``taken``, ``gps``, ``says``, ``by`` its EXIF.
    """
    place, taken = spec["of"]
    chance = random.Random(f"{place}/{taken}/{spec.get('how')}")
    image = photos.shot(place, taken, size=(1280, 960))
    for fate in spec.get("how", "").split():
        image = FATES[fate](image, chance)
    out = io.BytesIO()
    form = {"png": "PNG", "bmp": "BMP"}.get(name.rsplit(".", 1)[-1].lower(), "JPEG")
    more: dict[str, Any] = {} if form == "BMP" else {"exif": _exif(spec, chance)}
    image.convert("RGB").save(out, form, quality=spec.get("quality", 88), **more)
    return out.getvalue()


def _exif(spec: Mapping[str, Any], chance: random.Random) -> Image.Exif:
    exif = Image.Exif()
    if moment := spec.get("taken"):
        exif[0x010F] = spec.get("by") or chance.choice(_MAKES)
        exif.get_ifd(0x8769)[0x9003] = f"{moment}:{chance.randint(0, 59):02}".replace("-", ":")
    if says := spec.get("says"):
        exif[0x9C9B] = says.encode("utf-16-le") + b"\0\0"
    if gps := spec.get("gps"):
        north, east = (_degrees(value) for value in gps)
        exif.get_ifd(0x8825).update({1: "N", 2: north, 3: "E", 4: east})
    if "sideways-marked" in spec.get("how", ""):
        exif[274] = 6
    return exif


def _degrees(value: float) -> tuple[float, float, float]:
    minutes, seconds = divmod(round(value * 3600), 60)
    return float(minutes // 60), float(minutes % 60), float(seconds)


# -- sound, though it may not look it --------------------------------------------------------------


def _night(image: Image.Image, chance: random.Random) -> Image.Image:
    """Return the place by night: dark, with lamps, grain in the shadows."""
    dark = ImageEnhance.Brightness(image).enhance(0.22)
    draw = ImageDraw.Draw(dark)
    for _ in range(chance.randint(4, 9)):
        x, y, r = chance.randint(0, dark.width), chance.randint(40, dark.height // 2), chance.randint(6, 14)
        draw.ellipse((x - r, y - r, x + r, y + r), (255, 236, 190))
    return _grainy(dark, chance, 6)


def _board(_: Image.Image, chance: random.Random) -> Image.Image:
    """Return a wall with a plate on it: hardly anything to see, all of it sharp."""
    wall = Image.new("RGB", (1280, 960), photos.light(chance, 205, 240))
    draw = ImageDraw.Draw(wall)
    left, top = chance.randint(120, 620), chance.randint(120, 520)
    right, low = left + chance.randint(360, 560), top + chance.randint(150, 320)
    draw.rectangle((left, top, right, low), photos.colour(chance), photos.light(chance, 30, 90), 5)
    words = chance.choice(("文明窗口", "党员先锋岗", "心理咨询室", "图书角", "青年文明号"))
    middle = ((left + right) // 2, (top + low) // 2)
    draw.text(middle, words, (250, 248, 240), photos.font(chance.randint(52, 68)), anchor="mm")
    return _grainy(wall, chance, 3)


def _snow(_: Image.Image, chance: random.Random) -> Image.Image:
    """Return a yard under snow and a pale sky, with a few people sweeping."""
    yard = np.linspace(222, 248, 960)[:, None, None] * np.ones((1, 1280, 3))
    image = Image.fromarray(yard.astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.line((0, 430, 1280, 420), (190, 195, 205), 4)
    for _ in range(chance.randint(3, 6)):
        x, y = chance.randint(80, 1180), chance.randint(480, 760)
        draw.rounded_rectangle((x, y, x + 44, y + 120), 12, photos.colour(chance))
        draw.ellipse((x + 8, y - 34, x + 38, y - 2), (224, 178, 150))
        draw.line((x + 44, y + 40, x + 90, y + 130), (110, 80, 40), 5)
    return _grainy(image, chance, 4)


def _dated(image: Image.Image, chance: random.Random) -> Image.Image:
    """Return the photo with the day in its corner, as older cameras print it (``how: dated``)."""
    marked = image.copy()
    day = f"{chance.randint(9, 16):02}:{chance.randint(10, 59)}"
    draw = ImageDraw.Draw(marked)
    draw.text((marked.width - 170, marked.height - 66), day, (255, 170, 40), photos.font(36))
    return marked


def _portrait(image: Image.Image, _: random.Random) -> Image.Image:
    """Return what a phone held upright takes: the middle of the scene, higher than wide."""
    return image.crop((320, 0, 320 + 720, 960))


def _sideways_marked(image: Image.Image, _: random.Random) -> Image.Image:
    """Return an upright scene stored on its side; EXIF says how to turn it (see ``_exif``)."""
    return image.transpose(Image.Transpose.ROTATE_90)


def _page(_: Image.Image, chance: random.Random) -> Image.Image:
    """Return a web page as a browser's window shows it: what was published stands as a picture."""
    page = Image.new("RGB", (1280, 900), "white")
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, 1280, 60), (226, 228, 232))
    draw.rounded_rectangle((220, 14, 1200, 46), 14, "white")
    draw.rectangle((0, 60, 1280, 180), (150, 24, 28))
    draw.text((60, 90), chance.choice(("门户网站", "校园网", "政务公开")), "white", photos.font(52))
    draw.text((140, 220), chance.choice(photos.BANNERS), (20, 20, 20), photos.font(44))
    for n in range(9):
        draw.line((140, 330 + 50 * n, chance.randint(700, 1140), 330 + 50 * n), (90, 90, 90), 10)
    return page


def _certificate(_: Image.Image, chance: random.Random) -> Image.Image:
    """Return a certificate laid on the table: broad flat parts and few words."""
    return pages.certificate(chance.randint(0, 9), chance.randint(0, 99)).resize((1280, 904))


def _panorama(image: Image.Image, _: random.Random) -> Image.Image:
    """Return a wide view of the place."""
    return image.crop((0, 200, 1280, 680))


# -- faulty ----------------------------------------------------------------------------------------


def _blurred(image: Image.Image, chance: random.Random) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(chance.uniform(9, 14)))


def _shaken(image: Image.Image, chance: random.Random) -> Image.Image:
    """Return what a hand that moves takes: everything drawn out to one side."""
    length = chance.randint(36, 48)
    total = np.zeros(np.asarray(image).shape, np.float32)
    for n in range(length):
        total += np.roll(np.asarray(image, np.float32), n - length // 2, axis=1)
    return Image.fromarray((total / length).astype(np.uint8))


def _tiny(image: Image.Image, chance: random.Random) -> Image.Image:
    wide = chance.choice((160, 200, 240))
    return image.resize((wide, wide * 3 // 4), Image.Resampling.LANCZOS)


def _crushed(image: Image.Image, chance: random.Random) -> Image.Image:
    """Return what is left after some rounds of strong packing; the last is ``quality``."""
    for _ in range(3):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=chance.randint(4, 8))
        image = Image.open(io.BytesIO(out.getvalue())).convert("RGB")
    return image


def _watermark_app(image: Image.Image, chance: random.Random) -> Image.Image:
    """Return what a watermark camera makes: a clock, the day, the place and its own name."""
    marked = image.copy()
    draw = ImageDraw.Draw(marked, "RGBA")
    low = marked.height - 250
    draw.rectangle((30, low, 470, low + 210), (20, 60, 140, 120))
    draw.text((50, low + 8), f"{chance.randint(8, 17):02}:{chance.randint(10, 59)}", "white", photos.font(84))
    draw.text((50, low + 112), "2023.05.18 星期四 晴", "white", photos.font(32))
    draw.text((50, low + 158), "今日水印 相机 · 真实时间", (255, 214, 70), photos.font(30))
    draw.text((marked.width - 330, marked.height - 60), "水印相机 已验证", "white", photos.font(36))
    return marked


def _watermark_tiles(image: Image.Image, _: random.Random) -> Image.Image:
    """Return a picture from a picture shop, its name across it again and again."""
    layer = Image.new("RGBA", (1900, 1900), (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    for y in range(0, 1900, 190):
        for x in range(y % 380, 1900, 420):
            draw.text((x, y), "千库图网", (255, 255, 255, 130), photos.font(56))
    layer = layer.rotate(28).crop((310, 470, 310 + image.width, 470 + image.height))
    return Image.alpha_composite(image.convert("RGBA"), layer).convert("RGB")


def _screenshot(image: Image.Image, chance: random.Random) -> Image.Image:
    """Return a phone's screen that shows the photo: black above and below, clock and battery on top."""
    screen = Image.new("RGB", (1080, 2340), (0, 0, 0))
    screen.paste(image.resize((1080, 810), Image.Resampling.LANCZOS), (0, 765))
    draw = ImageDraw.Draw(screen)
    draw.text((60, 30), f"{chance.randint(8, 21):02}:{chance.randint(10, 59)}", "white", photos.font(44))
    draw.text((820, 30), f"5G  {chance.randint(20, 99)}%", "white", photos.font(44))
    for n, word in enumerate(("分享", "收藏", "编辑", "删除")):
        draw.text((120 + 240 * n, 2200), word, "white", photos.font(44))
    return screen


def _turned(image: Image.Image, chance: random.Random) -> Image.Image:
    way = chance.choice((Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180))
    return image.transpose(way)


def _again(image: Image.Image, chance: random.Random) -> Image.Image:
    """Return the photo after a messenger: smaller, a little brighter, cut at the edge."""
    cut = image.crop((12, 9, image.width - 14, image.height - 10))
    small = cut.resize((cut.width * 6 // 7, cut.height * 6 // 7))
    return ImageEnhance.Brightness(small).enhance(chance.uniform(1.05, 1.15))


def _huge(image: Image.Image, chance: random.Random) -> Image.Image:
    """Return the photo as a large camera stores it: many pixels and much grain."""
    return _grainy(image.resize((3600, 2700), Image.Resampling.BICUBIC), chance, 14)


def _grainy(image: Image.Image, chance: random.Random, much: float) -> Image.Image:
    grain = np.random.default_rng(chance.getrandbits(32)).normal(0, much, (image.height, image.width, 1))
    return Image.fromarray(np.clip(np.asarray(image, np.float32) + grain, 0, 255).astype(np.uint8))


FATES: Mapping[str, Callable[[Image.Image, random.Random], Image.Image]] = {
    "night": _night,
    "board": _board,
    "snow": _snow,
    "dated": _dated,
    "portrait": _portrait,
    "sideways-marked": _sideways_marked,
    "page": _page,
    "certificate": _certificate,
    "panorama": _panorama,
    "blurred": _blurred,
    "shaken": _shaken,
    "tiny": _tiny,
    "crushed": _crushed,
    "watermark-app": _watermark_app,
    "watermark-tiles": _watermark_tiles,
    "screenshot": _screenshot,
    "turned": _turned,
    "again": _again,
    "huge": _huge,
}
