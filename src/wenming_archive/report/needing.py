"""How far each need of a leaf is met by what is filed there."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wenming_archive.catalogue.model import Leaf
from wenming_archive.catalogue.needs import Need, Part
from wenming_archive.model import Item
from wenming_archive.report import counting, slots
from wenming_archive.report.events import Event, events
from wenming_archive.report.slots import Slot
from wenming_archive.text import dates


@dataclass(frozen=True, slots=True)
class SlotState:
    """How far one year, quarter or month of a need is met."""

    slot: Slot
    held: int
    #: What is wanted of it by now: nothing of one that has not begun.
    wanted: int

    @property
    def lacking(self) -> int:
        """How many are still missing."""
        return max(0, self.wanted - self.held)


def wanted_of(part: Part) -> int:
    """Return how many a part asks for: one unless it says otherwise."""
    return 1 if part.min is None else part.min


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a set, and how many there are of it."""

    part: Part
    held: int

    @property
    def lacking(self) -> int:
        """How many are still missing."""
        return max(0, wanted_of(self.part) - self.held)


@dataclass(frozen=True, slots=True)
class EventState:
    """How far one event is documented by its set."""

    title: str
    date: str | None
    pieces: tuple[Piece, ...]

    @property
    def begun(self) -> bool:
        """True when there is something of a piece."""
        return any(piece.held for piece in self.pieces)

    @property
    def missing(self) -> tuple[Piece, ...]:
        """The pieces that are still missing."""
        return tuple(piece for piece in self.pieces if piece.lacking)


@dataclass(frozen=True, slots=True)
class NeedState:
    """How far one need is met; counts are of items, of a set they are of events."""

    need: Need
    held: int
    #: Filed here and of the right kind, but dated outside the period.
    out_of_period: int
    #: Among those held, how many have no date.
    undated: int
    #: Filed here and by its name of the right kind, but nobody can open it.
    unreadable: int = 0
    #: Of a need that comes anew each year, quarter or month, in their order.
    slots: tuple[SlotState, ...] = ()
    #: Of a set: its events, the most complete first.
    events: tuple[EventState, ...] = ()
    #: Of alternatives with counts of their own: how many there are of each.
    choices: tuple[Piece, ...] = ()

    @property
    def wanted(self) -> int:
        """How many are wanted by now."""
        if self.slots:
            return sum(slot.wanted for slot in self.slots)
        if self.choices:
            return self.held + self.lacking
        return self.need.min

    @property
    def lacking(self) -> int:
        """How many are still missing."""
        if self.slots:
            return sum(slot.lacking for slot in self.slots)
        if self.choices:
            return min(choice.lacking for choice in self.choices)
        return max(0, self.need.min - self.held)

    @property
    def met(self) -> int:
        """How many of those wanted are there; more in one month do not make up for another."""
        return self.wanted - self.lacking

    @property
    def items(self) -> int:
        """How many items would end the lack: of a set all pieces that are missing, those begun first."""
        if not self.need.bundle:
            return self.lacking
        begun = [sum(piece.lacking for piece in one.missing) for one in self.events if self._helps(one)]
        whole = sum(map(wanted_of, self.need.bundle))
        return sum(begun[: self.lacking]) + whole * max(0, self.lacking - len(begun))

    def _helps(self, event: EventState) -> bool:
        """Return whether the need would lack less if the event were complete."""
        days = dates.span(event.date) if event.date else None
        return bool(event.missing) and (
            not self.slots or any(_touches(days, one.slot) for one in self.missing)
        )

    @property
    def missing(self) -> tuple[SlotState, ...]:
        """The slots that something is missing of."""
        return tuple(slot for slot in self.slots if slot.lacking)

    @property
    def surplus(self) -> int:
        """How many more there are than may be."""
        if self.need.max is None:
            return 0
        if self.slots:
            return sum(max(0, slot.held - self.need.max) for slot in self.slots)
        return max(0, self.held - self.need.max)


def states(leaf: Leaf, items: Sequence[Item], today: dt.date) -> tuple[NeedState, ...]:
    """Return how far each need is met; of two needs that want the like an item meets but one."""
    needs = leaf.indicator.evidence
    left = list(items)
    found: dict[int, NeedState] = {}
    for n in sorted(range(len(needs)), key=lambda n: _narrowness(needs[n])):
        need = needs[n]
        able = [item for item in (items if need.bundle else left) if counting.meets(item, leaf, need)]
        rivals = [m for m in range(len(needs)) if m != n and m not in found and _overlap(needs[m], need)]
        if rivals:  # what serves no other need goes first
            able.sort(key=lambda item: sum(counting.meets(item, leaf, needs[m]) for m in rivals))
        found[n], taken = _state(leaf, need, able, items, today, greedy=not rivals)
        if not needs[n].bundle:  # a paper of a set serves the leaf's other needs as well
            gone = set(map(id, taken))  # comparing whole items would take its time where there are many
            left = [item for item in left if id(item) not in gone]
    return tuple(found[n] for n in range(len(needs)))


def _narrowness(need: Need) -> tuple[bool, bool, int]:
    """Order needs so that one which takes less chooses first."""
    return need.any_date, not need.words, len(need.kinds)


def _overlap(one: Need, other: Need) -> bool:
    return bool(set(one.kinds) & set(other.kinds)) and not one.bundle and not other.bundle


