"""Settle what each item is: a duplicate, decided by a person, or placed by the program."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.decisions import Decision, Decisions
from wenming_archive.model import Guess, Item, Known, Placement, Status
from wenming_archive.pipeline.session import Session
from wenming_archive.place import decide, explain
from wenming_archive.place.clues import Clues
from wenming_archive.place.engine import Engine, Look

#: Guesses kept of an item, and how many of them are explained.
_GUESSES, _EXPLAINED = 6, 3
_LEAST = 0.01
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_EMPTY_WORDS = re.compile(
    r"新建|文档|文件夹?|工作表|副本|复件|微信图片|扫描件|未命名|最终版?|截图|图片|资料|材料|备份|打印"
)


def arrange(known: Sequence[Known], clues: Mapping[tuple[str, str], Clues], session: Session) -> list[Item]:
    """Return the items in catalogue order, then by source; copies are not yet known."""
    same_as = _duplicates(known)
    single = [one for one in known if one.key not in same_as]
    decided = Decided(session.decisions, known)
    looks = _looks([clues[one.key] for one in single], session)
    items = [
        Item(one, _placement(one, look, decided, session)) for one, look in zip(single, looks, strict=True)
    ]
    items += [Item(one, Placement(Status.duplicate), same_as[one.key]) for one in known if one.key in same_as]
    return in_order(items, session.catalogue)


def _looks(clues: Sequence[Clues], session: Session) -> list[_Look]:
    engine = Engine(session.catalogue)
    return [
        _Look(guesses(engine, look), none(look), engine.scorer.called(own))
        for own, look in zip(clues, engine.look(clues), strict=True)
    ]


def guesses(engine: Engine, look: Look) -> list[Guess]:
    """Return the likeliest leaves, best first, the first few with their reasons."""
    order = sorted(range(len(look.sure)), key=lambda leaf: (-look.sure[leaf], leaf))[:_GUESSES]
    found = []
    for rank, leaf in enumerate(order):
        if look.sure[leaf] < _LEAST:
            break
        why = explain.reasons(engine, look, leaf) if rank < _EXPLAINED else ()
        found.append(Guess(engine.scorer.leaves[leaf].code, round(look.sure[leaf], 4), why))
    return found


def none(look: Look) -> float:
    """Return the probability that an item belongs to no leaf."""
    return max(0.0, 1.0 - sum(look.sure))


def in_order(items: Sequence[Item], catalogue: Catalogue) -> list[Item]:
    """Return items in catalogue order of their first indicator, the unfiled last, then by source."""
    after = len(catalogue.leaves)

    def place(item: Item) -> tuple[int, str, str]:
        positions = [catalogue.by_code[c].position for c in item.codes if c in catalogue.by_code]
        return (positions[0] if positions else after, item.found.source, item.found.root)

    return sorted(items, key=place)


class Decided:
    """The decisions that hold for each file: by its content, else by its path."""

    def __init__(self, decisions: Decisions, known: Sequence[Known]) -> None:
        self._by_content = decisions.by_content()
        contents = {one.sha256 for one in known}
        # A decision whose content is still there speaks for that content alone.
        self._by_path = {p: d for p, d in decisions.by_path().items() if d.sha256 not in contents}

    def of(self, one: Known) -> Decision | None:
        """Return the decision that holds for a file, or ``None``."""
        by_content = self._by_content.get(one.sha256 or "")
        return by_content or self._by_path.get(one.found.source)


@dataclass(frozen=True, slots=True)
class _Look:
    """What the program makes of one item."""

    guesses: Sequence[Guess]
    none: float
    #: Codes of the indicators the item calls by name.
    called: set[str]


def _placement(one: Known, look: _Look, decided: Decided, session: Session) -> Placement:
    decision = decided.of(one)
    found = look.guesses
    if decision and decision.ignore:
        return Placement(Status.ignored, (), tuple(found[:5]))
    if decision and decision.unassign:
        return Placement(Status.unplaced, (), tuple(found[:5]))
    if decision and decision.assign:
        return decide.by_person(decision.assign, found, session.catalogue)
    return decide.placement(
        found, look.none, session.settings.filing, called=look.called, readable=one.readable
    )


def _duplicates(known: Sequence[Known]) -> dict[tuple[str, str], str]:
    """Return for each further file of the same bytes the source that stands for them.

    That is one that is still there, and whose path says most: a copy called 1.txt in somebody's
    downloads gives way to the one in the folder of its event.
    """
    first: dict[str, Known] = {}
    same: dict[tuple[str, str], str] = {}
    for one in sorted(known, key=lambda k: (not k.present, -_telling(k), k.key)):
        if one.sha256 is None or one.found.size == 0:
            continue
        if one.sha256 in first:
            same[one.key] = first[one.sha256].found.source
        first.setdefault(one.sha256, one)
    return same


def _telling(one: Known) -> int:
    """Return how many hanzi of the path tell something of the content."""
    return len(_HANZI.findall(_EMPTY_WORDS.sub("", one.found.source)))
