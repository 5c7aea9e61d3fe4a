"""The catalogue as the table that offices know, as a value: what stands in each cell, and what spans rows.

What a column can say is in it, in words that an import reads back (``catalogue/tabular.py``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wenming_archive.catalogue import spelling, tabular
from wenming_archive.catalogue.model import Catalogue, Indicator, Leaf
from wenming_archive.catalogue.scoring import Deduction


@dataclass(frozen=True, slots=True)
class Row:
    """A leaf: its cells, and how many rows each spans; 0 where the cell above goes on."""

    cells: tuple[str, ...]
    spans: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """The tree as a table."""

    title: str
    #: What is said of the whole, part by part.
    about: tuple[str, ...]
    heads: tuple[str, ...]
    #: How many columns at the left are levels of the tree.
    levels: int
    rows: tuple[Row, ...]
    #: As ``tabular.UNITS`` and ``tabular.NEGATIVE`` are called.
    units: tuple[tuple[str, ...], ...]
    negative: tuple[tuple[str, ...], ...]

    def without(self, heads: Iterable[str]) -> Table:
        """Return the table without the columns of ``heads``."""
        gone = set(heads)
        kept = [n for n, head in enumerate(self.heads) if head not in gone]
        rows = [Row(tuple(r.cells[n] for n in kept), tuple(r.spans[n] for n in kept)) for r in self.rows]
        return replace(self, heads=tuple(self.heads[n] for n in kept), rows=tuple(rows))


def table(catalogue: Catalogue) -> Table:
    """Return the catalogue as a table; columns in which nothing would stand are left out."""
    depth = max(len(leaf.ancestors) for leaf in catalogue.leaves) + 1
    heads = (*map(tabular.level, range(depth)), *tabular.COLUMNS)
    rows = tuple(_rows(catalogue, depth))
    units = ((u.id, u.label, tabular.JOIN.join(u.aliases), u.contact, u.phone) for u in catalogue.units)
    whole = Table(
        catalogue.title,
        tuple(tabular.about(catalogue)),
        heads,
        depth,
        rows,
        tuple(tuple(map(tabular.line, unit)) for unit in units),
        tuple(_negative(catalogue)),
    )
    spare = [head for head in tabular.COLUMNS if head != tabular.STANDARD]
    return whole.without(head for head in spare if not any(row.cells[heads.index(head)] for row in rows))


def _rows(catalogue: Catalogue, depth: int) -> Iterator[Row]:
    before: tuple[Indicator, ...] = ()
    for leaf in catalogue.leaves:
        chain = (*leaf.ancestors, leaf.indicator)
        spans = [0 if _goes_on(before, chain, n) else _below(node) for n, node in enumerate(chain)]
        names = [_named(node) if span else "" for node, span in zip(chain, spans, strict=True)]
        cells = _cells(leaf, catalogue)
        rest = depth - len(chain)
        yield Row((*names, *[""] * rest, *cells), (*spans, *[1] * (rest + len(cells))))
        before = chain


def _goes_on(before: Sequence[Indicator], chain: Sequence[Indicator], n: int) -> bool:
    return n < len(before) and before[n].code == chain[n].code


def _below(node: Indicator) -> int:
    """Return how many leaves a node has, itself if it is one."""
    return sum(map(_below, node.children)) or 1


def _named(node: Indicator) -> str:
    return tabular.named(node.code, node.title, node.score if node.children else None)


def _cells(leaf: Leaf, catalogue: Catalogue) -> list[str]:
    node = leaf.indicator
    return [
        node.standard,
        tabular.JOIN.join(map(tabular.line, node.methods)),
        "" if node.score is None else f"{node.score:.10g}",
        "\n".join(map(spelling.need, node.evidence)),
        tabular.line(catalogue.unit_label(leaf.lead) or ""),
        tabular.JOIN.join(tabular.line(catalogue.unit_label(name) or "") for name in leaf.support),
        str(leaf.due or ""),
        "\n".join(tabular.remarks(leaf, catalogue)),
    ]


def _negative(catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    for one in catalogue.negative:
        points = f"{one.points:.10g}" if isinstance(one, Deduction) else ""
        sort = tabular.DEDUCTION if points else tabular.VETO
        yield tabular.line(one.code), sort, tabular.line(one.title), points
