"""Write a document as an office would have it: Word, Excel, PDF, a web page, pasted text.

Files made by LibreOffice hold its own XML and the day they were made; all others come out the
same, byte for byte, each time.
"""

from __future__ import annotations

import datetime as dt
import html
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from grids import Block, Cell, Paragraph, Table

_DAY = dt.datetime(2024, 3, 1, 9, 0, 0)
_STYLES = {"title": "Title", "heading": "Heading 1", "number": "List Number"}


def word(blocks: Sequence[Block], path: Path, head: dict[str, Any]) -> None:
    """Write a docx as python-docx makes it."""
    import docx
    from docx.enum.section import WD_ORIENT

    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for block in blocks:
        if isinstance(block, Paragraph):
            document.add_paragraph(block.text, style=_STYLES.get(block.what))
        else:
            _word_table(document, block, head)
    for name in ("created", "modified"):
        setattr(document.core_properties, name, _DAY)
    document.save(path)
    _settle(path)


def _word_table(document: Any, table: Table, head: dict[str, Any]) -> None:
    made = document.add_table(len(table.rows), table.width)
    made.style = "Table Grid"
    cells = [list(row.cells) for row in made.rows]
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row.cells):
            if cell is None:
                continue
            place = cells[r][c]
            if cell.wide > 1 or cell.high > 1:
                place = place.merge(cells[r + cell.high - 1][c + cell.wide - 1])
            _word_cell(place, cell.text, numbered=bool(head.get("number_cells")) and row.what == "tree")
    document.add_paragraph("")


def _word_cell(place: Any, text: str, *, numbered: bool) -> None:
    first, *more = text.split("\n")
    place.text = first
    for line in more:
        place.add_paragraph(line, style="List Number" if numbered else None)


def traced(blocks: Sequence[Block], path: Path, head: dict[str, Any]) -> None:
    """Write a docx as it comes back from a review: tables in a table, changes that are not accepted."""
    import docx
    from docx.oxml import OxmlElement, parse_xml
    from docx.oxml.ns import nsdecls, qn

    word(blocks, path, head)
    document = docx.Document(str(path))
    body = document.element.body
    for table in list(body.iterchildren(qn("w:tbl"))):
        for n, run in enumerate(list(table.iter(qn("w:r")))):
            if n % 3 == 2:  # its second half was put in, and something else taken out
                told = {qn("w:id"): str(n), qn("w:author"): "某", qn("w:date"): "2024-03-01T09:00:00Z"}
                inserted, gone = OxmlElement("w:ins", attrs=told), OxmlElement("w:del", attrs=told)
                run.addprevious(gone)
                gone.append(parse_xml(f"<w:r {nsdecls('w')}><w:delText>原来的旧文字</w:delText></w:r>"))
                run.addprevious(inserted)
                inserted.append(run)
        outer = parse_xml(
            f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>"
            "<w:p/></w:tc></w:tr></w:tbl>"
        )
        table.addprevious(outer)
        next(outer.iter(qn("w:p"))).addprevious(table)
    document.save(str(path))
    _settle(path)


