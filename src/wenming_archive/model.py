"""The frozen values that pass between stages; what a stage learns is a new value.

``None`` means "not known"; a ``path`` is native, ``source`` and ``target`` are relative, in NFC, with ``/``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path


class Status(StrEnum):
    """What became of an item."""

    filed = "filed"
    review = "review"
    unplaced = "unplaced"
    duplicate = "duplicate"
    ignored = "ignored"
    unreadable = "unreadable"


STATUS_LABELS: dict[Status, str] = {
    Status.filed: "已归档",
    Status.review: "待确认",
    Status.unplaced: "未归类",
    Status.duplicate: "重复",
    Status.ignored: "不归档",
    Status.unreadable: "无法读取",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about an item that a person should know; ``code`` is stable, ``message`` Chinese."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Found:
    """A file met on the walk below ``root`` (absolute), or a member of a container (``x.zip!/y.docx``)."""

    root: str
    source: str
    #: The file; of a member, the outermost container.
    path: Path
    size: int
    mtime_ns: int
    #: Names of a member from the outside in; empty for a file.
    inner: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something on the walk that is no evidence file, and why it was left."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """What minutes say of their meeting, as it is written."""

    time: str | None = None
    place: str | None = None
    host: str | None = None
    present: str | None = None
    absent: str | None = None
    recorder: str | None = None


@dataclass(frozen=True, slots=True)
class Description:
    """An item as an archivist would list it."""

    kind: str
    title: str
    #: True when the title had to be taken from the file name.
    title_inferred: bool = False
    number: str | None = None
    issuer: str | None = None
    date: str | None = None
    #: Where the date stood: body, number, name, exif, folder or mtime.
    date_from: str | None = None
    pages: int | None = None
    pages_exact: bool = False
    #: Of minutes and attendance sheets.
    meeting: Meeting | None = None
    #: The security mark as it is written: 秘密★1年.
    secrecy: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A passage that spoke for an indicator, and how much it added (share of the score)."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Guess:
    """An indicator an item may belong to, with calibrated confidence 0…1."""

    code: str
    confidence: float
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """An indicator an item stands under."""

    code: str
    #: ``main`` or ``also``.
    role: str
    confidence: float
    #: ``auto`` or ``person``.
    by: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an item goes: ``indicators`` when filed, and what else it might have been."""

    status: Status
    indicators: tuple[Placed, ...] = ()
    suggestions: tuple[Guess, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """All that is known of one source file before it is placed."""

    found: Found
    #: ``None`` when the file could not even be opened.
    sha256: str | None
    format: str
    description: Description
    #: What the reader and the name gave cause to say.
    problems: tuple[Problem, ...] = ()
    #: False when nothing could be read; the reason is the first problem.
    readable: bool = True
    #: False when the source is no longer there.
    present: bool = True
    #: True when people put it right into 材料/: its copy is all there is.
    by_hand: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What tells the file from all others: root and source."""
        return self.found.root, self.found.source

    @property
    def unread(self) -> bool:
        """True of one restored from a list: nothing is known but where it was, and its content."""
        return not self.format

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.found.source.rsplit("/", 1)[-1].rsplit("!/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A container as it was when its members were listed."""

    found: Found
    sha256: str

    @property
    def key(self) -> tuple[str, str]:
        """What tells the container from all other files: root and source."""
        return self.found.root, self.found.source


@dataclass(frozen=True, slots=True)
class Item:
    """One source file with its place in the archive."""

    known: Known
    placement: Placement
    #: The source of the item that holds the same bytes and stands for both.
    same_as: str | None = None
    #: The copies, relative to the workspace.
    filed_as: tuple[str, ...] = ()
    #: Why a copy could not be made, in the last run that tried.
    failed: str | None = None
    #: The title that a person gave it; empty if none did.
    caption: str = ""
    #: True when the decision on it was made for what stood at its path before.
    inherited: bool = False

    @property
    def found(self) -> Found:
        """Where the file is."""
        return self.known.found

    @property
    def description(self) -> Description:
        """What the item is, by the title that a person gave it."""
        described = self.known.description
        return replace(described, title=self.caption, title_inferred=False) if self.caption else described

    @property
    def status(self) -> Status:
        """What became of the item."""
        return self.placement.status

    @property
    def codes(self) -> tuple[str, ...]:
        """The indicators the item stands under, main first."""
        return tuple(placed.code for placed in self.placement.indicators)
