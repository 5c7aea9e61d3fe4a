"""Build 资料/: the shared disk of an invented county bureau, as six clerks would have left it.

``contents.yaml`` says what is in every file; this script gives each its format.  Two runs on one
machine write the same bytes: archives carry a fixed date, pictures a fixed seed.

    python examples/wenming-danwei/build.py

It needs python-docx, openpyxl, reportlab, Pillow and, for the writing in pictures, the font ``FONT``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import random
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from xml.sax.saxutils import escape

import docx
import yaml
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
DISK = HERE / "资料"
BEIJING = dt.timezone(dt.timedelta(hours=8))
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
FONT_SC = 2  # the simplified Chinese face in that collection
PHOTO = (480, 360)
STAMP = "2013-12-23T23:15:00Z"  # python-docx's own template says so; no reader takes it for a date

#: What one scraping site adds to traditional text: 創(chuàng)建.
GLOSSES = {
    "創": "chuàng", "務": "wù", "強": "qiáng", "領": "lǐng", "導": "dǎo", "實": "shí", "責": "zé",
    "現": "xiàn", "結": "jié", "進": "jìn", "標": "biāo", "經": "jīng", "費": "fèi", "項": "xiàng",
    "發": "fā", "準": "zhǔn", "質": "zhì", "規": "guī", "機": "jī", "環": "huán", "關": "guān",
    "學": "xué", "業": "yè", "設": "shè", "點": "diǎn", "節": "jié", "調": "diào", "驗": "yàn",
}  # fmt: skip
FOLDED = str.maketrans({"，": ",", "：": ":", "；": ";", "（": "(", "）": ")"})

Cell = str | int | float | dt.date
Rgb = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Item:
    """One file of the disk: one row of contents.yaml, which explains the fields."""

    path: str
    time: dt.datetime
    make: str = ""
    of: str = ""
    red: str = ""
    number: str = ""
    header: str = ""
    title: str = ""
    under: str = ""
    body: str = ""
    table: tuple[list[Cell], ...] = ()
    after: str = ""
    sign: tuple[str, ...] = ()
    script: str = ""
    encoding: str = "utf-8"
    scene: str = ""
    seed: int = 0
    banner: str = ""
    taken: dt.datetime | None = None
    gps: tuple[float, ...] = ()

    @property
    def maker(self) -> str:
        """The maker's name: said outright, or the extension."""
        return self.make or PurePosixPath(self.path).suffix[1:]

    def say(self, text: str) -> str:
        """Return ``text`` as this file spells it."""
        if self.script != "gloss":
            return text
        return "".join(f"{c}({GLOSSES[c]})" if c in GLOSSES else c for c in text.translate(FOLDED))


# -- zip-based formats --------------------------------------------------------------------------


def repack(data: bytes) -> bytes:
    """Return a docx or xlsx without the hour it was written at."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", STAMP.encode(), part)
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.create_system = 3
            new.writestr(info, part, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def slim(document: Any) -> None:
    """Drop what no page here uses from python-docx's template: nine tenths of its size."""
    keep = {"Normal", "Header", "Table Grid", "Normal Table", "Default Paragraph Font", "No List"}
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.find(qn("w:name")).get(qn("w:val")).lower() not in {name.lower() for name in keep}:
            styles.remove(style)
    for link in styles.findall(f".//{qn('w:link')}"):
        link.getparent().remove(link)
    for owner in (document.part, document.part.package):
        for key, rel in list(owner.rels.items()):
            if rel.reltype.endswith(("/stylesWithEffects", "/customXml", "/numbering", "/thumbnail")):
                del owner.rels[key]


def letter_page() -> Any:
    """Return an empty A4 document with official margins and faces."""
    document = docx.Document()
    slim(document)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.name, normal.font.size = "Times New Roman", Pt(16)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
    normal.paragraph_format.line_spacing = Pt(28.95)
    normal.paragraph_format.space_after = Pt(0)
    return document


