"""Say what a file is by its content; the name only decides between kinds of plain text."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import BinaryIO

from wenming_archive.read.cfb import open_compound
from wenming_archive.read.limits import Unreadable

#: How much of the start is looked at.
HEAD = 4096
_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "pdf"),
    (0, b"\xff\xd8\xff", "jpg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"GIF8", "gif"),
    (0, b"BM", "bmp"),
    (0, b"II*\0", "tif"),
    (0, b"MM\0*", "tif"),
    (8, b"WEBP", "webp"),
    (4, b"ftyphei", "heic"),
    (4, b"ftyphev", "heic"),
    (4, b"ftypmif1", "heic"),
    (4, b"ftypmsf1", "heic"),
    (4, b"ftypavi", "heic"),
    (4, b"ftypqt", "mov"),
    (4, b"ftypM4A", "m4a"),
    (4, b"ftypM4B", "m4a"),
    (4, b"moov", "mov"),
    (4, b"mdat", "mov"),
    (4, b"wide", "mov"),
    (0, b"\x1aE\xdf\xa3", "mkv"),
    (4, b"ftyp", "mp4"),
    (8, b"AVI ", "avi"),
    (8, b"WAVE", "wav"),
    (0, b"ID3", "mp3"),
    (0, b"\xff\xfb", "mp3"),
    (0, b"\xff\xf3", "mp3"),
    (0, b"\xff\xfa", "mp3"),
    (0, b"\xff\xf2", "mp3"),
    (0, b"0&\xb2u\x8ef\xcf\x11", "wmv"),
    (0, b"FLV\x01", "flv"),
    (0, b"#!AMR", "amr"),
    (0, b"{\\rtf", "rtf"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"\x1f\x8b", "gz"),
    (0, b"MZ", "exe"),
    (0, b"SQLite format 3", "sqlite"),
    # A bare workbook stream, as some reporting systems write it (BIFF8, 5, 4, 3, 2).
    (0, b"\x09\x08\x10\0\0\x06\x05\0", "xls"),
    (0, b"\x09\x08\x08\0\0\x05\x05\0", "xls"),
    (0, b"\x09\x04\x06\0", "xls"),
    (0, b"\x09\x02\x06\0", "xls"),
    (0, b"\x09\0\x04\0", "xls"),
)
#: Magic that is a few letters, as words may begin; only a zero byte near the start confirms it.
_SHORT = frozenset(["bmp", "exe", "mov"])
#: The part of a zip that tells an office format.
_PARTS = (
    (re.compile(r"word/document\d*\.xml"), "docx"),
    (re.compile(r"xl/workbook\.xml"), "xlsx"),
    (re.compile(r"xl/workbook\.bin"), "xlsb"),
    (re.compile(r"ppt/presentation\.xml"), "pptx"),
    (re.compile(r"ofd\.xml"), "ofd"),
)
_ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/vnd.oasis.opendocument.text-template": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet-template": "ods",
    b"application/vnd.oasis.opendocument.presentation-template": "odp",
}
#: Streams of a compound file (CFB) that tell an old office format, as UTF-16 names.
_STREAMS = (
    ("__properties_version1.0", "msg"),
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("PowerPoint Document", "ppt"),  # before the next, which slides may well speak of
    ("Workbook", "xls"),
    ("Book", "xls"),
)
_TEXT_NAMES = {"csv": "csv", "tsv": "csv", "md": "md", "markdown": "md"}
#: How markup begins; office systems export a bare <table> as .xls.
_MARKUP = (
    (re.compile(rb"<(!doctype html|html|head|meta|body|table|style|div)\b"), "html"),
    (re.compile(rb"(<\?xml\b[^>]*>\s*(<!--.*?-->\s*)?)?(<!doctype html|<html\b)", re.DOTALL), "html"),
    (re.compile(rb"(<\?xml\b.{0,1500}?)?<(w:worddocument|pkg:package)\b", re.DOTALL), "docxml"),
    (re.compile(rb"<\?xml\b"), "xml"),
)
#: The headers of a mail or a web archive, and those that only what was sent has.
_HEADERS = re.compile(rb"([!-9;-~]+:[^\n]*(\n[ \t][^\n]*)*(\n|$))+")
_SENT = frozenset(b"to cc bcc received delivered-to return-path message-id x-sender".split())
_WRITTEN = frozenset([b"from", b"subject", b"date", b"sender"])

#: What a mail is made of and a saved page is not.
_LETTER = re.compile(rb"^content-type:\s*(multipart/(mixed|alternative|report|signed)|text/)", re.MULTILINE)

_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])


def sniff(stream: BinaryIO, suffix: str) -> str:
    """Return the format of ``stream``: ``docx``, ``jpg``, ``txt`` …, ``empty`` or ``unknown``.

    ``broken-zip`` is a zip that cannot be opened; ``encrypted`` an Office file with a password.
    """
    head = stream.read(HEAD)
    if not head:
        return "empty"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(stream)
    if head.startswith(_CFB):
        return _compound(stream)
    known = next((name for at, magic, name in _MAGIC if head[at : at + len(magic)] == magic), None)
    if known and (known not in _SHORT or b"\0" in head[:64]):
        return known
    # A PDF may begin up to 1 KB late (ISO 32000, Annex H).
    return "pdf" if b"%PDF-1." in head[:1024] and b" obj" in head else _text(head, suffix)


def _zip(stream: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = [name.lstrip("/").lower() for name in archive.namelist()]
            kind = _mimetype(archive)
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        OverflowError,
        NotImplementedError,
        RuntimeError,
        zlib.error,
    ):
        return "broken-zip"
    part = next((fmt for path, fmt in _PARTS if any(map(path.fullmatch, names))), None)
    if part or kind in _ODF:
        return part or _ODF[kind]
    # A document's package without the part that tells it is no archive of files.
    return "broken-zip" if "[content_types].xml" in names else "zip"


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    """Return what OpenDocument says of itself in its first part, packed or, as is right, not."""
    info = archive.NameToInfo.get("mimetype")
    packed = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if info is None or info.compress_type not in packed or info.file_size > 200:
        return b""
    return archive.read(info).strip()


def _compound(stream: BinaryIO) -> str:
    """Tell an old office file by its own streams; by any stream's name when the directory is damaged."""
    try:
        names = open_compound(stream).names
    except Unreadable:
        names = ()
    if names:
        return next((kind for name, kind in _STREAMS if name in names), "cfb")
    stream.seek(0)
    body = stream.read(64 << 20)
    named = (kind for name, kind in _STREAMS if f"{name}\0".encode("utf-16-le") in body)
    return next(named, "cfb")


