"""Spreadsheets as wide as the page: without a print setting of their own, their columns stay together."""

from __future__ import annotations

import re
from typing import BinaryIO

from wenming_archive.render import zipped

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
#: What says that somebody has thought of printing.
_OWN = re.compile(
    rb'<pageSetUpPr\b[^>]*\bfitToPage="(?:1|true)"|<pageSetup\b[^>]*\b(?:scale|fitToWidth|fitToHeight)="(?!100")'
)
_OPENING = re.compile(rb"<worksheet\b[^>]*>")
_PROPERTIES = re.compile(rb"<sheetPr\b([^>]*?)(/?)>")
_PLAIN = re.compile(rb"<pageSetUpPr\b[^>]*/>")
_SETUP = re.compile(rb"<pageSetup\b")
_FIT = b'fitToWidth="1" fitToHeight="0"'
_COLUMN = re.compile(rb"<col\b[^>]*>")
_LAST = re.compile(rb'<dimension ref="(?:[A-Z]+\d+:)?([A-Z]+)\d+"')
#: How wide a column is that nobody has drawn, and what can still be read on an upright page, in characters.
_USUAL, _UPRIGHT = 9.0, 130.0


def fitted(stream: BinaryIO) -> BinaryIO:
    """Return an .xlsx whose sheets print all their columns on one page; the same if it cannot be opened."""
    return zipped.changed(stream, _SHEET, sheet)


def sheet(data: bytes) -> bytes:
    """Return the XML of a sheet that prints as wide as the page, unless it says how it is to be printed."""
    opening = _OPENING.search(data)
    if _OWN.search(data) or not opening or not data.rstrip().endswith(b"</worksheet>"):
        return data
    setup = _FIT
    if b"orientation=" not in data and _width(data) > _UPRIGHT:
        setup += b' orientation="landscape"'
    if _SETUP.search(data):
        data = _SETUP.sub(b"<pageSetup " + setup, data, count=1)
    else:
        data = data.rstrip().removesuffix(b"</worksheet>") + b"<pageSetup " + setup + b"/></worksheet>"
    data = _PLAIN.sub(b"", data, count=1)
    own = _PROPERTIES.search(data)
    fit = b'<pageSetUpPr fitToPage="1"/>'
    if not own:
        return data[: opening.end()] + b"<sheetPr>" + fit + b"</sheetPr>" + data[opening.end() :]
    if own[2]:
        return data[: own.start()] + b"<sheetPr" + own[1] + b">" + fit + b"</sheetPr>" + data[own.end() :]
    closing = data.index(b"</sheetPr>", own.end())
    return data[:closing] + fit + data[closing:]


def _width(data: bytes) -> float:
    """Return about how many characters wide a sheet is."""
    found = _LAST.search(data)
    last = _number(found[1]) if found else 0
    drawn, wide = 0, 0.0
    for column in _COLUMN.findall(data):
        first, end, width = (_value(column, name) for name in (b"min", b"max", b"width"))
        count = min(end, last) - first + 1
        if count > 0:
            drawn, wide = drawn + int(count), wide + count * (width or _USUAL)
    return wide + max(0, last - drawn) * _USUAL


def _number(letters: bytes) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + letter - 64
    return value


def _value(tag: bytes, name: bytes) -> float:
    found = re.search(rb"\b" + name + rb'="(\d+(?:\.\d+)?)"', tag)
    return float(found[1]) if found else 0.0