def red_head(document: Any, text: str) -> None:
    """Put the name of the issuing office into a text box, as most offices' templates do."""
    box = (
        '<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        ' xmlns:v="urn:schemas-microsoft-com:vml">'
        '<v:rect style="width:436pt;height:62pt" stroked="f"><v:textbox><w:txbxContent><w:p>'
        '<w:pPr><w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr>'
        '<w:r><w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:color w:val="FF0000"/><w:sz w:val="80"/>'
        f"</w:rPr><w:t>{escape(text)}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:rect></w:pict>"
    )
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = 1.0  # an exact height would crop the box
    paragraph.add_run()._r.append(parse_xml(box))


def put(document: Any, text: str, face: str = "", size: float = 0, align: ALIGN | None = None) -> None:
    """Add a paragraph; without ``align`` it is body text, indented by two characters."""
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    if align is None:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    run = paragraph.add_run(text)
    if size:
        run.font.size = Pt(size)
    if face:
        run.font.name = "Times New Roman"
        run._r.rPr.rFonts.set(qn("w:eastAsia"), face)


def put_lines(document: Any, item: Item, text: str) -> None:
    """Add body text: headings in their own face, the addressees flush left."""
    for n, line in enumerate(item.say(text).splitlines()):
        if re.match(r"[一二三四五六七八九十]+、.{1,16}$", line):
            put(document, line, "黑体")
        else:
            addressees = n == 0 and len(line) < 20 and line.endswith("：")
            put(document, line, align=ALIGN.LEFT if addressees else None)


def make_docx(item: Item) -> bytes:
    """Write a letter, record or form."""
    document = letter_page()
    if item.header:
        document.sections[0].header.paragraphs[0].text = item.header
    if item.red:
        red_head(document, item.red)
    if item.number:
        put(document, item.number, align=ALIGN.CENTER)
    put(document, item.say(item.title), "方正小标宋简体", 22, ALIGN.CENTER)
    if item.under:
        put(document, item.under, "楷体_GB2312", align=ALIGN.CENTER)
    put_lines(document, item, item.body)
    if item.table:
        table = document.add_table(0, len(item.table[0]), "Table Grid")
        for row in item.table:
            for cell, value in zip(table.add_row().cells, row, strict=True):
                cell.text = str(value)
    put_lines(document, item, item.after)
    for line in item.sign:
        put(document, item.say(line), align=ALIGN.RIGHT)
    out = io.BytesIO()
    document.save(out)
    return repack(out.getvalue())


def make_xlsx(item: Item) -> bytes:
    """Write a sheet; rows of one cell are its title and run across."""
    book = Workbook()
    sheet = book.active
    width = max(map(len, item.table))
    for n, row in enumerate(item.table, 1):
        sheet.append(row)
        if len(row) == 1:
            sheet.merge_cells(start_row=n, end_row=n, start_column=1, end_column=width)
            sheet.cell(n, 1).alignment = Alignment(horizontal="center")
            sheet.cell(n, 1).font = Font(name="宋体", size=16 if n == 1 else 10, bold=n == 1)
    for n in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(n)].width = 16
    out = io.BytesIO()
    book.save(out)
    return repack(out.getvalue())


# -- plain text ---------------------------------------------------------------------------------


def make_csv(item: Item) -> bytes:
    """Write a table as a spreadsheet program exports it."""
    out = io.StringIO()
    csv.writer(out).writerows(item.table)
    return out.getvalue().encode(item.encoding)


def make_text(item: Item) -> bytes:
    """Write Notepad's text, line ends included."""
    return item.body.replace("\n", "\r\n").encode(item.encoding)


# -- pictures -----------------------------------------------------------------------------------


def pen(size: int) -> ImageFont.FreeTypeFont:
    """Return the face for writing in pictures."""
    return ImageFont.truetype(FONT, size, FONT_SC)


def wash(top: Rgb, bottom: Rgb) -> Image.Image:
    """Return a picture that runs from one colour down to another."""
    column = Image.new("RGB", (1, 2))
    column.putpixel((0, 0), top)
    column.putpixel((0, 1), bottom)
    return column.resize(PHOTO, Image.Resampling.BILINEAR)


