"""Settle what each item is: a duplicate, decided by a person, or placed by the program."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.formats import PICTURES
from wenming_archive.model import Guess, Item, Known, Placement, Status
from wenming_archive.pipeline import placing
from wenming_archive.pipeline.decided import Decided
from wenming_archive.pipeline.placing import Key, Placer
from wenming_archive.pipeline.session import Session
from wenming_archive.place import decide
from wenming_archive.place.decide import Callings
from wenming_archive.place.engine import Judged
from wenming_archive.text.normal import matching

_HANZI = re.compile(r"[\u4e00-\u9fff]")
_EMPTY_WORDS = re.compile(
    r"新建|文档|文件夹?|工作表|副本|复件|微信图片|扫描件|未命名|最终版?|截图|图片|资料|材料|备份|打印"
)
#: What systems and people put into the name of a copy.
_COPY = re.compile(r"副本|复件|\bcopy\b|[(（]\d+[)）](?=\.[^./]*$|$)", re.IGNORECASE)


def arrange(known: Sequence[Known], placer: Placer, session: Session) -> list[Item]:
    """Return the items in catalogue order, then by source; copies are not yet known."""
    arranger = _Arranger(placer, Decided(session.decisions, known), session)
    same_as = _duplicates(known, arranger)
    items = arranger.placed([one for one in known if one.key not in same_as], explained=True)
    items += [Item(one, Placement(Status.duplicate), same_as[one.key]) for one in known if one.key in same_as]
    return in_order(items, session.catalogue)


class _Arranger:
    """Says what each of some items is."""

    def __init__(self, placer: Placer, decided: Decided, session: Session) -> None:
        self.decided = decided
        self._placer = placer
        self._session = session
        self._callings = Callings(session.catalogue)

    def placed(self, known: Sequence[Known], *, explained: bool = False) -> list[Item]:
        """Return the items that ``known`` are; ``explained`` with what spoke for their place."""
        judged = self._placer.judged(known, self.decided)
        none = (1 - judged.sure.sum(axis=1)).tolist()
        found = placing.guesses(self._session, judged)
        items = [self._item(*one) for one in zip(known, found, none, strict=True)]
        return self._explained(items, judged) if explained else items

    def _item(self, one: Known, guesses: Sequence[Guess], none: float) -> Item:
        placement = self._placement(one, guesses, max(0.0, none))
        decided = self.decided
        return Item(one, placement, caption=decided.caption(one), inherited=decided.inherited(one))

    def _placement(self, one: Known, guesses: Sequence[Guess], none: float) -> Placement:
        decision = self.decided.of(one)
        if decision and decision.ignore:
            return Placement(Status.ignored, (), tuple(guesses[:5]))
        if decision and decision.unassign:
            return Placement(Status.unplaced, (), tuple(guesses[:5]))
        if decision and decision.assign:
            return decide.by_person(decision.assign, guesses, self._session.catalogue)
        return decide.placement(
            guesses,
            none,
            self._session.settings.filing,
            called=self._called(one, guesses),
            readable=one.readable,
            picture=one.format in PICTURES,
        )

    def _called(self, one: Known, guesses: Sequence[Guess]) -> set[str]:
        title = "" if one.description.title_inferred else one.description.title
        text = matching(f"{title} {PurePosixPath(one.name).stem}")
        return self._callings.called(text, [guess.code for guess in guesses[1:]])

    def _explained(self, items: Sequence[Item], judged: Judged) -> list[Item]:
        """Return ``items`` with the reasons of what the program filed."""
        position = self._session.catalogue.by_code
        wanted = [
            (n, position[placed.code].position)
            for n, item in enumerate(items)
            for placed in item.placement.indicators
            if placed.by == "auto"
        ]
        reasons = self._placer.explain(judged, [item.known for item in items], wanted)
        said = {one: tuple(r.text for r in found) for one, found in zip(wanted, reasons, strict=True)}
        return [self._with(n, item, said) for n, item in enumerate(items)]

    def _with(self, n: int, item: Item, said: Mapping[tuple[int, int], tuple[str, ...]]) -> Item:
        position = self._session.catalogue.by_code
        placed = tuple(
            replace(p, reasons=said.get((n, position[p.code].position), p.reasons))
            for p in item.placement.indicators
        )
        return replace(item, placement=replace(item.placement, indicators=placed)) if placed else item


def in_order(items: Sequence[Item], catalogue: Catalogue) -> list[Item]:
    """Return items in catalogue order of their first indicator, the unfiled last, then by source."""
    after = len(catalogue.leaves)

    def place(item: Item) -> tuple[int, str, str]:
        positions = [catalogue.by_code[c].position for c in item.codes if c in catalogue.by_code]
        return (positions[0] if positions else after, item.found.source, item.found.root)

    return sorted(items, key=place)


def _duplicates(known: Sequence[Known], arranger: _Arranger) -> dict[Key, str]:
    """Return for each further file of the same bytes the source of the one that stands for them."""
    same: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        if one.sha256 is not None and one.found.size:
            same[one.sha256].append(one)
    if all(len(equal) == 1 for equal in same.values()):
        return {}  # placing takes its time, and there is nothing to choose from
    placed = {item.known.key: item for item in arranger.placed(known)}
    found: dict[Key, str] = {}
    for equal in same.values():
        first, *rest = sorted(equal, key=lambda one: _rank(placed[one.key], arranger.decided))
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