def _text(head: bytes, suffix: str) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    markup = next((name for mark, name in _MARKUP if mark.match(start)), None) or _message(start)
    if markup:
        return markup
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.rstrip(b"\x1a")  # DOS ended its texts so
    controls = len(text) - len(text.translate(None, _CONTROLS))
    if not wide and controls > len(head) // 100 and not _looks_wide(head):
        return "unknown"
    return _TEXT_NAMES.get(suffix, "txt")


def _message(start: bytes) -> str | None:
    """Tell a mail (``eml``), which somebody sent, from a saved page (``mht``) by their headers."""
    block = _HEADERS.match(start)
    if block is None or not (block.end() == len(start) or start[block.end() :].startswith((b"\n", b"\r\n"))):
        return None
    names = set(re.findall(rb"^([!-9;-~]+):", block[0], re.MULTILINE))
    saved = b"snapshot-content-location" in names
    if not saved and b"from" in names and (_LETTER.search(block[0]) or b"mime-version" not in names):
        return "eml" if names & {b"subject", b"date"} else None
    if not saved and len(names & _SENT) + len(names & _WRITTEN) > 2 and names & _SENT and names & _WRITTEN:
        return "eml"
    return "mht" if saved or b"mime-version" in names else None


def _looks_wide(head: bytes) -> bool:
    """True for UTF-16 without its mark: zero bytes, yet nearly all is hanzi and ASCII."""
    text = max((head.decode(n, "ignore") for n in ("utf-16-le", "utf-16-be")), key=_plain)
    return b"\0" in head and _plain(text) > 0.9 * max(len(text), 1)


def _plain(text: str) -> int:
    return sum("\u4e00" <= c <= "\u9fff" or "\u3000" <= c <= "\u303f" or 9 <= ord(c) < 127 for c in text)