def people(draw: ImageDraw.ImageDraw, rng: random.Random, count: int, coat: Rgb | None = None) -> None:
    """Draw people standing about, taller the nearer they are."""
    for foot in sorted(rng.randrange(262, 336) for _ in range(count)):
        x, tall = rng.randrange(20, 450), foot // 4 + rng.randrange(6)
        colour = coat or (rng.randrange(30, 220), rng.randrange(30, 160), rng.randrange(40, 220))
        top, head = foot - tall, tall // 5
        half = head // 2
        draw.rectangle((x - half, foot - tall // 2, x + half, foot), fill=(40, 44, 60))
        draw.rounded_rectangle((x - head, top + head, x + head, foot - tall // 3), half, colour)
        draw.ellipse((x - half, top, x + half, top + head + 2), fill=(226, 184, 150))


def draw_park(rng: random.Random) -> Image.Image:
    """A path beside a river, trees and walkers."""
    picture = wash((150, 190, 225), (215, 228, 232))
    draw = ImageDraw.Draw(picture)
    shore = rng.randrange(170, 220)
    draw.rectangle((0, shore, 480, 360), fill=(rng.randrange(90, 130), 150, 84))
    bend = rng.randrange(60, 360)
    path = [(bend, shore), (bend + 50, shore), (bend + 220, 360), (bend - 160, 360)]
    draw.polygon(path, fill=(186, 174, 160))
    for _ in range(rng.randrange(5, 9)):
        x, size = rng.randrange(480), rng.randrange(24, 60)
        draw.rectangle((x - 3, shore - size // 2, x + 3, shore + 14), fill=(92, 70, 50))
        leaves = (50, rng.randrange(96, 140), 58)
        draw.ellipse((x - size, shore - 2 * size, x + size, shore - size // 3), fill=leaves)
    people(draw, rng, rng.randrange(9, 15))
    return picture


def draw_hall(rng: random.Random) -> Image.Image:
    """A meeting room seen from the back: a screen and rows of heads."""
    picture = wash((206, 198, 180), (168, 150, 128))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((120, 84, 360, 200), fill=(232, 238, 246), outline=(90, 90, 90), width=4)
    for y in range(104, 190, 18):
        draw.line((140, y, 140 + rng.randrange(90, 200), y), fill=(120, 140, 180), width=4)
    for row in range(4):
        y = 226 + 36 * row
        draw.rectangle((0, y + 18, 480, y + 30), fill=(112, 72, 44))
        for x in range(24 + 14 * (row % 2), 470, 46):
            size = 12 + 2 * row
            draw.ellipse((x - size, y - size, x + size, y + size), fill=(30 + rng.randrange(26),) * 3)
    return picture


def draw_street(rng: random.Random) -> Image.Image:
    """A street with houses, a crossing and people in red vests."""
    picture = wash((188, 206, 222), (226, 226, 222))
    draw = ImageDraw.Draw(picture)
    for x in range(0, 480, 80):
        top = rng.randrange(70, 150)
        draw.rectangle((x, top, x + 76, 232), fill=(rng.randrange(150, 220), rng.randrange(140, 190), 150))
        for y in range(top + 12, 222, 24):
            draw.rectangle((x + 12, y, x + 28, y + 12), fill=(96, 118, 140))
            draw.rectangle((x + 46, y, x + 62, y + 12), fill=(96, 118, 140))
    draw.rectangle((0, 232, 480, 360), fill=(104, 106, 110))
    for x in range(rng.randrange(20, 120), 460, 44):
        draw.polygon([(x, 262), (x + 20, 262), (x + 8, 350), (x - 14, 350)], fill=(236, 236, 236))
    people(draw, rng, rng.randrange(6, 10), (206, 36, 40))
    return picture


def draw_home(rng: random.Random) -> Image.Image:
    """A room: a window, a table with things on it, a few visitors."""
    picture = wash((232, 222, 204), (198, 178, 150))
    draw = ImageDraw.Draw(picture)
    x = rng.randrange(40, 300)
    draw.rectangle((x, 60, x + 120, 170), fill=(196, 220, 240), outline=(120, 90, 60), width=6)
    draw.line((x + 60, 60, x + 60, 170), fill=(120, 90, 60), width=4)
    draw.rectangle((0, 262, 480, 360), fill=(142, 112, 84))
    people(draw, rng, rng.randrange(4, 7))
    table = rng.randrange(90, 260)
    draw.rectangle((table, 288, table + 160, 304), fill=(96, 60, 34))
    for n in range(4):
        box = (table + 12 + 36 * n, 256 + rng.randrange(12), table + 38 + 36 * n, 288)
        draw.rectangle(box, fill=(rng.randrange(140, 240), rng.randrange(60, 200), 70))
    return picture


def draw_wallpaper(rng: random.Random) -> Image.Image:
    """Hills at dusk, as screens show when nobody is there."""
    picture = wash((38, 30, 92), (244, 150, 96))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((300, 150, 360, 210), fill=(255, 226, 170))
    for layer in range(4):
        ridge = [(x, 210 + 36 * layer + rng.randrange(-26, 26)) for x in range(0, 520, 40)]
        draw.polygon([(0, 360), *ridge, (520, 360)], fill=(70 - 14 * layer, 48 - 8 * layer, 96 - 16 * layer))
    return picture


SCENES: dict[str, Callable[[random.Random], Image.Image]] = {
    "park": draw_park,
    "hall": draw_hall,
    "street": draw_street,
    "home": draw_home,
    "wallpaper": draw_wallpaper,
}


def grain(picture: Image.Image, rng: random.Random) -> Image.Image:
    """Return the picture a little soft and noisy, as a lens leaves it."""
    specks = Image.frombytes("L", (120, 90), rng.randbytes(120 * 90)).resize(PHOTO, Image.Resampling.BILINEAR)
    return Image.blend(picture.filter(ImageFilter.GaussianBlur(0.7)), specks.convert("RGB"), 0.07)


def hang(picture: Image.Image, text: str) -> None:
    """Hang a red banner with white words across the picture."""
    draw = ImageDraw.Draw(picture)
    draw.rectangle((24, 34, 456, 74), fill=(200, 22, 30))
    draw.text((240, 54), text, fill="white", font=pen(24), anchor="mm")


def degrees(value: float) -> tuple[float, float, float]:
    """Return degrees, minutes and seconds."""
    minutes, seconds = divmod(round(value * 3600), 60)
    return float(minutes // 60), float(minutes % 60), float(seconds)


def camera_notes(item: Item) -> Image.Exif:
    """Return the EXIF block: the camera, the time and perhaps the place."""
    notes = Image.Exif()
    if item.taken:
        stamp = f"{item.taken:%Y:%m:%d %H:%M:%S}"
        notes[0x010F] = "NIKON CORPORATION" if "DSC_" in item.path else "HUAWEI"
        notes[0x0132] = stamp
        notes.get_ifd(0x8769)[0x9003] = stamp
    if item.gps:
        north, east = map(degrees, item.gps)
        notes.get_ifd(0x8825).update({1: "N", 2: north, 3: "E", 4: east})
    return notes


def make_photo(item: Item) -> bytes:
    """Draw the scene and save it the way a camera would."""
    rng = random.Random(item.seed)
    picture = grain(SCENES[item.scene](rng), rng)
    if item.banner:
        hang(picture, item.banner)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=70, exif=camera_notes(item))
    return out.getvalue()


def make_screen(item: Item) -> bytes:
    """Draw a web page in a browser's window."""
    picture = Image.new("RGB", (640, 420), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 640, 30), fill=(222, 225, 230))
    draw.rounded_rectangle((90, 6, 620, 24), 8, "white")
    for n in range(3):
        draw.ellipse((12 + 22 * n, 9, 24 + 22 * n, 21), fill=(160, 165, 172))
    draw.rectangle((0, 30, 640, 92), fill=(24, 84, 150))
    draw.text((24, 61), item.title, fill="white", font=pen(26), anchor="lm")
    for n, line in enumerate(item.body.splitlines()):
        draw.text((24, 118 + 42 * n), line, fill=(40, 40, 40), font=pen(18), anchor="lm")
    out = io.BytesIO()
    picture.quantize(32, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


# -- PDF ----------------------------------------------------------------------------------------


def wrap(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a page: every paragraph indented and cut at ``width`` characters."""
    for paragraph in text.splitlines():
        rest = f"　　{paragraph}"
        while rest:
            yield rest[:width]
            rest = rest[width:]


def make_pdf(item: Item) -> bytes:
    """Write a page of text that a reader can take out again."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle(item.title)
    canvas.setFont("STSong-Light", 18)
    canvas.drawCentredString(A4[0] / 2, 760, item.title)
    canvas.setFont("STSong-Light", 14)
    canvas.drawCentredString(A4[0] / 2, 734, item.under)
    y = 702
    for line in wrap(item.body, 31):
        canvas.drawString(80, y, line)
        y -= 24
    for line in item.sign:
        y -= 24
        canvas.drawRightString(515, y, line)
    canvas.save()
    return out.getvalue()


def scanned_page(item: Item) -> Image.Image:
    """Draw a certificate as it lies on the glass: a frame, a seal, a little askew."""
    page = Image.new("RGB", (760, 540), (250, 246, 234))
    draw = ImageDraw.Draw(page)
    for inset, weight in ((22, 8), (38, 2)):
        draw.rectangle((inset, inset, 760 - inset, 540 - inset), outline=(176, 44, 40), width=weight)
    draw.text((380, 106), item.title, fill=(176, 44, 40), font=pen(56), anchor="mm")
    for n, line in enumerate(item.body.splitlines()):
        draw.text((96, 196 + 46 * n), line, fill=(40, 36, 34), font=pen(28), anchor="lm")
    draw.ellipse((500, 380, 610, 490), outline=(206, 40, 40), width=4)
    for n, line in enumerate(item.sign):
        draw.text((556, 416 + 42 * n), line, fill=(40, 36, 34), font=pen(26), anchor="mm")
    return page.rotate(0.6, Image.Resampling.BILINEAR, fillcolor=(236, 234, 230))


def make_scan(item: Item) -> bytes:
    """Write a PDF that holds nothing but a picture of a page."""
    picture = io.BytesIO()
    scanned_page(item).save(picture, "JPEG", quality=60)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(A4[1], A4[0]), invariant=1)
    canvas.drawImage(ImageReader(picture), 20, 20, A4[1] - 40, A4[0] - 40)
    canvas.save()
    return out.getvalue()


# -- what nobody can read -----------------------------------------------------------------------


def make_doc(item: Item) -> bytes:
    """Write something that looks like Word 97 from outside."""
    filler = random.Random(item.path).randbytes(3000)
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + "WordDocument".encode("utf-16-le") + filler


def make_lock(item: Item) -> bytes:
    """Write the note an office program leaves beside an open file, or Explorer in a folder of pictures."""
    return item.path.encode("utf-16-le").ljust(162, b"\0")[:162]


def make_cut(item: Item) -> bytes:
    """Write the first half of a docx."""
    whole = make_docx(item)
    return whole[: len(whole) // 2]


MAKERS: dict[str, Callable[[Item], bytes]] = {
    "docx": make_docx,
    "xlsx": make_xlsx,
    "csv": make_csv,
    "txt": make_text,
    "md": make_text,
    "pdf": make_pdf,
    "scan": make_scan,
    "jpg": make_photo,
    "png": make_screen,
    "doc": make_doc,
    "lock": make_lock,
    "cut": make_cut,
    "empty": lambda _: b"",
}


def read_items() -> list[Item]:
    """Return the rows of contents.yaml."""
    rows: list[dict[str, Any]] = yaml.safe_load((HERE / "contents.yaml").read_text(encoding="utf-8"))
    for row in rows:
        row.update({key: tuple(value) for key, value in row.items() if isinstance(value, list)})
    return [Item(**row) for row in rows]


def main() -> None:
    """Write the disk anew."""
    items = read_items()
    made = {item.path: MAKERS[item.maker](item) for item in items if item.maker != "copy"}
    made |= {item.path: made[item.of] for item in items if item.maker == "copy"}
    shutil.rmtree(DISK, ignore_errors=True)
    for item in items:
        target = DISK / item.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made[item.path])
        moment = item.time.replace(tzinfo=BEIJING).timestamp()
        os.utime(target, (moment, moment))
    print(f"{DISK}：{len(made)} 个文件，{sum(map(len, made.values())) / 1000:.0f} KB")


if __name__ == "__main__":
    main()
