"""Paths in a bag: how manifests write them, and which would lead out of it."""

from __future__ import annotations

import re
import unicodedata

PAYLOAD = "data/"
_DRIVE = re.compile(r"^[A-Za-z]:")
#: What RFC 8493 (2.1.3) has percent-encoded in a path, and nothing else.
_ENCODED = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_DECODED = {code: sign for sign, code in _ENCODED.items()}
_CODES = re.compile("%(25|0D|0A)", re.IGNORECASE)
_BREAKS = re.compile("%(0D|0A)", re.IGNORECASE)
#: What systems leave behind in any folder they show; never evidence.
_LITTER = re.compile(r"(\.DS_Store|Thumbs\.db|desktop\.ini|\._.*)", re.IGNORECASE)


def encoded(path: str) -> str:
    """Return ``path`` as a manifest writes it."""
    return re.sub("[%\r\n]", lambda sign: _ENCODED[sign[0]], path)


def meant(text: str, version: str) -> tuple[str, ...]:
    """Return the paths that ``text`` of a manifest may mean, the most likely first.

    Before 1.0 the percent sign itself was not encoded, and some programs have not learnt it since.
    """
    whole, breaks = _decoded(_CODES, text), _decoded(_BREAKS, text)
    wanted = (whole, breaks, text) if version == "1.0" else (breaks, text, whole)
    return tuple(dict.fromkeys(wanted))


def nfc(path: str) -> str:
    """Return ``path`` in the Unicode form in which two spellings of one name are equal."""
    return unicodedata.normalize("NFC", path)


def leads_out(path: str) -> bool:
    """Say whether a path may lead out of the bag on any system: absolute, ``..``, ``~``, a drive."""
    parts = path.replace("\\", "/").split("/")
    return path.startswith(("/", "\\", "~")) or bool(_DRIVE.match(path)) or ".." in parts or "\0" in path


def plain(path: str) -> str:
    """Return ``path`` without ``.`` and empty parts."""
    return "/".join(part for part in path.split("/") if part not in ("", "."))


def litter(path: str) -> bool:
    """Say whether a file is one that systems leave behind in folders they show."""
    return bool(_LITTER.fullmatch(path.rsplit("/", 1)[-1]))


def _decoded(codes: re.Pattern[str], text: str) -> str:
    return codes.sub(lambda code: _DECODED[code[0].upper()], text)
