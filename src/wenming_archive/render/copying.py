"""The pages of one PDF in another, with all that they draw on; pages of evidence get their numbers."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wenming_archive.render import stamp
from wenming_archive.render.sheaf import Sheaf, packed
from wenming_archive.render.stamp import Face

if TYPE_CHECKING:
    from pypdf import PdfReader

#: What of a page is copied; the rest is about the document that it comes from.
_KEPT = ("/Contents", "/UserUnit", "/Group")
_FONT = "ArchivePageNumber"


class Copying:
    """Copies pages of one PDF into a sheaf, with all that they draw on, each object once."""

    def __init__(self, sheaf: Sheaf, reader: PdfReader) -> None:
        self._sheaf, self._reader = sheaf, reader
        self._pages = list(reader.pages)
        #: The objects of the pages in the sheaf, in their order.
        self.numbers = [sheaf.reserve() for _ in self._pages]
        self._known: dict[int, int] = {}
        for page, number in zip(self._pages, self.numbers, strict=True):
            if page.indirect_reference is not None:
                self._known.setdefault(page.indirect_reference.idnum, number)
        self._waiting: deque[tuple[Any, int]] = deque()

    def page(self, n: int, number: int | None = None) -> None:
        """Add page ``n``, from 0, with what is on it; as a page of evidence with its ``number``."""
        page = self._pages[n]
        body = {name: page.raw_get(name) for name in _KEPT if name in page}
        body |= _boxes(page)
        body["/Resources"] = page.get("/Resources") or {}
        if number is None and "/Annots" in page:
            body["/Annots"] = page.raw_get("/Annots")
        if number is not None:
            self._stamp(body, page, number)
        inner = b"".join(_name(key) + b" " + self._written(value) for key, value in body.items())
        self._sheaf.write(self.numbers[n], b"<</Type/Page/Parent %d 0 R%b>>" % (self._sheaf.tree, inner))
        self._sheaf.bind(self.numbers[n])
        self.flush()

    def flush(self) -> None:
        """Write what the pages so far draw on."""
        while self._waiting:
            reference, number = self._waiting.popleft()
            self._sheaf.write(number, self._written(reference.get_object()))

    def _stamp(self, body: dict[str, Any], page: Any, number: int) -> None:
        resources = {**_plain(body["/Resources"])}
        fonts = {**_plain(resources.get("/Font"))}
        fonts[f"/{_FONT}"] = _Own(self._sheaf.font)
        resources["/Font"] = fonts
        body["/Resources"] = resources
        before = _Own(self._sheaf.stream("", b"q\n"))
        drawn = stamp.drawn(number, _face(page), _FONT)
        after = _Own(self._sheaf.stream("", b"\nQ\n" + drawn))
        body["/Contents"] = [before, *_streams(page), after]

    def _written(self, value: Any) -> bytes:
        """Return a value as it stands in a PDF; what it refers to is written later."""
        from pypdf.generic import IndirectObject, StreamObject

        if isinstance(value, _Own):
            return b"%d 0 R" % value.number
        if isinstance(value, IndirectObject):
            return b"%d 0 R" % self._number(value)
        if isinstance(value, StreamObject):
            head = {name: value.raw_get(name) for name in value if name != "/Length"}
            return packed(self._inside(head), value._data)
        if isinstance(value, Mapping):
            return b"<<" + self._inside({name: _raw(value, name) for name in value}) + b">>"
        if isinstance(value, list):
            return b"[" + b" ".join(self._written(one) for one in value) + b"]"
        if value is None:
            return b"null"
        out = io.BytesIO()
        value.write_to_stream(out)
        return out.getvalue()

    def _inside(self, values: Mapping[str, Any]) -> bytes:
        return b"".join(_name(name) + b" " + self._written(value) for name, value in values.items())

    def _number(self, reference: Any) -> int:
        known = self._known.get(reference.idnum)
        if known is None:
            known = self._known[reference.idnum] = self._sheaf.reserve()
            self._waiting.append((reference, known))
        return known


@dataclass(frozen=True, slots=True)
class _Own:
    """A reference to an object of the sheaf itself."""

    number: int


def _plain(value: Any) -> dict[str, Any]:
    """Return a dictionary's rows, its references kept; none of what is no dictionary."""
    value = value.get_object() if hasattr(value, "get_object") else value
    return {name: _raw(value, name) for name in value} if isinstance(value, Mapping) else {}


def _raw(value: Any, name: str) -> Any:
    return value.raw_get(name) if hasattr(value, "raw_get") else value[name]


def _streams(page: Any) -> list[Any]:
    """Return the parts of a page's drawing."""
    if "/Contents" not in page:
        return []
    value = page.raw_get("/Contents")
    real = value.get_object()
    return list(real) if isinstance(real, list) else [value]


def _boxes(page: Any) -> dict[str, Any]:
    """Return what tells how a page is seen, inherited or its own."""
    found: dict[str, Any] = {"/MediaBox": page.mediabox, "/CropBox": page.cropbox}
    turn = page.get("/Rotate")
    return found | ({"/Rotate": turn} if turn is not None else {})


def _face(page: Any) -> Face:
    seen, whole = page.cropbox, page.mediabox
    left, bottom = max(float(seen.left), float(whole.left)), max(float(seen.bottom), float(whole.bottom))
    right, top = min(float(seen.right), float(whole.right)), min(float(seen.top), float(whole.top))
    if right <= left or top <= bottom:
        left, bottom, right, top = map(float, (whole.left, whole.bottom, whole.right, whole.top))
    return Face(left, bottom, right, top, int(page.rotation) // 90 * 90 % 360)


def _name(name: str) -> bytes:
    from pypdf.generic import NameObject

    out = io.BytesIO()
    NameObject(name).write_to_stream(out)
    return out.getvalue()
