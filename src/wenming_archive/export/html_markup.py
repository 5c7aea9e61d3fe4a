"""HTML made of values: whatever is not HTML already is text, and stays text."""

from __future__ import annotations

import html
from collections.abc import Iterable

from wenming_archive.text import unseen

#: Elements that hold nothing and have no end.
_EMPTY = frozenset(("img", "input", "meta", "br"))


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def el(name: str, /, *children: str, **attributes: str | int | bool) -> Html:
    """Return an element; a child that is no ``Html`` is text.

    ``class_`` is written ``class``, ``data_k`` is ``data-k``; of ``False`` nothing is written, of ``True``
    the bare name.
    """
    head = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Html(head if name in _EMPTY else f"{head}{join(children)}</{name}>")


def join(parts: Iterable[str]) -> Html:
    """Return parts one after the other."""
    return Html("".join(part if isinstance(part, Html) else text(part) for part in parts))


def text(foreign: str) -> Html:
    """Return foreign text as text: no sign in it is HTML, hides, or turns the writing round."""
    return Html(html.escape(unseen.visible(foreign).replace("\n", " ").replace("\t", " ")))


def _attribute(key: str, value: str | int | bool) -> str:
    if value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(str(value))}"'
