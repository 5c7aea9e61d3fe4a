"""Photos as offices send them, and what is wrong with them: the same for the same number.

A *scene* is one of the places of ``alike/photos.py``, or a wall, fog, the night, a page on a table, a
hedge.  ``FLAWS`` are what makes evaluators send a photo back; ``SOUND`` is what happens to good ones
and looks like a flaw to a machine.
"""

from __future__ import annotations

import io
import math
import random
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

sys.path.insert(0, str(Path(__file__).parents[1] / "alike"))
import pages
import photos as places

#: What a photo is scaled to for a blur of so many pixels to mean the same in each.
VIEWED = 960
SIZES = ((800, 600), (1280, 960), (1600, 1200), (2400, 1800), (4000, 3000))
Maker = Callable[[Image.Image, random.Random], bytes]


def scene(number: int, chance: random.Random) -> Image.Image:
    """Return a sharp photo of some size."""
    kind = number % 8
    size = chance.choice(SIZES)
    if kind < 5:
        image = places.shot(number, 0, size=size)
    else:
        image = (_hedge, _desk, _crowd)[kind - 5](chance).resize(size, Image.Resampling.LANCZOS)
    return image.transpose(Image.Transpose.ROTATE_90) if chance.random() < 0.2 else image


def _hedge(chance: random.Random) -> Image.Image:
    """Return leaves of all sizes."""
    image = Image.new("RGB", places.SIZE, (60, 90, 50))
    draw = ImageDraw.Draw(image)
    for _ in range(4000):
        x, y, r = chance.randint(0, 1600), chance.randint(0, 1200), chance.randint(4, 22)
        leaf = (chance.randint(20, 120), chance.randint(70, 190), chance.randint(20, 90))
        draw.ellipse((x, y, x + 2 * r, y + r), leaf)
    return _grain(image.filter(ImageFilter.GaussianBlur(0.8)), chance, 4)


def _desk(chance: random.Random) -> Image.Image:
    """Return a paper that somebody photographed on a table."""
    desk = places.shot(4 * chance.randint(0, 400) + 1, 1)
    sheet = pages.letter(chance.randint(0, 9999)).convert("RGB")
    sheet.thumbnail((900, 1150))
    desk.paste(sheet, (chance.randint(0, 600), chance.randint(0, 60)))
    return _grain(desk.filter(ImageFilter.GaussianBlur(0.8)), chance, 4)


def _crowd(chance: random.Random) -> Image.Image:
    """Return a hall in full light with a banner near by."""
    image = places.shot(4 * chance.randint(0, 400), 2)
    draw = ImageDraw.Draw(image)
    draw.rectangle((100, 150, 1500, 330), (190, 20, 30))
    draw.text((160, 180), chance.choice(places.BANNERS), (250, 230, 120), places.font(110))
    return _grain(image, chance, 3)


def _grain(image: Image.Image, chance: random.Random, by: float) -> Image.Image:
    noise = np.random.default_rng(chance.getrandbits(32)).normal(0, by, (image.height, image.width, 1))
    return Image.fromarray(np.clip(np.asarray(image, np.float32) + noise, 0, 255).astype(np.uint8))


def _saved(image: Image.Image, chance: random.Random, low: int = 60, high: int = 95) -> bytes:
    return places.saved(image, chance.randint(low, high))


# -- flaws --------------------------------------------------------------------------------------


def _by(image: Image.Image) -> float:
    return max(image.size) / min(VIEWED, max(image.size))


def _unfocused(image: Image.Image, chance: random.Random) -> bytes:
    soft = image.filter(ImageFilter.GaussianBlur(chance.uniform(3, 8) * _by(image)))
    return _saved(_grain(soft, chance, chance.uniform(0, 3)), chance)


def _disc(image: Image.Image, chance: random.Random) -> bytes:
    """Return what a lens out of focus does: each point becomes a disc, here of boxes upon each other."""
    r = chance.uniform(7, 14) * _by(image)
    for turn in (0.5, 0.65, 0.6):
        image = image.filter(ImageFilter.BoxBlur(r * turn))
    return _saved(image, chance)


