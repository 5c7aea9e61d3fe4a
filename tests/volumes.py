"""Volumes of few items, for tests of what is made of them."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import docx

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.decisions import Decisions
from wenming_archive.export import volume, word, word_style
from wenming_archive.export.volume import Extras, Section, Volume
from wenming_archive.model import Item
from wenming_archive.photos.plate import Plate
from wenming_archive.report import gaps
from wenming_archive.report.caption import Caption
from wenming_archive.report.concluding import Conclusion
from wenming_archive.settings import Layout

TREE = load.parse(CATALOGUE)
ITEMS = [
    made_item("b", "Ⅰ-1", kind="photo", date="2023-08-25", title="讲堂现场"),
    made_item("a", "Ⅰ-1", kind="plan", date="2023-08-20", title="第六期道德讲堂方案", pages=2),
    made_item("c", "Ⅰ-1", kind="plan", date="2019-08-20", title="旧方案"),
    made_item("d", "Ⅱ-1", kind="ledger", date=None, title="卫生检查台账〇喆", pages=None),
]
NO_NOTES = Decisions()
PLAIN = Layout()
MADE = dt.date(2023, 12, 20)


def plate(width: int = 40, height: int = 30) -> Plate:
    """Return a grey picture."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (width, height), "grey").save(out, "JPEG")
    return Plate(out.getvalue(), width, height)


def photographed(items: Sequence[Item], picture: Plate | None = None) -> Extras:
    """Return pictures of all photos among ``items``, with captions, and a statement on Ⅰ-1."""
    shown = [item for item in items if item.description.kind == "photo"]
    return Extras(
        plates={item.known.sha256 or "": picture or plate() for item in shown},
        captions={
            (code, item.known.key): Caption(item.description.title, "2023年8月25日", "二楼会议室")
            for item in shown
            for code in item.codes
        },
        conclusions={"Ⅰ-1": Conclusion("有计划：制定方案 1 份。", own=False)},
    )


def bound(
    items: Sequence[Item] = ITEMS,
    notes: Decisions = NO_NOTES,
    unit: str = "某县水务局",
    layout: Layout = PLAIN,
    extras: Extras | None = None,
    tree: Catalogue = TREE,
) -> Volume:
    """Return the volume of ``items``."""
    report = gaps.compare(tree, items, notes)
    return volume.bind(tree, items, report, unit, layout, extras or photographed(items), MADE)


def opened(made: Volume) -> Any:
    """Return a volume as Word reads it."""
    return docx.Document(io.BytesIO(word.write(made)))


def blank() -> Any:
    """Return an empty document, in which one part of a volume can be written."""
    return word_style.new_document()


def section(made: Volume, code: str) -> Section:
    """Return the section of one indicator."""
    return next(one for one in made.sections if one.state.leaf.code == code)


def cells(table: Any) -> list[list[str]]:
    """Return the texts of a table."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def texts(document: Any) -> list[str]:
    """Return the paragraphs that say something, tables apart."""
    return [p.text for p in document.paragraphs if p.text]
