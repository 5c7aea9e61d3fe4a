"""The pages of one PDF in another, with all that they draw on; pages of evidence get their numbers."""

from __future__ import annotations

import io
import struct
import zlib
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wenming_archive.render import layers, stamp
from wenming_archive.render.sheaf import Sheaf, packed
from wenming_archive.render.stamp import Face

if TYPE_CHECKING:
    from pypdf import PdfReader

#: What of a page is copied; the rest is about the document that it comes from.
_KEPT = ("/Contents", "/UserUnit", "/Group")
#: How a stream is packed.
_CODED = ("/Filter", "/DecodeParms")
_FONT, _FORM = "ArchivePageNumber", "ArchivePage"
#: The page of a PDF that does not say its size.
_UNSAID = (0.0, 0.0, 612.0, 792.0)

#: What pypdf may raise on damage.
DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


class Copying:
    """Copies pages of one PDF into a sheaf, with all that they draw on, each object once."""

    def __init__(self, sheaf: Sheaf, reader: PdfReader) -> None:
        self._sheaf, self._reader = sheaf, reader
        self._pages = list(reader.pages)
        ids = ((page.indirect_reference, n) for n, page in enumerate(self._pages))
        self._ids = {reference.idnum: n for reference, n in ids if reference is not None}
        self._places: dict[int, int] = {}
        self._known: dict[int, int] = {}
        self._waiting: deque[tuple[Any, int]] = deque()

    def __len__(self) -> int:
        """Return how many pages there are to copy."""
        return len(self._pages)

    def at(self, n: int) -> int:
        """Return the object of page ``n``, from 0, where links lead; it may be added later, or never."""
        if n not in self._places:
            self._places[n] = self._sheaf.reserve()
        return self._places[n]

    def page(self, n: int, number: int | None = None) -> int:
        """Add page ``n``, from 0, with what is on it, and return its object.

        As a page of evidence it gets its ``number``, and may be added as often as is wanted.
        """
        page, face = self._pages[n], _face(self._pages[n])
        body = {name: page.raw_get(name) for name in _KEPT if name in page} | _boxes(page, face)
        body["/Resources"] = page.raw_get("/Resources") if "/Resources" in page else {}
        if number is None and "/Annots" in page:
            body["/Annots"] = page.raw_get("/Annots")
        if number is not None:
            self._stamp(body, page, stamp.drawn(number, face, _FONT))
        inner = b"".join(_name(key) + b" " + self._written(value) for key, value in body.items())
        place = self.at(n) if number is None else self._sheaf.reserve()
        self._sheaf.write(place, b"<</Type/Page/Parent %d 0 R%b>>" % (self._sheaf.tree, inner))
        self._sheaf.bind(place)
        self.flush()
        return place

    def end(self) -> None:
        """Tell the sheaf of the layers of what was copied, and which of them are not to be seen."""
        self._sheaf.layers.append(layers.of(self._reader, self._known))

    def flush(self) -> None:
        """Write what the pages so far draw on."""
        while self._waiting:
            reference, number = self._waiting.popleft()
            self._sheaf.write(number, self._written(self._taken(reference)))

    def _taken(self, reference: Any) -> Any:
        """Return what is referred to; a stream is not kept: it is wanted once, and may be large."""
        from pypdf.generic import IndirectObject, StreamObject

        found = reference.get_object()
        if isinstance(reference, IndirectObject) and isinstance(found, StreamObject):
            self._reader.resolved_objects.pop((reference.generation, reference.idnum), None)
        return found

    def _stamp(self, body: dict[str, Any], page: Any, drawn: bytes) -> None:
        """Put ``drawn`` over what is on a page, whatever state that leaves behind."""
        fonts = {f"/{_FONT}": _Own(self._sheaf.font)}
        form = self._form(body, page)
        if form:
            body["/Resources"] = {"/XObject": {f"/{_FORM}": _Own(form)}, "/Font": fonts}
            body["/Contents"] = _Own(self._sheaf.stream("", f"/{_FORM} Do\n".encode() + drawn))
            return
        resources = _plain(body["/Resources"])
        body["/Resources"] = {**resources, "/Font": _plain(resources.get("/Font")) | fonts}
        before, after = self._sheaf.stream("", b"q\n"), self._sheaf.stream("", b"\nQ\n" + drawn)
        body["/Contents"] = [_Own(before), *_streams(page), _Own(after)]

    def _form(self, body: Mapping[str, Any], page: Any) -> int | None:
        """Return what is on a page as one picture: its state ends with it; ``None`` if it cannot be read."""
        from pypdf.errors import PyPdfError

        parts = [part for one in _streams(page) if hasattr(part := self._taken(one), "get_data")]
        head: dict[str, Any] = {"/BBox": body["/MediaBox"], "/Resources": body["/Resources"]}
        try:
            if len(parts) == 1:
                head |= {name: parts[0].raw_get(name) for name in _CODED if name in parts[0]}
                data = parts[0]._data
            else:
                data = b"\n".join(part.get_data() for part in parts)
        except (PyPdfError, *DAMAGE):
            return None
        return self._sheaf.stream(b"/Type/XObject/Subtype/Form" + self._inside(head), data)

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
        if reference.idnum in self._ids:
            return self.at(self._ids[reference.idnum])
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


def _boxes(page: Any, face: Face) -> dict[str, Any]:
    """Return what tells how a page is seen: corners in their order, turned by quarters, as it is read."""
    from pypdf.generic import NumberObject, RectangleObject

    seen = (face.left, face.bottom, face.right, face.top)
    found = {"/MediaBox": RectangleObject(_corners(page.mediabox)), "/CropBox": RectangleObject(seen)}
    return found | ({"/Rotate": NumberObject(face.turn)} if face.turn else {})


def _face(page: Any) -> Face:
    whole, seen = _corners(page.mediabox), _corners(page.cropbox)
    both = (*map(max, whole[:2], seen[:2]), *map(min, whole[2:], seen[2:]))
    left, bottom, right, top = whole if both[2] <= both[0] or both[3] <= both[1] else both
    return Face(left, bottom, right, top, int(page.rotation) // 90 * 90 % 360)


def _corners(box: Any) -> tuple[float, float, float, float]:
    """Return a box from its lower left corner to its upper right one; of none, what programs take for it."""
    across, up = sorted((float(box[0]), float(box[2]))), sorted((float(box[1]), float(box[3])))
    if across[0] == across[1] or up[0] == up[1]:
        return _UNSAID
    return across[0], up[0], across[1], up[1]


def _name(name: str) -> bytes:
    from pypdf.generic import NameObject

    out = io.BytesIO()
    NameObject(name).write_to_stream(out)
    return out.getvalue()