def _shaken(image: Image.Image, chance: random.Random) -> bytes:
    """Return what a hand that moves does."""
    long, angle = chance.uniform(18, 45) * _by(image), chance.uniform(0, math.pi)
    small = max(1, int(_by(image)))
    base = image.resize((image.width // small, image.height // small), Image.Resampling.BOX)
    long /= small
    total = np.zeros((base.height, base.width, 3), np.float32)
    steps = max(2, int(long))
    for n in range(steps):
        t = (n / (steps - 1) - 0.5) * long
        shift = (1, 0, t * math.cos(angle), 0, 1, t * math.sin(angle))
        total += np.asarray(
            base.transform(base.size, Image.Transform.AFFINE, shift, Image.Resampling.BILINEAR)
        )
    return _saved(Image.fromarray((total / steps).astype(np.uint8)), chance)


def _packed(image: Image.Image, chance: random.Random) -> bytes:
    image.thumbnail((1600, 1600))
    return places.saved(image, chance.randint(5, 20))


def _packed_once(image: Image.Image, chance: random.Random) -> bytes:
    """Return a photo that was packed strongly, and saved well later."""
    image.thumbnail((1600, 1600))
    return _saved(Image.open(io.BytesIO(places.saved(image, chance.randint(5, 15)))), chance, 75, 95)


def _tiny(image: Image.Image, chance: random.Random) -> bytes:
    side = chance.randint(120, 540)
    image.thumbnail((side, side), Image.Resampling.LANCZOS)
    return _saved(image, chance)


def _screen(image: Image.Image, chance: random.Random) -> bytes:
    """Return the screen of a phone that shows the photo: a clock above, buttons below."""
    width = chance.choice((720, 1080, 1170, 1440))
    height = int(width * chance.choice((16, 18, 19.5, 20)) / 9)
    ground = chance.choice(((0, 0, 0), (0, 0, 0), (18, 18, 20), (255, 255, 255), (246, 246, 246)))
    ink = tuple(255 - c for c in ground)
    screen = Image.new("RGB", (width, height), ground)
    shown = image.resize((width, int(width * min(image.size) / max(image.size))))
    screen.paste(shown, (0, (height - shown.height) // 2 + chance.randint(-40, 40)))
    draw = ImageDraw.Draw(screen)
    draw.text(
        (width // 15, width // 40),
        f"{chance.randint(7, 21)}:{chance.randint(10, 59)}",
        ink,
        places.font(width // 26),
    )
    draw.text((int(width * 0.85), width // 40), f"{chance.randint(5, 99)}%", ink, places.font(width // 28))
    if chance.random() < 0.7:
        draw.text((width // 6, height - width // 9), "发送　收藏　编辑　删除", ink, places.font(width // 22))
    if chance.random() < 0.5:
        return _saved(screen, chance, 70, 92)
    out = io.BytesIO()
    screen.save(out, "PNG")
    return out.getvalue()


#: Flaws, each with the check that should find it.
FLAWS: Mapping[str, tuple[str, Maker]] = {
    "out of focus": ("photo-blurred", _unfocused),
    "discs": ("photo-blurred", _disc),
    "shaken": ("photo-blurred", _shaken),
    "packed": ("photo-compressed", _packed),
    "packed, saved again": ("photo-compressed", _packed_once),
    "tiny": ("photo-tiny", _tiny),
    "screen": ("photo-screenshot", _screen),
}


# -- what is sound --------------------------------------------------------------------------------


def _night(image: Image.Image, chance: random.Random) -> bytes:
    dark = ImageEnhance.Brightness(image).enhance(chance.uniform(0.12, 0.3))
    return _saved(_grain(dark, chance, chance.uniform(3, 9)), chance)


def _fog(image: Image.Image, chance: random.Random) -> bytes:
    return _saved(
        Image.blend(image, Image.new("RGB", image.size, (205, 208, 212)), chance.uniform(0.6, 0.85)), chance
    )


def _subject_of(image: Image.Image) -> tuple[int, int]:
    """Return the corner of the quarter in which most is to be seen: what one would focus on."""
    grey = image.convert("L").resize((64, 64), Image.Resampling.BOX)
    steps = np.abs(np.asarray(grey.filter(ImageFilter.FIND_EDGES), np.float32))[1:-1, 1:-1]
    corners = [(x, y) for x in range(2, 32, 6) for y in range(2, 32, 6)]
    x, y = max(corners, key=lambda at: steps[at[1] : at[1] + 30, at[0] : at[0] + 30].sum())
    return x * image.width // 64, y * image.height // 64


def _subject(image: Image.Image, chance: random.Random) -> bytes:
    """Return a photo with what matters in focus, and all else far out of it."""
    soft = image.filter(ImageFilter.GaussianBlur(chance.uniform(4, 8) * _by(image)))
    width, height = image.size
    left, top = _subject_of(image)
    mask = Image.new("L", image.size, 0)
    ImageDraw.Draw(mask).ellipse((left, top, left + 0.5 * width, top + 0.5 * height), 255)
    return _saved(Image.composite(image, soft, mask.filter(ImageFilter.GaussianBlur(0.02 * width))), chance)


def _wall(image: Image.Image, chance: random.Random) -> bytes:
    """Return a wall in falling light, with one small thing on it."""
    width, height = image.size
    fall = np.linspace(chance.randint(120, 200), chance.randint(120, 240), width)[None, :, None]
    wall = Image.fromarray(np.broadcast_to(fall, (height, width, 3)).astype(np.uint8))
    wall.paste(image.resize((width // 7, height // 7)), (width // 3, height // 3))
    return _saved(_grain(wall, chance, 2), chance)


def _sent(image: Image.Image, chance: random.Random) -> bytes:
    image.thumbnail((1280, 1280))
    return _saved(image, chance, 50, 75)


def _enlarged(image: Image.Image, chance: random.Random) -> bytes:
    image.thumbnail((960, 960))
    by = chance.uniform(1.2, 1.6)
    return _saved(
        image.resize((int(image.width * by), int(image.height * by)), Image.Resampling.BICUBIC), chance
    )


def _portrait(image: Image.Image, chance: random.Random) -> bytes:
    """Return a tall photo as phones take it, with plain sky above and plain ground below."""
    width, height = 1080, chance.choice((1920, 2160, 2340))
    tall = Image.new("RGB", (width, height), chance.choice(((205, 225, 245), (235, 235, 235), (20, 20, 28))))
    draw = ImageDraw.Draw(tall)
    draw.rectangle((0, int(0.75 * height), width, height), (120, 118, 112))
    roofs = Image.new("L", (width, 700), 255)
    edge = ImageDraw.Draw(roofs)
    for x in range(0, width, 120):
        edge.rectangle((x, 0, x + 120, chance.randint(0, 120)), 0)
    tall.paste(image.resize((width, 810)).crop((0, 0, width, 700)), (0, int(0.42 * height)), roofs)
    draw.ellipse((300, int(0.3 * height), 700, int(0.5 * height)), (70, 100, 60))
    return _saved(_grain(tall.filter(ImageFilter.GaussianBlur(1)), chance, 3), chance)


def _page(image: Image.Image, chance: random.Random) -> bytes:
    """Return the screen of a phone with an article: words, and a photo among them."""
    width, height = 1080, chance.choice((1920, 2340))
    page = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(page)
    for y in range(200, height - 150, 62):
        draw.text(
            (50, y),
            "".join(chance.choices("文明创建志愿服务社区居民活动开展宣传", k=chance.randint(8, 22))),
            (30, 30, 30),
            places.font(44),
        )
    page.paste(image.resize((980, 735)), (50, chance.randint(500, 900)))
    return _saved(page, chance, 75, 95)


def _as_it_is(image: Image.Image, chance: random.Random) -> bytes:
    return _saved(image, chance)


def _noisy(image: Image.Image, chance: random.Random) -> bytes:
    return _saved(_grain(image, chance, chance.uniform(5, 14)), chance)


SOUND: Mapping[str, Maker] = {
    "as it is": _as_it_is,
    "grain": _noisy,
    "night": _night,
    "fog": _fog,
    "subject in focus": _subject,
    "wall": _wall,
    "sent": _sent,
    "enlarged": _enlarged,
    "portrait": _portrait,
    "article": _page,
}


# -- stamps ----------------------------------------------------------------------------------------


def stamped(image: Image.Image, lines: list[str], share: float = 0.032) -> Image.Image:
    """Return a photo with lines written small into a lower corner."""
    image = image.copy()
    image.thumbnail((1600, 1600))
    draw = ImageDraw.Draw(image)
    tall = max(16, int(min(image.size) * share))
    for n, line in enumerate(lines):
        at = (tall, image.height - tall - (len(lines) - n) * int(1.5 * tall))
        draw.text(
            at,
            line,
            (255, 255, 255),
            places.font(tall),
            stroke_width=max(1, tall // 18),
            stroke_fill=(40, 40, 40),
        )
    return image


def by_app(chance: random.Random) -> list[str]:
    """Return what an app stamps."""
    day, clock = (
        f"2023{{0}}{chance.randint(1, 12):02d}{{0}}{chance.randint(10, 28)}",
        f"{chance.randint(8, 17):02d}:{chance.randint(10, 59)}",
    )
    place = chance.choice(
        ("江苏省苏州市姑苏区人民路12号", "浙江省杭州市西湖区文三路社区", "安徽省合肥市庐阳区长江中路")
    )
    where = f"{chance.uniform(30, 32):.6f}°N,{chance.uniform(117, 121):.6f}°E"
    return chance.choice(
        (
            [clock, f"{day.format('-')} 星期{chance.choice('一二三四五')}", place, "今日水印相机"],
            [f"时间：{day.format('.')} {clock}", f"地点：{place}", f"经纬度：{where}", "天气：多云 23℃"],
            [f"{day.format('-')} {clock}:07", f"海拔：{chance.randint(2, 90)}.0米", where],
            [f"拍摄时间：{day.format('.')} {clock}", f"拍摄地点：{place}", "马克相机"],
            [clock, f"{day.format('.')} 星期{chance.choice('一二三四五')} 多云 21℃", place],
        )
    )


def not_by_app(chance: random.Random) -> list[str]:
    """Return what stands on posters, screens and banners in photos that nobody stamped."""
    return chance.choice(
        (
            ["学雷锋志愿服务活动", "时间：2023年3月5日上午9:00", "地点：人民广场"],
            ["道德讲堂", "2023年5月12日"],
            ["安全生产月宣传", "咨询电话 12350", "2023.06"],
            ["便民服务中心", "上午 8:30-12:00", "周一至周五"],
            ["姑苏区人民路社区党群服务中心"],
            ["14:25", "请保持安静"],
            ["志愿者招募 时间：周六 9:30", "地址：人民路12号"],
        )
    )
