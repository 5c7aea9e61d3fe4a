"""Recognise generated photos and scans, and count characters and lines that are right.

24 photos (banners, plaques and notice boards in a scene, in perspective, some sagging, dark, noisy or
blurred, a quarter of them turned by EXIF), 8 photos without a word, and 10 scanned red-head pages
at 150 dpi (crooked, noisy, stamped) inside PDF files; the same for the same seed.

Usage: ``python benchmarks/ocr.py [SEED] [SHOW]``   (seed 2; a folder, to look at the pictures)

Needs the extra ``ocr`` and a font for Chinese (``fc-list :lang=zh``).  Reported:

* characters: 1 − edit distance / length of the truth, in reading order, without spaces;
* lines: those of the truth that are a recognised line, exactly;
* seconds for one picture in one worker on one thread, and with two workers at once;
* the largest memory of a worker.
"""

from __future__ import annotations

import io
import math
import multiprocessing
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from wenming_archive.content import Words
from wenming_archive.ocr.engine import MISSING, available
from wenming_archive.ocr.recognise import recognise

SLOGANS = (
    *("讲文明树新风 争做文明市民", "礼让斑马线 安全你我他", "光盘行动从我做起", "移风易俗 弘扬时代新风"),
    *("热烈庆祝中国共产党成立一百周年", "全民阅读 书香满城", "关爱未成年人健康成长", "绿色出行 低碳生活"),
    *("垃圾分类新时尚 美丽家园共分享", "敬老月慰问演出", "诚信经营示范街启动仪式", "我们的节日·端午"),
    *("巾帼志愿者在行动", "保护母亲河 清洁家园行动日", "全国文明城市创建工作推进会", "宪法宣传周主题活动"),
)
PLAQUES = (
    *("道德讲堂", "学雷锋志愿服务站", "未成年人心理健康辅导站", "乡村学校少年宫", "市级文明单位"),
    *("清溪街道新时代文明实践所", "平安路社区居民委员会", "江城区税务局", "市民服务中心", "农家书屋"),
)
NOTICES = (
    ("文明公约", "爱国守法 明礼诚信", "团结友善 勤俭自强", "敬业奉献 保护环境", "尊老爱幼 邻里和睦"),
    ("志愿服务公示栏", "队长：周建国", "服务时间：每周六上午", "服务地点：中山公园", "累计时长：326小时"),
    ("善行义举榜", "助人为乐 陈玉兰", "见义勇为 何志强", "孝老爱亲 宋春梅", "二〇二三年第二季度"),
    ("文明餐桌倡议", "按需点餐 不剩饭菜", "使用公筷公勺", "拒食野生动物", "机关食堂管理办公室"),
)
UNITS = ("江城区精神文明建设委员会", "白云县教育体育局", "清溪街道办事处", "东港市卫生健康委员会")
SUBJECTS = (
    *("开展文明校园创建活动", "做好文明交通劝导志愿服务", "推进移风易俗专项治理", "表彰第七届道德模范"),
    *("建设乡村复兴少年宫", "组织学雷锋志愿服务月", "加强诚信建设制度化", "评选最美家庭"),
)
FORMS = ("通知", "实施方案", "意见", "通报")
SENTENCES = (
    "为深入学习宣传贯彻党的二十大精神，持续巩固文明创建成果，结合我区实际，现就有关事项通知如下。",
    "各镇（街道）、区直各单位要提高认识，把这项工作纳入年度考核，确保组织到位、责任到人。",
    "活动自2023年3月起至11月底结束，分为动员部署、组织实施、总结提升三个阶段。",
    "要广泛动员干部职工、在校学生、社区居民积极参与，注册志愿者人数应不低于常住人口的13%。",
    "请于每季度末25日前将工作总结、图片资料及统计表报送至联系人邮箱，逾期不再受理。",
    "对工作推进不力、弄虚作假的单位，将予以通报批评，并取消当年评先评优资格。",
)
_FONTS = ("NotoSerifCJK", "NotoSansCJK", "SourceHan", "wqy", "simsun", "simhei", "msyh", "PingFang")


@dataclass(frozen=True)
class Sample:
    """A picture and the lines that stand in it."""

    kind: str
    fmt: str
    data: bytes
    truth: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """What came of a sample, how long it took, and the worker's memory in MB."""

    sample: Sample
    seen: Words
    seconds: float
    memory: float


