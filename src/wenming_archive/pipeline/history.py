"""The history: what each run changed of what people decided and of what the files are.

Told by comparing with what the last run left: decisions that were written by hand show just as those
that a command wrote, and a run that was killed is told by the next.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

from wenming_archive.allowances import Allowed
from wenming_archive.decisions import Concluded, Decision, Decisions, Negative, NotHeld
from wenming_archive.filing.plan import Step
from wenming_archive.index import Index
from wenming_archive.index.log import Entry, Key
from wenming_archive.model import Item
from wenming_archive.pipeline import switching
from wenming_archive.pipeline.session import Session
from wenming_archive.pipeline.switching import Editions

#: Entries whose former state is kept, so that they can be taken back.
_KEPT = 200
UNDO = "undo"
#: Notes in the index: what people decided as the last run left it; the items that hands have brought in
#: since the last entry; whether the index has been made anew since.
_INPUTS, _TAKEN, _REBUILT = "inputs", "taken", "rebuilt"
_T = TypeVar("_T", Decision, NotHeld, Concluded, Negative)


@dataclass(frozen=True)
class Change:
    """A decision as it was and as it became; ``None``: there was none."""

    before: Decision | None
    after: Decision | None


@dataclass(frozen=True)
class Note:
    """The same of an indicator's not-held note."""

    before: NotHeld | None
    after: NotHeld | None


@dataclass(frozen=True)
class Wording:
    """The same of an indicator's concluding statement."""

    before: Concluded | None
    after: Concluded | None


@dataclass(frozen=True)
class Denial:
    """The same of what was said of a deduction or veto."""

    before: Negative | None
    after: Negative | None


@dataclass(frozen=True)
class Done:
    """What one run changed."""

    decisions: tuple[Change, ...] = ()
    not_held: tuple[Note, ...] = ()
    #: Source folders that came and went.
    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()
    #: How many items were new, had another content, were gone.
    new: int = 0
    changed: int = 0
    gone: int = 0
    #: How many copies were made, moved …, by act.
    steps: Mapping[str, int] | None = None
    #: Of an ``undo`` the entries it took back.
    undid: tuple[int, ...] = ()
    #: True of the run that made the index anew: there is nothing to go back to.
    rebuilt: bool = False
    #: What was let out of the office all the same, and what is not any more.
    allowed: tuple[Allowed, ...] = ()
    revoked: tuple[Allowed, ...] = ()
    #: What was said of deductions and vetoes, and the codes of which it was taken back.
    negative: tuple[Negative, ...] = ()
    unsaid: tuple[str, ...] = ()
    #: What was written as concluding statements.
    concluded: tuple[Wording, ...] = ()
    #: The catalogue that took the place of another, and what then became of what was said of deductions.
    editions: Editions | None = None
    denied: tuple[Denial, ...] = ()

    @property
    def undoable(self) -> bool:
        """Whether something can be taken back; what followed from a catalogue changed by hand cannot."""
        said = self.decisions or self.not_held or self.concluded or self.editions
        return bool(said or self.came or self.new or self.changed or self.gone) and not self.rebuilt

    @property
    def empty(self) -> bool:
        """Whether nothing at all was changed."""
        return self == Done(steps=self.steps) and not self.steps


@dataclass(frozen=True)
class Filed:
    """What became of the items: as they stood before, as they stand, and the steps in 材料/."""

    before: tuple[Item, ...] = ()
    items: tuple[Item, ...] = ()
    steps: tuple[Step, ...] = ()


def watch(session: Session, index: Index) -> None:
    """Take what people have decided so far as given, if nothing is known of it yet."""
    if not index.note(_INPUTS):
        with index.writing():
            index.keep_note(_INPUTS, _text(session))


def note_rebuilt(index: Index) -> None:
    """Note that the index is being made anew: what the entry after this tells cannot be taken back."""
    index.keep_note(_REBUILT, "1")


def note_taken(index: Index, keys: Iterable[Key]) -> None:
    """Note items that are in the index already though the next entry is to tell of them as new."""
    index.keep_note(_TAKEN, json.dumps([*_taken(index), *keys]))


def enter(session: Session, index: Index, filed: Filed, undid: Sequence[int] = ()) -> None:
    """Make the entry of a run that ``filed``; none if it changed nothing."""
    taken = _taken(index)
    filed = replace(filed, before=tuple(item for item in filed.before if item.known.key not in taken))
    keys = _differing(filed)
    done = replace(_inputs(session, index), undid=tuple(undid), rebuilt=bool(index.note(_REBUILT)))
    done = replace(done, **_counted(filed, keys), steps=dict(Counter(s.act for s in filed.steps)))
    done = replace(done, editions=switching.take(index))
    if not done.empty:
        at = dt.datetime.now().strftime("%Y-%m-%d %H:%M:%S")
        number = index.enter(at, session.command, _packed(done), keys, taken)
        index.forget_entries(number - _KEPT)
    for one in undid:
        index.mark_undone(one)
    index.keep_note(_TAKEN, "")
    index.keep_note(_REBUILT, "")


def is_kept(entry: Entry, newest: int) -> bool:
    """Say whether what stood before an entry is still known, the last being number ``newest``."""
    return entry.number >= newest - _KEPT


