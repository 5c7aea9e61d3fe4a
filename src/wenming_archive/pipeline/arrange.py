"""Settle what each item is: a duplicate, decided by a person, or placed by the program."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.model import Guess, Item, Known, Placement, Status
from wenming_archive.pipeline.decided import Decided
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
#: What systems and people put into the name of a copy.
_COPY = re.compile(r"副本|复件|\bcopy\b|[(（]\d+[)）](?=\.[^./]*$|$)", re.IGNORECASE)

#: What tells a file from all others: root and source.
Key = tuple[str, str]


def arrange(known: Sequence[Known], clues: Mapping[Key, Clues], session: Session) -> list[Item]:
    """Return the items in catalogue order, then by source; copies are not yet known."""
    placer = _Placer(clues, Decided(session.decisions, known), session)
    same_as = _duplicates(known, placer)
    items = placer.placed([one for one in known if one.key not in same_as])
    items += [Item(one, Placement(Status.duplicate), same_as[one.key]) for one in known if one.key in same_as]
    return in_order(items, session.catalogue)


class _Placer:
    """Places items among each other."""

    def __init__(self, clues: Mapping[Key, Clues], decided: Decided, session: Session) -> None:
        self.clues = clues
        self.decided = decided
        self.session = session
        self.engine = Engine(session.catalogue)

    def placed(self, known: Sequence[Known]) -> list[Item]:
        """Return the items that ``known`` are."""
        looks = self._looks([self.clues[one.key] for one in known])
        return [
            Item(
                one,
                _placement(one, look, self.decided, self.session),
                caption=self.decided.caption(one),
                inherited=self.decided.inherited(one),
            )
            for one, look in zip(known, looks, strict=True)
        ]

    def _looks(self, clues: Sequence[Clues]) -> list[_Look]:
        return [
            _Look(guesses(self.engine, look), none(look), self.engine.scorer.called(own))
            for own, look in zip(clues, self.engine.look(clues), strict=True)
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


def _duplicates(known: Sequence[Known], placer: _Placer) -> dict[Key, str]:
    """Return for each further file of the same bytes the source of the one that stands for them."""
    same: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        if one.sha256 is not None and one.found.size:
            same[one.sha256].append(one)
    if all(len(equal) == 1 for equal in same.values()):
        return {}  # placing takes its time, and there is nothing to choose from
    placed = {item.known.key: item for item in placer.placed(known)}
    found: dict[Key, str] = {}
    for equal in same.values():
        first, *rest = sorted(equal, key=lambda one: _rank(placed[one.key], placer.decided))
        found |= {one.key: first.found.source for one in rest}
    return found


def _rank(item: Item, decided: Decided) -> tuple[object, ...]:
    """Return the key by which one of several equal files stands for all: the one placed most surely.

    One that is filed comes before one that is not, then one that is no copy by its name; of those
    about as sure the one whose path says most: 1.txt in somebody's downloads gives way to the one
    in the folder of its event.
    """
    one, placement = item.known, item.placement
    placed = [p.confidence for p in placement.indicators] or [g.confidence for g in placement.suggestions]
    return (
        decided.of(one) is None,
        not one.present,
        any(problem.code == "wrong-suffix" for problem in one.problems),
        placement.status is not Status.filed,
        bool(_COPY.search(one.found.source)),
        -round(max(placed, default=0.0), 1),
        -_telling(one),
        one.key,
    )


def _telling(one: Known) -> int:
    """Return how many hanzi of the path tell something of the content."""
    return len(_HANZI.findall(_EMPTY_WORDS.sub("", one.found.source)))
