"""PDFs and documents for the tests of pages, and a LibreOffice that does as it is told."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import ArrayObject, Fit, NameObject, NumberObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from wenming_archive.render.office import Paper

needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
posix = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script")

#: Does with each file what it says in it: ``hang``, ``die``, ``refuse``, ``child``; of all others it makes a PDF.
_PROGRAM = """\
#!{python}
import os, subprocess, sys, time
arguments = sys.argv[1:]
with open({log!r}, "a") as log:
    print(repr((arguments, os.getcwd(), dict(os.environ))), file=log)
out = arguments[arguments.index("--outdir") + 1]
for path in [a for a in arguments[arguments.index("--outdir") + 2:] if not a.startswith("--")]:
    said = open(path, "rb").read()
    if b"child" in said:
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        open({log!r} + ".pid", "w").write(str(child.pid))
    if b"hang" in said:
        time.sleep(60)
    if b"die" in said:
        os._exit(9)
    if b"refuse" not in said:
        with open(os.path.join(out, os.path.basename(path).split(".")[0] + ".pdf"), "wb") as pdf:
            pdf.write(b"%PDF " + said + b" %%EOF")
"""


def stand_in(folder: Path) -> tuple[Path, Path]:
    """Make such a program in ``folder``; return it, and where it notes how it was called."""
    folder.mkdir(parents=True, exist_ok=True)
    program, log = folder / "soffice", folder / "log"
    program.write_text(_PROGRAM.format(python=sys.executable, log=str(log)), "utf-8")
    program.chmod(0o755)
    return program, log


def paper(content: bytes, ending: str = ".docx") -> Paper:
    """Return a document of that content."""

    def opened() -> AbstractContextManager[io.BytesIO]:
        return closing(io.BytesIO(content))

    return Paper(opened, ending)


def drawn(*pages: str, size: tuple[float, float] = (595.0, 842.0), turn: int = 0, **more: Any) -> bytes:
    """Return a PDF with a page for each of ``pages``, which stand in the middle of it."""
    out = io.BytesIO()
    canvas = Canvas(out, size, invariant=True, **more)
    for text in pages:
        if turn:
            canvas.setPageRotation(turn)
        canvas.drawString(size[0] / 2, size[1] / 2, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def written(content: bytes, *more: bytes, page: bytes = b"", root: bytes = b"") -> bytes:
    """Return a PDF of one page as other programs may write it: F1 is Helvetica, ``more`` are objects from 6 on."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R%b>>" % root,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R%b>>" % (page or usual(b"")),
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )
    out, places = b"%PDF-1.7\n", []
    for n, one in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (n, one)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, b"".join(places))
    return (
        out
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (
            len(objects) + 1,
            len(out),
        )
    )


def usual(more: bytes, box: bytes = b"[0 0 595 842]") -> bytes:
    """Return what a page says of itself, ``more`` of it among its resources."""
    return b"/MediaBox%b/Resources<</Font<</F1 5 0 R>>%b>>" % (box, more)


def volume(*parts: tuple[str, int]) -> bytes:
    """Return a PDF of parts, each with its bookmark, a line in the outline, and that many pages.

    A link on the first page leads to the last part.  A leaf's line stands below the line before it.
    """
    out = io.BytesIO()
    writer = PdfWriter(io.BytesIO(drawn(*(f"{name}.{n + 1}" for name, count in parts for n in range(count)))))
    at, above = 0, None
    for name, count in parts:
        writer.add_named_destination_array(
            TextStringObject(name),
            ArrayObject(
                [
                    writer.pages[at].indirect_reference,
                    NameObject("/XYZ"),
                    NumberObject(0),
                    NumberObject(800),
                    NumberObject(0),
                ]
            ),
        )
        leaf = name.startswith("leaf")
        line = writer.add_outline_item(
            title=f"题 {name}", page_number=at, parent=above if leaf else None, fit=Fit.xyz(0, 800, 0)
        )
        above = above if leaf else line
        at += count
    link = Link(rect=(10, 10, 50, 50), target_page_index=at - parts[-1][1])
    writer.add_annotation(0, link)
    writer.write(out)
    return out.getvalue()


def marked(*names: str, odd: Sequence[str] = ()) -> bytes:
    """Return a .docx with a section and a bookmark for each of ``names``; those in ``odd`` begin on odd pages."""
    document = docx.Document()
    for n, name in enumerate(names, 1):
        if n > 1:
            document.add_section(WD_SECTION.ODD_PAGE if name in odd else WD_SECTION.NEW_PAGE)
        paragraph = document.add_paragraph(f"{name} 标题", style="Heading 1")
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        start.set(qn("w:id"), str(n))
        start.set(qn("w:name"), name)
        end.set(qn("w:id"), str(n))
        paragraph._p.get_or_add_pPr().addnext(start)
        paragraph._p.append(end)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def texts(pdf: bytes) -> list[str]:
    """Return the words on each page of a PDF, one space between them."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def ink(pdf: bytes, page: int = 0) -> tuple[float, float, float, float]:
    """Return what a page's ink covers as it is seen: left, top, right, bottom, each in parts of the page."""
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        image = document[page].render(scale=4).to_pil().convert("L").point(lambda v: 255 * (v < 128))
    left, top, right, bottom = image.getbbox() or (0, 0, 0, 0)
    return left / image.width, top / image.height, right / image.width, bottom / image.height