def office(kind: str, make: Callable[..., None], first: str, filter_: str = "") -> Callable[..., None]:
    """Return a writer whose file LibreOffice makes of what ``make`` writes."""

    def write(blocks: Sequence[Block], path: Path, head: dict[str, Any]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            before = Path(folder) / f"{path.stem}{first}"
            make(blocks, before, head)
            out = Path(folder) / "out"
            command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
            command += [f"--infilter={filter_}"] if filter_ else []
            command += ["--convert-to", kind, "--outdir", str(out), str(before)]
            subprocess.run(command, check=True, capture_output=True, timeout=300)
            shutil.move(out / path.name, path)

    return write


def sheet(blocks: Sequence[Block], path: Path, head: dict[str, Any]) -> None:
    """Write an xlsx as openpyxl makes it."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment

    book = Workbook()
    page: Any = book.active
    page.title = head.get("sheet", "Sheet1")
    at, width = head.get("start", 1), _width(blocks)
    for block in blocks:
        if isinstance(block, Paragraph) and block.what == "sheet":
            page, at = book.create_sheet(block.text), 1
            continue
        if isinstance(block, Paragraph) and head.get("sheets") and block.what == "heading":
            page, at = book.create_sheet(block.text[:20].replace("/", "")), 1
        for row in _rows(block, width):
            for c, cell in enumerate(row, 1):
                if cell is None:
                    continue
                page.cell(at, c, _number(cell.text)).alignment = Alignment(wrap_text=True)
                if cell.wide > 1 or cell.high > 1:
                    page.merge_cells(None, at, c, at + cell.high - 1, c + cell.wide - 1)
            at += 1
    for n in head.get("hidden_columns", []):
        page.column_dimensions[chr(64 + n)].hidden = True
    book.properties.created = book.properties.modified = _DAY
    book.save(path)
    _settle(path)


def grid_sheet(blocks: Sequence[Block], path: Path, head: dict[str, Any]) -> None:
    """Write an xlsx as XlsxWriter makes it."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": _DAY})
    wrap = book.add_format({"text_wrap": True, "valign": "vcenter", "border": 1})
    page = book.add_worksheet(head.get("sheet", "Sheet1"))
    at, width = head.get("start", 1) - 1, _width(blocks)
    for block in blocks:
        for row in _rows(block, width):
            for c, cell in enumerate(row):
                if cell and (cell.wide > 1 or cell.high > 1):
                    reach = (at, c, at + cell.high - 1, c + cell.wide - 1)
                    page.merge_range(*reach, _number(cell.text), wrap)
                elif cell:
                    page.write(at, c, _number(cell.text), wrap)
            at += 1
    book.close()


def old_sheet(blocks: Sequence[Block], path: Path, head: dict[str, Any]) -> None:
    """Write an xls as xlwt makes it."""
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(head.get("sheet", "Sheet1"))
    at, width = head.get("start", 1) - 1, _width(blocks)
    for block in blocks:
        for row in _rows(block, width):
            for c, cell in enumerate(row):
                if cell:
                    reach = (at, at + cell.high - 1, c, c + cell.wide - 1)
                    page.write_merge(*reach, _number(cell.text))
            at += 1
    book.save(str(path))


def web(blocks: Sequence[Block], path: Path, head: dict[str, Any]) -> None:
    """Write a plain page: what a program or Word saves as a page."""
    body = "\n".join(_web_block(block, lasting=bool(head.get("thead"))) for block in blocks)
    title = html.escape(head["title"])
    text = f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>\n{body}\n</body></html>\n'
    path.write_text(text, encoding="utf-8")


def site(blocks: Sequence[Block], path: Path, head: dict[str, Any]) -> None:
    """Write a page as saved from an office's site: with its menus, its frame of tables, its footer."""
    encoding = head.get("encoding", "utf-8")
    body = "\n".join(_web_block(block, loud=True) for block in blocks)
    text = _FRAME.format(title=html.escape(head["title"]), charset=encoding, body=body, place=head["place"])
    path.write_bytes(text.encode(encoding))