def _taken(index: Index) -> list[Key]:
    return [(root, source) for root, source in json.loads(index.note(_TAKEN) or "[]")]


def told(entry: Entry) -> Done:
    """Return what the run of an entry changed."""
    value = json.loads(entry.value)
    read: dict[str, Any] = {
        **value,
        "decisions": tuple(Change(*(_model(Decision, row) for row in pair)) for pair in value["decisions"]),
        "not_held": tuple(Note(*(_model(NotHeld, row) for row in pair)) for pair in value["not_held"]),
        **{name: tuple(map(Allowed.model_validate, value.get(name, ()))) for name in ("allowed", "revoked")},
    }
    read["negative"] = tuple(map(Negative.model_validate, value.get("negative", ())))
    denied, editions = value.get("denied", ()), value.get("editions")
    read["denied"] = tuple(Denial(*(_model(Negative, row) for row in pair)) for pair in denied)
    read["editions"] = Editions(**editions) if editions else None
    concluded = value.get("concluded", ())
    read["concluded"] = tuple(Wording(*(_model(Concluded, row) for row in pair)) for pair in concluded)
    whole: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in read.items()}
    return Done(**whole)


def _inputs(session: Session, index: Index) -> Done:
    """Return what people changed since the last run, and keep how it stands for the next."""
    kept, text = index.note(_INPUTS), _text(session)
    if text == kept:
        return Done()
    index.keep_note(_INPUTS, text)
    if not kept:
        return Done()
    value = json.loads(kept)
    before, now = Decisions.model_validate(value["decisions"]), session.decisions
    old, new = before.latest(), now.latest()
    changes = [Change(old.get(k), new.get(k)) for k in {**old, **new} if old.get(k) != new.get(k)]
    noted, notes = before.notes(), now.notes()
    held = [Note(noted.get(c), notes.get(c)) for c in {**noted, **notes} if noted.get(c) != notes.get(c)]
    sources = value["sources"]
    came = tuple(source for source in session.settings.sources if source not in sources)
    went = tuple(source for source in sources if source not in session.settings.sources)
    allowed = tuple(one for one in now.allowed if one not in before.allowed)
    revoked = tuple(one for one in before.allowed if one.key not in {other.key for other in now.allowed})
    negative = tuple(one for one in now.negative if one not in before.negative)
    unsaid = tuple(code for code in before.negative_by_code() if code not in now.negative_by_code())
    done = Done(tuple(changes), tuple(held), came, went, concluded=_worded(before, now))
    denied = _denied(before, now)
    return replace(done, allowed=allowed, revoked=revoked, negative=negative, unsaid=unsaid, denied=denied)


def _worded(before: Decisions, now: Decisions) -> tuple[Wording, ...]:
    """Return how the concluding statements differ."""
    old, new = before.conclusions_by_code(), now.conclusions_by_code()
    return tuple(Wording(old.get(c), new.get(c)) for c in {**old, **new} if old.get(c) != new.get(c))


def _denied(before: Decisions, now: Decisions) -> tuple[Denial, ...]:
    """Return how what is said of deductions and vetoes differs."""
    old, new = before.negative_by_code(), now.negative_by_code()
    return tuple(Denial(old.get(c), new.get(c)) for c in {**old, **new} if old.get(c) != new.get(c))


def _text(session: Session) -> str:
    value = {
        "decisions": session.decisions.model_dump(exclude_defaults=True),
        "sources": session.settings.sources,
    }
    return json.dumps(value, ensure_ascii=False)


def _differing(filed: Filed) -> list[Key]:
    """Return the keys of items that are new, have another content, or are gone."""
    old = {item.known.key: item.known.sha256 for item in filed.before}
    new = {item.known.key: item.known.sha256 for item in filed.items}
    return [key for key in {**old, **new} if key not in old or key not in new or old[key] != new[key]]


def _counted(filed: Filed, keys: Sequence[Key]) -> dict[str, Any]:
    old, new = {i.known.key for i in filed.before}, {i.known.key for i in filed.items}
    counts = Counter("gone" if key not in new else "changed" if key in old else "new" for key in keys)
    return {name: counts[name] for name in ("new", "changed", "gone")}


def _packed(done: Done) -> str:
    value = {
        **{name: getattr(done, name) for name in ("came", "went", "undid", "new", "changed", "gone")},
        "decisions": [[_plain(c.before), _plain(c.after)] for c in done.decisions],
        "not_held": [[_plain(n.before), _plain(n.after)] for n in done.not_held],
        "denied": [[_plain(d.before), _plain(d.after)] for d in done.denied],
        "editions": asdict(done.editions) if done.editions else None,
        "concluded": [[_plain(w.before), _plain(w.after)] for w in done.concluded],
        "allowed": [one.model_dump() for one in done.allowed],
        "revoked": [one.model_dump() for one in done.revoked],
        "negative": [one.model_dump() for one in done.negative],
        "unsaid": done.unsaid,
        "steps": done.steps,
        "rebuilt": done.rebuilt,
    }
    return json.dumps(value, ensure_ascii=False)


def _plain(model: Decision | NotHeld | Concluded | Negative | None) -> dict[str, Any] | None:
    return model.model_dump(exclude_defaults=True) if model else None


def _model(kind: type[_T], row: dict[str, Any] | None) -> _T | None:
    return kind.model_validate(row) if row else None
