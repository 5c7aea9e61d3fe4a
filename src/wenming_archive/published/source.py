"""Open a file as it is published: by what it is, not by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

from wenming_archive import disk
from wenming_archive.errors import InputError
from wenming_archive.published import (
    from_blocks,
    from_html,
    from_pdf,
    from_text,
    from_word,
    from_xls,
    from_xlsx,
)
from wenming_archive.published.grid import Part
from wenming_archive.read.limits import Unreadable
from wenming_archive.read.reader import READERS
from wenming_archive.read.sniff import sniff

Opener = Callable[[BinaryIO], tuple[Part, ...]]
OPENERS: Mapping[str, Opener] = {
    "docx": from_word.read,
    "xlsx": from_xlsx.read,
    "xls": from_xls.read,
    "html": from_html.read,
    "pdf": from_pdf.read,
    "txt": from_text.read,
    "md": from_text.read,
    "csv": from_text.read_csv,
    **{fmt: partial(from_blocks.read, fmt=fmt) for fmt in ("doc", "rtf", "odt", "ods", "ofd", "docxml")},
}
_ADVICE = "可读的有 Word（docx、doc）、Excel（xlsx、xls）、网页（html）、有文字的 PDF、文本（txt、csv）"


def parts(path: Path) -> tuple[Part, ...]:
    """Return the lines and tables of the file at ``path``.

    :raises InputError: with one sentence, when it cannot be read.
    """
    with disk.guarded(f"读取 {path}"), disk.open_source(path) as stream:
        fmt = sniff(stream, path.suffix.lstrip(".").lower())
        stream.seek(0)
        if fmt == "empty":
            raise InputError(f"{path} 是空的（0 字节）；请重新索取")
        if fmt not in OPENERS:
            said = "加了打开密码；请去掉密码后另存" if fmt == "encrypted" else f"读不了；{_ADVICE}"
            shown = (
                "图片" if fmt in READERS and fmt in ("jpg", "png", "bmp", "tif", "gif", "webp") else "文件"
            )
            raise InputError(f"{path}：这样的{shown}{said}")
        try:
            return OPENERS[fmt](stream)
        except Unreadable as error:
            raise InputError(f"{path}：{error}") from error
        except (MemoryError, RecursionError) as error:
            raise InputError(f"{path} 过于庞大或复杂，读不了") from error
