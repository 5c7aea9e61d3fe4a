"""Rich text, web pages, mails and plain text that nest and claim beyond reason."""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterator
from pathlib import Path

import archives
from cases import Case

_SAMPLES = Path(__file__).parents[2] / "tests" / "read" / "samples"
_HEAD = b"From: a@example.cn\r\nTo: b@example.cn\r\nSubject: x\r\nDate: Mon, 06 Mar 2023 23:30:00 +0800\r\n"


def cases() -> Iterator[Case]:
    """Yield them."""
    yield from _rich()
    yield from _pages()
    yield from _mails()
    yield from _texts()


def _rich() -> Iterator[Case]:
    sort, start = "rtf", b"{\\rtf1\\ansi\\ansicpg936 "
    yield Case(sort, "十万层.rtf", lambda: start + b"{" * 100_000 + b"text" + b"}" * 100_001)
    yield Case(sort, "百万层不合.rtf", lambda: start + b"{" * 1_000_000)
    yield Case(sort, "bin越界.rtf", lambda: start + b"abc \\bin999999999 xyz}")
    yield Case(sort, "bin负.rtf", lambda: start + b"abc \\bin-5 xyz}" + b"\\bin-100 " * 10_000)
    yield Case(sort, "bin巨.rtf", lambda: start + b"\\bin" + b"9" * 5000 + b" xyz}")
    yield Case(sort, "uc巨.rtf", lambda: start + b"\\uc999999999 \\u20013 abc" * 5000 + b"}")
    yield Case(sort, "字体百万.rtf", lambda: start + b"{\\fonttbl" + b"{\\f1 a;}" * 500_000 + b"}text}")
    yield Case(sort, "表套表.rtf", lambda: start + b"\\trowd\\itap9999 x\\nestcell\\nestrow" * 20_000 + b"}")
    yield Case(sort, "控制字巨.rtf", lambda: start + b"\\" + b"a" * 20_000_000 + b" text}")
    yield Case(sort, "图百兆.rtf", lambda: start + b"{\\pict " + b"00" * 40_000_000 + b"}text}")
    yield Case(sort, "空.rtf", lambda: start + b"}")


def _pages() -> Iterator[Case]:
    sort = "html"
    yield Case(
        sort, "十万层.html", lambda: b"<html><body>" + b"<div>" * 100_000 + b"text here" + b"</div>" * 100_000
    )
    yield Case(sort, "二百层.html", lambda: b"<html><body>" + b"<div>" * 240 + b"text here")
    yield Case(sort, "表套表.html", lambda: b"<html><body>" + b"<table><tr><td>" * 3000 + b"text here")
    yield Case(sort, "百万段.html", lambda: b"<html><body>" + b"<p>a</p>" * 1_500_000)
    yield Case(
        sort,
        "格重复.html",
        lambda: b"<html><table><tr><td colspan=999999999 rowspan=999999999>a</td></tr></table>" * 300,
    )
    yield Case(
        sort, "属性巨.html", lambda: b"<html><body class='" + b"x " * 20_000_000 + b"'>text</body></html>"
    )
    yield Case(sort, "无尽注释.html", lambda: b"<html><!--" * 500_000)
    yield Case(sort, "空.html", lambda: b"<html><body></body></html>")
    yield Case(sort, "尖括号.html", lambda: b"<html>" + b"<" * 5_000_000)
    yield Case(sort, "实体.html", lambda: b"<html><body>" + b"&#99999999999;&amp" * 500_000)


def nested_mails(depth: int) -> bytes:
    """Return a mail in a mail in a mail."""
    data = _HEAD + b"\r\ntext"
    for _ in range(depth):
        data = _HEAD + b"Content-Type: message/rfc822\r\n\r\n" + data
    return data


def nested_parts(depth: int) -> bytes:
    """Return a mail whose parts stand in parts."""
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth)
    )
    return _HEAD + opened + b"Content-Type: text/plain\r\n\r\ntext\r\n"