class Fonts:
    """Chinese fonts of this machine, by size."""

    def __init__(self) -> None:
        asked = ["fc-list", ":lang=zh", "file"]
        listed = (
            subprocess.run(asked, capture_output=True, text=True, check=False).stdout
            if which(asked[0])
            else ""
        )
        files = sorted({line.strip().rstrip(":") for line in listed.splitlines()})
        known = [f for f in files if any(name.lower() in f.lower() for name in _FONTS)]
        self.files = [f for f in known if f.lower().endswith((".ttc", ".ttf", ".otf"))]

    def of(self, size: int, n: int = 0) -> ImageFont.FreeTypeFont:
        """Return the ``n``-th font; of a collection the one for Simplified Chinese."""
        file = self.files[n % len(self.files)]
        index = 2 if "CJK" in file and file.endswith(".ttc") else 0
        return ImageFont.truetype(file, size, index=index)


def samples(seed: int, fonts: Fonts) -> list[Sample]:
    """Return all pictures, the same for the same seed."""
    chance = random.Random(seed)
    made = [_photo("banner", _banner(chance, fonts), chance) for _ in range(12)]
    made += [_photo("plaque", _plaque(chance, fonts, n % 3 == 2), chance) for n in range(6)]
    made += [_photo("notice", _notice(chance, fonts), chance) for _ in range(6)]
    made += [_photo("no words", None, chance) for _ in range(8)]
    return made + [_page(chance, fonts) for _ in range(10)]


Colour = tuple[int, int, int]
BLACK: Colour = (0, 0, 0)
Sign = tuple[Image.Image, tuple[str, ...], float]


def _banner(chance: random.Random, fonts: Fonts) -> Sign:
    """Return a red banner of one or two lines, and the share of the photo that it is wide."""
    lines = [chance.choice(SLOGANS)]
    if chance.random() < 0.3:
        lines.append(chance.choice(UNITS))
    colours = ((200, 22, 30), (255, 232, 60)) if chance.random() < 0.6 else ((190, 20, 25), (250, 250, 250))
    sizes = [100, 56][: len(lines)]
    banner = _hanging(_sign(lines, sizes, colours, chance, fonts), chance.uniform(0, 0.025))
    return banner, tuple(lines), chance.uniform(0.25, 0.9)


def _hanging(banner: Image.Image, sag: float) -> Image.Image:
    """Return the banner sagging in its middle by this share of its width."""
    w, h = banner.size
    cloth = Image.new("RGB", (w, h + int(sag * w) + 1), (120, 115, 105))
    for x in range(0, w, 4):
        down = int(sag * w * (1 - (2 * x / w - 1) ** 2))
        cloth.paste(banner.crop((x, 0, min(x + 4, w), h)), (x, down))
    return cloth


def _plaque(chance: random.Random, fonts: Fonts, upright: bool) -> Sign:
    text = chance.choice(PLAQUES)
    if not upright:
        colours = chance.choice([((212, 175, 90), (150, 20, 20)), ((222, 222, 224), (30, 30, 30))])
        return _sign([text], [90], colours, chance, fonts), (text,), chance.uniform(0.12, 0.4)
    sign = Image.new("RGB", (150, 110 * len(text) + 60), (240, 240, 232))
    draw, font = ImageDraw.Draw(sign), fonts.of(96, chance.randrange(9))
    for n, one in enumerate(text):
        draw.text((75, 85 + 110 * n), one, font=font, fill=(25, 25, 25), anchor="mm")
    return sign, (text,), chance.uniform(30, 60) / sign.height


def _notice(chance: random.Random, fonts: Fonts) -> Sign:
    lines = list(chance.choice(NOTICES))
    colours = chance.choice([((24, 92, 150), (250, 250, 250)), ((245, 240, 225), (40, 30, 30))])
    sizes = [92, *[54] * (len(lines) - 1)]
    return _sign(lines, sizes, colours, chance, fonts), tuple(lines), chance.uniform(0.22, 0.55)


def _sign(
    lines: Sequence[str],
    sizes: Sequence[int],
    colours: tuple[Colour, Colour],
    chance: random.Random,
    fonts: Fonts,
) -> Image.Image:
    """Return a board with ``lines`` in its middle."""
    font_number = chance.randrange(9)
    set_in = [fonts.of(size, font_number) for size in sizes]
    width = int(max(font.getlength(line) for font, line in zip(set_in, lines, strict=True))) + 120
    board = Image.new("RGB", (width, int(sum(sizes) * 1.45) + 60), colours[0])
    draw, y = ImageDraw.Draw(board), 30.0
    for font, line, size in zip(set_in, lines, sizes, strict=True):
        draw.text((width / 2, y + size * 0.72), line, font=font, fill=colours[1], anchor="mm")
        y += size * 1.45
    return board


