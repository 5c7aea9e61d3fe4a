"""Optional parts that reading may use: which of them this machine has, found without loading any."""

from __future__ import annotations

import importlib.util
import shutil

#: Code of the problem of a content that an optional part would read; it is tried again once that is there.
MISSING = "extra-missing"
_LIBRARIES = ("py7zr", "rarfile", "pi_heif")
_PROGRAMS = ("unrar", "unar", "bsdtar", "7z", "7zz")


def present() -> str:
    """Return the names of the optional parts that are installed."""
    libraries = [name for name in _LIBRARIES if importlib.util.find_spec(name)]
    return " ".join([*libraries, *(name for name in _PROGRAMS if shutil.which(name))])
