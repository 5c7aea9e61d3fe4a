"""What .odt, .ods and .odp share: opening, properties, styles and paragraphs (OASIS ODF 1.3)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from wenming_archive.content import Properties
from wenming_archive.read import known, ooxml
from wenming_archive.read.limits import Unreadable, open_zip
from wenming_archive.read.ooxml import Element, local, whole

CONTENT = "content.xml"
#: Shapes, which may hold text of their own.
SHAPES = ("frame", "custom-shape", "rect", "ellipse", "g")
#: What stands beside the text: footnotes, comments, and what was deleted.
ASIDE = ("note", "annotation", "tracked-changes")
#: Subtrees whose text is no text of the document.
_OUTSIDE = frozenset(
    ["annotation", "tracked-changes", "ruby-text", "note-citation", "page-number", "desc", "title", "forms"]
)
#: How far styles may rest on one another.
_DEPTH = 20


@dataclass(frozen=True)
class Style:
    """What a style says itself; ``None`` where it leaves the word to its parent."""

    name: str = ""
    parent: str = ""
    size: float | None = None
    centred: bool | None = None


@dataclass
class Styles:
    """The styles of a document, gathered while its parts are read."""

    found: dict[str, Style] = field(default_factory=dict)

    def add(self, node: Element) -> None:
        """Learn a ``style:style`` or ``style:default-style``."""
        family, name = attribute(node, "family"), attribute(node, "name")
        size, centred = None, None
        for child in node:
            if local(child) == "text-properties":
                size = _points(attribute(child, "font-size-asian") or attribute(child, "font-size"))
            elif local(child) == "paragraph-properties":
                align = attribute(child, "text-align")
                centred = align == "center" if align else None
        shown = attribute(node, "display-name") or name
        self.found[f"{family}/{name}"] = Style(shown, attribute(node, "parent-style-name"), size, centred)

    def chain(self, family: str, name: str) -> list[Style]:
        """Return a style, its parents, and last the default of its family."""
        styles: list[Style] = []
        while name and len(styles) < _DEPTH and f"{family}/{name}" in self.found:
            styles.append(self.found[f"{family}/{name}"])
            name = styles[-1].parent
        default = self.found.get(f"{family}/")
        return [*styles, default] if default else styles

    def size(self, family: str, name: str) -> float:
        """Return the size that a style sets, 0 when it sets none."""
        return next((s.size for s in self.chain(family, name) if s.size is not None), 0)

    def centred(self, family: str, name: str) -> bool:
        """Say whether a style centres its paragraph."""
        return next((s.centred for s in self.chain(family, name) if s.centred is not None), False)

    def is_title(self, name: str) -> bool:
        """Say whether a paragraph's style is the title's, or rests on it."""
        return any(style.name.lower() in ("title", "标题") for style in self.chain("paragraph", name))


@dataclass
class Paragraph:
    """What stands in a paragraph, and the largest size that part of it is set in."""

    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[Element] = field(default_factory=list)
    size: float = 0

    def lines(self) -> list[str]:
        """Return the paragraph's lines that show anything."""
        return [line.strip() for line in "".join(self.text).split("\n") if line.strip()]


def opened(stream: BinaryIO) -> zipfile.ZipFile:
    """Open an OpenDocument.

    :raises Unreadable: if it is no whole zip, or has a password.
    """
    archive = open_zip(stream)
    manifest = ooxml.root(archive, "META-INF/manifest.xml")
    if manifest is not None and any(local(node) == "encryption-data" for node in manifest.iter()):
        raise Unreadable("encrypted", "文件加了打开密码；请在 WPS 或 LibreOffice 中去掉密码后另存")
    return archive


def properties(archive: zipfile.ZipFile) -> tuple[Properties, int | None]:
    """Return title, author and times, and the page count that the program wrote."""
    try:
        tree = ooxml.root(archive, "meta.xml")
    except Unreadable:
        tree = None
    if tree is None:
        return Properties(), None
    said = {local(node): (node.text or "").strip() or None for node in tree.iter()}
    counts = next((node for node in tree.iter() if local(node) == "document-statistic"), None)
    pages = whole(attribute(counts, "page-count")) if counts is not None else None
    author = said.get("initial-creator") or said.get("creator")
    days = [(said.get(name) or "")[:10] or None for name in ("creation-date", "date")]
    return known.properties(said.get("title"), author, *days), pages or None


def gather_styles(archive: zipfile.ZipFile, styles: Styles) -> None:
    """Learn the named styles of styles.xml, if there is one."""
    if "styles.xml" in archive.NameToInfo:
        for _, node in ooxml.events(archive, "styles.xml", ("style", "default-style")):
            styles.add(node)


def paragraph(node: Element, styles: Styles) -> Paragraph:
    """Return what a ``text:p`` or ``text:h`` holds; its boxes and footnotes stay elements."""
    into = Paragraph()
    _collect(node, into, styles)
    into.size = into.size or styles.size("paragraph", attribute(node, "style-name"))
    return into


def plain(node: Element) -> str:
    """Return the text of all paragraphs below ``node`` on one line, boxes and footnotes included."""
    return " ".join(text for child in below(node, ("p", "h")) if (text := plain_paragraph(child)))


def plain_paragraph(node: Element) -> str:
    """Return the text of one paragraph on one line, boxes and footnotes included."""
    if not len(node):
        return " ".join((node.text or "").split())
    into = paragraph(node, Styles())
    inside = (plain(part) for part in (*into.boxes, *into.notes))
    return " ".join(" ".join(("".join(into.text), *inside)).split())


def has_pictures(archive: zipfile.ZipFile) -> bool:
    """Say whether pictures or embedded objects stand in the document."""
    return any(name.startswith(("Pictures/", "Object ", "media/")) for name in archive.namelist())


def below(node: Element, names: tuple[str, ...]) -> Iterator[Element]:
    """Yield the elements called ``names`` below ``node``, but none inside another."""
    for child in node:
        if local(child) in names:
            yield child
        elif local(child) not in _OUTSIDE:
            yield from below(child, names)


def attribute(node: Element, name: str) -> str:
    """Return an attribute by its local name, empty if there is none."""
    ending = "}" + name
    for key, value in node.items():
        if key.endswith(ending) or key == name:
            return str(value)
    return ""


def _collect(node: Element, into: Paragraph, styles: Styles) -> None:
    """Add the text below ``node`` in document order."""
    into.text.append(_flat(node.text))
    for child in node:
        name = local(child)
        if name in ("s", "tab", "line-break"):
            into.text.append({"s": " ", "tab": "\t"}.get(name, "\n"))
        elif name in SHAPES:
            into.boxes.append(child)
        elif name == "note":
            into.notes.append(child)
        elif name and name not in _OUTSIDE:
            if name == "span" and "".join(child.itertext()).strip():
                into.size = max(into.size, styles.size("text", attribute(child, "style-name")))
            _collect(child, into, styles)
        into.text.append(_flat(child.tail))


def _flat(text: str | None) -> str:
    """Return text as OpenDocument means it: any run of blanks and line ends is one blank."""
    return re.sub(r"[ \t\r\n]+", " ", text) if text else ""


def _points(length: str) -> float | None:
    match = re.fullmatch(r"(\d{1,4}(?:\.\d{1,6})?)(pt|cm|mm|in)", length)
    per = {"pt": 1.0, "cm": 28.35, "mm": 2.835, "in": 72.0}
    return round(float(match[1]) * per[match[2]], 1) if match else None
