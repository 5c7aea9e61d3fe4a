"""Take real small files apart and put them together again as nobody should."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from wenming_archive.content import Extracted
from wenming_archive.model import Found
from wenming_archive.read import reader

_WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="urn:wps" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{}</w:body></w:document>'
)
_SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{}</sheetData></worksheet>"
)


def read(data: bytes, name: str) -> Extracted:
    """Return what the program makes of a file called ``name``."""
    return reader.read(Found("/资料", name, Path("/资料") / name, len(data), 0), io.BytesIO(data))


def zipped(parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of ``parts``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(data: bytes, changed: Mapping[str, bytes | str | None]) -> bytes:
    """Return a zip with some parts changed, added, or (``None``) left out."""
    together: dict[str, bytes | str | None] = {**parts(data), **changed}
    return zipped({name: part for name, part in together.items() if part is not None})


def word_xml(body: str) -> str:
    """Return a word/document.xml with ``body``."""
    return _WORD.format(body)


def sheet_xml(rows: str) -> str:
    """Return a worksheet with ``rows``."""
    return _SHEET.format(rows)


def paragraph(text: str) -> str:
    """Return a paragraph of WordprocessingML."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cuts(data: bytes) -> Iterator[bytes]:
    """Yield ``data`` cut off after each tenth."""
    yield from (data[: len(data) * n // 10] for n in range(10))


def flips(data: bytes, times: int = 30) -> Iterator[bytes]:
    """Yield ``data`` with one to fifty bytes changed at random, the same way each time."""
    for seed in range(times):
        rng = random.Random(seed)
        changed = bytearray(data)
        for _ in range(rng.choice([1, 3, 10, 50])):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        yield bytes(changed)
