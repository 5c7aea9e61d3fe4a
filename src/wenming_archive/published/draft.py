"""What was made out of a published catalogue: a tree, and everything that a person has to look at.

Nothing of the file is lost on the way: what was not understood is in ``unread``, with its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

#: Why the rows of a table that is no catalogue's are left out.
OTHER_TABLE = "这张表不像指标表（没有测评内容、标准这样的列）"


@dataclass(frozen=True, slots=True)
class Unread:
    """A row or a line that found no place in the tree."""

    #: 表1第12行, Sheet1!A12, 第3页第5行.
    where: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a person should decide; ``default`` is what was taken, one of ``options``."""

    id: str
    text: str
    options: tuple[str, ...]
    default: str


@dataclass(frozen=True, slots=True)
class Negative:
    """A deduction (减分项), or without points a veto (一票否决)."""

    code: str
    title: str
    points: float | None
    where: str
    #: What else its row says.
    note: str = ""

    @property
    def is_veto(self) -> bool:
        """True of what costs the title and not points."""
        return self.points is None


@dataclass(frozen=True, slots=True)
class Node:
    """An indicator; without children a leaf."""

    code: str
    title: str
    standard: str = ""
    score: float | None = None
    methods: tuple[str, ...] = ()
    #: Ids of the draft's units.
    lead: str | None = None
    support: tuple[str, ...] = ()
    #: What the words about materials ask for (``needs.Inferred``).
    needs: tuple[Any, ...] = ()
    bonus: bool = False
    note: str = ""
    children: tuple[Node, ...] = ()
    where: str = ""
    #: From 0 to 1: how sure it is that this node stands as published.
    confidence: float = 1.0
    #: Which of the above were made up and not read: ``code``, ``title``.
    inferred: frozenset[str] = frozenset()
    #: Further keys as the catalogue writes them: of a table that was exported (``exported``).
    extra: Mapping[str, Any] = field(default_factory=dict)

    def walk(self, depth: int = 0) -> Iterator[tuple[int, Node]]:
        """Yield the node and all below it with their depths, parents first."""
        yield depth, self
        for child in self.children:
            yield from child.walk(depth + 1)

    @property
    def leaves(self) -> Iterator[Node]:
        """The leaves below the node, or the node itself."""
        return (node for _, node in self.walk() if not node.children)


@dataclass(frozen=True, slots=True)
class Draft:
    """A catalogue as far as it was understood."""

    title: str
    issuer: str = ""
    edition: str = ""
    #: First and last day, ISO.
    period: tuple[str, str] | None = None
    #: Units with ``id``, ``name`` and ``aliases`` (``units.Unit``).
    units: tuple[Any, ...] = ()
    nodes: tuple[Node, ...] = ()
    #: The points that the file states for everything.
    total: float | None = None
    negative: tuple[Negative, ...] = ()
    unread: tuple[Unread, ...] = ()
    questions: tuple[Question, ...] = ()
    #: Notes, footnotes and explanations around the table, in the file's words.
    notes: tuple[str, ...] = ()
    #: Further keys as the catalogue writes them: of a table that was exported (``exported``).
    extra: Mapping[str, Any] = field(default_factory=dict)

    def walk(self) -> Iterator[tuple[int, Node]]:
        """Yield every node with its depth, parents first, in the published order."""
        for node in self.nodes:
            yield from node.walk()

    @property
    def leaves(self) -> tuple[Node, ...]:
        """The leaves in the published order."""
        return tuple(leaf for node in self.nodes for leaf in node.leaves)
