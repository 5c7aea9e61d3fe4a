"""Make real files out of a labelled corpus: documents, tables, PDFs and pictures on disk.

Usage: ``python benchmarks/placement/build.py CORPUS FOLDER [dev|held|all]``
"""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus import Labelled, load

Row = Sequence[Any]
_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/simhei.ttf",
)


def build(items: Sequence[Labelled], folder: Path) -> None:
    """Write every item of ``items`` below ``folder``; duplicates are copied last."""
    for item in items:
        if not item.data.get("same_as"):
            _write(item, folder / item.path)
    for item in items:
        original = folder / str(item.data.get("same_as"))
        if item.data.get("same_as") and original.exists():
            target = folder / item.path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(original, target)


def _write(item: Labelled, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = _WRITERS[path.suffix.lower()]
    path.write_bytes(writer(item.data))


def _lines(data: dict[str, Any]) -> list[str]:
    return [line.strip() for line in str(data.get("body") or "").splitlines() if line.strip()]


def _rows(data: dict[str, Any]) -> list[list[str]]:
    rows = data.get("table") or []
    return [[_cell(c) for c in (row if isinstance(row, list) else [row])] for row in rows]


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def _text(data: dict[str, Any]) -> bytes:
    rows = ["\t".join(row) for row in _rows(data)]
    text = "\r\n".join([*_lines(data), *rows]) + "\r\n"
    return text.encode(str(data.get("encoding") or "utf-8"), "replace")


def _csv(data: dict[str, Any]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(_rows(data))
    return out.getvalue().encode(str(data.get("encoding") or "utf-8"), "replace")


def _docx(data: dict[str, Any]) -> bytes:
    import docx

    document = docx.Document()
    if data.get("header"):
        document.sections[0].header.paragraphs[0].text = str(data["header"])
    for line in str(data.get("textbox") or "").splitlines():
        if line.strip():
            _text_box(document, line.strip())
    for line in _lines(data):
        if line.startswith("#"):
            document.add_heading(line.lstrip("# "), level=min(line.count("#", 0, 3), 3))
        else:
            document.add_paragraph(line)
    _docx_table(document, _rows(data))
    return _saved(document)


def _text_box(document: Any, text: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph = document.add_paragraph()
    run = f"""<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>
        <v:shape style="width:400pt;height:40pt"><v:textbox><w:txbxContent>
        <w:p><w:r><w:t></w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"""
    element = parse_xml(run)
    next(e for e in element.iter() if e.tag.endswith("}t")).text = text
    paragraph._p.append(element)


def _docx_table(document: Any, rows: list[list[str]]) -> None:
    while rows and len([c for c in rows[0] if c]) == 1:
        document.add_paragraph(next(c for c in rows.pop(0) if c))
    if not rows:
        return
    width = max(map(len, rows))
    table = document.add_table(rows=len(rows), cols=width)
    cells = table._cells
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            cells[y * width + x].text = value


def _xlsx(data: dict[str, Any]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    for row in _rows(data):
        sheet.append(row)
    return _saved(book)


def _pdf(data: dict[str, Any]) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    lines = [part for line in [*_lines(data), *map("  ".join, _rows(data))] for part in _wrap(line)]
    for start in range(0, max(len(lines), 1), 22):
        canvas.setFont("STSong-Light", 15)
        for n, line in enumerate(lines[start : start + 22]):
            canvas.drawString(80, 740 - 29 * n, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _wrap(line: str) -> list[str]:
    return [line[at : at + 28] for at in range(0, len(line), 28)]


def _picture(data: dict[str, Any]) -> bytes:
    from PIL import Image, ImageDraw

    seed = int(hashlib.sha256(str(data["path"]).encode()).hexdigest()[:6], 16)
    image = Image.new("RGB", (640, 480), (seed * 7 % 200 + 30, seed * 13 % 200 + 30, 140))
    draw = ImageDraw.Draw(image)
    for n in range(12):  # no two pictures alike
        x, y = (seed * (n + 3) * 37) % 600, (seed * (n + 5) * 53) % 440
        draw.rectangle((x, y, x + 40, y + 40), fill=((seed * n) % 255, 90, (n * 21) % 255))
    if data.get("banner"):
        draw.rectangle((20, 30, 620, 90), fill=(200, 0, 0))
        draw.text((30, 40), str(data["banner"]), fill=(255, 240, 0), font=_font())
    out = io.BytesIO()
    if str(data["path"]).lower().endswith("png"):
        image.save(out, "PNG")
    else:
        image.save(out, "JPEG", quality=85, exif=_exif(data.get("exif")))
    return out.getvalue()


def _exif(moment: Any) -> Any:
    from PIL import Image

    exif = Image.Exif()
    if moment:
        exif.get_ifd(0x8769)[36867] = str(moment)[:19].replace("-", ":")
    return exif


def _font() -> Any:
    from PIL import ImageFont

    found = next((path for path in _FONTS if Path(path).exists()), None)
    return ImageFont.truetype(found, 36) if found else ImageFont.load_default(36)


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_WRITERS = {
    ".docx": _docx,
    ".xlsx": _xlsx,
    ".pdf": _pdf,
    ".csv": _csv,
    ".txt": _text,
    ".md": _text,
    ".jpg": _picture,
    ".jpeg": _picture,
    ".png": _picture,
}


def main() -> None:
    """Build one corpus into a folder."""
    name, folder, *half = sys.argv[1:]
    build(load(Path(name), half[0] if half else "all"), Path(folder))


if __name__ == "__main__":
    main()
