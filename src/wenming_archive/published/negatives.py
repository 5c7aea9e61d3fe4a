"""Deductions and vetoes, taken out of the tree: what costs points or the title is no indicator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wenming_archive.published import markers, points, values
from wenming_archive.published.branch import Branch, Entry
from wenming_archive.published.draft import Negative

_SECTIONS = ("deduction", "veto")


def parted(branches: Sequence[Branch], found: list[Negative], section: str = "") -> Iterator[Branch]:
    """Yield the branches that are indicators; of the others the cases are added to ``found``."""
    for branch in branches:
        opened = branch.section or section
        if opened in _SECTIONS:
            found += _cases(branch, opened)
            continue
        branch.section = opened
        had = len(branch.children) + len(branch.entries)
        branch.children = list(parted(branch.children, found, opened))
        taken = [entry for entry in branch.entries if entry.score is not None and entry.score < 0]
        found += (_of_entry(entry, branch, "deduction", titled=True) for entry in taken)
        branch.entries = [entry for entry in branch.entries if entry not in taken]
        if branch.children or branch.entries or not had:
            yield branch


def numbered(found: Sequence[Negative]) -> tuple[Negative, ...]:
    """Return deductions and vetoes with codes that nobody else has: 减-1, 否-1."""
    made, counts = [], {"减": 0, "否": 0}
    for one in found:
        mark = "否" if one.is_veto else "减"
        counts[mark] += 1
        made.append(Negative(f"{mark}-{counts[mark]}", one.title, one.points, one.where, one.note))
    return tuple(made)


def _cases(branch: Branch, section: str) -> Iterator[Negative]:
    """Yield the cases that a section lists; the section itself when it lists none."""
    for child in branch.children:
        yield from _cases(child, child.section or section)
    for entry in branch.entries:
        pieces = [(m, text) for m, text in markers.sentences(entry.standard) if m]
        if len(pieces) > 1:
            for marker, text in pieces:
                yield _case(text, values.taken(text) or entry.score, entry.where, section, marker)
        else:
            yield _of_entry(entry, branch, section)
    if not branch.children and not branch.entries and (branch.tail or branch.marker or not branch.section):
        yield _case(branch.tail or branch.title, branch.score, branch.where, section, branch.marker)


def _of_entry(entry: Entry, branch: Branch, section: str, *, titled: bool = False) -> Negative:
    title = entry.standard.strip() or branch.title
    if titled and entry.standard and branch.title:
        title = f"{branch.title}：{title}"
    score = entry.score if entry.score is not None else next(iter(points.bracketed(title)), branch.score)
    case = _case(title, score, entry.where, section, entry.marker)
    said = (f"{name}：{text}" if name else text for _, name, text in entry.said)
    return replace(case, note="；".join(dict.fromkeys(text.replace("\n", " ") for text in said)))


def _case(
    title: str, score: float | None, where: str, section: str, marker: markers.Marker | None
) -> Negative:
    points = None if section == "veto" else abs(score or values.taken(title) or 0)
    own = markers.leading(title)
    plain = (title[own.end :] if own else title).replace("\n", "").strip()
    code = marker or own
    return Negative(code.code if code else "", plain, points, where)
