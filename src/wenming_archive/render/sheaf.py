"""A PDF that is written object by object: none of them stays in memory."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import BinaryIO

from wenming_archive.render import layers
from wenming_archive.render.layers import Layers

_A4 = (595.28, 841.89)


@dataclass
class Entry:
    """A line of the outline: its words, the object of its page, how high on it, and what is below."""

    title: str
    page: int
    top: float | None = None
    below: list[Entry] = field(default_factory=list)


class Sheaf:
    """The PDF that is being written to a stream."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._at = stream, 0
        self._places: dict[int, int] = {}
        self._last = 0
        self._digest = hashlib.md5(usedforsecurity=False)
        self._pages: list[int] = []
        #: The layers of what is bound in.
        self.layers: list[Layers] = []
        self._put(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self.root, self.tree, self._font = self.reserve(), self.reserve(), self.reserve()
        self.write(self._font, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")

    def __len__(self) -> int:
        """Return how many pages there are."""
        return len(self._pages)

    @property
    def font(self) -> int:
        """The object of the font of page numbers."""
        return self._font

    def reserve(self) -> int:
        """Return the number of an object that is written later."""
        self._last += 1
        return self._last

    def write(self, number: int, body: bytes) -> None:
        """Write the object with that number."""
        self._places[number] = self._at
        self._put(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def stream(self, head: str | bytes, data: bytes) -> int:
        """Write a stream with what ``head`` says of it, and return its number."""
        number = self.reserve()
        self.write(number, packed(head, data))
        return number

    def bind(self, page: int) -> None:
        """Make an object, written or not yet, the next page."""
        self._pages.append(page)

    def blank(self) -> int:
        """Add an empty page, and return its number."""
        page = self.reserve()
        self.write(page, self._leaf(b""))
        self.bind(page)
        return page

    def picture(self, jpeg: bytes, pixels: tuple[int, int], place: tuple[float, float, float, float]) -> None:
        """Add a page of A4 with a JPEG in sRGB at a place: left, bottom, width, height in points."""
        head = (
            f"/Type/XObject/Subtype/Image/Width {pixels[0]}/Height {pixels[1]}"
            "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
        )
        image = self.stream(head, jpeg)
        left, bottom, wide, high = place
        drawing = f"q {wide:.2f} 0 0 {high:.2f} {left:.2f} {bottom:.2f} cm /Im0 Do Q".encode()
        contents = self.stream("", drawing)
        page = self.reserve()
        self.write(
            page, self._leaf(b"/Resources<</XObject<</Im0 %d 0 R>>>>/Contents %d 0 R" % (image, contents))
        )
        self.bind(page)

    def _leaf(self, more: bytes) -> bytes:
        box = b"[0 0 %.2f %.2f]" % _A4
        return b"<</Type/Page/Parent %d 0 R/MediaBox%b%b>>" % (self.tree, box, more)

    def finish(
        self, title: str, outline: Sequence[Entry] = (), bookmarks: Mapping[str, Entry] = MappingProxyType({})
    ) -> None:
        """Write what holds the pages together, with the bookmarks by name; nothing can be added then."""
        kids = b" ".join(b"%d 0 R" % page for page in self._pages)
        self.write(self.tree, b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(self._pages), kids))
        catalog = b"/Lang(zh-CN)" + layers.written(self.layers)
        if bookmarks:
            rows = b"".join(_name(name) + _place(mark) for name, mark in bookmarks.items())
            catalog += b"/Dests<<%b>>" % rows
        if outline:
            catalog += b"/PageMode/UseOutlines/Outlines %d 0 R" % self._outline(outline)
        self.write(self.root, b"<</Type/Catalog/Pages %d 0 R%b>>" % (self.tree, catalog))
        info = self.reserve()
        self.write(info, b"<</Title %b/Producer(wenming-archive)>>" % _text(title))
        self._end(info)

    def _outline(self, entries: Sequence[Entry]) -> int:
        root = self.reserve()
        numbers = [self.reserve() for _ in entries]
        self._branch(entries, numbers, root)
        ends = b"/First %d 0 R/Last %d 0 R/Count %d" % (numbers[0], numbers[-1], len(numbers))
        self.write(root, b"<</Type/Outlines%b>>" % ends)
        return root

    def _branch(self, entries: Sequence[Entry], numbers: Sequence[int], parent: int) -> None:
        for n, (entry, number) in enumerate(zip(entries, numbers, strict=True)):
            below = [self.reserve() for _ in entry.below]
            body = b"/Title %b/Parent %d 0 R/Dest%b" % (_text(entry.title), parent, _place(entry))
            body += b"/Prev %d 0 R" % numbers[n - 1] if n else b""
            body += b"/Next %d 0 R" % numbers[n + 1] if n + 1 < len(numbers) else b""
            if below:  # closed: its lines are not counted as seen
                body += b"/First %d 0 R/Last %d 0 R/Count -%d" % (below[0], below[-1], len(below))
            self.write(number, b"<<%b>>" % body)
            self._branch(entry.below, below, number)

    def _end(self, info: int) -> None:
        for number in range(1, self._last + 1):
            if number not in self._places:  # what leads there leads nowhere
                self.write(number, b"null")
        start, mark = self._at, self._digest.hexdigest().encode()
        rows = [b"%010d 00000 n \n" % self._places[n] for n in range(1, self._last + 1)]
        self._put(b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(rows) + 1, b"".join(rows)))
        trailer = b"/Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (
            *(len(rows) + 1, self.root, info),
            *(mark, mark),
        )
        self._put(b"trailer\n<<%b>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, start))

    def _put(self, data: bytes) -> None:
        self._stream.write(data)
        self._digest.update(data)
        self._at += len(data)


def packed(head: str | bytes, data: bytes) -> bytes:
    """Return a stream with its dictionary, of which ``head`` says all but the length."""
    said = head.encode() if isinstance(head, str) else head
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (said, len(data), data)


def _place(entry: Entry) -> bytes:
    top = b"null" if entry.top is None else b"%.2f" % entry.top
    return b"[%d 0 R/XYZ null %b null]" % (entry.page, top)


def _name(name: str) -> bytes:
    """Return a name of a PDF; all but plain letters and digits by their codes."""
    plain = (bytes([c]) if chr(c).isalnum() and c < 128 else b"#%02X" % c for c in name.encode())
    return b"/" + b"".join(plain)


def _text(text: str) -> bytes:
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().encode() + b">"
