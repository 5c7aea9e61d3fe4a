"""The grown tree settled: which rows are leaves, and whose the points are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wenming_archive.published import markers, points, titles, values
from wenming_archive.published.branch import Branch, Entry, Said, Shared
from wenming_archive.published.words import Role

_WHO = (Role.lead, Role.support, Role.units)
#: Roles whose texts become a note, each behind the name of its column.
NOTED = (Role.due, Role.person, Role.other, Role.blank, Role.grading, Role.note)
NAMELESS = "（无名称）"


@dataclass
class Ready:
    """A node before it has its code."""

    title: str
    where: str
    marker: markers.Marker | None = None
    standard: str = ""
    score: float | None = None
    said: Said = field(default_factory=list)
    children: list[Ready] = field(default_factory=list)
    made_title: bool = False
    bonus: bool = False
    confidence: float = 1.0


def ready(roots: Sequence[Branch], *, split: bool, apart: bool) -> list[Ready]:
    """Return the nodes of the tree; ``apart`` says whether the rows of one title are leaves of their own."""
    return [_ready(branch, apart=apart, split=split, bonus=False) for branch in roots]


def share_out(shared: Shared) -> None:
    """Give points that stand in one cell for several rows to the title that has just these rows."""
    for cell, entries, branches in shared:
        value = values.number(cell.text)
        if len(entries) < 2 or value is None:
            continue
        ids = {id(entry) for entry in entries}
        owner = next((b for b in reversed(branches) if {id(e) for e in b.all_entries} == ids), None)
        if owner is None:
            for entry in entries:
                entry.said.append((Role.note, "分值", f"与相邻的共{len(entries)}项合计{value:g}分"))
            continue
        owner.score = value if owner.score is None else owner.score
        for entry in entries:
            entry.score = None


def several(roots: Sequence[Branch]) -> float:
    """Return the share of the lowest titles under which several rows stand."""
    held = [[e for e in b.entries if e.standard] for root in roots for b in root.walk() if not b.children]
    held = [entries for entries in held if entries]
    return sum(len(entries) > 1 for entries in held) / len(held) if held else 0.0


def _ready(branch: Branch, *, apart: bool, split: bool, bonus: bool) -> Ready:
    bonus = bonus or branch.section == "bonus"
    made = Ready(branch.title, branch.where, branch.marker, branch.tail, branch.score, list(branch.said))
    made.bonus, made.confidence = bonus, branch.confidence
    told = [entry for entry in branch.entries if entry.standard]
    if branch.children or len(told) > 1 or (told and apart and branch.title):
        made.children = [_leaf(entry, split=split, bonus=bonus) for entry in told]
        made.children += [_ready(child, apart=apart, split=split, bonus=bonus) for child in branch.children]
        _take(made, [entry for entry in branch.entries if not entry.standard])
        made.title = made.title or NAMELESS
    else:
        made.standard = "\n".join(filter(None, [branch.tail, *(entry.standard for entry in told)]))
        made.marker = made.marker or next((entry.marker for entry in branch.entries if entry.marker), None)
        made.bonus = bonus or any(entry.bonus for entry in branch.entries)
        _take(made, branch.entries)
        _complete(made, split=split)
    return made


def _take(made: Ready, entries: Sequence[Entry]) -> None:
    """Add to a node what the rows say that are its own."""
    scores = [entry.score for entry in entries if entry.score is not None]
    if scores and (made.score is None or len(entries) == 1):
        made.score = sum(scores)
    for entry in entries:
        made.said += [row for row in entry.said if row not in made.said]


def _leaf(entry: Entry, *, split: bool, bonus: bool) -> Ready:
    """Return the leaf that a row without a title of its own makes."""
    text, marker, score = entry.standard, entry.marker, entry.score
    pieces = list(markers.sentences(text))
    whole = len(pieces) > 1
    own = None if whole else markers.leading(text)
    if own and (marker is None or own.family != "half"):
        marker = own
    text = text[own.end :] if own else text
    title, rest = "", text
    lead = None if whole and pieces[0][0] else titles.lead_of(text, weak=entry.titled)
    stated = points.of_title(lead[0]) if lead else None
    if lead and stated and (entry.titled or stated.score is not None):
        title, rest = stated.title, lead[1]
        score = stated.score if score is None else score
    made = Ready(title, entry.where, marker, rest, score, list(entry.said), bonus=bonus or entry.bonus)
    _complete(made, split=split)
    return made


def _complete(made: Ready, *, split: bool) -> None:
    """Settle a leaf: points in its sentences, its title, and where wanted its parts."""
    pieces = list(markers.sentences(made.standard))
    if made.score is None:
        made.score = _points(made, pieces)
    if split and len(pieces) > 1:
        made.children = [_piece(made, marker, text) for marker, text in pieces]
        made.standard, made.said = "", [row for row in made.said if row[0] in NOTED]
    if not made.title:
        made.title, made.made_title = titles.made(made.standard) or NAMELESS, True
    elif not made.standard and not made.children and len(made.title) > titles.LONGEST + 16:
        made.standard, made.title, made.made_title = made.title, titles.made(made.title), True


def _points(made: Ready, pieces: Sequence[tuple[markers.Marker | None, str]]) -> float | None:
    """Return the points in a leaf's sentences added up; those at the end of a single one leave it."""
    found = points.bracketed(made.standard)
    if len(pieces) > 1:
        before = points.bracketed(pieces[0][1]) if pieces[0][0] is None else []
        numbered = sum(marker is not None for marker, _ in pieces)
        return before[0] if before else (sum(found) if found and len(found) == numbered else None)
    if len(found) == 1:
        text, score = points.without(made.standard)
        if made.standard.rstrip("。；; \n").endswith(("分)", "分）", "分】", "分]")):
            made.standard = text.rstrip()
        return score
    if not found and points.tail(made.standard) is not None:
        made.standard, score = points.without(made.standard)
        return score
    return None


def _piece(made: Ready, marker: markers.Marker | None, text: str) -> Ready:
    """Return one sentence of a leaf as a leaf of its own, with what is said of it alone."""
    found = points.bracketed(text)
    plain = points.without(text)[0] if found else text
    said: Said = []
    for role, name, value in made.said:
        if role is Role.methods and marker:
            said.append((role, name, "、".join(values.methods_of(value, marker.value))))
        elif role not in NOTED:
            said.append((role, name, _part(value, marker)))
    told = values.told(text)
    if any(role in _WHO for role, _ in told):
        said = [row for row in said if row[0] not in _WHO]
    said += [(role, "", value) for role, value in told]
    score = found[0] if found else None
    return Ready(
        titles.made(plain), made.where, marker, plain, score, said, made_title=True, bonus=made.bonus
    )


def _part(text: str, marker: markers.Marker | None) -> str:
    """Return of a text numbered as the sentences of the standard are what is said of one of these."""
    pieces = [(own.value, said) for own, said in markers.sentences(text) if own]
    return values.part(text, marker.value, pieces) if marker else text