def _photo(kind: str, sign: Sign | None, chance: random.Random) -> Sample:
    """Return a photo of 12 megapixels: a scene with people, and the sign hung up in it."""
    scene = _scene(chance)
    if sign:
        board, _, share = sign
        wide = int(scene.width * share)
        board = board.resize((wide, int(board.height * wide / board.width)), Image.Resampling.BICUBIC)
        hung, mask = _tilted(board, chance)
        x = chance.randint(0, max(1, scene.width - hung.width))
        scene.paste(hung, (x, chance.randint(60, max(61, int(scene.height * 0.9) - hung.height))), mask)
    scene = scene.point([int(n * light) for light in [chance.uniform(0.4, 1.1)] * 3 for n in range(256)])
    noise = Image.effect_noise(scene.size, chance.uniform(20, 60)).convert("RGB")
    scene = Image.blend(scene, noise, 0.15).filter(ImageFilter.GaussianBlur(chance.uniform(0.4, 2.2)))
    scene = scene.resize((4032, 3024), Image.Resampling.BICUBIC)
    return Sample(kind, "jpg", _jpeg(scene, chance), sign[1] if sign else ())


def _scene(chance: random.Random) -> Image.Image:
    """Return a hall or a street: stripes of colour, and people in front."""
    scene = Image.new("RGB", (2016, 1512))
    draw = ImageDraw.Draw(scene)
    for n in range(0, 2016, 126):
        shade = chance.randint(90, 200)
        draw.rectangle((n, 0, n + 126, 1512), fill=(shade, shade - 10, shade - 25))
    for n in range(14):
        x, y, r = n * 144 + chance.randint(0, 60), chance.randint(1180, 1260), chance.randint(34, 52)
        clothes = tuple(chance.randint(20, 220) for _ in range(3))
        draw.ellipse((x - 2 * r, y + r, x + 2 * r, y + 9 * r), fill=clothes)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(225, 180, 150))
    return scene


def _tilted(board: Image.Image, chance: random.Random) -> tuple[Image.Image, Image.Image]:
    """Return the board in perspective, and the mask of where it is."""
    w, h = board.size
    lean, shrink = chance.uniform(-0.06, 0.06) * w / 4, chance.uniform(0, 0.16) * h
    at_left = chance.random() < 0.5
    near, far = (0.0, h * 1.0), (lean + shrink, lean + h - shrink)
    ends = (far, near) if at_left else (near, far)
    (a, d), (b, c) = ends
    up = min(a, b, 0)
    corners = ((0, a - up), (w, b - up), (w, c - up), (0, d - up))
    size = (w, math.ceil(max(y for _, y in corners)))
    data = _coefficients(corners, ((0, 0), (w, 0), (w, h), (0, h)))
    turn = (size, Image.Transform.PERSPECTIVE, data, Image.Resampling.BICUBIC)
    return board.transform(*turn), Image.new("L", board.size, 255).transform(*turn)


