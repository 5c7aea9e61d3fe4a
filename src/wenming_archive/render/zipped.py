"""Documents that are zips, with some of their parts changed; the rest as it was."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from typing import BinaryIO

from wenming_archive.read.limits import Unreadable, check_part, open_zip

#: Bytes of a part beyond which it stays as it is.
_MOST = 60_000_000


def changed(stream: BinaryIO, names: re.Pattern[str], change: Callable[[bytes], bytes]) -> BinaryIO:
    """Return a document whose parts called like ``names`` went through ``change``.

    It is the same if nothing in it changes, or it cannot be opened.
    """
    try:
        with open_zip(stream) as source:
            new = {
                info.filename: data
                for info in source.infolist()
                if (data := _new(source, info, names, change))
            }
            if new:
                return _rewritten(source, new)
    except (Unreadable, zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        pass  # whoever opens it will tell
    stream.seek(0)
    return stream


def _new(
    source: zipfile.ZipFile, info: zipfile.ZipInfo, names: re.Pattern[str], change: Callable[[bytes], bytes]
) -> bytes | None:
    if not names.fullmatch(info.filename) or info.file_size > _MOST:
        return None
    check_part(info)
    before = source.read(info)
    after = change(before)
    return after if after != before else None


def _rewritten(source: zipfile.ZipFile, new: dict[str, bytes]) -> BinaryIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:  # not packed: it is read once
        for info in source.infolist():
            if info.filename in new:
                target.writestr(info.filename, new[info.filename])
            else:
                with source.open(info) as part, target.open(info.filename, "w") as copy:
                    shutil.copyfileobj(part, copy)
    out.seek(0)
    return out
