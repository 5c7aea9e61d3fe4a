"""Mails and web archives as MIME (RFC 2045-2047): their parts, also of damaged ones, decoded.

The parts are found in the bytes: a mail with a film in it costs no more than one pass over it.
"""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wenming_archive.read import encoding

if TYPE_CHECKING:
    from email.message import Message

#: Parts inside each other, parts in all, and bytes of one part's headers.
_MAX_DEPTH, _MAX_PARTS, _MAX_HEAD = 20, 2000, 1 << 18
_BLANK = re.compile(rb"\r?\n[ \t]*\r?\n|\A\r?\n")
_GUESSED = re.compile(rb"(?m)^--([^\s]{8,70})[ \t]*\r?$")
#: What the library raises at headers nobody should write.
_DAMAGE = (LookupError, ValueError, TypeError, AttributeError, binascii.Error)


@dataclass(frozen=True)
class Part:
    """A part with its headers and its body, still encoded."""

    headers: Message
    body: bytes

    @property
    def kind(self) -> str:
        """The type, as ``text/html``."""
        return self._asked("get_content_type") or "text/plain"

    @property
    def charset(self) -> str:
        """The encoding of a text as Python calls it; empty when it is not said, or unknown."""
        return encoding.codec(self._asked("get_content_charset"))

    @property
    def name(self) -> str:
        """The name of an attachment, empty if it has none."""
        return decoded(self._asked("get_filename")).strip()

    @property
    def attached(self) -> bool:
        """Say whether the part is a file that came with the mail."""
        disposition = self._asked("get_content_disposition")
        packed = not self.kind.startswith(("text/", "multipart/"))
        return disposition == "attachment" or bool(self.name) or self.kind == "message/rfc822" or packed

    @property
    def embedded(self) -> bool:
        """Say whether the part is a picture that the text shows."""
        shown = self._asked("get_content_disposition") != "attachment" and self.header("Content-ID")
        return bool(shown) and self.kind.startswith("image/")

    def header(self, name: str) -> str:
        """Return a header in plain text, empty if there is none."""
        return " ".join(decoded(str(self.headers.get(name, ""))).split())

    def content(self) -> bytes:
        """Return the body decoded; of a damaged one what there is."""
        how = self.header("Content-Transfer-Encoding").lower()
        if how == "base64":
            return _base64(self.body)
        return quopri.decodestring(self.body) if how == "quoted-printable" else self.body

    def text(self) -> str:
        """Return the body as text."""
        data = self.content()
        looks = encoding.detect(data[:200_000])
        name = looks if looks.startswith("utf-8") else self.charset or looks
        return data.decode(name, "replace")

    def _asked(self, method: str) -> str:
        try:
            return str(getattr(self.headers, method)() or "")
        except _DAMAGE:
            return ""


def parse(data: bytes) -> Part:
    """Return the outermost part of a mail."""
    from email.parser import HeaderParser

    head = data[: _MAX_HEAD + 4]
    blank = _BLANK.search(head)
    raw, body = (head[: blank.start()], data[blank.end() :]) if blank else (head, b"")
    if not blank and not re.match(rb"[!-9;-~]+:", raw):
        raw, body = b"", data
    words = encoding.decode(raw).replace("\0", "")
    return Part(HeaderParser().parsestr(words.lstrip() + "\n\n"), body)


def children(part: Part) -> list[Part]:
    """Return the parts of a multipart; where the stated boundary is not there, by what looks like one."""
    if not part.kind.startswith("multipart/"):
        return []
    stated = part._asked("get_boundary").encode("utf-8", "replace").strip()
    found = list(_sections(part.body, stated)) if stated else []
    guess = _GUESSED.search(part.body)
    if not found and guess:
        found = list(_sections(part.body, guess[1]))
    return [parse(section) for section in found]


def walked(part: Part) -> Iterator[Part]:
    """Yield the parts that are no multiparts, in order; what is nested beyond reason is left out."""
    waiting, seen = [(part, 0)], 0
    while waiting and seen < _MAX_PARTS:
        current, depth = waiting.pop()
        seen += 1
        inner = children(current) if depth < _MAX_DEPTH else []
        if inner:
            waiting += [(child, depth + 1) for child in reversed(inner)]
        elif not current.kind.startswith("multipart/"):
            yield current


def decoded(value: str) -> str:
    """Return a header with its encoded words (RFC 2047) read, ``value`` itself when they are damaged."""
    if "=?" not in value:
        return value
    from email.errors import HeaderParseError
    from email.header import decode_header

    # Many programs leave out the space between encoded words, or break one over two lines.
    spaced = re.sub(r"\?=\s*(?==\?)", "?= ", value)
    try:
        pairs = decode_header(spaced)
    except (HeaderParseError, *_DAMAGE):
        return value
    return "".join(_word(data, name) for data, name in pairs)


def _word(data: bytes | str, name: str | None) -> str:
    if isinstance(data, str):
        return data
    if name is None:  # the library gives what stands between encoded words as Latin-1
        return data.decode("raw-unicode-escape", "replace")
    right = encoding.codec(name) or encoding.detect(data)
    return data.decode(right, "replace")


def _sections(body: bytes, boundary: bytes) -> Iterator[bytes]:
    """Yield what stands between the lines that are ``boundary``; the last may lack its end."""
    mark = b"--" + boundary
    start: int | None = None
    at = body.find(mark)
    count = 0
    while at >= 0 and count < _MAX_PARTS:
        after = body[at + len(mark) : at + len(mark) + 2]
        if at == 0 or body[at - 1 : at] == b"\n":
            if start is not None:
                yield body[start:at].removesuffix(b"\n").removesuffix(b"\r")
                count += 1
            line = body.find(b"\n", at)
            start = line + 1 if after != b"--" and line >= 0 else None
            if after == b"--":
                return
        at = body.find(mark, at + len(mark))
    if start is not None and body[start:].strip():
        yield body[start:]


def _base64(data: bytes) -> bytes:
    """Return ``data`` decoded; a cut or disturbed end costs the end."""
    clean = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    clean = clean[: len(clean) - 1] if len(clean) % 4 == 1 else clean
    return base64.b64decode(clean + b"=" * (-len(clean) % 4))
