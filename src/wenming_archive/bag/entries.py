"""The files of a bag as they are met, and the limits of what a bag may hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wenming_archive.bag import names
from wenming_archive.bag.faults import Code
from wenming_archive.bag.tags import Found
from wenming_archive.text.unseen import line as shown

#: Files of one bag: beyond what any office hands over.
MAX_FILES = 100_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a bag: its bytes, and when it was last changed (0 when that is not known)."""

    size: int
    mtime_ns: int


def too_many(found: Found, what: str) -> None:
    """Note that a bag holds more files than are looked at."""
    found.fault(
        Code.unsafe, "", f"{what}里的文件超过 {MAX_FILES} 个，多得不合常理，没有读完；请移交单位分几个包移交"
    )


def same_names(paths: Iterable[str], found: Found) -> None:
    """Note names that some systems take for one: alike but for case or Unicode form."""
    seen: dict[str, str] = {}
    for path in paths:
        other = seen.setdefault(names.nfc(path).casefold(), path)
        if other != path:
            found.note(
                Code.unsafe,
                path,
                f"{shown(path)} 与 {shown(other)} 只差大小写或字符编码形式，在有些系统上会互相覆盖；"
                "导入时分开存放",
            )
