"""Plain text and plain tables as web pages of A4, for LibreOffice to open."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

_HEAD = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html; '
    'charset=utf-8"><style>@page {{ size: 21cm 29.7cm; margin: 3cm 2.5cm 2.5cm }} '
    "p, td {{ font-family: 仿宋_GB2312, 仿宋, FangSong; font-size: {size}pt; margin: 0 }}</style>"
    "</head><body>"
)
#: Where a web page states an encoding, and behind what it may.
_STATED = re.compile(r"(?i)<\?xml\b[^>]*>|<meta\b[^>]*\bcharset\s*=[^>]*>")
_OPENED = re.compile(
    r"(?i)<head\b[^>]*>|<html\b[^>]*>(?!.*<head\b)|<!doctype\b[^>]*>(?!.*<html\b)", re.DOTALL
)
_UTF8 = '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
_END = "</body></html>"


def lines(text: str) -> bytes:
    """Return a text line by line, the blanks before each kept."""
    rows = (f"<p>{_indented(line) or '<br>'}</p>" for line in text.splitlines())
    return _page("".join(rows), 14)


def table(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as a table as wide as the page."""
    cells = [list(map(_escaped, row)) for row in rows if any(row)]
    most = max(map(len, cells), default=0)
    body = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in [*row, *[''] * (most - len(row))])}</tr>"
        for row in cells
    )
    ruled = 'border="1" cellspacing="0" cellpadding="3" width="100%"'
    return _page(f"<table {ruled}>{body}</table>" if body else "", 10.5)


def web(text: str) -> bytes:
    """Return a web page in UTF-8, and saying so, whatever encoding it stated."""
    plain = _STATED.sub("", text.removeprefix("\ufeff"))
    head = _OPENED.search(plain)
    at = head.end() if head else 0
    return f"{plain[:at]}{_UTF8}{plain[at:]}".encode("utf-8", "replace")


def _page(body: str, size: float) -> bytes:
    return f"{_HEAD.format(size=size)}{body}{_END}".encode("utf-8", "replace")


def _indented(line: str) -> str:
    found = re.match(r"[ \t]*", line)
    before = found[0] if found else ""
    return "\u00a0" * len(before.expandtabs(4)) + _escaped(line[len(before) :])


def _escaped(text: str) -> str:
    return html.escape("".join(c if c >= " " else " " for c in text))
