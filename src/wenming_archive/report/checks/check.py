"""What a check is, what it looks at, and what it finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.decisions import Elements
from wenming_archive.model import Item, Problem, Status
from wenming_archive.photos.shot import Shot
from wenming_archive.report import counting
from wenming_archive.report.gaps import Gaps
from wenming_archive.report.page import Page
from wenming_archive.settings import Settings


class Level(StrEnum):
    """How much a finding matters, from the worst down."""

    error = "error"
    warning = "warning"
    hint = "hint"


LEVEL_LABELS: dict[Level, str] = {Level.error: "错误", Level.warning: "警告", Level.hint: "提示"}
#: Levels that must be settled before the material is handed in.
OPEN = (Level.error, Level.warning)


@dataclass(frozen=True, slots=True)
class Alike:
    """Contents that are nearly the same, and how alike the least alike two of them are: 0 to 1."""

    contents: tuple[str, ...]
    similarity: float
    #: True when they are alike as pictures, false as texts.
    seen: bool


@dataclass(frozen=True, slots=True)
class Reused:
    """A content that was filed in another year's workspace, or a picture that is nearly one filed there."""

    content: str
    #: Where it was there: its source, and the indicator it stood under.
    source: str
    code: str
    #: 1 for the same bytes.
    similarity: float


@dataclass(frozen=True)
class Held:
    """All that a check may look at."""

    items: Sequence[Item]
    catalogue: Catalogue
    alike: Sequence[Alike] = ()
    reused: Sequence[Reused] = ()
    #: Width and height of the pictures among what is alike, by content.
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    #: What is held of what is wanted; ``None`` where nobody asked.
    gaps: Gaps | None = None
    #: Every item that is filed or waits to be and can be read, with its words, one after the other.
    pages: Callable[[], Iterable[Page]] = tuple
    #: What was measured of the pictures, by content.
    shots: Mapping[str, Shot] = field(default_factory=dict)
    #: The day on which it is looked at.
    today: dt.date = field(default_factory=dt.date.today)
    #: Contents that a person let pass, each with the id of the check.
    cleared: frozenset[tuple[str, str]] = frozenset()
    #: What people said for the captions of photos, by root and source.
    stated: Mapping[tuple[str, str], Elements] = field(default_factory=dict)

    @cached_property
    def by_content(self) -> dict[str, Item]:
        """The items that are filed or wait to be, by content; exact copies stand behind the first."""
        open_to = (Status.filed, Status.review)
        held = (item for item in reversed(self.items) if item.status in open_to)
        return {item.known.sha256: item for item in held if item.known.sha256}

    def holding(self, group: Alike) -> tuple[Item, ...]:
        """Return the items with the contents of ``group`` that are filed or wait to be."""
        found = (self.by_content.get(content) for content in group.contents)
        return tuple(item for item in found if item)

    @cached_property
    def problems(self) -> list[tuple[Item, Problem]]:
        """What is wrong with the items where they stand, as ``archive list --json`` shows it."""
        return [
            (item, problem)
            for item in self.items
            for look in counting.CHECKS
            for problem in look(item, self.catalogue)
        ]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found: the items it concerns, and in a sentence what is wrong with them."""

    items: tuple[Item, ...]
    message: str
    #: The indicators it concerns, where these are not all that the items stand under.
    codes: tuple[str, ...] = ()


def _nothing(*_: object) -> tuple[Fault, ...]:
    return ()


@dataclass(frozen=True)
class Check:
    """One thing that evaluators look at."""

    #: Stable; settings and other programs know it by this.
    id: str
    level: Level
    #: In a few words what is wrong, as a heading.
    title: str
    #: Why it matters, as evaluators say it; and what to do about it.
    reason: str
    fix: str
    #: Looks at everything at once.
    look: Callable[[Held], Iterable[Fault]] = _nothing
    #: Reads one item; all checks that read share one passage through the items.
    read: Callable[[Page, Held], Iterable[Fault]] | None = None
    #: Notes something of one item on the same passage (``None`` for nothing) ...
    note: Callable[[Page, Held], Any] | None = None
    #: ... and, when all have been read, compares what was noted.
    compare: Callable[[Sequence[tuple[Item, Any]], Held], Iterable[Fault]] = _nothing


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with the check that found it."""

    check: Check
    fault: Fault

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the items it concerns."""
        return tuple(item.found.source for item in self.fault.items)

    @property
    def codes(self) -> tuple[str, ...]:
        """The indicators it concerns, each once."""
        found = self.fault.codes or (code for item in self.fault.items for code in item.codes)
        return tuple(dict.fromkeys(found))


def each_problem(code: str) -> Callable[[Held], Iterator[Fault]]:
    """Return what finds the items with the problem ``code``."""

    def look(held: Held) -> Iterator[Fault]:
        for item, problem in held.problems:
            if problem.code == code:
                yield Fault((item,), problem.message)

    return look


def together(items: Iterable[Item]) -> tuple[str, ...]:
    """Return the indicators that ``items`` stand under, each once."""
    return tuple(dict.fromkeys(code for item in items for code in item.codes))
