"""Old Office files that loop, claim and nest beyond reason."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path

import test_outlook
import xlwt
from cases import Case

from shells import compound

_TESTS = Path(__file__).parents[2] / "tests"

_SAMPLES = _TESTS / "read" / "samples"


def cases() -> Iterator[Case]:
    """Yield them."""
    for name in ("circular.doc", "ledger.xls", "slides.ppt"):
        yield from _compound(name, (_SAMPLES / name).read_bytes())
    yield from _compound("letter.msg", compound(test_outlook.LETTER))
    yield from _records()
    yield from _encrypted()


def _compound(name: str, data: bytes) -> Iterator[Case]:
    sort = "compound file"
    stem, _, ending = name.rpartition(".")
    for what, made in {
        "扇区循环": circle(data, every=True),
        "首扇区自环": circle(data, every=False),
        "目录循环": directory_circle(data),
        "称流巨大": claimed(data),
        "称表巨大": patched(data, 44, 0x7FFFFFFF),
        "目录在外": patched(data, 48, 0x7FFFFFFF),
        "小表巨大": patched(data, 64, 0x7FFFFFFF),
        "大扇区": data[:30] + b"\x0c\0" + data[32:],
        "无内容": data[:512],
        "全零尾": data[:1024] + bytes(len(data) - 1024),
        "无内容流": nothing_in(data),
    }.items():
        yield Case(sort, f"{stem}{what}.{ending}", lambda made=made: made)


def patched(data: bytes, at: int, value: int) -> bytes:
    """Return ``data`` with another number at ``at``."""
    return data[:at] + struct.pack("<I", value) + data[at + 4 :]


def circle(data: bytes, every: bool) -> bytes:
    """Return a compound file whose sectors, all or the first, are followed by themselves."""
    table = 512 * (struct.unpack_from("<I", data, 76)[0] + 1)
    changed = bytearray(data)
    for n in range(128 if every else 1):
        struct.pack_into("<I", changed, table + 4 * n, n)
    return bytes(changed)


def directory_circle(data: bytes) -> bytes:
    """Return a compound file whose directory entries are their own neighbours."""
    first = 512 * (struct.unpack_from("<I", data, 48)[0] + 1)
    changed = bytearray(data)
    for n in range(4):
        for at in (68, 72, 76):
            if first + 128 * n + at + 4 <= len(data):
                struct.pack_into("<I", changed, first + 128 * n + at, n)
    return bytes(changed)


def claimed(data: bytes) -> bytes:
    """Return a compound file whose streams claim 2 GB."""
    first = 512 * (struct.unpack_from("<I", data, 48)[0] + 1)
    changed = bytearray(data)
    for n in range(4):
        if first + 128 * n + 124 <= len(data):
            struct.pack_into("<I", changed, first + 128 * n + 120, 0x7FFFFFFF)
    return bytes(changed)


def nothing_in(data: bytes) -> bytes:
    """Return a compound file whose streams are all of size 0."""
    first = 512 * (struct.unpack_from("<I", data, 48)[0] + 1)
    changed = bytearray(data)
    for n in range(4):
        if first + 128 * n + 128 <= len(data):
            struct.pack_into("<Q", changed, first + 128 * n + 120, 0)
    return bytes(changed)


def _records() -> Iterator[Case]:
    sort = "records"
    bof = b"\x09\x08\x10\0\0\x06\x05\0\0\0\0\0\0\0\0\0\0\0\0\0"
    yield Case(sort, "远格.xls", far_cell)
    yield Case(sort, "千表.xls", many_sheets)
    yield Case(sort, "只有头.xls", lambda: compound({"Workbook": bof}))
    yield Case(sort, "头无尽.xls", lambda: compound({"Workbook": bof * 50_000}))
    yield Case(
        sort,
        "串巨数.xls",
        lambda: compound({"Workbook": bof + struct.pack("<HHII", 0xFC, 8, 2**31 - 1, 2**31 - 1)}),
    )
    yield Case(
        sort,
        "记录套记录.ppt",
        lambda: compound({"PowerPoint Document": nested_records(3000), "Current User": b""}),
    )
    yield Case(
        sort,
        "记录称巨.ppt",
        lambda: compound(
            {"PowerPoint Document": struct.pack("<HHI", 15, 0x03E8, 0x7FFFFFFF) * 500, "Current User": b""}
        ),
    )
    yield Case(
        sort,
        "文首称巨.doc",
        lambda: compound({"WordDocument": b"\xec\xa5\xc1\0" + b"\xff" * 4000, "1Table": b"\xff" * 4096}),
    )
    yield Case(sort, "空流.doc", lambda: compound({"WordDocument": b""}))


def far_cell() -> bytes:
    """Return a sheet with a cell in each corner."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    sheet.write(0, 0, "起")
    sheet.write(65535, 255, "止")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def many_sheets() -> bytes:
    """Return a book of a thousand sheets."""
    book = xlwt.Workbook()
    for n in range(1000):
        book.add_sheet(f"表{n}").write(0, 0, n)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def nested_records(depth: int) -> bytes:
    """Return a record in a record in a record."""
    data = struct.pack("<HHI", 0, 0x0FA0, 4) + "底字".encode("utf-16-le")
    for _ in range(depth):
        data = struct.pack("<HHI", 15, 0x03EE, len(data)) + data
    return data


def _encrypted() -> Iterator[Case]:
    agile = (
        struct.pack("<HHI", 4, 4, 0x40)
        + b'<?xml version="1.0"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"/>'
    )
    standard = struct.pack("<HHI", 4, 2, 0x24) + struct.pack("<I", 0x8C) + b"\0" * 140
    package = struct.pack("<Q", 5000) + bytes(range(256)) * 20
    for name, info in (("agile", agile), ("standard", standard), ("坏", b"")):
        for ending in ("docx", "xlsx", "pptx"):
            made = compound({"EncryptionInfo": info, "EncryptedPackage": package})
            yield Case("encrypted", f"{name}.{ending}", lambda made=made: made)
