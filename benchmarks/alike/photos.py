"""Photos of invented events, the same for the same seed, and what becomes of a photo in an office.

A *place* is a hall, an office, a street or a hillside; a *shot* of it has its own people, light and
point of view.  Two shots of a place are two photos.  ``FATES`` are what happens to one photo: sent
through a messenger, scaled, cropped, brightened, stamped with a date, turned by EXIF.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping
from functools import cache
from subprocess import run

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

SIZE = (1600, 1200)
BANNERS = (
    *(
        "道德讲堂活动",
        "学雷锋志愿服务",
        "安全生产月宣传",
        "廉政警示教育大会",
        "职工趣味运动会",
        "全民阅读分享会",
    ),
    *(
        "国家宪法日宣传",
        "创建文明城市推进会",
        "垃圾分类进社区",
        "无偿献血",
        "我们的节日·重阳",
        "消防应急演练",
    ),
)
Colour = tuple[int, int, int]


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Return a face that has hanzi."""
    listed = run(["fc-list", ":lang=zh", "file"], capture_output=True, text=True, check=True).stdout
    return ImageFont.truetype(min(line.strip().rstrip(":") for line in listed.splitlines()), size)


def shot(place: int, taken: int, *, tripod: bool = False, size: tuple[int, int] = SIZE) -> Image.Image:
    """Return photo number ``taken`` of a place; on a ``tripod`` only the people move."""
    scene, chance = random.Random(place), random.Random(f"{place}/{taken}")
    image = _PLACES[place % len(_PLACES)](scene)
    _people(image, chance, scene)
    if not tripod:
        image = _seen_from(image, chance)
        image = ImageEnhance.Brightness(image).enhance(chance.uniform(0.85, 1.15))
    return _camera(image, chance).resize(size, Image.Resampling.LANCZOS)


def _hall(scene: random.Random) -> Image.Image:
    image = _plain(light(scene, 170, 230))
    draw = ImageDraw.Draw(image)
    width, height = SIZE
    floor = int(height * scene.uniform(0.55, 0.7))
    draw.rectangle((0, floor, width, height), light(scene, 90, 160))
    for n in range(scene.randint(3, 7)):
        x = int(width * (n + scene.random() * 0.3) / 7)
        draw.rectangle((x, 90, x + scene.randint(40, 130), floor - scene.randint(60, 200)), colour(scene))
    draw.rectangle((0.15 * width, floor - 190, 0.85 * width, floor - 20), light(scene, 60, 120))
    _banner(draw, scene, (int(0.12 * width), scene.randint(30, 120), int(0.88 * width)))
    for y in range(floor + 60, height, 90):
        draw.line((0, y, width, y + scene.randint(-20, 20)), light(scene, 60, 110), scene.randint(4, 18))
    return image


def _office(scene: random.Random) -> Image.Image:
    image = _plain(light(scene, 180, 240))
    draw = ImageDraw.Draw(image)
    width = SIZE[0]
    for _ in range(scene.randint(2, 4)):
        x, y = scene.randint(0, width - 400), scene.randint(60, 300)
        draw.rectangle((x, y, x + scene.randint(200, 420), y + scene.randint(200, 360)), colour(scene))
        draw.rectangle((x, y, x + 210, y + 200), None, light(scene, 30, 90), 12)
    for _ in range(scene.randint(3, 6)):
        x, y = scene.randint(0, width - 300), scene.randint(600, 1000)
        draw.polygon(
            [(x, y), (x + 420, y - 40), (x + 500, y + 130), (x + 60, y + 180)], light(scene, 80, 170)
        )
        draw.rectangle((x + 90, y - 90, x + 210, y), light(scene, 20, 60))
    return image


def _street(scene: random.Random) -> Image.Image:
    image = _plain(light(scene, 190, 245))
    draw = ImageDraw.Draw(image)
    width, height = SIZE
    x = -60
    while x < width:
        w, top = scene.randint(120, 380), scene.randint(80, 520)
        shade = light(scene, 90, 200)
        draw.rectangle((x, top, x + w, 800), shade)
        for wy in range(top + 30, 760, 70):
            for wx in range(x + 20, x + w - 40, 60):
                draw.rectangle(
                    (wx, wy, wx + 32, wy + 40), tuple(int(c * scene.uniform(0.4, 0.8)) for c in shade)
                )
        x += w
    draw.polygon([(0, 800), (width, 800), (width, height), (0, height)], light(scene, 90, 130))
    if scene.random() < 0.6:
        _banner(draw, scene, (scene.randint(80, 400), scene.randint(560, 680), scene.randint(900, 1500)))
    return image


def _hillside(scene: random.Random) -> Image.Image:
    image = _plain(light(scene, 190, 240))
    draw = ImageDraw.Draw(image)
    width, height = SIZE
    for layer in range(4):
        y = 250 + layer * 200
        points = [(x, y + scene.randint(-110, 110)) for x in range(0, width + 200, 200)]
        green = (40 + 25 * layer, scene.randint(80, 160), 50 + 10 * layer)
        draw.polygon([(0, height), *points, (width, height)], green)
    for _ in range(scene.randint(15, 60)):
        x, y, r = scene.randint(0, width), scene.randint(300, 1100), scene.randint(15, 90)
        draw.ellipse((x - r, y - r, x + r, y + r), (scene.randint(20, 90), scene.randint(70, 150), 40))
    return image


_PLACES: tuple[Callable[[random.Random], Image.Image], ...] = (_hall, _office, _street, _hillside)


