"""Families of formats, as the readers name them: what a format lets one expect of its content."""

from __future__ import annotations

#: Pictures as a whole; what they show may be a page.
PICTURES = frozenset(("jpg", "png", "gif", "bmp", "tif", "webp", "heic"))
#: Sound and film.
RECORDINGS = frozenset(
    ("mp4", "mov", "avi", "wmv", "flv", "mkv", "3gp", "mpg", "mp3", "wav", "m4a", "aac", "amr", "ogg", "wma")
)
SHEETS = frozenset(("xlsx", "xls", "ods", "csv"))
SLIDES = frozenset(("pptx", "ppt", "odp"))
MAILS = frozenset(("eml", "msg"))
WEB_PAGES = frozenset(("html", "mht"))
#: Documents of fixed layout, whose pages may be scans.
PAGED = frozenset(("pdf", "ofd"))
