"""Forms in Word: labels with room beside them, as papers that are filled in and sealed have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import nsdecls

from wenming_archive.export import word_parts as parts
from wenming_archive.export import word_style
from wenming_archive.export.word_runs import Run
from wenming_archive.export.word_runs import xml as runs_xml

_W = nsdecls("w", "r")


@dataclass(frozen=True, slots=True)
class Field:
    """A label and what is filled in beside it, a paragraph for each text."""

    label: str
    texts: tuple[str | tuple[Run, ...], ...] = ()
    style: str = "WM表文"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a form: one field over the whole width, or two; at least so high, in millimetres."""

    fields: tuple[Field, ...]
    height: float = 9
    #: True of a long one that may go on on the next page.
    breaks: bool = False
    #: True of one that stays on the page of the next.
    keep: bool = False


def row(label: str, text: str, height: float = 9, *, breaks: bool = False) -> Row:
    """Return a row of one field, a paragraph for each line of ``text``."""
    return Row((Field(label, tuple(text.splitlines())),), height, breaks)


def pair(left: tuple[str, str], right: tuple[str, str], height: float = 9) -> Row:
    """Return a row of two fields."""
    return Row((Field(left[0], (left[1],)), Field(right[0], (right[1],))), height)


def add(document: Any, rows: Sequence[Row], widths: Sequence[float], *, keep: bool = False) -> None:
    """Add a form; ``widths`` are of label, room, label, room; with ``keep`` it stays on one page."""
    grid = "".join(f'<w:gridCol w:w="{parts.twips(width)}"/>' for width in widths)
    body = "".join(
        _row(one, widths, keep=one.keep or (keep and n < len(rows))) for n, one in enumerate(rows, 1)
    )
    parts.append(
        document,
        f'<w:tbl {_W}><w:tblPr><w:tblW w:w="{parts.twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'{parts.BORDERS}<w:tblLayout w:type="fixed"/>{parts.CELL_MARGINS}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>",
    )


def _row(one: Row, widths: Sequence[float], *, keep: bool) -> str:
    height = f'<w:trHeight w:val="{parts.twips(one.height)}"/>'
    rooms = [widths[0], sum(widths[1:])] if len(one.fields) == 1 else list(widths)
    cells = [cell for field in one.fields for cell in (Field("", (field.label,), "WM表头"), field)]
    breaks = one.breaks or any(_is_tall(*both) for both in zip(cells, rooms, strict=True))
    split = "" if breaks else "<w:cantSplit/>"
    filled = "".join(
        _cell(cell, room, len(widths) - 1 if len(one.fields) == 1 and n else 1, keep=keep, label=n % 2 == 0)
        for n, (cell, room) in enumerate(zip(cells, rooms, strict=True))
    )
    return f"<w:tr><w:trPr>{split}{height}</w:trPr>{filled}</w:tr>"


def _is_tall(field: Field, width: float) -> bool:
    return any(parts.is_tall(text, width) for text in field.texts)


def _cell(field: Field, width: float, span: int, *, keep: bool, label: bool) -> str:
    ident = parts.style_id(field.style)
    form = f'<w:pPr><w:pStyle w:val="{ident}"/>{"<w:keepNext/>" if keep else ""}</w:pPr>'
    wide = word_style.wide(ident)
    runs = [(Run(text),) if isinstance(text, str) else text for text in field.texts or ("",)]
    lines = "".join(f"<w:p>{form}{runs_xml(one, wide)}</w:p>" for one in runs)
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{parts.twips(width)}" w:type="dxa"/>{spanned}'
        f'<w:vAlign w:val="{"center" if label or len(runs) == 1 else "top"}"/></w:tcPr>{lines}</w:tc>'
    )