def _state(
    leaf: Leaf, need: Need, able: list[Item], items: Sequence[Item], today: dt.date, *, greedy: bool
) -> tuple[NeedState, list[Item]]:
    """Return how far a need is met, and the items that meet it: ``greedy`` all, else what it wants."""
    if need.bundle:
        return _bundle(leaf, need, able, items, today), []
    taken = able if greedy else _least(leaf, need, able, today)
    shown = _slots(leaf, need, [_span(item) for item in taken], today)
    outside, unreadable = _useless(leaf, need, items)
    undated = sum(not counting.dated(item) for item in taken)
    choices = _choices(need, taken)
    return NeedState(need, len(taken), outside, undated, unreadable, shown, choices=choices), taken


def _useless(leaf: Leaf, need: Need, items: Iterable[Item]) -> tuple[int, int]:
    """Return how many items of the right kind lie outside the period, and how many nobody can open."""
    fitting = [item for item in items if counting.fits(item, need)]
    readable = [item for item in fitting if item.known.readable]
    outside = sum(not counting.meets(item, leaf, need) for item in readable)
    return outside, len(fitting) - len(readable)


def _choices(need: Need, items: Iterable[Item]) -> tuple[Piece, ...]:
    able = list(items)
    parts = need.alternatives
    return tuple(Piece(part, sum(counting.is_part(item, part) for item in able)) for part in parts)


def _least(leaf: Leaf, need: Need, able: list[Item], today: dt.date) -> list[Item]:
    """Return the items that a need takes when others want the like: no more than it asks for."""
    found = _asked(leaf, need, today)
    if found:
        placed = _fill(found, need.min, [_span(item) for item in able])
        return [item for n, item in enumerate(able) if n in placed and placed[n][1]]
    if need.alternatives:
        best = min(_choices(need, able), key=lambda choice: choice.lacking).part
        return [item for item in able if counting.is_part(item, best)][: wanted_of(best)]
    return able[: need.min]


def _span(item: Item) -> tuple[dt.date, dt.date] | None:
    """Return the days an item may be of; one known by its last change alone is of no later day."""
    date = item.description.date
    if not date:
        return None
    first, last = dates.span(date)
    return (first if counting.dated(item) else dt.date.min), last


def _asked(leaf: Leaf, need: Need, today: dt.date) -> tuple[Slot, ...]:
    window = counting.window(leaf, need)
    return slots.slots(window, need.per, today) if need.per and window else ()


def _slots(
    leaf: Leaf, need: Need, spans: Sequence[tuple[dt.date, dt.date] | None], today: dt.date
) -> tuple[SlotState, ...]:
    """Return the slots of a need and how many of ``spans`` fill each."""
    found = _asked(leaf, need, today)
    held = Counter(n for n, _ in _fill(found, need.min, spans).values())
    return tuple(SlotState(slot, held[n], _wanted(slot, need.min)) for n, slot in enumerate(found))


def _wanted(slot: Slot, least: int) -> int:
    return least if slot.begun else 0


def _fill(
    found: Sequence[Slot], least: int, spans: Sequence[tuple[dt.date, dt.date] | None]
) -> dict[int, tuple[int, bool]]:
    """Return the slot that each span fills, by their positions, and whether that lacked it.

    What has no day, or spans several slots, fills what is lacking most; exact days choose first.
    """
    held = [0] * len(found)
    placed: dict[int, tuple[int, bool]] = {}
    for one in sorted(range(len(spans)), key=lambda one: _vagueness(spans[one])):
        able = [n for n, slot in enumerate(found) if _touches(spans[one], slot)]
        lacks = {n: _wanted(found[n], least) - held[n] for n in able}
        if lacks:
            n = max(lacks, key=lambda n: (lacks[n], -n))
            placed[one] = n, lacks[n] > 0
            held[n] += 1
    return placed


def _vagueness(span: tuple[dt.date, dt.date] | None) -> int:
    return (span[1] - span[0]).days if span else 10**6


def _touches(span: tuple[dt.date, dt.date] | None, slot: Slot) -> bool:
    return span is None or (span[0] <= slot.period.end and span[1] >= slot.period.start)


def _bundle(leaf: Leaf, need: Need, able: list[Item], items: Sequence[Item], today: dt.date) -> NeedState:
    """Return how far the set is there for so many events; nothing at all is an event with no piece."""
    found = [one for one in events(able) if any(counting.bears(item, need.words) for item in one.items)]
    told = [state for state in (_event(one, need) for one in found) if state.begun]
    told.sort(key=lambda state: sum(piece.lacking for piece in state.missing))
    complete = [state for state in told if not state.missing]
    days = [dates.span(state.date) if state.date else None for state in complete]
    shown = _slots(leaf, need, days, today)
    outside, unreadable = _useless(leaf, need, items)
    undated = sum(state.date is None for state in complete)
    return NeedState(need, len(complete), outside, undated, unreadable, shown, tuple(told))


def _event(event: Event, need: Need) -> EventState:
    """Return which pieces an event has; an item is but one, the piece that asks for words first."""
    left = list(event.items)
    held: dict[int, int] = {}
    for n in sorted(range(len(need.bundle)), key=lambda n: not need.bundle[n].words):
        mine = [item for item in left if counting.is_part(item, need.bundle[n])]
        held[n] = len(mine)
        gone = set(map(id, mine))
        left = [item for item in left if id(item) not in gone]
    pieces = tuple(Piece(part, held[n]) for n, part in enumerate(need.bundle))
    return EventState(event.title, event.date, pieces)
