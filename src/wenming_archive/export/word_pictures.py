"""Pictures in Word, in the line, as large as a box has room for."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls

from wenming_archive.export import word_parts as parts
from wenming_archive.photos.plate import Box, Plate

_NAMES = nsdecls("w", "r", "wp", "a", "pic")
_EMU = 36_000  # per millimetre
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
#: Dots per inch up to which a small picture is not drawn larger.
_LEAST_DPI = 96


def add(document: Any, number: int, plate: Plate, box: Box, told: str) -> None:
    """Add a picture in a line of its own, kept with what follows, in a ``box`` of millimetres.

    ``number`` is its own in the document; ``told`` is what it shows, for those who cannot see it.
    """
    width, height = (round(length * _EMU) for length in size(plate, box))
    ident = _embed(document, number, plate)
    name = parts.quoted(told)
    parts.append(
        document,
        f'<w:p {_NAMES}><w:pPr><w:pStyle w:val="WM图"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="图片 {number}" descr={name}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="图片 {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{ident}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>",
    )


def size(plate: Plate, box: Box) -> tuple[float, float]:
    """Return the printed width and height in millimetres: as large as fits, in its own proportions.

    A small one is printed no larger than its pixels bear.
    """
    most = 25.4 / _LEAST_DPI
    scale = min(box.width / plate.width, box.height / plate.height, most)
    return plate.width * scale, plate.height * scale


def _embed(document: Any, number: int, plate: Plate) -> str:
    """Put a picture into the package, and return the id by which the text refers to it.

    python-docx compares each picture with all before it; ours are each a content of its own.
    """
    package = document.part.package
    part = Part(PackURI(f"/word/media/image{number}.jpeg"), "image/jpeg", plate.jpeg, package)
    ident = f"rIdPicture{number}"
    document.part.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, part, ident)
    return ident
