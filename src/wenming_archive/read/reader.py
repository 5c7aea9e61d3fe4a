"""The Reader protocol and the one registry of readers.

To add a format: a new module in this folder with ``read``, its row in ``READERS``, and its magic
in ``sniff``.  A reader imports its library inside ``read``, so that only a file that needs the
library pays for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import BinaryIO, Protocol

from wenming_archive.model import Extracted, Found, Problem
from wenming_archive.read import excel, image, pdf, plain, word
from wenming_archive.read.limits import Unreadable
from wenming_archive.read.sniff import sniff


class Reader(Protocol):
    """Read one content; raise ``Unreadable`` with a reason rather than return nothing."""

    def __call__(self, stream: BinaryIO, fmt: str) -> Extracted:
        """Return what ``stream``, positioned at its start, holds."""


READERS: Mapping[str, Reader] = {
    "docx": word.read,
    "xlsx": excel.read,
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
}

_CONVERT = "请在 WPS 或 Word 中打开后另存为 {} 再扫描"
#: What cannot be read yet: what it is called, and what will help.
_ADVICE: Mapping[str, tuple[str, str]] = {
    "doc": ("旧版 Word（.doc/.wps）", _CONVERT.format(".docx")),
    "xls": ("旧版 Excel（.xls/.et）", _CONVERT.format(".xlsx")),
    "ppt": ("旧版幻灯片（.ppt/.dps）", _CONVERT.format("PDF")),
    "pptx": ("幻灯片（.pptx）", _CONVERT.format("PDF")),
    "odt": ("OpenDocument 文字（.odt）", _CONVERT.format(".docx")),
    "ods": ("OpenDocument 表格（.ods）", _CONVERT.format(".xlsx")),
    "odp": ("OpenDocument 幻灯片（.odp）", _CONVERT.format("PDF")),
    "rtf": ("RTF 文档", _CONVERT.format(".docx")),
    "ofd": ("OFD 版式文件", "请用 OFD 阅读器另存为 PDF 再扫描"),
    "html": ("网页", "请用浏览器打开后打印为 PDF 再扫描"),
    "xml": ("XML 文件（.xml）", _CONVERT.format(".docx 或 .xlsx")),
    "mht": ("网页存档或邮件", "请打开后打印为 PDF 再扫描"),
    "zip": ("压缩包（zip）", "请解压到材料文件夹再扫描"),
    "7z": ("压缩包（7z）", "请解压到材料文件夹再扫描"),
    "rar": ("压缩包（rar）", "请解压到材料文件夹再扫描"),
    "gz": ("压缩包（gz）", "请解压到材料文件夹再扫描"),
    "heic": ("苹果手机照片（heic）", "请另存为 JPG 再扫描"),
    "exe": ("程序", "程序不是材料，请移出材料文件夹"),
    "sqlite": ("数据库", "请导出为 Excel 表再扫描"),
    "cfb": ("旧版 Office 文件", _CONVERT.format(".docx 或 .xlsx")),
}
_SOUND_AND_FILM = ("mp4", "mov", "avi", "wmv", "flv", "mp3", "wav", "m4a", "amr")
_FILM_ADVICE = "音像暂不能自动归档，请用 archive assign 指定指标"


def read(found: Found, stream: BinaryIO) -> Extracted:
    """Return the content of ``stream``; what cannot be read is a value with ``trouble`` set."""
    suffix = PurePath(found.source).suffix.lstrip(".").lower()
    fmt = sniff(stream, suffix)
    stream.seek(0)
    if fmt not in READERS:
        return Extracted(_shown(fmt, suffix), trouble=_trouble(fmt, suffix))
    try:
        extracted = READERS[fmt](stream, fmt)
    except Unreadable as error:
        return Extracted(fmt, trouble=Problem(error.code, str(error)))
    except (MemoryError, RecursionError):
        return Extracted(fmt, trouble=Problem("too-complex", "内容过于庞大或复杂，无法读取"))
    return extracted


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
    if fmt in _SOUND_AND_FILM:
        return Problem("unsupported", f"音像文件（{fmt}）；{_FILM_ADVICE}")
    if fmt == "unknown":
        named = f"（扩展名 .{suffix}）" if suffix else ""
        return Problem("unsupported", f"认不出这是什么文件{named}；如能打开，请另存为常见格式")
    name, advice = _ADVICE[fmt]
    return Problem("unsupported", f"暂不能读取{name}；{advice}")
