"""A sitting of review: what awaits a decision, most valuable first, look-alikes together.

Each decision is on disk at once, so a sitting can be left at any point and taken up again; and each
teaches at once: what is left is judged anew, and what has become sure need not be asked about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from wenming_archive import decisions, locking
from wenming_archive.book import Book
from wenming_archive.decisions import Decision, Decisions
from wenming_archive.index import Index
from wenming_archive.model import Guess, Item, Status
from wenming_archive.pipeline import deciding, finding, placing
from wenming_archive.pipeline.decided import Decided
from wenming_archive.pipeline.outcome import Outcome
from wenming_archive.pipeline.placing import Key
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.place.context import Trait
from wenming_archive.place.decide import FILE_AT, by_person
from wenming_archive.report import counting, gaps
from wenming_archive.report.gaps import LeafState

#: How many guesses are explained.
_EXPLAINED = 3


@dataclass(frozen=True, slots=True)
class Group:
    """Items that one answer settles: one, or the look-alikes of one event."""

    items: tuple[Item, ...]

    @property
    def first(self) -> Item:
        """The item that stands for all."""
        return self.items[0]


@dataclass(frozen=True, slots=True)
class Step:
    """A decision of this sitting, for taking it back."""

    items: tuple[Item, ...]
    before: Decisions
    #: True when the items were only left for another sitting.
    skipped: bool = False


class Review:
    """A sitting."""

    def __init__(self, session: Session) -> None:
        self.session = replace(session, command="review")
        self._index = Index.reading(session.workspace.index_file)
        self._items = self._index.items()
        self._placer = placing.of(session, self._index, {})
        self._decisions = session.decisions
        self._known = [item.known for item in self._items if item.status is not Status.duplicate]
        self._place = {one.key: n for n, one in enumerate(self._known)}
        self._skipped: set[Key] = set()
        #: Items that a person wants to be asked about one by one, however sure the program becomes.
        self._asked: set[Key] = set()
        self._steps: list[Step] = []
        self._judge()
        waiting = [i for i in self._items if i.status is Status.review and not self._decision_on(i)]
        self._groups = sorted(_groups([self._anew(item) for item in waiting]), key=self._order)

    @property
    def waiting(self) -> list[Item]:
        """The items that still await a decision, in the order of the sitting."""
        return [item for group in self._groups for item in map(self._anew, group.items) if self._waits(item)]

    @property
    def decided(self) -> int:
        """How many items this sitting has decided."""
        return len({item.known.key for step in self._made for item in step.items})

    def next(self) -> Group | None:
        """Return what is to be asked next, judged by all that was decided; ``None`` when all is settled."""
        for group in self._groups:
            left = [item for item in map(self._anew, group.items) if self._waits(item)]
            left = [item for item in left if item.known.key not in self._skipped]
            if left:
                return Group(tuple(left))
        return None

    def explained(self, item: Item) -> tuple[Guess, ...]:
        """Return the guesses of an item, the first few with their reasons."""
        n = self._place[item.known.key]
        found = self._guesses[n]
        codes = self.session.catalogue.by_code
        wanted = [(n, codes[guess.code].position) for guess in found[:_EXPLAINED]]
        reasons = self._placer.explain(self._judged, self._known, wanted)
        explained = [replace(g, reasons=r) for g, r in zip(found, reasons, strict=False)]
        return (*explained, *found[_EXPLAINED:5])

    def closes(self, item: Item) -> LeafState | None:
        """Return the gap that the item's best guess would help to close, if there is one."""
        best = next(iter(item.placement.suggestions), None)
        state = self._gaps.get(best.code) if best else None
        return state if state and state.is_gap else None

    def elsewhere(self, item: Item) -> tuple[str, ...]:
        """Return the other sources that hold the same bytes as ``item``."""
        return finding.elsewhere(self._items, item)

    def assign(self, items: Sequence[Item], codes: Sequence[str]) -> list[str]:
        """Put ``items`` under ``codes`` and return them as the catalogue writes them."""
        leaves = [finding.leaf(self.session.catalogue, code).code for code in codes]
        unique = list(dict.fromkeys(leaves))
        self._record(lambda book: book.assign([deciding.named(item) for item in items], unique))
        self._took(items, Decision(sha256="", assign=tuple(unique)))
        return unique

    def ignore(self, items: Sequence[Item]) -> None:
        """Mark ``items`` as no evidence."""
        self._record(lambda book: book.ignore([deciding.named(item) for item in items]))
        self._took(items, Decision(sha256="", ignore=True))

    def skip(self, items: Iterable[Item]) -> None:
        """Leave ``items`` for another sitting."""
        left = tuple(items)
        self._steps.append(Step(left, self._decisions, skipped=True))
        self._skipped.update(item.known.key for item in left)

    def split(self, group: Group) -> None:
        """Ask about the items of a group one by one."""
        keys = {item.known.key for item in group.items}
        at = next(n for n, one in enumerate(self._groups) if keys & {i.known.key for i in one.items})
        self._groups[at : at + 1] = [Group((item,)) for item in self._groups[at].items]
        self._asked |= keys

    def undo(self) -> tuple[Item, ...]:
        """Take back the last answer of this sitting and return its items; none if there is none."""
        if not self._steps:
            return ()
        step = self._steps.pop()
        if step.skipped:
            self._skipped -= {item.known.key for item in step.items}
            return step.items
        keys = [decisions.key(*deciding.named(item)) for item in step.items]
        self._record(lambda book: book.restore(step.before, keys))
        self._decisions = step.before
        self._judge()
        return step.items

    def finish(self, progress: Progress) -> Outcome | None:
        """File what was decided; ``None`` if nothing was."""
        self._index.close()
        if not self._made:
            return None
        with self._alone():
            return deciding.refile(self.session, progress)

    @property
    def _made(self) -> list[Step]:
        """The decisions of this sitting."""
        return [step for step in self._steps if not step.skipped]

    def _alone(self) -> AbstractContextManager[None]:
        """Return what holds the workspace: for as long as something is written, not for a whole sitting."""
        return locking.held(self.session.workspace.state, self.session.command)

    def _record(self, act: Callable[[Book], object]) -> None:
        with self._alone():
            act(Book(self.session.workspace.decisions_file))

    def _took(self, items: Sequence[Item], what: Decision) -> None:
        """Remember a decision, and judge what is left by it."""
        self._steps.append(Step(tuple(items), self._decisions))
        made = [
            what.model_copy(update={"sha256": sha256, "path": path})
            for sha256, path in map(deciding.named, items)
        ]
        self._decisions = self._decisions.model_copy(update={"items": (*self._decisions.items, *made)})
        self._judge()

    def _judge(self) -> None:
        self._decided = Decided(self._decisions, [item.known for item in self._items])
        self._judged = self._placer.judged(self._known, self._decided)
        self._guesses = placing.guesses(self.session, self._judged)
        found = gaps.compare(self.session.catalogue, self._filed(), self._decisions)
        self._gaps = {state.leaf.code: state for state in found.leaves}

    def _filed(self) -> list[Item]:
        """Return all items, those that this sitting put somewhere as they will be filed."""
        filed = {item.known.key: item for step in self._made for item in step.items}
        for key, item in filed.items():
            decision = self._decided.of(item.known)
            codes = decision.assign if decision else ()
            filed[key] = replace(item, placement=by_person(codes, (), self.session.catalogue))
        return [filed.get(item.known.key, item) for item in self._items]

    def _decision_on(self, item: Item) -> bool:
        return self._decided.of(item.known) is not None

    def _anew(self, item: Item) -> Item:
        """Return an item with the guesses that hold now."""
        found = tuple(self._guesses[self._place[item.known.key]][:5])
        return replace(item, placement=replace(item.placement, suggestions=found))

    def _waits(self, item: Item) -> bool:
        """Say whether an item is neither decided nor so sure by now that it will be filed by itself."""
        best = next(iter(item.placement.suggestions), None)
        sure = best is not None and best.confidence >= FILE_AT[self.session.settings.filing]
        by_itself = sure and bool(self._made) and item.known.key not in self._asked
        return not self._decision_on(item) and not by_itself

    def _order(self, group: Group) -> tuple[float, int, str]:
        """Return what orders groups: what closes a gap first, then catalogue order, then by source."""
        item = group.first
        best = next(iter(item.placement.suggestions), None)
        codes = self.session.catalogue.by_code
        position = codes[best.code].position if best and best.code in codes else len(codes)
        return (-self._worth(item), position, item.found.source)

    def _worth(self, item: Item) -> float:
        """Return how much an item would be worth: of a kind that is lacking, or under an empty leaf."""
        state = self.closes(item)
        if state is None:
            return 0.0
        lacking = any(n.lacking and counting.fits(item, n.need) for n in state.needs)
        return 2.0 if lacking else 1.0


def _groups(items: Sequence[Item]) -> list[Group]:
    """Return ``items``, those of one event that look alike together."""
    alike: dict[Hashable, list[tuple[Trait, Item]]] = defaultdict(list)
    for item in items:
        trait = placing.trait(item.known)
        best = next((guess.code for guess in item.placement.suggestions), None)
        alike[trait.folders, item.description.kind, trait.picture, best].append((trait, item))
    return [group for some in alike.values() for group in _events(some)]


def _events(items: Sequence[tuple[Trait, Item]]) -> list[Group]:
    """Return items of one folder and kind by their events.

    Photos are of one by their day and the next, other files by how their names begin.
    """
    rows = sorted(items, key=lambda row: (row[0].day or 0, row[1].found.source))
    groups: dict[Hashable, list[Item]] = defaultdict(list)
    first = 0
    for n, (trait, item) in enumerate(rows):
        if trait.picture and trait.day is not None:
            first = first if trait.day - first <= 1 else trait.day
            groups[first].append(item)
        else:
            start = None if trait.picture else trait.start
            groups[start or (n,)].append(item)
    return [Group(tuple(some)) for some in groups.values()]
