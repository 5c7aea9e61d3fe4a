"""The frozen values that readers and recognition return: what stands in one content.

``None`` means "not known".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from wenming_archive.model import Problem


@dataclass(frozen=True, slots=True)
class Member:
    """What a container says of one of its members; ``name`` has ``/`` and is its own in there."""

    name: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a table row, a header line … in reading order.

    ``role`` is one of ``title heading text head row header footer box sheet note``: ``head`` a table's
    head row, ``box`` a text box, ``sheet`` a sheet's name, ``note`` a remark.  Tabs join cells.
    """

    role: str
    text: str
    #: Font size in points, 0 when not known.
    size: float = 0
    centred: bool = False
    #: The page on which it begins, from 1; 0 when that is not known.  What says the same is equal wherever.
    page: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture file says of itself."""

    width: int
    height: int
    #: EXIF DateTimeOriginal as ``YYYY-MM-DD HH:MM:SS``.
    taken: str | None = None
    #: Latitude and longitude in degrees, north and east positive.
    gps: tuple[float, float] | None = None
    camera: str | None = None
    orientation: int = 1
    #: What the picture's own data says it shows, and who took it.
    caption: str | None = None
    artist: str | None = None


@dataclass(frozen=True, slots=True)
class Properties:
    """Document properties; each ``None`` when absent or known to be a template's."""

    title: str | None = None
    author: str | None = None
    created: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a reader got from one content."""

    format: str
    blocks: tuple[Block, ...] = ()
    #: Pages with text or picture; ``None`` when the format has no pages.
    pages: int | None = None
    #: False when ``pages`` is an estimate from the amount of text.
    pages_exact: bool = False
    properties: Properties = Properties()
    picture: Picture | None = None
    #: Length of a recording, in seconds.
    duration: float | None = None
    #: Pages, counted from 0, whose words stand in a picture alone: these are for OCR.
    unseen: tuple[int, ...] = ()
    #: What a container holds.
    members: tuple[Member, ...] = ()
    problems: tuple[Problem, ...] = ()
    #: Set when nothing could be read: the item is ``unreadable`` for this reason.
    trouble: Problem | None = None

    @property
    def is_item(self) -> bool:
        """False of a container that is nothing but its members."""
        return bool(self.blocks or self.trouble or not self.members)


@dataclass(frozen=True, slots=True)
class Words:
    """What was recognised in a picture or scan, and what there is to say about it."""

    blocks: tuple[Block, ...] = ()
    problem: Problem | None = None
