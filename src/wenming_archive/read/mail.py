"""Mails (.eml, .msg) and web archives (.mht): text, sender, date, names of attachments."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.model import Problem
from wenming_archive.read import html, mime, outlook
from wenming_archive.read.limits import MAX_TEXT, Unreadable, has_text, limited
from wenming_archive.read.mime import Part

#: Bytes read of one mail, attachments together, and how many of them.
_MAX_BYTES, _MAX_ATTACHED, _MAX_ATTACHMENTS = 256 << 20, 512 << 20, 1000
#: How much of what the page says its plain version must say, to be taken for it.
_SAYS_ENOUGH = 0.5
#: Pages of one web archive.
_MAX_FRAMES = 100
_NO_TEXT = Problem("no-text", "邮件没有正文，只能凭主题和附件判断")
_UNSAFE = re.compile(r'[\x00-\x1f<>:"|?*]')


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the text of a mail with subject, sender and date, or of a saved page as the page it is."""
    if fmt == "msg":
        return _letter(fmt, *outlook.letter(stream))
    message = mime.parse(stream.read(_MAX_BYTES))
    if fmt == "mht":
        page = _page(message)
        if page is not None:
            return page
    return _letter(fmt, *_facts(message), list(limited(_bodies(message, 0))), _named(message))


def attachments(stream: BinaryIO) -> Iterator[tuple[str, bytes]]:
    """Yield the files that came with a mail, each under a name without folders."""
    start = stream.read(8)
    stream.seek(0)
    found = (
        outlook.attachments(stream)
        if start.startswith(b"\xd0\xcf\x11\xe0")
        else _files(stream.read(_MAX_BYTES))
    )
    room = _MAX_ATTACHED
    for n, (name, data) in enumerate(found):
        room -= len(data)
        if n >= _MAX_ATTACHMENTS or room < 0:
            return
        yield _safe(name) or f"附件{n + 1}", data


def _letter(
    fmt: str, subject: str, sender: str, sent: str, body: Sequence[Block], names: Sequence[str]
) -> Extracted:
    """Return a mail: what its head says, its body, the names of what came with it."""
    head = [Block("title", subject), Block("text", f"发件人：{sender}"), Block("text", f"发送时间：{sent}")]
    said = [block for block, words in zip(head, (subject, sender, sent), strict=True) if words]
    after = [Block("text", "附件：" + "；".join(names))] if names else []
    if not has_text((*said, *body, *after)):
        raise Unreadable("empty", "邮件里什么内容也没有；请向提供单位重新索取")
    problems = () if has_text(body) else (_NO_TEXT,)
    found = Properties(subject or None, sender or None, sent[:10] or None)
    return Extracted(fmt, (*said, *body, *after), properties=found, problems=problems)


def _page(message: Part) -> Extracted | None:
    """Return the page in a web archive, of one with frames the frames; ``None`` if there is none."""
    parts = [part for part in mime.walked(message) if part.kind == "text/html"][:_MAX_FRAMES]
    main = _html(parts[0]) if parts else None
    if main is None or main.blocks:
        return main
    # Excel stores each sheet as a page; the strip of their names says nothing more.
    frames = [_html(p) for p in parts[1:] if not p.header("Content-Location").endswith("tabstrip.htm")]
    blocks = tuple(limited(block for frame in frames if frame for block in frame.blocks))
    return replace(main, blocks=blocks, problems=()) if blocks else main


def _html(part: Part) -> Extracted | None:
    try:
        return html.page(part.content(), "mht", part.charset)
    except Unreadable:
        return Extracted("mht", problems=(html.NO_TEXT,))


def _facts(message: Part) -> tuple[str, str, str]:
    """Return subject, sender and the day and time of sending in the sender's own zone."""
    from email.utils import getaddresses

    people = getaddresses([message.header("From")])
    names = [name or address for name, address in people[:1]]
    return message.header("Subject")[:300], "".join(names)[:100], _sent(message.header("Date"))


def _sent(date: str) -> str:
    from email.utils import parsedate_to_datetime

    moment: dt.datetime | None
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, TypeError, IndexError, OverflowError):
        found = re.search(r"(20\d\d|19\d\d)[-/年](\d\d?)[-/月](\d\d?)", date)
        moment = _day(*map(int, found.groups())) if found else None
    return f"{moment:%Y-%m-%d %H:%M}" if moment is not None and moment.year > 1980 else ""


def _day(year: int, month: int, day: int) -> dt.datetime | None:
    try:
        return dt.datetime(year, month, day)
    except ValueError:
        return None


def _bodies(part: Part, depth: int) -> Iterator[Block]:
    """Yield the text of a mail: of two versions the plain one, unless it says much less."""
    inner = mime.children(part) if depth < 20 else []
    if part.kind == "multipart/alternative":
        yield from _best([list(limited(_bodies(child, depth + 1))) for child in inner[:20]], inner)
    elif inner:
        for child in inner[:200]:
            yield from _bodies(child, depth + 1)
    elif not part.attached or not depth:
        yield from _body(part)


def _best(versions: Sequence[list[Block]], parts: Sequence[Part]) -> list[Block]:
    most = max((_length(version) for version in versions), default=0)
    for version, part in zip(versions, parts, strict=False):
        if part.kind == "text/plain" and _length(version) >= _SAYS_ENOUGH * most and has_text(version):
            return version
    return next((version for version in versions if version and _length(version) == most), [])


def _length(blocks: Sequence[Block]) -> int:
    return sum(len("".join(block.text.split())) for block in blocks)


def _body(part: Part) -> Iterator[Block]:
    if part.kind == "text/html":
        try:
            yield from html.page(part.content(), "html", part.charset).blocks
        except Unreadable:
            return
    elif part.kind.startswith("text/") and part.kind != "text/calendar":
        yield from plain(part.text())


def plain(text: str) -> Iterator[Block]:
    """Yield the lines of a plain text."""
    for line in text[:MAX_TEXT].splitlines():
        clean = line.replace("\0", "").strip().strip("\u3000\xa0 ")
        if clean:
            yield Block("text", clean)


def _attached(message: Part) -> Iterator[Part]:
    yield from (p for p in mime.walked(message) if p is not message and p.attached and not p.embedded)


def _named(message: Part) -> list[str]:
    return [_safe(_called(part)) for part in _attached(message)][:_MAX_ATTACHMENTS]


def _files(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield from ((_called(part), part.content()) for part in _attached(mime.parse(data)))


def _called(part: Part) -> str:
    """Return the name of an attachment; a mail that was passed on is called by its subject."""
    if part.name:
        return part.name
    if part.kind == "message/rfc822":
        return (mime.parse(part.body).header("Subject")[:80] or "转发的邮件").replace("/", "／") + ".eml"
    return ""


def _safe(name: str) -> str:
    return _UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")[:200]
