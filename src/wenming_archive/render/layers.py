"""The layers of a PDF: those that are not to be seen stay unseen where its pages are bound in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PdfReader

#: When the state of layers is found anew, and by what.
_EVENTS = ("/View", "/Print", "/Export")


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers of what was copied by their objects: all, the hidden, and those that an event changes."""

    every: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    changing: tuple[tuple[str, tuple[int, ...]], ...] = ()


def of(reader: PdfReader, known: Mapping[int, int]) -> Layers:
    """Return the layers of a PDF that were copied; ``known`` gives the new object of each old one."""
    root = _rows(reader.trailer.get("/Root"))
    said = _rows(root.get("/OCProperties"))
    usual = _rows(said.get("/D"))
    every = _mapped(said.get("/OCGs"), known)
    off = set(every) - {*_mapped(usual.get("/ON"), known)} if usual.get("/BaseState") == "/OFF" else set()
    off |= {*_mapped(usual.get("/OFF"), known)}
    return Layers(every, tuple(one for one in every if one in off), tuple(_changing(usual, known)))


def written(found: Sequence[Layers]) -> bytes:
    """Return what the catalogue of a PDF says of its layers; nothing if there are none."""
    every = [one for layers in found for one in layers.every]
    if not every:
        return b""
    off = [one for layers in found for one in layers.hidden]
    events = b"".join(
        b"<</Event%b/Category[%b]/OCGs%b>>" % (event.encode(), event.encode(), _list(objects))
        for layers in found
        for event, objects in layers.changing
    )
    return b"/OCProperties<</OCGs%b/D<</OFF%b/AS[%b]>>>>" % (_list(every), _list(off), events)


def _changing(usual: Mapping[str, Any], known: Mapping[int, int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for row in _items(usual.get("/AS")):
        one = _rows(row)
        objects = _mapped(one.get("/OCGs"), known)
        if objects and (event := str(one.get("/Event"))) in _EVENTS:
            yield event, objects


def _mapped(value: Any, known: Mapping[int, int]) -> tuple[int, ...]:
    numbers = (getattr(one, "idnum", 0) for one in _items(value))
    return tuple(known[one] for one in numbers if one in known)


def _items(value: Any) -> list[Any]:
    value = value.get_object() if hasattr(value, "get_object") else value
    return list(value) if isinstance(value, list) else []


def _rows(value: Any) -> Mapping[str, Any]:
    value = value.get_object() if hasattr(value, "get_object") else value
    return value if isinstance(value, Mapping) else {}


def _list(objects: Sequence[int]) -> bytes:
    return b"[%b]" % b" ".join(b"%d 0 R" % one for one in objects)
