"""The parts of an OFD package (GB/T 33190): its documents, their pages, and where their pictures are."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite

from wenming_archive.read import ooxml
from wenming_archive.read.limits import Unreadable, broken
from wenming_archive.read.ooxml import Element, local

#: Bytes of one page's XML; a page full of text has a few hundred thousand.
_MAX_PAGE = 20_000_000
#: Bytes of all parts read.
_MAX_TREES = 200_000_000
#: Bytes of one picture.
_MAX_IMAGE = 60_000_000
A4 = 210.0
#: What a package under GM/T 0099 has besides its parts.
_LOCKS = ("encryptions.xml", "decryptseed.dat", "entriesmap.dat")


def locked() -> Unreadable:
    """Return the refusal of an encrypted package."""
    return Unreadable("encrypted", "OFD 文件加了密；请用 OFD 阅读器解密后另存")


class Package:
    """The parts of an OFD; their names are told apart without regard to case."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = {_plain(name): name for name in archive.namelist()}
        #: Bytes that may yet be read: many pages may stand in one part.
        self.room = _MAX_TREES
        self.locked = any(posixpath.basename(name) in _LOCKS for name in self.names)

    def tree(self, path: str) -> Element | None:
        """Return the root of a part, or ``None`` when it is missing."""
        name = self.names.get(_plain(path))
        if name is None:
            return None
        size = self.archive.getinfo(name).file_size
        self.room -= size
        if size > _MAX_PAGE or self.room < 0:
            raise Unreadable("too-large", "OFD 里的一页大得不合常理，没有读取")
        return ooxml.root(self.archive, name)

    def quiet(self, path: str) -> Element | None:
        """Return the root of a part, or ``None`` when it is missing or damaged."""
        try:
            return self.tree(path)
        except Unreadable:
            return None


@dataclass
class Document:
    """One document of the file."""

    folder: str
    tree: Element
    width: float
    #: Where the template pages are, by their ID.
    templates: dict[str, str]
    #: Templates whose text has been given.
    shown: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Page:
    """Where a page's part is, and what other parts call the page."""

    document: Document
    path: str
    id: str


def entry_of(package: Package) -> Element:
    """Return OFD.xml.

    :raises Unreadable: if it is missing, damaged or locked.
    """
    try:
        entry = package.tree("OFD.xml")
    except Unreadable:
        if package.locked:
            raise locked() from None
        raise
    if entry is None:
        raise locked() if package.locked else broken("OFD ")
    return entry


def pages_of(package: Package, entry: Element) -> Iterator[Page]:
    """Yield the pages of all documents in the file, in order."""
    for root in entry.iter("{*}DocRoot"):
        path = (root.text or "").strip()
        tree = package.quiet(path)
        if tree is None:
            continue
        folder = posixpath.dirname(path)
        templates = {
            node.get("ID", ""): joined(folder, node.get("BaseLoc", ""))
            for node in tree.iter("{*}TemplatePage")
        }
        document = Document(folder, tree, width_of(tree) or A4, templates)
        for node in tree.iterfind("{*}Pages/{*}Page"):
            yield Page(document, joined(folder, node.get("BaseLoc", "")), node.get("ID", ""))


def media_of(package: Package, page: Page, tree: Element) -> dict[str, str]:
    """Return where the picture files are, by resource ID."""
    folder = page.document.folder
    lists = [
        joined(folder, (n.text or "").strip())
        for n in page.document.tree.iterfind("{*}CommonData/*")
        if local(n).endswith("Res")
    ]
    lists += [
        joined(posixpath.dirname(page.path), (n.text or "").strip()) for n in tree.iterfind("{*}PageRes")
    ]
    found: dict[str, str] = {}
    for path in lists:
        resources = package.quiet(path)
        if resources is not None:
            base = joined(posixpath.dirname(path), resources.get("BaseLoc", ""))
            for node in resources.iter("{*}MultiMedia"):
                found[node.get("ID", "")] = joined(base, first(node, "MediaFile"))
    return found


def file_bytes(package: Package, path: str) -> bytes | None:
    """Return a part that is no XML, or ``None`` when it is missing, damaged or too large."""
    name = package.names.get(_plain(path))
    if name is None or package.archive.getinfo(name).file_size > _MAX_IMAGE:
        return None
    try:
        return package.archive.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return None


def width_of(tree: Element) -> float:
    """Return how wide the page is that ``tree`` (a document or a page) speaks of; 0 when it is silent."""
    box = tree.find(".//{*}PhysicalBox")
    return max((numbers(box.text if box is not None else None) + [0.0] * 3)[2], 0.0)


def numbers(text: str | None) -> list[float]:
    """Return the first numbers of a list; what is none, or beyond reason, counts as 0."""
    found = []
    for word in (text or "").split()[:8]:
        try:
            number = float(word)
        except ValueError:
            number = 0.0
        found.append(number if isfinite(number) and abs(number) < 1e6 else 0.0)
    return found


def first(node: Element, name: str) -> str:
    """Return the text of the first child called ``name``, empty if there is none."""
    return (node.findtext(f"{{*}}{name}") or "").strip()


def joined(folder: str, path: str) -> str:
    """Return a path as seen from ``folder``; one that begins with ``/`` is seen from the top."""
    return path if path.startswith("/") else posixpath.join(folder, path)


def _plain(path: str) -> str:
    return posixpath.normpath(path.replace("\\", "/").lstrip("/")).lower()
