"""What is wrong with a .docx: by the rules of Microsoft's Open XML SDK, and by what leads where in it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def faults(data: bytes, folder: Path) -> list[str]:
    """Return what is wrong; nothing is what it should be."""
    path = folder / "judged.docx"
    path.write_bytes(data)
    found = OpenXmlValidator(max_errors=20).validate(path)
    return [*map(str, found.errors), *_loose(data)]


def _loose(data: bytes) -> Iterator[str]:
    """Yield names that are given twice, and those that lead nowhere."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield from (f"part twice: {name}" for name, n in Counter(archive.namelist()).items() if n > 1)
        body = parse_xml(archive.read("word/document.xml"))
    marks = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    yield from (f"bookmark twice: {name}" for name, n in Counter(marks).items() if n > 1)
    pictures = Counter(one.get("id") for one in body.iter(_DRAWING))
    yield from (f"picture twice: {ident}" for ident, n in pictures.items() if n > 1)
    anchors = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None}
    codes = " ".join(one.text or "" for one in body.iter(qn("w:instrText")))
    wanted = anchors | set(re.findall(r"PAGEREF (\S+)", codes))
    yield from (f"leads nowhere: {name}" for name in sorted(wanted - set(marks)))
