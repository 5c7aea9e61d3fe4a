"""A Word document masked: body, tables, boxes, notes, headers, footers, remarks, hidden and deleted text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from wenming_archive.masking import package
from wenming_archive.masking.package import Element, Package
from wenming_archive.masking.segments import Segment, Struck, joined, rewrite
from wenming_archive.privacy import minors, tables
from wenming_archive.read import tables as shape
from wenming_archive.read.ooxml import local

_PARTS = r"(?:word|docProps|customXml)/.*\.(?:xml|rels)"
#: Signs that a run writes without text.
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
#: What of a paragraph is not seen by who reads it.
_UNSEEN = frozenset(["del", "moveFrom", "rPr", "pPr", "rt"])
_ABOVE = 3
Paragraph = list[Segment]


def masked(stream: BinaryIO, about: str, *, talk: bool) -> bytes:
    """Return the bytes of a .docx with what is personal in it masked.

    ``about`` is its title and name; ``talk`` says that it is the record of a talk with a pupil.

    :raises Unreadable: if it cannot be opened, or not all could be masked.
    """
    document = Package(stream)
    for name in document.names(_PARTS):
        tree = document.tree(name)
        _tables(tree, about, document.struck)
        for paragraph in tree.iter("{*}p"):
            _paragraph(paragraph, document.struck, talk)
        package.leaves(tree, document.struck, lambda node: not len(node) and local(node) != "t")
    return document.saved()


def _paragraph(node: Element, struck: Struck, talk: bool) -> None:
    package.mask(list(_seen(node, _UNSEEN)), struck)
    package.mask(list(_seen(node, frozenset())), struck)
    for hidden in ("delText", "instrText"):
        package.mask([package.segment(piece) for piece in node.iter(f"{{*}}{hidden}")], struck)
    if talk:
        pieces = list(_seen(node, _UNSEEN))
        rewrite(pieces, list(minors.spoken_of(joined(pieces))), struck)


def _seen(node: Element, left_out: frozenset[str]) -> Iterator[Segment]:
    """Yield the text of a paragraph in its pieces; boxes in it are paragraphs of their own."""
    for child in node:
        name = local(child)
        if name == "t":
            yield package.segment(child)
        elif name in _SIGNS:
            yield Segment(_SIGNS[name])
        elif name not in left_out and name not in ("txbxContent", "delText", "instrText"):
            yield from _seen(child, left_out)


def _tables(tree: Element, about: str, struck: Struck) -> None:
    """Mask the tables: what a cell holds is told by its column's head."""
    above: list[str] = []
    for node in tree.iter("{*}tbl", "{*}p"):
        if local(node) == "tbl":
            rows = [[_cell(cell) for cell in _below(row, "tc")] for row in _below(node, "tr")]
            _table([row for row in rows if any(joined(c).strip() for c in row)], above, about, struck)
        elif next(node.iterancestors("{*}tbl"), None) is None:
            line = joined(_seen(node, _UNSEEN))
            above += [line] if line.strip() else []


def _table(rows: list[list[Paragraph]], above: list[str], about: str, struck: Struck) -> None:
    said = "\n".join([about, *above[-_ABOVE:]])
    for _ in range(3):
        words = [[joined(cell).strip() for cell in row] for row in rows]
        raw = [[joined(cell) for cell in row] for row in rows]
        found = tables.find(raw, shape.head_index(words), said)
        for (n, column), spans in found.items():
            rewrite(rows[n][column], spans, struck)
        if not found:
            return
        rows = [[[package.fresh(piece) for piece in cell] for cell in row] for row in rows]


def _cell(cell: Element) -> Paragraph:
    """Return the text of a cell; its lines are parted by a blank, as the reader has it."""
    made: Paragraph = []
    for node in cell.iter("{*}p"):
        made += [Segment(" ")] if made else []
        made += [Segment(" ") if not piece.put else piece for piece in _seen(node, _UNSEEN)]
    return made


def _below(node: Element, name: str) -> Iterator[Element]:
    for child in node:
        if local(child) == name:
            yield child
        elif local(child) != "tbl":
            yield from _below(child, name)
