"""Make the files of the describing benchmark: each format as its own programs write it."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from documents import Document, Line

sys.path.append(str(Path(__file__).parents[2] / "tests"))  # for the shell of old Office files

#: Points of type by how a line is set.
SIZES = {"!": 42.0, "^": 22.0, "$": 22.0, "=": 16.0, "#": 16.0}
_CENTRED = frozenset("!^=$")
_OFFICE = "soffice"


def make(documents: Sequence[Document], folder: Path) -> set[str]:
    """Write all files below ``folder``; return the formats that cannot be made here."""
    for one in documents:
        path = folder / one.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if one.suffix != "doc":
            path.write_bytes(MAKERS[one.suffix](one))
    old = [one for one in documents if one.suffix == "doc"]
    if old and not shutil.which(_OFFICE):
        return {"doc"}
    if old:
        _by_office(old, folder)
    return set()


def _by_office(documents: Sequence[Document], folder: Path) -> None:
    """Write .doc files: LibreOffice makes them of new ones, all in one run."""
    with tempfile.TemporaryDirectory() as work:
        sources = [Path(work) / f"{n}.docx" for n in range(len(documents))]
        for source, one in zip(sources, documents, strict=True):
            source.write_bytes(_docx(one))
        profile = f"-env:UserInstallation=file://{work}/profile"
        command = [_OFFICE, profile, "--headless", "--convert-to", "doc", "--outdir", work]
        subprocess.run([*command, *map(str, sources)], check=True, capture_output=True, timeout=300)
        for source, one in zip(sources, documents, strict=True):
            shutil.copyfile(source.with_suffix(".doc"), folder / one.file)


def _docx(one: Document) -> bytes:
    import docx

    document = docx.Document()
    for rows, lines in groupby(one.lines, lambda line: line.mark == "|"):
        if rows:
            _docx_table(document, [line.cells for line in lines])
        else:
            for line in lines:
                _docx_line(document, line)
    _docx_properties(document, one)
    return _saved(document)


def _docx_line(document: Any, line: Line) -> None:
    from docx.shared import Pt

    if line.mark == "@":
        document.sections[0].header.paragraphs[0].text = line.text
    elif line.mark == "~":
        _text_box(document, line.text)
    elif line.mark == "$":
        document.add_paragraph(line.text, style="Title")
    elif line.mark == "#":
        document.add_heading(line.text, level=1)
    else:
        paragraph = document.add_paragraph()
        paragraph.alignment = 1 if line.mark in _CENTRED else 2 if line.mark == ">" else None
        paragraph.add_run(line.text).font.size = Pt(SIZES.get(line.mark, 16))


def _text_box(document: Any, text: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph = document.add_paragraph()
    run = f"""<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>
        <v:shape style="width:400pt;height:40pt"><v:textbox><w:txbxContent>
        <w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"""
    paragraph._p.append(parse_xml(run))


def _docx_table(document: Any, rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    table = document.add_table(rows=len(rows), cols=width)
    cells = table._cells
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            cells[y * width + x].text = value


def _docx_properties(document: Any, one: Document) -> None:
    stated = one.more.get("properties") or {}
    document.core_properties.title = stated.get("title", "")
    document.core_properties.author = stated.get("author", "")


def _rtf(one: Document) -> bytes:
    out = [r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}}"]
    for line in one.lines:
        if line.mark == "|":
            cells = "".join(rf"\cellx{2000 * (n + 1)}" for n in range(len(line.cells)))
            out.append(rf"\trowd{cells} " + "".join(_coded(c) + r"\cell " for c in line.cells) + r"\row")
            continue
        how = r"\qc" if line.mark in _CENTRED else r"\qr" if line.mark == ">" else r"\ql"
        size = round(SIZES.get(line.mark, 16) * 2)
        out.append(rf"\pard{how}\fs{size} " + _coded(line.text) + r"\par")
    return ("\n".join(out) + "}").encode("ascii")


def _coded(text: str) -> str:
    def char(c: str) -> str:
        code = ord(c)
        if code < 128:
            return "\\" + c if c in "{}\\" else c
        return rf"\u{code if code < 32768 else code - 65536}?"

    return "".join(map(char, text))


def _odt(one: Document) -> bytes:
    return _odf("text", "".join(_odt_parts(one.lines)), one)


def _odt_parts(lines: Sequence[Line]) -> Iterator[str]:
    for rows, group in groupby(lines, lambda line: line.mark == "|"):
        if rows:
            yield _odf_table("表", [line.cells for line in group])
            continue
        for line in group:
            tag = 'text:h text:outline-level="1"' if line.mark == "#" else "text:p"
            style = {"!": "P42", "^": "P22", "$": "Title", "=": "PC", ">": "PR"}.get(line.mark, "P16")
            yield f'<{tag} text:style-name="{style}">{escape(line.text)}</{tag.split(maxsplit=1)[0]}>'


def _odf_table(name: str, rows: list[list[str]]) -> str:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>'
            for c in row
        )
        + "</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="{escape(name)}">{cells}</table:table>'


_ODF_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("meta", "meta"),
        ("svg", "svg-compatible"),
        ("draw", "drawing"),
        ("presentation", "presentation"),
    )
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def _odf(kind: str, body: str, one: Document) -> bytes:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties'
        f' fo:text-align="{align}"/><style:text-properties fo:font-size="{size}pt"/></style:style>'
        for name, align, size in (
            ("P42", "center", 42),
            ("P22", "center", 22),
            ("PC", "center", 16),
            ("PR", "end", 16),
            ("P16", "start", 16),
        )
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODF_NAMES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:{kind}>{body}"
        f"</office:{kind}></office:body></office:document-content>"
    )
    stated = one.more.get("properties") or {}
    meta = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-meta {_ODF_NAMES}><office:meta>'
        f"<dc:title>{escape(stated.get('title', ''))}</dc:title></office:meta></office:document-meta>"
    )
    mime = f"application/vnd.oasis.opendocument.{kind}"
    return _zipped({"mimetype": mime, "content.xml": content, "meta.xml": meta})


def _sheets(one: Document) -> list[tuple[str, list[list[str]]]]:
    found: list[tuple[str, list[list[str]]]] = []
    for line in one.lines:
        if line.mark == "---":
            found.append((line.text, []))
            continue
        if not found:
            found.append(("Sheet1", []))
        found[-1][1].append(line.cells if line.mark == "|" else [line.text])
    return found


def _ods(one: Document) -> bytes:
    return _odf("spreadsheet", "".join(_odf_table(name, rows) for name, rows in _sheets(one)), one)


def _odp(one: Document) -> bytes:
    return _odf("presentation", _odp_pages(one), one)


def _odp_pages(one: Document) -> str:
    return "".join(
        f'<draw:page draw:name="{n}">'
        + "".join(
            f'<draw:frame presentation:class="{"title" if not at else "outline"}" svg:x="2cm"'
            f' svg:y="{2 + 3 * at}cm" svg:width="20cm" svg:height="2cm"><draw:text-box>'
            f"<text:p>{escape(line.text)}</text:p></draw:text-box></draw:frame>"
            for at, line in enumerate(lines)
        )
        + "</draw:page>"
        for n, lines in enumerate(_slides(one), 1)
    )


def _slides(one: Document) -> list[list[Line]]:
    found: list[list[Line]] = [[]]
    for line in one.lines:
        if line.mark == "---":
            found.append([])
        else:
            found[-1].append(line)
    return [lines for lines in found if lines]


def _xlsx(one: Document) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in _sheets(one):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([int(cell) if cell.isdecimal() and len(cell) < 12 else cell for cell in row])
        if len(rows) > 1 and len(rows[0]) == 1 and len(rows[1]) > 1:
            sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[1]))
    return _saved(book)


def _xls(one: Document) -> bytes:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    for name, rows in _sheets(one):
        sheet = book.add_sheet(name)
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                sheet.write(y, x, float(cell) if cell.isdecimal() else cell)
    return _saved(book)


def _csv(one: Document) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(row for _, rows in _sheets(one) for row in rows)
    return out.getvalue().encode(one.more.get("encoding", "gb18030"))


def _pptx(one: Document) -> bytes:
    slides = _slides(one)
    schemas = "http://schemas.openxmlformats.org"
    base = f"{schemas}/officeDocument/2006/relationships"
    names = (
        f'xmlns:a="{schemas}/drawingml/2006/main" xmlns:r="{base}"'
        f' xmlns:p="{schemas}/presentationml/2006/main"'
    )
    kinds = "application/vnd.openxmlformats-officedocument.presentationml"
    ids = "".join(f'<p:sldId id="{256 + n}" r:id="rId{n}"/>' for n in range(1, len(slides) + 1))
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{base}/slide" Target="slides/slide{n}.xml"/>'
        for n in range(1, len(slides) + 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    overrides = "".join(
        f'<Override PartName="/ppt/slides/slide{n}.xml" ContentType="{kinds}.slide+xml"/>'
        for n in range(1, len(slides) + 1)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
        ' ContentType="application/xml"/><Override PartName="/ppt/presentation.xml"'
        f' ContentType="{kinds}.presentation.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1"'
        f' Type="{base}/officeDocument" Target="ppt/presentation.xml"/></Relationships>',
        "ppt/presentation.xml": f"<p:presentation {names}><p:sldIdLst>{ids}</p:sldIdLst>"
        '<p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f"{relations}</Relationships>",
    }
    for n, lines in enumerate(slides, 1):
        parts[f"ppt/slides/slide{n}.xml"] = f"<p:sld {names}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr" + (
            ' id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
            + "".join(_shape(at, line) for at, line in enumerate(lines))
            + "</p:spTree></p:cSld></p:sld>"
        )
    return _zipped(parts)


def _shape(at: int, line: Line) -> str:
    place = '<p:ph type="title"/>' if line.mark in "^$" and line.mark else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{at + 2}" name="框{at}"/><p:cNvSpPr/><p:nvPr>{place}'
        "</p:nvPr></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="500000" y="{400000 + at * 700000}"/><a:ext cx="8000000" cy="600000"/>'
        '</a:xfrm><a:prstGeom prst="rect"/></p:spPr><p:txBody><a:bodyPr/><a:p><a:r>'
        f'<a:rPr sz="{round(SIZES.get(line.mark, 18) * 100)}"/><a:t>{escape(line.text)}'
        "</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def _ppt(one: Document) -> bytes:
    """Return the records of a PowerPoint 97 talk: slides with their texts in boxes."""
    from shells import compound

    slides = [_ppt_slide(lines) for lines in _slides(one)]
    listed = b"".join(
        _record(0x03F3, struct.pack("<5I", 2 + n, 0, 0, 256 + n, 0)) for n in range(len(slides))
    )
    objects = [_record(0x03E8, _record(0x0FF0, listed, True), True), *slides]
    places = [sum(map(len, objects[:n])) for n in range(len(objects))]
    stream = b"".join(objects)
    table = _record(0x1772, struct.pack(f"<{1 + len(places)}I", len(places) << 20 | 1, *places))
    edit = _record(0x0FF5, struct.pack("<IHBBIIIIHH", 0, 0, 0, 3, 0, len(stream), 1, 0, 1, 0))
    current = _record(0x0FF6, struct.pack("<III", 20, 0xE391C05F, len(stream) + len(table)) + b"\0" * 8)
    return compound({"PowerPoint Document": stream + table + edit, "Current User": current})


def _record(kind: int, data: bytes, container: bool = False) -> bytes:
    return struct.pack("<HHI", 15 if container else 0, kind, len(data)) + data


def _ppt_slide(lines: Sequence[Line]) -> bytes:
    shapes = b""
    for line in lines:
        kind = 0 if line.mark == "^" else 4
        words = _record(0x0F9F, struct.pack("<I", kind)) + _record(0x0FA0, line.text.encode("utf-16-le"))
        shapes += _record(0xF004, _record(0xF00D, words, True), True)
    drawing = _record(0xF002, _record(0xF003, shapes, True), True)
    return _record(0x03EE, _record(0x03EF, b"\0" * 24) + _record(0x040C, drawing, True), True)


def _pdf(one: Document) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setTitle((one.more.get("properties") or {}).get("title", "untitled"))
    y = 780.0
    for line in one.lines:
        for text, size, how in _set(line):
            y -= size * 1.8
            if y < 60:
                canvas.showPage()
                y = 760.0
            canvas.setFont("STSong-Light", size)
            if line.mark == "|":
                for n, cell in enumerate(line.cells):
                    canvas.drawString(70 + n * 460 / len(line.cells), y, cell)
            elif how == "centre":
                canvas.drawCentredString(297, y, text)
            else:
                canvas.drawString(80 if how == "left" else 520 - len(text) * size, y, text)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _set(line: Line) -> Iterator[tuple[str, float, str]]:
    """Yield the set lines of a paragraph: text, size in points, and where it stands."""
    size = min(SIZES.get(line.mark, 12 if line.mark == "|" else 16), 34)
    how = "centre" if line.mark in _CENTRED else "right" if line.mark == ">" else "left"
    if line.mark == "|":
        yield "", size, how
        return
    most = int(440 / size)
    text = line.text if how != "left" else "　　" + line.text if len(line.text) > most else line.text
    for at in range(0, len(text), most):
        yield text[at : at + most], size, how


def _ofd(one: Document) -> bytes:
    """Return an OFD after GB/T 33190-2016: one page of text objects, millimetres for points."""
    ns = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    objects, y = [], 25.0
    for line in one.lines:
        for text, points, how in _set(line):
            size = points * 0.3528
            y += size * 1.8
            cells = [(text, 0.0)] if line.mark != "|" else [(c, 38.0 * n) for n, c in enumerate(line.cells)]
            for words, right in cells:
                width = len(words) * size
                x = {"centre": (210 - width) / 2, "right": 185 - width}.get(how, 28 + right)
                objects.append(_ofd_text(x, y, words, size))
    layer = f'<ofd:Layer ID="7" Type="Body">{"".join(objects)}</ofd:Layer>'
    page = f"<ofd:Page {ns}><ofd:Content>{layer}</ofd:Content></ofd:Page>"
    document = (
        f"<ofd:Document {ns}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 {max(297, y + 20)}"
        '</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1"'
        ' BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>'
    )
    entry = (
        f'<ofd:OFD {ns} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    return _zipped({"OFD.xml": entry, "Doc_0/Document.xml": document, "Doc_0/Pages/Page_0/Content.xml": page})


def _ofd_text(x: float, y: float, words: str, size: float) -> str:
    steps = f'DeltaX="g {len(words) - 1} {size}"' if len(words) > 1 else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y - size} {len(words) * size} {size}" Font="3" Size="{size}">'
        f'<ofd:TextCode X="0" Y="{size}" {steps}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def _html(one: Document) -> bytes:
    """Return a page as a browser saves it, with menus around it when ``shell`` is set."""
    stated = one.more.get("properties") or {}
    head = f"<title>{html.escape(stated.get('title', ''))}</title>"
    head += f'<meta name="PubDate" content="{stated["created"]}">' if "created" in stated else ""
    charset = one.more.get("encoding", "utf-8")
    body = "".join(_html_parts(one.lines))
    if one.more.get("shell"):
        menu = "".join(f'<li><a href="/{n}">{name}</a></li>' for n, name in enumerate(_MENU))
        foot = '<div class="footer">版权所有 备案号12345678</div>'
        body = f'<div class="nav"><ul>{menu}</ul></div><div class="content">{body}</div>{foot}'
    page = f'<html><head><meta charset="{charset}">{head}</head><body>{body}</body></html>'
    return page.encode(charset, "xmlcharrefreplace")


_MENU = ("首页", "机构概况", "政务公开", "办事服务", "互动交流", "专题专栏")


def _html_parts(lines: Sequence[Line]) -> Iterator[str]:
    for rows, group in groupby(lines, lambda line: line.mark == "|"):
        if rows:
            cells = (
                "<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in line.cells) + "</tr>" for line in group
            )
            yield f"<table>{''.join(cells)}</table>"
            continue
        for line in group:
            tag = {"^": "h1", "$": "h1", "#": "h2"}.get(line.mark, "p")
            how = ' style="text-align:center"' if line.mark in _CENTRED else ""
            yield f"<{tag}{how}>{html.escape(line.text)}</{tag}>"


def _mht(one: Document) -> bytes:
    import base64

    page = base64.encodebytes(_html(one)).decode()
    return (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----part"\r\n\r\n'
        '------part\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        f"{page}\r\n------part--\r\n"
    ).encode()


def _eml(one: Document) -> bytes:
    stated = one.more["properties"]
    mail = EmailMessage()
    mail["Subject"], mail["From"] = stated["title"], stated["author"]
    mail["To"], mail["Date"] = "综合科 <zhk@example.com>", stated["created"]
    mail.set_content("\n".join(line.text for line in one.lines), charset=one.more.get("encoding", "utf-8"))
    for name in stated.get("attached", ()):
        mail.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def _txt(one: Document) -> bytes:
    lines = ("\t".join(line.cells) if line.mark == "|" else line.text for line in one.lines)
    return "\r\n".join(lines).encode(one.more.get("encoding", "utf-8"))


def _md(one: Document) -> bytes:
    marks = {"^": "# ", "$": "# ", "#": "## "}
    return "\n\n".join(marks.get(line.mark, "") + line.text for line in one.lines).encode()


def _picture(one: Document) -> bytes:
    from PIL import Image

    seed = int(hashlib.sha256(one.file.encode()).hexdigest()[:6], 16)
    image = Image.new("RGB", (400, 300), (seed % 200, seed // 256 % 200, 140))
    exif = Image.Exif()
    if moment := one.more.get("exif"):
        exif.get_ifd(0x8769)[36867] = str(moment)[:19].replace("-", ":")
    if caption := one.more.get("caption"):
        exif[0x9C9B] = caption.encode("utf-16-le") + b"\0\0"
    out = io.BytesIO()
    image.save(out, "PNG" if one.suffix == "png" else "JPEG", exif=exif)
    return out.getvalue()


def _zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


MAKERS: dict[str, Callable[[Document], bytes]] = {
    "docx": _docx,
    "rtf": _rtf,
    "odt": _odt,
    "xlsx": _xlsx,
    "xls": _xls,
    "ods": _ods,
    "odp": _odp,
    "csv": _csv,
    "ppt": _ppt,
    "pptx": _pptx,
    "pdf": _pdf,
    "ofd": _ofd,
    "html": _html,
    "mht": _mht,
    "eml": _eml,
    "txt": _txt,
    "md": _md,
    "jpg": _picture,
    "png": _picture,
}
