"""The Reader protocol and the one registry of readers.

To add a format: a new module in this folder with ``read``, its row in ``READERS``, and its magic
in ``sniff``.  A reader imports its library inside ``read``, so that only a file that needs the
library pays for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO, Protocol

from wenming_archive.content import Extracted
from wenming_archive.model import Found, Problem
from wenming_archive.read import (
    containers,
    doc,
    excel,
    html,
    image,
    mail,
    media,
    odp,
    ods,
    odt,
    ofd,
    pdf,
    plain,
    ppt,
    rtf,
    slides,
    word,
    word_xml,
    xls,
)
from wenming_archive.read.containers import CONTAINERS
from wenming_archive.read.limits import MAX_TEXT, Unreadable
from wenming_archive.read.sniff import sniff


class Reader(Protocol):
    """Read one content; raise ``Unreadable`` with a reason rather than return nothing."""

    def __call__(self, stream: BinaryIO, fmt: str) -> Extracted:
        """Return what ``stream``, positioned at its start, holds."""


READERS: Mapping[str, Reader] = {
    "docx": word.read,
    "doc": doc.read,
    "rtf": rtf.read,
    "docxml": word_xml.read,
    "cfb": doc.read,  # only what is damaged beyond its own directory
    "xlsx": excel.read,
    "xls": xls.read,
    "pptx": slides.read,
    "ppt": ppt.read,
    "odt": odt.read,
    "ods": ods.read,
    "odp": odp.read,
    "pdf": pdf.read,
    "txt": plain.read,
    "md": plain.read,
    "csv": plain.read,
    "jpg": image.read,
    "png": image.read,
    "gif": image.read,
    "bmp": image.read,
    "tif": image.read,
    "webp": image.read,
    "heic": image.read,
    "ofd": ofd.read,
    "html": html.read,
    "mht": mail.read,
    "eml": mail.read,
    "msg": mail.read,
    **dict.fromkeys(media.FORMATS, media.read),
}

_CONVERT = "请在 WPS 或 Word 中打开后另存为 {} 再扫描"
#: What cannot be read yet: what it is called, and what will help.
_ADVICE: Mapping[str, tuple[str, str]] = {
    "xlsb": ("二进制 Excel 表（.xlsb）", "请在 WPS 或 Excel 中打开后另存为 .xlsx 再扫描"),
    "xml": ("XML 文件（.xml）", _CONVERT.format(".docx 或 .xlsx")),
    "gz": ("压缩包（gz）", "请解压到材料文件夹再扫描"),
    "exe": ("程序", "程序不是材料，请移出材料文件夹"),
    "sqlite": ("数据库", "请导出为 Excel 表再扫描"),
}


CUT = Problem("cut", f"内容很长，只读了前 {MAX_TEXT // 10_000} 万字；归类以这一部分为准")


def read(found: Found, stream: BinaryIO) -> Extracted:
    """Return the content of ``stream``; what cannot be read is a value with ``trouble`` set."""
    suffix = PurePath(found.source).suffix.lstrip(".").lower()
    fmt = sniff(stream, suffix)
    stream.seek(0)
    if fmt not in READERS and fmt not in CONTAINERS:
        return Extracted(_shown(fmt, suffix), trouble=_trouble(fmt, suffix))
    try:
        return _content(stream, fmt)
    except Unreadable as error:
        return Extracted(_shown(fmt, suffix), trouble=Problem(error.code, str(error)))
    except (MemoryError, RecursionError):
        return Extracted(fmt, trouble=Problem("too-complex", "内容过于庞大或复杂，无法读取"))


def _content(stream: BinaryIO, fmt: str) -> Extracted:
    extracted = READERS[fmt](stream, fmt) if fmt in READERS else Extracted(fmt)
    if sum(len(block.text) for block in extracted.blocks) >= MAX_TEXT:
        extracted = replace(extracted, problems=(*extracted.problems, CUT))
    if fmt not in CONTAINERS:
        return extracted
    stream.seek(0)
    return replace(extracted, members=containers.members(stream, fmt))


def _shown(fmt: str, suffix: str) -> str:
    """Return the format to list for what cannot be read."""
    if fmt in ("empty", "broken-zip", "encrypted", "unknown", "cfb"):
        return suffix or "unknown"
    return fmt


def _trouble(fmt: str, suffix: str) -> Problem:
    if fmt == "empty":
        return Problem("empty", "文件是空的（0 字节），请向提供单位重新索取")
    if fmt == "broken-zip":
        return Problem("broken", "文件不完整或已损坏，打不开；请向提供单位重新索取")
    if fmt == "encrypted":
        return Problem("encrypted", "文件加了打开密码；请在 WPS 或 Word 中去掉密码后另存")
    if fmt == "unknown":
        named = f"（扩展名 .{suffix}）" if suffix else ""
        return Problem("unsupported", f"认不出这是什么文件{named}；如能打开，请另存为常见格式")
    name, advice = _ADVICE[fmt]
    return Problem("unsupported", f"暂不能读取{name}；{advice}")
