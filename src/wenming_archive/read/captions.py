"""What a picture's own data say that it shows: the words of a person, not of a camera."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wenming_archive.read import encoding

_DESCRIPTION, _COMMENT, _PROGRAM, _ARTIST = 270, 0x9286, 305, 315
#: Title, subject and comment as Windows writes them.
_WINDOWS = (0x9C9B, 0x9C9F, 0x9C9C)
_WINDOWS_AUTHOR = 0x9C9D
#: Caption and headline of IPTC, and who took the picture.
_PRESS, _BY = ((2, 120), (2, 105)), ((2, 80),)
_NOTES = ("Description", "Title", "Comment", "comment")
_LONGEST = 300
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOISE = re.compile(r"[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")


def of(
    image: Any, top: dict[int, Any], inner: dict[int, Any], damage: tuple[type[Exception], ...]
) -> str | None:
    """Return the caption of an opened picture with its EXIF data, ``None`` when nobody wrote one."""
    press = _press(image, damage, _PRESS) if image is not None else []
    notes = [image.info.get(name) for name in _NOTES] if image is not None else []
    values = (
        top.get(_DESCRIPTION),
        *press,
        *(_wide(top.get(tag)) for tag in _WINDOWS),
        _comment(inner.get(_COMMENT)),
        *notes,
    )
    return next(_persons(_text(value) for value in values), None)


def artist(image: Any, top: dict[int, Any], damage: tuple[type[Exception], ...]) -> str | None:
    """Return who took an opened picture, as its EXIF data say; ``None`` when nobody wrote that."""
    press = _press(image, damage, _BY) if image is not None else []
    values = (top.get(_ARTIST), _wide(top.get(_WINDOWS_AUTHOR)), *press)
    return next(_persons(_text(value) for value in values), None)


def remarks(image: Any, top: dict[int, Any], inner: dict[int, Any]) -> str:
    """Return what the picture's data say beside the caption: the program that made it, and its remarks."""
    comments = _comment(inner.get(_COMMENT)), image.info.get("comment")
    values = (top.get(_PROGRAM), top.get(_DESCRIPTION), *comments)
    return " ".join(text for text in dict.fromkeys(map(_text, values)) if text)


def _persons(texts: Iterator[str]) -> Iterator[str]:
    """Yield what is Chinese: OLYMPUS DIGITAL CAMERA, oznor and settings in JSON are a machine's."""
    for text in texts:
        clean = " ".join(text.split())
        if len(_HAN.findall(clean)) > 1 and not _NOISE.search(clean) and not clean.startswith(("{", "<")):
            yield clean[:_LONGEST]


def _text(value: object) -> str:
    if isinstance(value, str):
        try:
            # Pillow reads EXIF's ASCII as Latin-1; cameras and editors store GBK or UTF-8 there.
            value = value.encode("latin-1")
        except UnicodeEncodeError:
            return str(value).strip("\0 ")
    if isinstance(value, bytes) and value.strip(b"\0 "):
        return encoding.decode(value.strip(b"\0 "))
    return ""


def _wide(value: object) -> str:
    data = bytes(value) if isinstance(value, tuple) and all(map(_is_byte, value)) else value
    return data.decode("utf-16-le", "replace").strip("\0 ") if isinstance(data, bytes) else ""


def _is_byte(value: object) -> bool:
    return isinstance(value, int) and 0 <= value < 256


def _comment(value: object) -> object:
    """Return EXIF's UserComment, whose first eight bytes say its encoding."""
    if not isinstance(value, bytes):
        return value
    mark, words = value[:8], value[8:]
    if mark.startswith(b"UNICODE"):
        readings = [words.decode(name, "replace") for name in ("utf-16-le", "utf-16-be")]
        return max(readings, key=lambda text: len(_HAN.findall(text)) + text.isascii() * len(text))
    return words if mark.startswith((b"ASCII", b"JIS", b"\0\0")) else value


def _press(
    image: Any, damage: tuple[type[Exception], ...], keys: tuple[tuple[int, int], ...]
) -> list[object]:
    from PIL import IptcImagePlugin

    try:
        found = IptcImagePlugin.getiptcinfo(image) or {}
    except damage:
        return []
    return [found.get(key) for key in keys]
