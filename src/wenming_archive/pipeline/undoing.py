"""Take back what the last runs did: decisions, and what a scan took in.

A step is an entry of the history.  What people decided is put back as it was before, what the scan
found new is left out until the next one, and all is filed accordingly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wenming_archive import workspace
from wenming_archive.book import Book
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decisions, Key
from wenming_archive.errors import InputError
from wenming_archive.filing.hands import Act, Answer
from wenming_archive.index import Index
from wenming_archive.index.log import Entry
from wenming_archive.model import Known
from wenming_archive.pipeline import hands, history, migrating
from wenming_archive.pipeline.history import Change, Denial, Done, Note, Wording
from wenming_archive.pipeline.outcome import Outcome
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.pipeline.settle import Task, settle
from wenming_archive.pipeline.supply import stands
from wenming_archive.pipeline.survey import Key as Place
from wenming_archive.pipeline.survey import Survey
from wenming_archive.place.clues import Clues
from wenming_archive.yamlfile import tree


@dataclass(frozen=True)
class Step:
    """An entry of the history, and what it tells."""

    entry: Entry
    done: Done
    #: Whether it can be taken back: what stood before is known, and it has not been yet.
    undoable: bool


@dataclass(frozen=True)
class Undoing:
    """What is to be taken back, the last first, and how all will stand then."""

    steps: tuple[Step, ...]
    #: The decisions as they will be.
    decisions: Decisions
    keys: tuple[Key, ...]
    codes: tuple[str, ...]
    #: The indicators whose concluding statements will be as they were.
    concluded: tuple[str, ...]
    #: The catalogue's text as it will be; ``None`` if it stays.
    catalogue: str | None
    #: What was decided anew since, by hand: it stays as it is.
    kept: tuple[str, ...]
    #: Source folders that will not be scanned any more.
    sources: tuple[str, ...]
    known: tuple[Known, ...]
    clues: dict[Place, Clues]
    #: What no item will speak of any more.
    dropped: tuple[Known, ...]

    @property
    def restored(self) -> int:
        """How many decisions will be as they were."""
        return len(self.keys) + len(self.codes) + len(self.concluded)


def log(session: Session) -> list[Step]:
    """Return the history, the last run first."""
    with Index.reading(session.workspace.index_file) as index:
        return list(_steps(index))


def prepare(session: Session, count: int) -> Undoing:
    """Return what taking back the last ``count`` steps means.

    :raises InputError: if there are none, or not so many.
    """
    with Index.reading(session.workspace.index_file) as index:
        steps = _last(index, count)
        decided = _Restored(session.decisions)
        for step in steps:
            decided.take_back(step.done)
        known, clues = _former(index, steps)
        items = index.items()
    left = {(one.key, one.sha256) for one in known}
    dropped = (item.known for item in items if (item.known.key, item.known.sha256) not in left)
    return Undoing(
        steps,
        decided.decisions(),
        tuple(decided.keys),
        tuple(decided.codes),
        tuple(decided.concluded),
        _catalogue(session, steps),
        tuple(dict.fromkeys(decided.kept)),
        tuple(source for step in steps for source in step.done.came),
        tuple(known),
        clues,
        tuple(dropped),
    )


def rehearse(session: Session, undoing: Undoing, progress: Progress) -> Outcome:
    """Return what ``carry_out`` would do; nothing is written anywhere."""
    with Index.snapshot(session.workspace.index_file) as index:
        return _settled(session, undoing, index, progress, dry=True)


def carry_out(session: Session, undoing: Undoing, progress: Progress) -> Outcome:
    """Take back.

    decisions.yaml comes first, then what is filed, then the sources: killed in between, the next
    scan finds either all as it was or the decisions taken back.
    """
    own = session.workspace
    if undoing.catalogue is not None:
        times = sum(bool(step.done.editions) for step in undoing.steps)
        migrating.go_back(session, undoing.catalogue, undoing.decisions, times)
    elif undoing.restored:
        book = Book(own.decisions_file)
        book.restore(undoing.decisions, undoing.keys, undoing.codes, undoing.concluded)
    with Index.open(own.index_file) as index:
        outcome = _settled(session, undoing, index, progress, dry=False)
    if undoing.catalogue is not None:
        migrating.clear(session, load.parse(undoing.catalogue))
    if undoing.sources:
        workspace.remember(own, _sources(session, undoing))
    return outcome


def _settled(session: Session, undoing: Undoing, index: Index, progress: Progress, *, dry: bool) -> Outcome:
    settings = session.settings.model_copy(update={"sources": _sources(session, undoing)})
    catalogue = session.catalogue if undoing.catalogue is None else load.parse(undoing.catalogue)
    fresh = replace(session, decisions=undoing.decisions, settings=settings, command=history.UNDO)
    fresh = replace(fresh, catalogue=catalogue)
    done = hands.detect(session, index)
    # What is nowhere else is not put out of the way: the next scan takes it as it is now.
    changed = frozenset(hand.target for hand in done if hand.act is Act.changed and not hand.last)
    care = replace(hands.held(done), changed=changed)
    inside = {one.found.path for one in undoing.dropped if one.found.inner}
    reopened = tuple(parcel for parcel in index.parcels() if parcel.found.path in inside)
    parcels = tuple(parcel for parcel in index.parcels() if parcel.found.path not in inside)
    task = Task(care, undoing.dropped, reopened, tuple(step.entry.number for step in undoing.steps))
    found = Survey(undoing.known, undoing.clues, 0, (), parcels, tuple(index.items()))
    outcome = settle(fresh, index, found, (), progress, dry=dry, task=task)
    return replace(outcome, hands=dict.fromkeys(done, Answer.leave))


def _catalogue(session: Session, steps: Sequence[Step]) -> str | None:
    """Return the text of the catalogue before ``steps``; ``None`` if none of them brought another."""
    texts = [step.done.editions.before for step in steps if step.done.editions]
    now = tree.read_text(session.workspace.catalogue_file)
    return texts[-1] if texts and texts[-1] != now else None


def _sources(session: Session, undoing: Undoing) -> tuple[str, ...]:
    return tuple(source for source in session.settings.sources if source not in undoing.sources)


def _steps(index: Index) -> Iterator[Step]:
    entries = index.entries()
    for entry in entries:
        done, kept = history.told(entry), history.is_kept(entry, entries[0].number)
        taken_back = entry.undone or entry.command == history.UNDO
        yield Step(entry, done, done.undoable and kept and not taken_back)


def _last(index: Index, count: int) -> tuple[Step, ...]:
    """Return the last ``count`` steps that can be taken back, the last first.

    :raises InputError: if there are none, or not so many.
    """
    told = list(_steps(index))
    steps = [step for step in told if step.undoable]
    if not steps:
        anew = any(step.done.rebuilt for step in told)
        why = "：索引重建过，在那之前做过什么已无从知道" if anew else ""
        raise InputError(f"没有可以撤销的{why}；用 archive log 可以看到做过什么")
    if count > len(steps):
        raise InputError(f"只有 {len(steps)} 步可以撤销，撤不了 {count} 步；用 archive log 可以看到做过什么")
    return tuple(steps[:count])


class _Restored:
    """The decisions while steps are taken back, the last first."""

    def __init__(self, now: Decisions) -> None:
        self._rows = now.latest()
        self._notes = now.notes()
        self._worded = now.conclusions_by_code()
        self._denied = now.negative_by_code()
        self._now = now
        self.keys: dict[Key, None] = {}
        self.codes: dict[str, None] = {}
        self.concluded: dict[str, None] = {}
        self.denied: dict[str, None] = {}
        self.kept: list[str] = []

    def take_back(self, done: Done) -> None:
        """Put back what one step changed, but what was changed again by hand."""
        for change in done.decisions:
            self._decision(change)
        for note in done.not_held:
            self._said(note, self._notes, self.codes)
        for wording in done.concluded:
            self._said(wording, self._worded, self.concluded)
        for denial in done.denied if done.editions else ():
            self._said(denial, self._denied, self.denied)

    def decisions(self) -> Decisions:
        """Return the decisions as they are by now."""
        items = [row for row in self._now.items if row.key not in self.keys]
        back = [self._rows[key] for key in self.keys if key in self._rows]
        held = [note for note in self._now.not_held if note.code not in self.codes]
        notes = [self._notes[code] for code in self.codes if code in self._notes]
        worded = [one for one in self._now.conclusions if one.code not in self.concluded]
        words = [self._worded[code] for code in self.concluded if code in self._worded]
        denied = [one for one in self._now.negative if one.code not in self.denied]
        denials = [self._denied[code] for code in self.denied if code in self._denied]
        back_to = {
            "negative": (*denied, *denials),
            "items": (*items, *back),
            "not_held": (*held, *notes),
            "conclusions": (*worded, *words),
        }
        return self._now.model_copy(update=back_to)

    def _decision(self, change: Change) -> None:
        about = change.after or change.before
        assert about is not None
        now = self._rows.get(about.key)
        if now == change.before:
            return
        if now != change.after:
            self.kept.append(about.path or about.sha256[:12])
            return
        self.keys[about.key] = None
        _put(self._rows, about.key, change.before)

    def _said(self, note: Note | Wording | Denial, rows: dict[str, Any], codes: dict[str, None]) -> None:
        about = note.after or note.before
        assert about is not None
        now = rows.get(about.code)
        if now == note.before:
            return
        if now != note.after:
            self.kept.append(about.code)
            return
        codes[about.code] = None
        _put(rows, about.code, note.before)


def _put(rows: dict[Any, Any], key: Any, value: Any) -> None:
    if value:
        rows[key] = value
    else:
        rows.pop(key, None)


def _former(index: Index, steps: Sequence[Step]) -> tuple[list[Known], dict[Place, Clues]]:
    """Return what is known of the items without what ``steps`` took in, and clues that were forgotten."""
    known = {item.known.key: item.known for item in index.items()}
    clues: dict[Place, Clues] = {}
    for key, former in _rows(index, steps):
        clues.pop(key, None)
        if former is None:
            known.pop(key, None)
            continue
        one, seen = former
        # A container that was changed since may hold another member of that name.
        there = not (one.by_hand or one.found.inner) and stands(one.found)
        known[key] = replace(one, present=there)
        if seen:
            clues[key] = seen
    return list(known.values()), clues


def _rows(index: Index, steps: Iterable[Step]) -> Iterator[tuple[Place, tuple[Known, Clues | None] | None]]:
    for step in steps:
        yield from index.former(step.entry.number).items()
