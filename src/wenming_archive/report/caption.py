"""What stands below a photo in the submission, and where each part of it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wenming_archive.text import dates
from wenming_archive.text.normal import narrow

#: The elements of a caption in the order they are printed, and what they are called.
LABELS: Mapping[str, str] = {
    "title": "题名",
    "time": "时间",
    "place": "地点",
    "persons": "人物",
    "theme": "主题",
    "background": "背景",
    "cause": "事由",
    "photographer": "摄影者",
}
#: Those that evaluators want to read; who took a photo need not stand there.
WANTED = ("time", "place", "persons", "theme", "background", "cause")


@dataclass(frozen=True, slots=True)
class Caption:
    """A photo's caption as it is printed; empty where nothing is known."""

    title: str = ""
    time: str = ""
    place: str = ""
    persons: str = ""
    theme: str = ""
    background: str = ""
    cause: str = ""
    photographer: str = ""

    @property
    def lacking(self) -> tuple[str, ...]:
        """The elements evaluators want that will stand as empty cells."""
        return tuple(name for name in WANTED if not getattr(self, name))


class Origin(StrEnum):
    """What sort of thing tells an element."""

    decision = "decision"
    exif = "exif"
    document = "document"
    name = "name"
    picture = "picture"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an element stands: what sort of thing tells it, and the file or folder that does."""

    origin: Origin
    where: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where each element of a caption stands; ``None`` for what is not known."""

    title: Source | None = None
    time: Source | None = None
    place: Source | None = None
    persons: Source | None = None
    theme: Source | None = None
    background: Source | None = None
    cause: Source | None = None
    photographer: Source | None = None


@dataclass(frozen=True, slots=True)
class Captioned:
    """A caption with its sources."""

    caption: Caption
    sources: Sources


def day(iso: str) -> str:
    """Return a full date as it is printed: 2023年3月5日."""
    year, month, number = (int(part) for part in iso.split("-"))
    return f"{year}年{month}月{number}日"


def time(text: str) -> str:
    """Return a time as a person wrote it, its one full date as it is printed."""
    hits = dates.find(narrow(text))
    if len(hits) != 1 or not hits[0].full:
        return text
    hit = hits[0]
    return f"{text[: hit.start]}{day(hit.iso)}{text[hit.end :]}"
