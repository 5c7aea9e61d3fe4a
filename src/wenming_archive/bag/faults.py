"""What is wrong with a bag: values, each with one sentence for a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from wenming_archive.errors import CopyError

#: Is told each file before it is read.
Progress = Callable[[str], None]
#: What to do when a bag is not as it was sent.
AGAIN = "请让移交单位重新导出、重新传一次"


class Code(StrEnum):
    """Sorts of faults; stable."""

    #: It is no bag, or bagit.txt is not as it must be.
    declaration = "declaration"
    #: A manifest, bag-info.txt or fetch.txt cannot be understood or breaks a rule.
    tag = "tag"
    #: A file that is listed is not there.
    missing = "missing"
    #: A file that is there is not listed.
    extra = "extra"
    #: The content is not what the manifest says.
    changed = "changed"
    #: A path that leads out of the bag, a link, a device, two files of one name, a bomb.
    unsafe = "unsafe"
    #: A file that cannot be opened or read to its end.
    unreadable = "unreadable"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: its sort, the path it concerns, and a sentence."""

    code: Code
    path: str
    message: str


class Damaged(CopyError):
    """A file of a bag that cannot be read to its end."""


def silent(_: str) -> None:
    """Tell nobody."""
