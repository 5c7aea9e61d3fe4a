"""Pages as a scanner or a phone gives them: forms filled in by hand, letters, slides, and empty ones."""

from __future__ import annotations

import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

import photos

SIZE = (1240, 1754)
LABELS = (
    *(
        "姓名",
        "性别",
        "单位",
        "职务",
        "日期",
        "地点",
        "联系电话",
        "活动名称",
        "服务时长",
        "主办科室",
        "参加人数",
    ),
    *("活动内容", "检查情况", "存在问题", "整改措施", "领导意见", "备注", "记录人", "政治面貌", "身份证号"),
)
_HANZI = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就"
    "分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
)


def form(layout: int, filled: int) -> Image.Image:
    """Return a scanned form: what is printed is the layout's, what is written that filling's."""
    printed, hand = random.Random(f"form {layout}"), random.Random(f"form {layout} {filled}")
    image = Image.new("L", SIZE, 252)
    draw = ImageDraw.Draw(image)
    draw.text((350, 90), f"{printed.choice(photos.BANNERS)}登记表", 20, photos.font(52))
    y = 220
    while y < SIZE[1] - 220:
        tall = printed.choice((60, 60, 60, 80, 200))
        x = 90
        while x < SIZE[0] - 240:
            wide = min(printed.choice((260, 350, 530)), SIZE[0] - 90 - x)
            draw.rectangle((x, y, x + wide, y + tall), None, 40, 3)
            draw.text((x + 10, y + 14), printed.choice(LABELS), 20, photos.font(30))
            _write(draw, hand, (x + 150, y + 12, x + wide - 10, y + tall - 8))
            x += wide
        y += tall
    return _scanned(image, hand)


def ledger(layout: int, month: int) -> Image.Image:
    """Return a scanned ledger: heads and names of the layout, figures of the month."""
    printed, hand = random.Random(f"ledger {layout}"), random.Random(f"ledger {layout} {month}")
    image = Image.new("L", SIZE, 252)
    draw = ImageDraw.Draw(image)
    draw.text((300, 90), f"{month}月{printed.choice(photos.BANNERS)}统计表", 20, photos.font(48))
    columns = printed.randint(4, 7)
    wide = (SIZE[0] - 180) // columns
    for row in range(printed.randint(14, 24)):
        for column in range(columns):
            x, y = 90 + column * wide, 200 + row * 60
            draw.rectangle((x, y, x + wide, y + 60), None, 40, 2)
            if row == 0 or column == 0:
                draw.text((x + 10, y + 12), printed.choice(LABELS), 20, photos.font(28))
            else:
                draw.text((x + 20, y + 12), str(hand.randint(0, 999)), 30, photos.font(28))
    return _scanned(image, hand)


def letter(text: int) -> Image.Image:
    """Return a scanned page of lines under a red head."""
    words = random.Random(f"letter {text}")
    image = Image.new("L", SIZE, 252)
    draw = ImageDraw.Draw(image)
    draw.text((260, 120), "清河县水利局文件", 90, photos.font(88))
    draw.line((120, 270, SIZE[0] - 120, 270), 90, 5)
    for n in range(words.randint(14, 24)):
        draw.text(
            (130, 340 + n * 56),
            "".join(words.choices(_HANZI, k=words.choice((30, 30, 30, 12)))),
            25,
            photos.font(32),
        )
    return _scanned(image, words)


def slide(template: int, shown: int) -> Image.Image:
    """Return a slide: its ornaments are the template's, and take more room than its words."""
    drawn, words = random.Random(f"slide {template}"), random.Random(f"slide {template} {shown}")
    image = Image.new("RGB", (1600, 900), photos.light(drawn, 200, 255))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 1600, 130), photos.colour(drawn))
    draw.rectangle((0, 840, 1600, 900), photos.colour(drawn))
    draw.ellipse((1400, 700, 1800, 1100), photos.colour(drawn))
    draw.polygon([(0, 130), (300, 130), (0, 430)], photos.colour(drawn))
    draw.text((80, 30), words.choice(photos.BANNERS), (255, 255, 255), photos.font(64))
    for n in range(drawn.choice((2, 3, 5))):
        text = "".join(words.choices(_HANZI, k=words.randint(8, 22)))
        draw.text((160, 220 + n * 110), text, (30, 30, 30), photos.font(48))
    return image


