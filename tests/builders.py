"""Make small real files and folders for tests, and read folders back."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from wenming_archive.workspace import EVIDENCE, MANIFEST, PROVENANCE, STATE

Tree = Mapping[str, bytes | str]

#: A small catalogue: two sections, four leaves, one of them without files.
CATALOGUE = """\
title: 市级文明单位测评体系
edition: "2023"
period: {start: 2021-01-01, end: 2023-12-31}
units:
  - {id: dangban, name: 党办, aliases: [党委办公室]}
  - {id: gonghui, name: 工会}
indicators:
  - code: "Ⅰ"
    title: 思想道德建设
    children:
      - code: "Ⅰ-1"
        title: 道德讲堂
        standard: 定期举办道德讲堂，用身边人讲身边事，有流程、有记录。
        score: 4
        lead: dangban
        evidence:
          - {kind: plan, min: 1}
          - {kind: photo, min: 2, max: 15}
          - {kind: regulation, min: 1, any_date: true}
      - code: "Ⅰ-2"
        title: 志愿服务
        standard: 成立学雷锋志愿服务队，经常开展志愿服务活动。
        score: 6
        lead: gonghui
        evidence: [{kind: summary, min: 1}]
  - code: "Ⅱ"
    title: 环境建设
    children:
      - {code: "Ⅱ-1", title: 环境卫生, standard: 院落整洁，垃圾分类，有卫生检查。, score: 5, lead: gonghui}
      - {code: "Ⅱ-2", title: 群众评价, score: 5, methods: [问卷调查]}
"""


def tree(folder: Path, files: Tree) -> Path:
    """Write ``files`` (text as UTF-8) below ``folder`` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def snapshot(folder: Path) -> dict[str, tuple[object, ...]]:
    """Return what stands below ``folder``: content, times to the nanosecond and permissions."""
    found: dict[str, tuple[object, ...]] = {}
    for path in _all(folder):
        info = path.lstat()
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else None
        found[str(path.relative_to(folder))] = (content, info.st_mtime_ns, info.st_mode, info.st_ino)
    return found


def names(folder: Path) -> list[str]:
    """Return the files below ``folder``, sorted, with ``/``."""
    return sorted(p.relative_to(folder).as_posix() for p in _all(folder) if p.is_file())


def _all(folder: Path) -> list[Path]:
    """Return what stands below ``folder``, but the lists in 材料/, the lock, and versions that are kept."""
    lists = {(EVIDENCE, MANIFEST), (EVIDENCE, PROVENANCE)}
    state = {STATE, "previous", "lock"}
    return sorted(
        path
        for path in folder.rglob("*")
        if (path.parent.name, path.name) not in lists
        and path.name not in state
        and path.parent.name != "previous"
    )


def docx(*lines: str, table: Sequence[Sequence[str]] = (), header: str = "", box: str = "") -> bytes:
    """Return a .docx of ``lines`` (``# `` makes a heading), then a table."""
    import docx as library

    document = library.Document()
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if box:
        document.add_paragraph()._p.append(_box(box))
    for line in lines:
        if line.startswith("# "):
            document.add_heading(line[2:], level=1)
        else:
            document.add_paragraph(line)
    if table:
        grid = document.add_table(rows=len(table), cols=max(map(len, table)))
        for y, row in enumerate(table):
            for x, value in enumerate(row):
                grid.rows[y].cells[x].text = value
    return _saved(document)


def xlsx(*rows: Sequence[Any], sheet: str = "Sheet1") -> bytes:
    """Return a .xlsx with one sheet of ``rows``."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    return _saved(book)


def pdf(*lines: str) -> bytes:
    """Return a .pdf whose pages hold 22 of ``lines`` each."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for start in range(0, max(len(lines), 1), 22):
        canvas.setFont("STSong-Light", 15)
        for n, line in enumerate(lines[start : start + 22]):
            canvas.drawString(80, 740 - 29 * n, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def jpg(
    taken: str = "", colour: tuple[int, int, int] = (90, 120, 60), size: tuple[int, int] = (64, 48)
) -> bytes:
    """Return a .jpg; ``taken`` is its EXIF time, ``YYYY:MM:DD HH:MM:SS``."""
    from PIL import Image

    exif = Image.Exif()
    if taken:
        exif.get_ifd(0x8769)[36867] = taken
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def as_root() -> bool:
    """Say whether permissions do not bind this process."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _box(text: str) -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    run = f"""<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>
        <w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"""
    return parse_xml(run)


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
