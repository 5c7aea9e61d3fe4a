"""The one door to masked copies: a document goes in, its masked bytes come out, read again to make sure."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from functools import partial
from typing import BinaryIO, Protocol

from wenming_archive.masking import hidden, plain, sheet, word
from wenming_archive.model import Found
from wenming_archive.privacy import minors, sweep
from wenming_archive.privacy.telling import told
from wenming_archive.read import reader
from wenming_archive.read.limits import Unreadable


class _Masks(Protocol):
    def __call__(self, stream: BinaryIO, about: str, *, talk: bool) -> bytes:
        """Return the masked bytes of what ``stream`` holds."""


#: What can be masked; to add a format, a module with ``masked`` and its row.
FORMATS: Mapping[str, _Masks] = {
    "docx": word.masked,
    "xlsx": sheet.masked,
    "txt": partial(plain.masked, table=False),
    "md": partial(plain.masked, table=False),
    "csv": partial(plain.masked, table=True),
}


def masked(found: Found, opened: Callable[[], BinaryIO], fmt: str, about: str) -> bytes:
    """Return the masked bytes of a document; ``about`` is its title and name.

    :raises Unreadable: saying why, if not all that is personal in it could be masked.
    """
    if fmt not in FORMATS:
        raise Unreadable("unsupported", "这种格式不能遮盖")
    with opened() as stream:
        read = reader.READERS[fmt](stream, fmt)
        lines = [block.text for block in read.blocks]
        stream.seek(0)
        data = FORMATS[fmt](stream, about, talk=any(True for _ in minors.talk(lines, about)))
    again = reader.read(found, io.BytesIO(data))
    if again.trouble:
        raise Unreadable(again.trouble.code, f"遮盖后的副本打不开（{again.trouble.message}）")
    left = sweep.hits(again.blocks, about)
    if left:
        raise Unreadable("left", f"遮盖后还有：{told(left)}")
    if any(True for _ in hidden.ids(io.BytesIO(data))):
        raise Unreadable("left", "遮盖后，里面嵌入的文件等看不到的地方还有身份证号")
    return data
