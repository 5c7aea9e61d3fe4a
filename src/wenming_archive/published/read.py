"""A file as it is published, made into a draft catalogue.

What the file does not settle is asked: every question has a default, and ``answers`` (question id to
option) settle it beforehand.  ``split`` (是) makes each numbered sentence of a cell a leaf; ``sheet``
names the one sheet to read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from wenming_archive.errors import InputError
from wenming_archive.published import (
    exported,
    finish,
    frame,
    joining,
    negatives,
    nodes,
    outline,
    parting,
    sections,
    sheets,
    source,
)
from wenming_archive.published.asking import Asking
from wenming_archive.published.branch import Branch, Growth
from wenming_archive.published.draft import Draft, Negative, Node
from wenming_archive.published.grid import Line, Part

NONE: Mapping[str, str] = MappingProxyType({})
#: Pairs of units that are asked about at most.
_PAIRS = 8


def read(path: Path, answers: Mapping[str, str] = NONE) -> Draft:
    """Return the draft of the catalogue in the file at ``path``.

    :raises InputError: with one sentence, when it cannot be read or holds no catalogue.
    """
    return understood(source.parts(path), path.stem, answers, str(path))


def understood(
    parts: Sequence[Part], name: str, answers: Mapping[str, str] = NONE, file: str = "文件"
) -> Draft:
    """Return the draft of the catalogue in the parts of a document called ``name``.

    :raises InputError: when they hold no catalogue.
    """
    if exported.is_exported(parts):
        return exported.draft(parts, name)
    asking = Asking(answers)
    chosen, unread = sheets.chosen(parts, asking)
    kept = list(parting.unfolded(chosen))
    found = sections.tables(kept, asking)
    growth, lines = found.growth, found.lines
    if not growth.roots:
        growth.roots, lines = outline.read([part for part in kept if isinstance(part, Line)], asking)
    negative: list[Negative] = []
    roots = list(negatives.parted(_filled(growth.roots, growth.notes), negative))
    finish.share_out(growth.shared)
    settled = finish.ready(roots, split=asking.split, apart=_apart(roots, asking))
    made, units = nodes.made(settled, {})
    same = _same(joining.doubts(units), asking)
    if same:
        made, units = nodes.made(settled, same)
    if not any(_says(node) for node in made):
        raise InputError(f"{file} 里没有找到指标：没有像测评体系的表格，也没有分级编号的条目；请核对文件")
    return _drafted(
        name, made, units, negative, growth, [*found.above, *lines], (*unread, *growth.unread), asking
    )


def _drafted(
    name: str,
    made: tuple[Node, ...],
    units: Sequence[object],
    negative: Sequence[Negative],
    growth: Growth,
    lines: Sequence[Line],
    unread: Sequence[object],
    asking: Asking,
) -> Draft:
    texts = list(dict.fromkeys([*(line.text for line in lines), *growth.notes]))
    title = frame.title(lines, name)
    stated = frame.total([title, *texts])
    return Draft(
        title=title.strip("《》"),
        issuer=frame.issuer(lines),
        edition=frame.edition(title, lines),
        period=frame.period(texts),
        units=tuple(units),
        nodes=made,
        total=stated if stated is not None else max(growth.totals, default=None),
        negative=negatives.numbered(negative),
        unread=tuple(unread),  # type: ignore[arg-type]
        questions=tuple(asking.questions),
        notes=tuple(text for text in texts if text != title),
    )


def _filled(branches: Sequence[Branch], notes: list[str]) -> list[Branch]:
    """Return the branches but for rows across the table under which nothing stands: these are remarks."""
    kept = []
    for branch in branches:
        branch.children = _filled(branch.children, notes)
        told = (
            branch.children or branch.entries or branch.section or branch.marker or branch.score is not None
        )
        if branch.across and not told:
            notes.append(branch.raw)
        else:
            kept.append(branch)
    return kept


def _says(node: Node) -> bool:
    return bool(node.children or node.standard or node.score is not None or node.needs)


def _apart(roots: Sequence[Branch], asking: Asking) -> bool:
    """Say whether the rows under one title are leaves of their own; asked where titles differ in that."""
    share = finish.several(roots)
    default = share * 3 >= 1
    if 0.1 < share < 0.5:
        text = "有的项目下面有几行，有的只有一行；只有一行的，也单独成为一项末级指标吗（否：和项目合为一项）"
        return asking.sure("rows", text, default=default)
    return default


def _same(doubts: Sequence[tuple[str, str]], asking: Asking) -> dict[str, str]:
    """Return which unit is another under a second name, where somebody says so."""
    return {
        other: one
        for one, other in doubts[:_PAIRS]
        if asking.sure(f"unit {one} {other}", f"“{one}”和“{other}”是同一个单位吗", default=False)
    }
