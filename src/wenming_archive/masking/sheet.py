"""An Excel workbook masked: cells by their column's head, remarks, boxes, names of sheets; formats stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from wenming_archive.masking import package
from wenming_archive.masking.package import Element, Package
from wenming_archive.masking.segments import Segment, joined, rewrite
from wenming_archive.privacy import minors, sweep, tables
from wenming_archive.privacy.spans import Span, apart, replaced
from wenming_archive.read import ooxml
from wenming_archive.read import tables as shape
from wenming_archive.read.number_shapes import plain
from wenming_archive.read.ooxml import local, whole

_BOOK, _STRINGS = "xl/workbook.xml", "xl/sharedStrings.xml"
_SHEETS = r"xl/worksheets/[^/]+\.xml"
_PARTS = r"(?:xl|docProps|customXml)/.*\.(?:xml|rels|vml)"
#: What holds words in a sheet besides its cells.
_MARGINS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_WORDED = frozenset(["f", "formula1", "formula2", *_MARGINS])
#: Numbers of a chart or a pivot: no text may stand in their place.
_COUNTED = frozenset(["numCache", "numLit"])


def masked(stream: BinaryIO, about: str, *, talk: bool) -> bytes:
    """Return the bytes of an .xlsx with what is personal in it masked.

    ``about`` is its title and name; ``talk`` says that it is the record of a talk with a pupil.

    :raises Unreadable: if it cannot be opened, or not all could be masked.
    """
    book = Package(stream)
    strings = list(book.tree(_STRINGS)) if _STRINGS in book.archive.namelist() else []
    found: dict[int, list[Span]] = {}
    titles = _titles(book)
    sheets = book.names(_SHEETS)
    for name in sheets:
        _Sheet(book, book.tree(name), strings, found).mask(f"{about}\n{titles.get(name, '')}", talk)
    for number, spans in found.items():
        rewrite(_string(strings[number]), apart(spans), book.struck)
    renamed = _renamed(book)
    for name in book.names(_PARTS):
        _rename(book.tree(name), renamed)
        _rest(book, name, sheet=name in sheets)
    return book.saved()


class _Sheet:
    """One sheet while it is masked; what its cells share with others is noted in ``found``."""

    def __init__(
        self, book: Package, tree: Element, strings: list[Element], found: dict[int, list[Span]]
    ) -> None:
        self.book = book
        self.tree = tree
        self.strings = strings
        self.found = found

    def mask(self, about: str, talk: bool) -> None:
        """Mask the cells."""
        cells = [list(_cells(row)) for row in self.tree.iter("{*}row")]
        rows = [_row(cells_of, [self._text(cell) for _, cell in cells_of]) for cells_of in cells]
        kept = [n for n, row in enumerate(rows) if any(cell.strip() for cell in row)]
        words = [[cell.strip() for cell in rows[n]] for n in kept]
        head = shape.head_index(words)
        above = "\n".join("\t".join(row) for row in words[:head])
        for (n, column), spans in tables.find(words, head, f"{about}\n{above}").items():
            cell = next(cell for at, cell in cells[kept[n]] if at == column)
            self._put(cell, spans)
        if talk:
            self._spoken_of([(cells[n], rows[n]) for n in kept])

    def _spoken_of(self, rows: list[tuple[list[tuple[int, Element]], list[str]]]) -> None:
        for cells, row in rows:
            for column, cell in cells:
                before = f"{row[column - 1].strip()}\t" if column else ""
                line = before + row[column].strip()
                spans = [s for s in minors.spoken_of(line) if s.start >= len(before)]
                self._put(cell, [_moved(span, -len(before)) for span in spans])

    def _text(self, cell: Element) -> str:
        value = cell.findtext("{*}v") or ""
        kind = cell.get("t", "n")
        if kind == "s":
            at = whole(value)
            return joined(_string(self.strings[at])) if at is not None and at < len(self.strings) else ""
        if kind == "inlineStr":
            return joined(piece for node in cell.iterfind("{*}is") for piece in _string(node))
        return _written(value) if kind == "n" else value if kind in ("str", "d") else ""

    def _put(self, cell: Element, spans: list[Span]) -> None:
        """Mask a cell; ``spans`` are of its text without blanks around it."""
        text = self._text(cell)
        spans = [_moved(span, len(text) - len(text.lstrip())) for span in spans]
        kind = cell.get("t", "n")
        if not spans:
            return
        if kind == "s":
            known = self.found.setdefault(int(cell.findtext("{*}v")), [])
            known += [span for span in spans if span not in known]
        elif kind == "inlineStr":
            rewrite(
                [piece for node in cell.iterfind("{*}is") for piece in _string(node)], spans, self.book.struck
            )
        elif kind in ("str", "d"):
            rewrite([package.segment(cell.find("{*}v"))], spans, self.book.struck)
        else:
            rewrite([Segment(text, lambda _: None)], spans, self.book.struck)
            _worded(cell, replaced(text, spans))


def _moved(span: Span, by: int) -> Span:
    return Span(span.kind, span.start + by, span.end + by, span.masked)


def _cells(row: Element) -> Iterator[tuple[int, Element]]:
    """Yield the cells of a row, each with its column."""
    column = 0
    for cell in row.iterchildren("{*}c"):
        letters = cell.get("r", "").rstrip("0123456789")
        number = 0
        for letter in letters[:4]:
            number = number * 26 + ord(letter.upper()) - 64
        column = number - 1 if 0 < number <= 20_000 else column
        yield column, cell
        column += 1


def _row(cells: list[tuple[int, Element]], texts: list[str]) -> list[str]:
    row = [""] * (max((column for column, _ in cells), default=-1) + 1)
    for (column, _), text in zip(cells, texts, strict=True):
        row[column] = text
    return row


def _written(value: str) -> str:
    """Return a number as its figures: 1.3812345678E10 is 13812345678."""
    try:
        number = float(value)
    except ValueError:
        return value
    return plain(number) if number.is_integer() and 1e9 < abs(number) < 1e19 else value


def _worded(cell: Element, text: str) -> None:
    """Make a cell hold words where it held a number; its format stays."""
    space = cell.tag[: cell.tag.index("}") + 1] if "}" in cell.tag else ""
    for child in list(cell):
        cell.remove(child)
    cell.set("t", "inlineStr")
    node = etree.SubElement(etree.SubElement(cell, f"{space}is"), f"{space}t")
    node.text = text


def _string(node: Element) -> list[Segment]:
    """Return the text of a string in its runs; how it is read aloud is no text of it."""
    runs = (child for child in node if local(child) in ("t", "r"))
    return [package.segment(piece) for run in runs for piece in run.iter("{*}t")]


def _titles(book: Package) -> dict[str, str]:
    """Return the name of each sheet by its part."""
    parts = ooxml.relations(book.archive, _BOOK)
    found: dict[str, str] = {}
    for node in book.tree(_BOOK).iter("{*}sheet"):
        relation = next((v for k, v in node.attrib.items() if k.endswith("}id")), "")
        found[parts.get(relation, "")] = node.get("name", "")
    return found


def _renamed(book: Package) -> dict[str, str]:
    """Return the names of sheets that hold something personal, each with its masked form: without a star."""
    found: dict[str, str] = {}
    for node in book.tree(_BOOK).iter("{*}sheet"):
        name = node.get("name", "")
        for span in tables.text(name):
            book.struck.strike(name[span.start : span.end])
            found[name] = sweep.masked(name).replace("*", "×")[:31]
    return found


def _rename(tree: Element, renamed: dict[str, str]) -> None:
    """Write the new names of sheets wherever the old ones stand: in formulas, links, lists of parts."""
    for old, new in renamed.items():
        for node in tree.iter(etree.Element):
            if node.text and old in node.text:
                node.text = node.text.replace(old, new)
            for name, value in node.attrib.items():
                if old in value:
                    node.set(name, value.replace(old, new))


def _rest(book: Package, name: str, *, sheet: bool) -> None:
    """Mask what holds words in a part besides cells: remarks, boxes, charts, heads of pages, links."""
    tree = book.tree(name)
    if sheet:
        package.leaves(tree, book.struck, lambda node: local(node) in _WORDED)
        return
    package.paragraphs(tree, book.struck, ("p", "text", "si"), "t")
    package.leaves(tree, book.struck, lambda node: not len(node) and not _is_count(node))


def _is_count(node: Element) -> bool:
    return any(local(above) in _COUNTED for above in node.iterancestors())