_FRAME = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}" />
<title>{title}_{place}</title>
<style>.nav li{{float:left}} td{{border:1px solid #000}}</style>
<script>var page = {{"id": 4213}}; function go() {{ return "<td>不是内容</td>"; }}</script></head><body>
<div class="nav"><ul><li><a href="/">网站首页</a></li><li><a href="/dt">创建动态</a></li>
<li><a href="/tz">通知公告</a></li><li><a href="/zl">资料下载</a></li></ul></div>
<table width="1000" align="center">
<tr><td colspan="2">您所在的位置：网站首页 &gt; 通知公告 &gt; 正文</td></tr>
<tr><td width="200" valign="top"><ul><li>相关链接栏目</li><li><a href="/1">关于报送测评资料的通知</a></li>
<li><a href="/2">文明实践活动一周安排</a></li></ul></td>
<td><div id="zoom">{body}</div>
<p>【打印本页】【关闭窗口】</p></td></tr></table>
<div class="foot"><p>主办单位：{place}　技术支持：信息中心</p><p>浏览次数：1207</p></div></body></html>
"""


def pasted(blocks: Sequence[Block], path: Path, head: dict[str, Any]) -> None:
    """Write what comes of pasting a table into Notepad: tabs between cells."""
    lines = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(block.text)
            continue
        for row in block.rows:
            lines.append("\t".join(_plain(cell, head) for cell in row.cells).rstrip("\t"))
    text = head.get("newline", "\n").join([*lines, ""])
    path.write_bytes(text.encode(head.get("encoding", "utf-8")))


def lost(blocks: Sequence[Block], path: Path, head: dict[str, Any]) -> None:
    """Write what comes of pasting a table where tabs become one blank."""
    pasted(blocks, path, head)
    path.write_text(path.read_text("utf-8").replace("\t", " "), "utf-8")


def _plain(cell: Cell | None, head: dict[str, Any]) -> str:
    if cell is None:
        return ""
    if "\n" in cell.text and head.get("quoted"):
        return '"' + cell.text.replace('"', '""') + '"'
    return cell.text.replace("\n", head.get("folded", " "))


def _web_block(block: Block, *, loud: bool = False, lasting: bool = False) -> str:
    if isinstance(block, Paragraph):
        tag = {"title": "h1", "heading": "h2"}.get(block.what, "p")
        return f"<{tag}>{html.escape(block.text)}</{tag}>"
    rows = []
    for row in block.rows:
        tag = "th" if row.what == "head" and not loud else "td"
        cells = (_web_cell(cell, tag, loud=loud) for cell in row.cells if cell)
        rows.append(f"<tr>{''.join(cells)}</tr>")
    heads = sum(row.what == "head" for row in block.rows) if lasting else 0
    top = ["<thead>", *rows[:heads], "</thead><tbody>"] if heads else []  # repeated on each page
    return "<table border='1'>" + "\n".join([*top, *rows[heads:]]) + "</table>"


def _web_cell(cell: Cell, tag: str, *, loud: bool) -> str:
    spans = f' colspan="{cell.wide}"' if cell.wide > 1 else ""
    spans += f' rowspan="{cell.high}"' if cell.high > 1 else ""
    lines = [html.escape(line) for line in cell.text.split("\n")]
    if loud:
        lines = [f'<p class="MsoNormal"><span lang="EN-US">{line or "&nbsp;"}</span></p>' for line in lines]
    return f"<{tag}{spans}>{('' if loud else '<br/>').join(lines)}</{tag}>"


def _rows(block: Block, width: int) -> list[list[Cell | None]]:
    if isinstance(block, Paragraph):
        return [[Cell(block.text, wide=width)]]
    return [row.cells for row in block.rows]


def _width(blocks: Sequence[Block]) -> int:
    return max((block.width for block in blocks if isinstance(block, Table)), default=6)


def _number(text: str) -> str | float | None:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text or None


def _settle(path: Path) -> None:
    """Give the members of a zip one time, so that it comes out the same each time."""
    with zipfile.ZipFile(path) as old:
        members = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members:
            dated = name == "docProps/core.xml" and path.suffix == ".xlsx"
            settled = _undated(content) if dated else content
            new.writestr(zipfile.ZipInfo(name, (2024, 3, 1, 9, 0, 0)), settled, zipfile.ZIP_DEFLATED)


def _undated(content: bytes) -> bytes:
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2024-03-01T09:00:00Z", content)


_HTML = "HTML (StarWriter)"
#: The writer of each sort of file; those of LibreOffice are made once and kept.
WRITERS: dict[str, Callable[..., None]] = {
    "docx": word,
    "docx-traces": traced,
    "docx-office": office("docx:MS Word 2007 XML", office("odt", word, ".docx"), ".odt"),
    "docx-web": office("docx:MS Word 2007 XML", web, ".html", _HTML),
    "xlsx": sheet,
    "xlsx-grid": grid_sheet,
    "xlsx-office": office("xlsx", sheet, ".xlsx"),
    "xls": old_sheet,
    "html": web,
    "site": site,
    "pdf": office("pdf", word, ".docx"),
    "pdf-web": office("pdf:writer_pdf_Export", web, ".html", _HTML),
    "txt": pasted,
    "txt-lost": lost,
}
OF_OFFICE = {"docx-office", "docx-web", "xlsx-office", "pdf", "pdf-web"}
