"""The two lists that stand in 材料/ beside the copies: their checksums, and where each came from.

The first is for ``sha256sum -c`` and its kin.  By the second the index can be made anew even where
a source is no longer there: a line of JSON for each copy.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wenming_archive import disk
from wenming_archive.filing import standing
from wenming_archive.index import Copy
from wenming_archive.model import Found, Item, Known
from wenming_archive.workspace import EVIDENCE, MANIFEST, PROVENANCE

_SHA256 = re.compile(r"[0-9a-f]{64}")
#: What an index can hold of a number.
_MOST = 1 << 63


@dataclass(frozen=True, slots=True)
class Origin:
    """A copy, and the source it was made from as that was then."""

    target: str
    sha256: str
    #: ``None`` of a copy that no item stands for any more: it was set aside, or changed by hand.
    found: Found | None = None
    #: True when people put it into 材料/, and this is all there is of it.
    by_hand: bool = False


def write(evidence: Path, copies: Mapping[str, Copy], items: Iterable[Item]) -> None:
    """Write both lists into 材料/ (at ``evidence``), where they say something else than before.

    :raises InputError: if the system refuses.
    """
    for name, data in ((PROVENANCE, provenance(copies, items)), (MANIFEST, manifest(copies))):
        path = evidence / name
        with disk.guarded(f"无法读取 {path}"):
            same = path.is_file() and path.read_bytes() == data
        if not same:
            disk.write(path, data)


def withdraw(evidence: Path) -> None:
    """Take away the list of checksums while copies are moved: cut off, it would tell of another state."""
    with contextlib.suppress(OSError):
        (evidence / MANIFEST).unlink()


def whole(evidence: Path, origins: Iterable[Origin]) -> bool:
    """Say whether the list of sources, read as ``origins``, tells of all copies that the checksums do."""
    try:
        written = (evidence / MANIFEST).read_bytes()
    except OSError:
        return False
    return written == manifest({one.target: Copy(one.target, one.sha256, 0, 0) for one in origins})


def manifest(copies: Mapping[str, Copy]) -> bytes:
    """Return the list of checksums, by path from 材料/, as ``sha256sum`` writes and reads it."""
    lines = (_checksum(copies[target].sha256, target) for target in sorted(copies))
    return "".join(lines).encode("utf-8", "surrogateescape")


def _checksum(sha256: str, target: str) -> str:
    """Return a line; a backslash at its beginning says that the name is written with escapes."""
    escaped = target.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == target else chr(92)}{sha256}  {escaped}\n"


def provenance(copies: Mapping[str, Copy], items: Iterable[Item]) -> bytes:
    """Return the list of sources, in the order of ``items``; then the copies that are of none of them."""
    lines: list[str] = []
    left = dict(copies)
    for item in items:
        for target in (copy.removeprefix(f"{EVIDENCE}/") for copy in item.filed_as):
            copy = copies.get(target)
            if copy and copy.sha256 == item.known.sha256:
                lines.append(_line(copy, item.known))
                left.pop(target, None)
    lines += [_line(left[target]) for target in sorted(left)]
    return "".join(f"{line}\n" for line in lines).encode()


def read(evidence: Path) -> Iterator[Origin]:
    """Yield the rows of the list of sources in 材料/; none if there is no such list.

    A line that makes no sense is left out: it is about one copy, and the others still hold.
    """
    try:
        text = (evidence / PROVENANCE).read_text("utf-8", "replace")
    except OSError:
        return
    for line in text.split("\n"):
        try:
            yield _origin(json.loads(line))
        except (ValueError, KeyError, TypeError, RecursionError):
            continue


def _line(copy: Copy, known: Known | None = None) -> str:
    value: dict[str, object] = {"copy": copy.target, "sha256": copy.sha256}
    if known:
        found = known.found
        value |= {"root": found.root, "source": found.source, "path": os.fspath(found.path)}
        value |= {"inner": list(found.inner), "size": found.size, "mtime_ns": found.mtime_ns}
        value |= {"by_hand": True} if known.by_hand else {}
    line = json.dumps(value, ensure_ascii=False)
    # Half a surrogate pair, as damaged names have them, is no UTF-8.
    return line if line.isprintable() and _encodes(line) else json.dumps(value)


def _encodes(line: str) -> bool:
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def _origin(value: Any) -> Origin:
    """Return the origin of a line.

    :raises TypeError: if something else stands where a word or a number should.
    :raises ValueError: if a word or number is one that no copy has.
    """
    target, sha256 = _word(value["copy"]), _word(value["sha256"])
    if not _SHA256.fullmatch(sha256) or not standing.counts(target):
        raise ValueError(value)
    if "source" not in value:
        return Origin(target, sha256)
    root, source = _word(value["root"]), _word(value["source"])
    size, mtime_ns = _number(value["size"]), _number(value["mtime_ns"])
    path, inner = value["path"], value["inner"]
    os.fsencode(path)
    if size < 0 or not (isinstance(inner, list) and all(isinstance(name, str) for name in inner)):
        raise TypeError(value)
    found = Found(root, source, Path(path), size, mtime_ns, tuple(inner))
    return Origin(target, sha256, found, value.get("by_hand") is True)


def _word(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(value)
    value.encode()  # half a surrogate pair is no text that an index can hold
    return value


def _number(value: Any) -> int:
    if type(value) is not int or abs(value) >= _MOST:
        raise TypeError(value)
    return value
