"""Write papers in the formats that are plain text or plain XML."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

from papers import Paper, table

Made = tuple[bytes, list[str]]
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def text(paper: Paper, encoding: str) -> Made:
    """Return a .txt."""
    lines = [*paper.lines(), *("\t".join(row) for row in paper.table)]
    return "\r\n".join(lines).encode(encoding), [*paper.lines(), *paper.cells()]


def cells(seed: int, encoding: str) -> Made:
    """Return a .csv of 300 rows."""
    rows = table(random.Random(seed), 300)
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding), [cell for row in rows for cell in row]


def page(paper: Paper) -> Made:
    """Return a saved .html page: the paper between navigation and scripts."""
    sections = "".join(
        f"<h2>{head}</h2>" + "".join(f"<p>{line}</p>" for line in below) for head, below in paper.sections
    )
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in paper.table)
    menu = "".join(f'<li><a href="/{n}.html">栏目{n}</a></li>' for n in range(20))
    head = f'<meta charset="utf-8"><title>{paper.title}</title><style>p{{color:#333}}</style>'
    body = f"<h1>{paper.title}</h1>{sections}<table>{rows}</table>"
    html = (
        f"<!DOCTYPE html><html><head>{head}<script>var a = 1;</script></head><body><nav><ul>{menu}</ul></nav>"
        f"<article>{body}</article><script>track();</script></body></html>"
    )
    return html.encode(), [*paper.lines(), *paper.cells()]


def mail(paper: Paper) -> Made:
    """Return an .eml with the paper as plain text, and its table attached as .csv in GB18030."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = paper.title, "a@example.cn", "b@example.cn"
    message["Date"] = "Sat, 06 May 2023 09:00:00 +0800"
    message.set_content("\n".join(paper.lines()), cte="base64")
    attached = "\n".join(",".join(row) for row in paper.table).encode("gb18030")
    message.add_attachment(attached, maintype="text", subtype="csv", filename="名单.csv")
    return message.as_bytes(), [*paper.lines(), *paper.cells()]


def rich(paper: Paper, code_page: bool) -> Made:
    """Return an .rtf whose Chinese is in code page 936, or in Unicode."""

    def coded(words: str) -> str:
        if code_page:
            return "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in words.encode("gbk"))
        return "".join(f"\\u{ord(c) - 65536 * (ord(c) > 32767)}?" if ord(c) > 127 else c for c in words)

    paragraphs = "".join(f"\\pard\\plain\\f0\\fs32 {coded(line)}\\par\n" for line in paper.lines())
    edges = "".join(f"\\cellx{1200 * (n + 1)}" for n in range(len(paper.table[0])))
    rows = "".join(
        f"\\trowd{edges}" + "".join(f"\\pard\\intbl {coded(cell)}\\cell" for cell in row) + "\\row\n"
        for row in paper.table
    )
    head = "{\\rtf1\\ansi\\ansicpg936\\uc1{\\fonttbl{\\f0\\fcharset134 SimSun;}}"
    file = f"{head}{{\\header\\pard {coded(paper.header)}\\par}}{paragraphs}{rows}}}"
    return file.encode("ascii"), [paper.header, *paper.lines(), *paper.cells()]


def open_text(paper: Paper) -> Made:
    """Return an .odt."""
    head, line = '<text:h text:outline-level="1">{}</text:h>', "<text:p>{}</text:p>"
    sections = "".join(head.format(mark) + "".join(map(line.format, below)) for mark, below in paper.sections)
    body = f"{line.format(paper.title)}{sections}{_open_table('表格', paper.table)}"
    return _open_document("text", body), [*paper.lines(), *paper.cells()]


def open_sheets(seed: int) -> Made:
    """Return an .ods of two sheets with 150 rows each."""
    chance = random.Random(seed)
    sheets = {f"工作表{n}": table(chance, 150) for n in range(2)}
    body = "".join(_open_table(name, rows) for name, rows in sheets.items())
    texts = [cell for rows in sheets.values() for row in rows for cell in row]
    return _open_document("spreadsheet", body), texts


def _open_table(name: str, rows: Sequence[Sequence[str]]) -> str:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = ("".join(map(cell.format, row)) for row in rows)
    inside = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    return f'<table:table table:name="{name}">{columns}{inside}</table:table>'


def _open_document(kind: str, body: str) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{_ODF}{name}:1.0"' for name in ("office", "text", "table"))
    media = f"application/vnd.oasis.opendocument.{kind}"
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{what}"/>'
        for path, what in (("/", media), ("content.xml", "text/xml"))
    )
    manifest = f'<manifest:manifest xmlns:manifest="{_ODF}manifest:1.0">{entries}</manifest:manifest>'
    return zipped({"mimetype": media, "content.xml": content, "META-INF/manifest.xml": manifest})


def official(paper: Paper) -> Made:
    """Return an .ofd after GB/T 33190 with lines broken as on paper."""
    lines = [line[at : at + 28] for line in paper.lines() for at in range(0, len(line), 28)]
    starts = range(0, len(lines), 24)
    pages = {f"Doc_0/Pages/{n // 24}.xml": _official_page(lines[n : n + 24]) for n in starts}
    listed = "".join(f'<ofd:Page ID="{n + 1}" BaseLoc="Pages/{n}.xml"/>' for n in range(len(pages)))
    entry = "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    root = f"<ofd:CommonData>{area}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>"
    parts = {
        "OFD.xml": f'<ofd:OFD {_OFD} Version="1.0" DocType="OFD">{entry}</ofd:OFD>',
        "Doc_0/Document.xml": f"<ofd:Document {_OFD}>{root}</ofd:Document>",
    }
    return zipped({**parts, **pages}), paper.lines()


def _official_page(lines: list[str]) -> str:
    objects = "".join(
        f'<ofd:TextObject ID="{n + 9}" Boundary="25 {30 + n * 10} 160 6" Font="3" Size="5.6">'
        f'<ofd:TextCode X="0" Y="5.6" DeltaX="g {max(len(line) - 1, 1)} 5.6">{line}</ofd:TextCode>'
        "</ofd:TextObject>"
        for n, line in enumerate(lines)
    )
    layer = f'<ofd:Layer Type="Body" ID="7">{objects}</ofd:Layer>'
    return f"<ofd:Page {_OFD}><ofd:Content>{layer}</ofd:Content></ofd:Page>"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of ``parts``, the first one not packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n, (name, data) in enumerate(parts.items()):
            info = zipfile.ZipInfo(name, (2023, 5, 6, 9, 0, 0))
            archive.writestr(info, data, zipfile.ZIP_DEFLATED if n else zipfile.ZIP_STORED)
    return out.getvalue()