def certificate(design: int, holder: int) -> Image.Image:
    """Return a certificate: of one design for all who hold it."""
    drawn, words = random.Random(f"certificate {design}"), random.Random(f"certificate {design} {holder}")
    image = Image.new("RGB", (1600, 1130), (250, 240, 215))
    draw = ImageDraw.Draw(image)
    for n in range(4):
        draw.rectangle(
            (20 + n * 14, 20 + n * 14, 1580 - n * 14, 1110 - n * 14), None, photos.colour(drawn), 8
        )
    draw.text((520, 140), "荣 誉 证 书", (200, 30, 30), photos.font(120))
    name, won = "".join(words.choices(_HANZI, k=3)), words.choice(("先进工作者", "优秀党员", "文明职工"))
    draw.text((200, 380), f"{name} 同志：", (20, 20, 20), photos.font(60))
    draw.text((260, 500), f"被评为二〇二三年度{won}", (20, 20, 20), photos.font(60))
    draw.text((200, 610), "特发此证，以资鼓励。", (20, 20, 20), photos.font(60))
    draw.text((950, 850), "清河县水利局", (20, 20, 20), photos.font(60))
    draw.ellipse((1000, 760, 1240, 1000), None, (220, 40, 40), 10)
    return image


def empty(which: int) -> Image.Image:
    """Return a sheet with nothing on it but what a scanner leaves: shade, dust, an edge."""
    chance = random.Random(f"empty {which}")
    image = Image.new("L", SIZE, chance.randint(235, 255))
    draw = ImageDraw.Draw(image)
    for _ in range(chance.randint(0, 12)):
        x, y = chance.randint(0, SIZE[0]), chance.randint(0, SIZE[1])
        draw.ellipse((x, y, x + 3, y + 3), 120)
    if chance.random() < 0.5:
        draw.text((SIZE[0] // 2, SIZE[1] - 120), f"— {which} —", 60, photos.font(26))
    return _scanned(image, chance)


def flat(which: int) -> Image.Image:
    """Return a picture of one colour, or one that fades evenly."""
    chance = random.Random(f"flat {which}")
    colour = tuple(chance.randint(0, 255) for _ in range(3))
    image = Image.new("RGB", (800, 600), colour)
    if chance.random() < 0.5:
        fade = np.linspace(0, chance.uniform(0, 40), 800)[None, :, None]
        image = Image.fromarray(np.clip(np.asarray(image, np.float32) + fade, 0, 255).astype(np.uint8))
    return image


def _write(draw: ImageDraw.ImageDraw, hand: random.Random, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    y = top
    while y + 30 < bottom + 12:
        room = max(0, right - left) // 32
        text = "".join(hand.choices(_HANZI + "0123456789", k=hand.randint(0, room) if room else 0))
        draw.text(
            (left + hand.randint(0, 12), y + hand.randint(-3, 3)), text, hand.randint(30, 90), photos.font(32)
        )
        y += 44


def _scanned(image: Image.Image, chance: random.Random) -> Image.Image:
    turned = image.rotate(chance.uniform(-0.4, 0.4), Image.Resampling.BICUBIC, fillcolor=250)
    soft = turned.filter(ImageFilter.GaussianBlur(0.8))
    grain = np.random.default_rng(chance.getrandbits(32)).normal(0, 4, (SIZE[1], SIZE[0]))
    shade = np.linspace(0, chance.uniform(-12, 0), SIZE[1])[:, None]
    return Image.fromarray(
        np.clip(np.asarray(soft, np.float32) + grain + shade, 0, 255).astype(np.uint8)
    ).convert("RGB")