def _mails() -> Iterator[Case]:
    sort = "mail"
    mixed = _HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    yield Case(sort, "套五百.eml", lambda: nested_mails(500))
    yield Case(sort, "部套部五百.eml", lambda: nested_parts(500))
    yield Case(sort, "无界.eml", lambda: mixed + b"text without its boundary")
    yield Case(sort, "空界.eml", lambda: _HEAD + b'Content-Type: multipart/mixed; boundary=""\r\n\r\ntext')
    yield Case(sort, "十万部.eml", lambda: mixed + b"--b\r\n\r\nx\r\n" * 100_000)
    yield Case(
        sort,
        "十万附件.eml",
        lambda: mixed + b'--b\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\nx\r\n' * 100_000,
    )
    yield Case(sort, "头百万行.eml", lambda: _HEAD + b"X-A: b\r\n" * 1_000_000 + b"\r\ntext")
    yield Case(sort, "头巨.eml", lambda: _HEAD + b"X-A: " + b"a" * 30_000_000 + b"\r\n\r\ntext")
    yield Case(
        sort, "编码字.eml", lambda: _HEAD + b"X: y\r\nSubject: " + b"=?utf-8?B?" * 300_000 + b"?=\r\n\r\ntext"
    )
    yield Case(
        sort,
        "base64坏.eml",
        lambda: _HEAD + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"=!@" * 3_000_000,
    )
    yield Case(
        sort,
        "附件名.eml",
        lambda: (
            mixed
            + '--b\r\nContent-Disposition: attachment; filename="../../../etc/逃.txt"'.encode()
            + b"\r\n\r\nx\r\n--b--"
        ),
    )
    yield Case(sort, "附件炸弹.eml", bomb_in_mail)
    yield Case(
        sort,
        "界巨多.mht",
        lambda: (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n" + b"--b" * 5_000_000
        ),
    )


def bomb_in_mail() -> bytes:
    """Return a mail that brings a zip bomb."""
    packed = base64.encodebytes(archives.nested(6, 3))
    return (
        _HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
        b'Content-Disposition: attachment; filename="a.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + packed
        + b"\r\n--b--"
    )


def _texts() -> Iterator[Case]:
    sort = "text"
    line = "姓名,单位,".encode()
    yield Case(sort, "一行二百兆.csv", lambda: line * 15_000_000)
    yield Case(sort, "引号不合.csv", lambda: b'"' + line * 2_000_000)
    yield Case(sort, "稀疏五百兆.txt", ("道德讲堂\n" * 2000).encode, 500 << 20)
    yield Case(sort, "稀疏四吉.txt", ("道德讲堂\n" * 2000).encode, 4 << 30)
    yield Case(sort, "全零四吉.docx", lambda: b"", 4 << 30)
    yield Case(sort, "稀疏四吉.pdf", lambda: b"%PDF-1.7\n", 4 << 30)
    yield Case(sort, "稀疏四吉.zip", lambda: b"PK\x03\x04", 4 << 30)
    yield Case(sort, "稀疏四吉.jpg", lambda: b"\xff\xd8\xff\xe0", 4 << 30)
    yield Case(sort, "稀疏四吉.mp4", lambda: struct.pack(">I", 16) + b"ftypisom\0\0\2\0", 4 << 30)
    yield Case(sort, "稀疏四吉.html", lambda: b"<html><body>text here", 4 << 30)
    yield Case(sort, "稀疏四吉.eml", lambda: _HEAD + b"\r\ntext", 4 << 30)
    yield Case(sort, "稀疏四吉.rtf", lambda: b"{\\rtf1 text", 4 << 30)
    yield Case(sort, "稀疏二吉.doc", (_SAMPLES / "circular.doc").read_bytes, 2 << 30)
    yield Case(sort, "稀疏二吉.png", lambda: b"\x89PNG\r\n\x1a\n", 2 << 30)
    yield Case(sort, "稀疏二吉.gif", lambda: b"GIF89a\x10\0\x10\0\0\0\0", 2 << 30)
    yield Case(sort, "稀疏二吉.xml", lambda: b"<?xml version='1.0'?><w:wordDocument xmlns:w='x'>", 2 << 30)
    yield Case(sort, "稀疏二吉.mp3", lambda: b"ID3\3\0\0\0\0\0\0", 2 << 30)
    yield Case(sort, "空白.txt", lambda: b" \r\n\t" * 100_000)
    yield Case(sort, "只有标点.txt", lambda: "。，！\n".encode() * 1000)
    yield Case(sort, "空白.csv", lambda: b",,,\r\n" * 100_000)
    yield Case(sort, "百万行.md", lambda: b"# a\n" * 3_000_000)
    yield Case(sort, "孤半.txt", lambda: b"\xff\xfe" + b"\0\xd8" * 100_000)
