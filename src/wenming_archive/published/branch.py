"""The tree while it grows: branches with what the rows said of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wenming_archive.published import markers, points, titles, values
from wenming_archive.published.draft import Unread
from wenming_archive.published.grid import Cell
from wenming_archive.published.markers import Marker
from wenming_archive.published.words import Role, section

#: Of what is said: its role, its column's name, the text.
Said = list[tuple[Role, str, str]]


@dataclass
class Entry:
    """What one row says beside the titles: texts by what they are, each with its column's name."""

    where: str
    standard: str = ""
    marker: Marker | None = None
    score: float | None = None
    said: Said = field(default_factory=list)
    #: True where the standards of a table begin with a title of their own.
    titled: bool = False
    #: True of points with a plus.
    bonus: bool = False

    def go_on(self, rest: Entry) -> None:
        """Add what the rest of a row says that a page's end cut in two."""
        starts = markers.leading(rest.standard) is not None
        gap = "\n" if starts or self.standard[-1:] in "。；;!！" else ""
        self.standard += gap * bool(rest.standard) + rest.standard
        known = {(role, name): n for n, (role, name, _) in enumerate(self.said)}
        for role, name, text in rest.said:
            at = known.get((role, name))
            if at is None:
                self.said.append((role, name, text))
            elif self.said[at][2] != text:
                self.said[at] = (role, name, f"{self.said[at][2]}\n{text}")

    @property
    def is_empty(self) -> bool:
        """True when it says nothing at all."""
        return not (self.standard or self.said or self.marker or self.score is not None)


@dataclass
class Branch:
    """An indicator while its rows are read."""

    title: str
    where: str
    marker: Marker | None = None
    score: float | None = None
    entries: list[Entry] = field(default_factory=list)
    children: list[Branch] = field(default_factory=list)
    #: Text behind the title in its own cell.
    tail: str = ""
    said: Said = field(default_factory=list)
    #: bonus, deduction, veto, or nothing.
    section: str = ""
    #: The title as the cell has it, to know it when it is repeated.
    raw: str = ""
    #: True of a row across the table.
    across: bool = False
    confidence: float = 1.0

    def walk(self) -> Iterator[Branch]:
        """Yield the branch and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def all_entries(self) -> list[Entry]:
        """What the rows of the branch and of all below it say."""
        return [entry for one in self.walk() for entry in one.entries]


#: Points in one cell that covers several rows: the cell, these rows, and the titles they stand under.
Shared = list[tuple[Cell, list[Entry], list[Branch]]]


@dataclass
class Growth:
    """The tree, what stands beside it, and where the next row goes."""

    roots: list[Branch] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    totals: list[float] = field(default_factory=list)
    shared: Shared = field(default_factory=list)
    #: Headings and rows across the table that are open, from the outside in, with their families.
    groups: list[tuple[str, Branch]] = field(default_factory=list)

    @property
    def inner(self) -> Branch | None:
        """The innermost open group."""
        return self.groups[-1][1] if self.groups else None

    def add(self, made: Branch, parent: Branch | None) -> Branch:
        """Hang a branch under ``parent``, or among the first."""
        (parent.children if parent else self.roots).append(made)
        return made

    def group(self, made: Branch, family: str = "") -> Branch:
        """Open a group: beside the last of its family, else inside the innermost."""
        family = family or (made.marker.family if made.marker else "")
        families = [name for name, _ in self.groups]
        if family in families:
            del self.groups[families.index(family) :]
        elif made.section or not family:
            self.groups.clear()
        self.add(made, self.inner)
        self.groups.append((family, made))
        return made


def branch(text: str, where: str, *, alone: bool = False) -> Branch:
    """Return the branch that a title's cell makes: number, title, points, and what brackets say.

    ``alone`` says that a number in brackets behind a title is its points.
    """
    told = values.told(text)
    marker = markers.leading(text)
    rest = text[marker.end :] if marker else text
    title, tail = titles.parted(rest)
    stated = points.of_title(title, alone=alone)
    title = values.without_told(stated.title if stated.score is not None else flat(title))
    rest, score = points.leading(tail) if stated.score is None else (tail, stated.score)
    made = Branch(titles.close(title), where, marker, score, tail=rest, raw=flat(text))
    made.said = [(role, "", said) for role, said in told if role is not Role.score]
    made.said += [(_beside(one), "", one) for one in stated.beside]
    made.section = section(title)
    return made


def _beside(said: str) -> Role:
    return Role.methods if values.is_methods(said) else Role.note


def flat(text: str) -> str:
    """Join the lines of a title; it was broken for want of room."""
    joined = ""
    for line in text.split("\n"):
        gap = " " if joined[-1:].isascii() and joined[-1:].isalnum() and line[:1].isascii() else ""
        joined += gap + line.strip()
    return joined.strip()
