"""Text boxes of an old Excel sheet, which its library passes over ([MS-XLS], 2.4.329)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_BOF, _EOF, _CONTINUE, _OBJECT, _TEXT = 0x0809, 0x000A, 0x003C, 0x005D, 0x01B6
#: The type of an object that is a cell's comment.
_NOTE = 0x19
#: Records looked at in one sheet; one of 65,536 full rows has fewer.
_MAX_RECORDS = 2_000_000
#: Characters kept of one box.
_LONGEST = 32_767


def boxes(workbook: bytes, start: int) -> Iterator[str]:
    """Yield the texts of a sheet's boxes, where its records begin at ``start``; none of comments."""
    kind, length, text = 0, 0, ""
    for record, data in _records(workbook, start):
        if record == _CONTINUE and length > 0:
            more = data[1:].decode("utf-16-le" if data[:1] == b"\x01" else "latin-1", "replace")
            text += more[:length]
            length -= max(len(more), 1)
            if length <= 0 and kind != _NOTE:
                yield text
        elif record == _OBJECT and len(data) >= 6:
            kind = int.from_bytes(data[4:6], "little")
        elif record == _TEXT and len(data) >= 12:
            length, text = min(int.from_bytes(data[10:12], "little"), _LONGEST), ""


def _records(workbook: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield a sheet's records; those of the charts in it are passed over."""
    if start < 0 or b"\xb6\x01" not in workbook:
        return
    at, depth = start, 0
    for _ in range(_MAX_RECORDS):
        if at + 4 > len(workbook):
            return
        record, size = struct.unpack_from("<HH", workbook, at)
        depth += (record == _BOF) - (record == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield record, workbook[at + 4 : at + 4 + size]
        at += 4 + size