def _people(image: Image.Image, chance: random.Random, scene: random.Random) -> None:
    """Put the people of the place, in the same clothes, where they stand this time."""
    draw = ImageDraw.Draw(image)
    crowd = [(scene.randint(70, 150), colour(scene)) for _ in range(scene.randint(4, 14))]
    stands = sorted((chance.randint(500, 1000), chance.randint(-40, SIZE[0]), one) for one in crowd)
    for y, x, (height, coat) in stands:
        tall = int(height * y / 700)
        draw.rounded_rectangle((x - tall * 0.55, y, x + tall * 0.55, y + tall * 2.4), tall // 3, coat)
        draw.ellipse((x - tall * 0.36, y - tall * 0.85, x + tall * 0.36, y + 4), (224, 178, 150))
        draw.pieslice((x - tall * 0.36, y - tall * 0.9, x + tall * 0.36, y - 2), 180, 360, (35, 28, 25))


def _seen_from(image: Image.Image, chance: random.Random) -> Image.Image:
    """Return the place from where the photographer stood this time: some steps aside, some nearer."""
    width, height = image.size
    by = chance.uniform(0.72, 0.92)
    x, y = chance.uniform(0, 1 - by) * width, chance.uniform(0, 1 - by) * height
    lean = chance.uniform(-0.04, 0.04) * height
    quad = (x, y, x, y + by * height, x + by * width, y + by * height - lean, x + by * width, y + lean)
    return image.transform(image.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)


def _camera(image: Image.Image, chance: random.Random) -> Image.Image:
    """Return what a camera makes of it: a soft picture with grain and light that falls unevenly."""
    soft = image.filter(ImageFilter.GaussianBlur(1.5))
    width, height = soft.size
    grain = np.random.default_rng(chance.getrandbits(32)).normal(0, 5, (height, width, 1))
    fall = np.linspace(chance.uniform(0.85, 1.05), chance.uniform(0.85, 1.05), width)[None, :, None]
    return Image.fromarray(np.clip(np.asarray(soft, np.float32) * fall + grain, 0, 255).astype(np.uint8))


def _plain(ground: Colour) -> Image.Image:
    return Image.new("RGB", SIZE, ground)


def _banner(draw: ImageDraw.ImageDraw, scene: random.Random, box: tuple[int, int, int]) -> None:
    left, top, right = box
    draw.rectangle((left, top, right, top + 90), (scene.randint(150, 215), 20, 25))
    draw.text((left + 40, top + 12), scene.choice(BANNERS), (250, 230, 120), font(56))


def light(chance: random.Random, low: int, high: int) -> Colour:
    """Return a wall's or a floor's colour, between two greys."""
    level = chance.randint(low, high)
    return (level, max(0, level - chance.randint(0, 25)), max(0, level - chance.randint(0, 40)))


def colour(chance: random.Random) -> Colour:
    """Return any colour."""
    return (chance.randint(20, 235), chance.randint(20, 235), chance.randint(20, 235))


# -- what becomes of a photo --------------------------------------------------------------------


def saved(image: Image.Image, quality: int = 92, orientation: int = 1) -> bytes:
    """Return a JPEG."""
    exif = Image.Exif()
    exif[274] = orientation
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()


def _resaved(image: Image.Image, chance: random.Random) -> bytes:
    return saved(image, chance.randint(25, 70))


def _scaled(image: Image.Image, _: random.Random) -> bytes:
    return saved(
        image.resize((int(image.width * 0.3), int(image.height * 0.3)), Image.Resampling.LANCZOS), 80
    )


def _cropped(image: Image.Image, chance: random.Random) -> bytes:
    left, top, right, bottom = (chance.uniform(0, 0.03) for _ in range(4))
    w, h = image.size
    return saved(image.crop((int(left * w), int(top * h), int((1 - right) * w), int((1 - bottom) * h))), 85)


def _brightened(image: Image.Image, chance: random.Random) -> bytes:
    brighter = ImageEnhance.Brightness(image).enhance(chance.uniform(1.1, 1.35))
    return saved(ImageEnhance.Contrast(brighter).enhance(chance.uniform(0.9, 1.15)), 85)


def _stamped(image: Image.Image, chance: random.Random) -> bytes:
    marked = image.copy()
    tall = max(9, int(image.height * chance.uniform(0.025, 0.045)))
    day = f"20{chance.randint(18, 23)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    text = f"{day} 09:{chance.randint(10, 59)}"
    wide = int(font(tall).getlength(text))
    x = chance.choice((tall, image.width - wide - tall))
    ImageDraw.Draw(marked).text((x, image.height - 2 * tall), text, (255, 170, 30), font(tall))
    return saved(marked, 85)


def _turned(image: Image.Image, chance: random.Random) -> bytes:
    tag, turn = chance.choice(
        ((6, Image.Transpose.ROTATE_90), (8, Image.Transpose.ROTATE_270), (3, Image.Transpose.ROTATE_180))
    )
    return saved(image.transpose(turn), 88, tag)


def _sent(image: Image.Image, chance: random.Random) -> bytes:
    """Return what a messenger leaves: 1,280 pixels, strongly packed, sometimes as a screenshot's crop."""
    small = image.copy()
    small.thumbnail((1280, 1280))
    return _cropped(small, chance) if chance.random() < 0.3 else saved(small, chance.randint(35, 60))


def _several(image: Image.Image, chance: random.Random) -> bytes:
    """Return a photo that was brightened, stamped and sent."""
    brighter = Image.open(io.BytesIO(_brightened(image, chance)))
    return _sent(Image.open(io.BytesIO(_stamped(brighter, chance))), chance)


FATES: Mapping[str, Callable[[Image.Image, random.Random], bytes]] = {
    "other quality": _resaved,
    "scaled to 30 %": _scaled,
    "cropped by ≤ 3 % a side": _cropped,
    "brightened": _brightened,
    "date in a corner": _stamped,
    "turned by EXIF": _turned,
    "sent by messenger": _sent,
    "brightened, dated, sent": _several,
}