def _coefficients(
    shown: Sequence[tuple[float, float]], flat: Sequence[tuple[float, float]]
) -> tuple[float, ...]:
    """Return the eight numbers of the perspective that takes ``shown`` back to ``flat``."""
    import numpy

    rows, values = [], []
    for (x, y), (u, v) in zip(shown, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return tuple(float(n) for n in numpy.linalg.solve(numpy.array(rows), numpy.array(values)))


def _jpeg(scene: Image.Image, chance: random.Random) -> bytes:
    """Return the photo as a phone writes it; a quarter are turned, and say so."""
    exif = Image.Exif()
    if chance.random() < 0.25:
        scene = scene.transpose(Image.Transpose.ROTATE_90)
        exif[274] = 6
    out = io.BytesIO()
    scene.save(out, "JPEG", quality=chance.randint(60, 88), exif=exif)
    return out.getvalue()


def _page(chance: random.Random, fonts: Fonts) -> Sample:
    """Return a PDF of one scanned red-head page."""
    paper, truth = _drawn(chance, fonts)
    stamp = ImageDraw.Draw(paper)
    stamp.ellipse((820, 1400, 1060, 1640), outline=(215, 60, 60), width=7)
    crooked = paper.rotate(chance.uniform(-1.2, 1.2), Image.Resampling.BICUBIC, fillcolor=(248, 248, 246))
    noise = Image.effect_noise(paper.size, chance.uniform(20, 45)).convert("RGB")
    scan = Image.blend(crooked, noise, 0.12).filter(ImageFilter.GaussianBlur(chance.uniform(0.2, 0.7)))
    out = io.BytesIO()
    scan.save(out, "PDF", resolution=150, quality=chance.randint(55, 85))
    return Sample("page", "pdf", out.getvalue(), truth)


def _drawn(chance: random.Random, fonts: Fonts) -> tuple[Image.Image, tuple[str, ...]]:
    """Return a sheet A4 at 150 dpi with its lines: head, number, title, body, issuer and date."""
    paper = Image.new("RGB", (1240, 1754), "white")
    draw, font, truth = ImageDraw.Draw(paper), chance.randrange(9), list[str]()
    unit = chance.choice(UNITS)

    def put(text: str, x: float, y: float, points: float, anchor: str = "mm", fill: Colour = BLACK) -> None:
        draw.text((x, y), text, font=fonts.of(round(points * 150 / 72), font), anchor=anchor, fill=fill)
        truth.append(text)

    put(f"{unit}文件", 620, 230, 30, fill=(205, 20, 30))
    put(f"{unit[:2]}文〔2023〕{chance.randint(1, 99)}号", 620, 340, 16)
    draw.line((140, 380, 1100, 380), fill=(205, 20, 30), width=4)
    put(f"关于{chance.choice(SUBJECTS)}", 620, 470, 22)
    put(f"的{chance.choice(FORMS)}", 620, 530, 22)
    y = 620
    for line in _wrapped("".join(chance.sample(SENTENCES, 5)), 27):
        put(line, 160 + (66 if y == 620 else 0), y, 16, "lm")
        y += 58
    put(unit, 1080, y + 60, 16, "rm")
    put(f"2023年{chance.randint(1, 12)}月{chance.randint(1, 28)}日", 1040, y + 120, 16, "rm")
    return paper, tuple(truth)


def _wrapped(text: str, wide: int) -> Iterator[str]:
    """Yield lines of ``wide`` characters, the first two shorter."""
    yield text[: wide - 2]
    for at in range(wide - 2, len(text), wide):
        yield text[at : at + wide]


def run(sample: Sample) -> Result:
    """Recognise one sample, in a worker."""
    start = time.perf_counter()
    seen = recognise(io.BytesIO(sample.data), sample.fmt, (0,))
    return Result(sample, seen, time.perf_counter() - start, _memory())


def _memory() -> float:
    try:
        import resource
    except ImportError:  # Windows
        return math.nan
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(work: list[Sample], workers: int) -> tuple[list[Result], float]:
    """Return the results in order and the seconds that ``workers`` took together, warmed up."""
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        pool.map(run, work[: workers * 2], chunksize=1)
        start = time.perf_counter()
        done = pool.map(run, work, chunksize=1)
        return done, time.perf_counter() - start


def distance(one: str, other: str) -> int:
    """Return the edit distance."""
    last = list(range(len(other) + 1))
    for n, a in enumerate(one, 1):
        row = [n]
        for m, b in enumerate(other, 1):
            row.append(min(last[m] + 1, row[-1] + 1, last[m - 1] + (a != b)))
        last = row
    return last[-1]


def _lines(result: Result) -> list[str]:
    return ["".join(block.text.split()) for block in result.seen.blocks]


def _row(kind: str, results: list[Result], both: float) -> str:
    """Return a row of the table."""
    truths = [["".join(line.split()) for line in r.sample.truth] for r in results]
    length = sum(len("".join(truth)) for truth in truths)
    wrong = sum(distance("".join(t), "".join(_lines(r))) for t, r in zip(truths, results, strict=True))
    exact = sum(line in _lines(r) for t, r in zip(truths, results, strict=True) for line in t)
    lines = sum(map(len, truths))
    right = f"{1 - wrong / length:.4f} | {exact} of {lines}" if length else f"{wrong} invented | –"
    alone = sum(r.seconds for r in results) / len(results)
    return f"| {kind} | {len(results)} | {right} | {alone:.2f} | {both / len(results):.2f} |"


def _show(work: list[Sample], results: list[Result], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for n, (sample, result) in enumerate(zip(work, results, strict=True)):
        (folder / f"{n:02d}-{sample.kind}.{sample.fmt}").write_bytes(sample.data)
        got = "\n".join(f"{b.role} {b.size} {b.centred:d} {b.text}" for b in result.seen.blocks)
        text = "\n".join([*sample.truth, "--", got, str(result.seen.problem), f"{result.seconds:.2f}"])
        (folder / f"{n:02d}-{sample.kind}.txt").write_text(text, "utf-8")


def main() -> None:
    """Print the table."""
    fonts = Fonts()
    if not available():
        print(MISSING)
        return
    if not fonts.files:
        print("No font for Chinese was found (fc-list :lang=zh); nothing was measured.")
        return
    work = samples(int(sys.argv[1]) if len(sys.argv) > 1 else 2, fonts)
    print("Fonts:", ", ".join(sorted({Path(f).name for f in fonts.files})))
    print("| | pictures | characters | lines | s, one worker | s, two workers |\n|---|--:|--:|--:|--:|--:|")
    everything: list[Result] = []
    for kind in dict.fromkeys(sample.kind for sample in work):
        same = [sample for sample in work if sample.kind == kind]
        alone, _ = measured(same, 1)
        _, both = measured(same, 2)
        print(_row(kind, alone, both), flush=True)
        everything += alone
    print(f"largest memory of a worker: {max(r.memory for r in everything):.0f} MB")
    if len(sys.argv) > 2:
        _show(work, everything, Path(sys.argv[2]))


if __name__ == "__main__":
    main()
