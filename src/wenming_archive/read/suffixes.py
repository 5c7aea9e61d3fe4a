"""Which file name endings a format may have; apart from the readers, which cost time to load."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from wenming_archive.model import Problem

#: File name endings that a format may rightly have.
_SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "docx": ("docx", "docm", "dotx", "dotm", "wps", "wpt", "doc"),
    "xlsx": ("xlsx", "xlsm", "xltx", "xltm", "et", "ett", "xls"),
    "jpg": ("jpg", "jpeg", "jpe", "jfif"),
    "tif": ("tif", "tiff"),
    "doc": ("doc", "wps", "dot", "wpt"),
    "docxml": ("xml", "doc", "wps"),
    "cfb": ("doc", "wps", "dot", "wpt", "xls", "et", "ppt", "dps"),
    "xls": ("xls", "et", "xlt", "ett"),
    "ppt": ("ppt", "dps", "pps", "pot", "dpt"),
    "pptx": ("pptx", "pptm", "ppsx", "ppsm", "potx", "potm", "dps", "ppt"),
    "odt": ("odt", "ott"),
    "ods": ("ods", "ots"),
    "odp": ("odp", "otp"),
    "html": ("html", "htm", "shtml"),
    "mht": ("mht", "mhtml"),
    "heic": ("heic", "heif", "avif", "hif"),
    "mp4": ("mp4", "m4v", "3gp", "3g2", "f4v"),
    "mov": ("mov", "qt"),
    "m4a": ("m4a", "m4b", "m4r"),
    "wmv": ("wmv", "wma", "asf"),
    "mkv": ("mkv", "webm", "mka"),
}
#: Endings that promise a format, so that another content is worth a word.
_PROMISES = frozenset(
    [
        "docx",
        "doc",
        "wps",
        "xlsx",
        "xls",
        "et",
        "xlsb",
        "pptx",
        "ppt",
        "dps",
        "odt",
        "ods",
        "odp",
        "pdf",
        "ofd",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "bmp",
        "tif",
        "tiff",
        "webp",
        "heic",
        "zip",
        "rar",
        "7z",
    ]
)


def suffix_problem(fmt: str, source: str) -> Problem | None:
    """Return a problem when the name promises another format than the content has."""
    suffix = PurePath(source).suffix.lstrip(".").lower()
    if suffix in _PROMISES and suffix not in right_suffixes(fmt) and fmt != "unknown":
        return Problem("wrong-suffix", f"扩展名是 .{suffix}，内容却是 {fmt}")
    return None


def right_suffixes(fmt: str) -> tuple[str, ...]:
    """Return the endings a file of format ``fmt`` may have, the usual one first."""
    return _SUFFIXES.get(fmt, (fmt,))
