"""Make bags by hand, right and wrong ones, to see what the program says of them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from wenming_archive.bag import check, store
from wenming_archive.bag.check import Report
from wenming_archive.bag.faults import Fault

Files = dict[str, bytes]
PAYLOAD: Mapping[str, bytes] = {"data/总结.txt": b"hello", "data/照片/1.jpg": b"\xff\xd8 picture"}


def declaration(version: str = "1.0", encoding: str = "UTF-8") -> bytes:
    return f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n".encode()


def manifest(files: Mapping[str, bytes], algorithm: str = "sha256", encoding: str = "utf-8") -> bytes:
    rows = (f"{hashlib.new(algorithm, data).hexdigest()}  {path}\n" for path, data in files.items())
    return "".join(rows).encode(encoding)


def bag(
    payload: Mapping[str, bytes] = PAYLOAD,
    version: str = "1.0",
    algorithm: str = "sha256",
    tags: Mapping[str, bytes] | None = None,
) -> Files:
    """Return the files of a right bag; ``tags`` are further tag files."""
    made = {"bagit.txt": declaration(version), f"manifest-{algorithm}.txt": manifest(payload, algorithm)}
    made |= tags or {}
    listed = {f"tagmanifest-{algorithm}.txt": manifest(made, algorithm)}
    return {**made, **listed, **payload}


def zipped(files: Mapping[str, bytes | None], top: str = "包/") -> bytes:
    """Return a zip of ``files`` below the folder ``top``; one without content is a folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(f"{top}{name}", data or b"")
    return out.getvalue()


def told(path: Path) -> Report:
    """Return what the program finds of the bag at ``path``."""
    with store.opened(path) as opened:
        return check.examine(opened)


def codes(faults: Iterable[Fault]) -> set[str]:
    return {str(fault.code) for fault in faults}
