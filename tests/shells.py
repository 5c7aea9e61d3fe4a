"""Write compound files (MS-CFB), the shell of old Office documents, around given streams."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_END, _FREE, _TABLE, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file with ``streams`` below its root, each filled up to 4096 bytes at least."""
    table: list[int] = []
    body = b""
    entries = [_entry("Root Entry", 5, _END, 0, 1 if streams else _NONE)]
    for n, (name, data) in enumerate(streams.items(), 1):
        filled = data.ljust(4096, b"\0")
        entries.append(_entry(name, 2, len(table), len(filled), right=n + 1 if n < len(streams) else _NONE))
        body += _chained(filled, table)
    directory = len(table)
    body += _chained(b"".join(entries), table)
    first = len(table)
    tables = next(n for n in range(1, 109) if first + n <= n * 128)
    table += [_TABLE] * tables
    table += [_FREE] * (tables * 128 - len(table))
    return _header(directory, first, tables) + body + struct.pack(f"<{len(table)}I", *table)


def _chained(data: bytes, table: list[int]) -> bytes:
    """Return ``data`` in whole sectors, and add their chain to the table."""
    sectors = -(-len(data) // _SECTOR)
    start = len(table)
    table += [*range(start + 1, start + sectors), _END]
    return data.ljust(sectors * _SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = _NONE, right: int = _NONE) -> bytes:
    wide = name.encode("utf-16-le") + b"\0\0"
    head = wide.ljust(64, b"\0") + struct.pack("<HBBIII", len(wide), kind, 1, _NONE, right, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)


def _header(directory: int, first: int, tables: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0, 4096, _END, 0, _END, 0
    )
    places = [*range(first, first + tables)] + [_FREE] * (109 - tables)
    return head + struct.pack("<109I", *places)
