"""What people decided under the old edition, said anew in the codes of the new one.

What has no home there is told apart with its row: it must neither be lost nor take effect under a code
that means something else now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from wenming_archive.decisions import Concluded, Decision, Decisions, Negative, NotHeld
from wenming_archive.editions.compare import Diff

_S = TypeVar("_S", NotHeld, Concluded)


class Why(Enum):
    """Why a decision could not simply follow its indicator."""

    #: Its indicator is in the new edition no more, or was in neither.
    gone = "gone"
    #: Its indicator was split: it went to the closest part, or to all.
    split = "split"
    #: Its indicator was merged with others of which nothing, or something else, was decided.
    merged = "merged"


@dataclass(frozen=True)
class Left:
    """A decision that a person should look at: of what, for which reason, and its row if it has no effect."""

    section: str
    code: str
    #: The path of an item, or the text of what was said.
    about: str
    why: Why
    #: Where it went, if anywhere.
    codes: tuple[str, ...] = ()
    #: What is kept as a remark.
    row: Mapping[str, object] | None = None


@dataclass(frozen=True)
class Moved:
    """The decisions as they are under the new edition."""

    diff: Diff
    decisions: Decisions
    left: tuple[Left, ...]
    #: How many decisions have other codes now, by section.
    followed: Mapping[str, int] = field(default_factory=dict)


def move(diff: Diff, decisions: Decisions) -> Moved:
    """Return ``decisions`` in the codes of the new edition, and what a person should look at."""
    mover = _Mover(diff)
    made = decisions.model_copy(
        update={
            "items": tuple(mover.items(decisions.items)),
            "not_held": tuple(mover.said("not_held", decisions.not_held, _held)),
            "conclusions": tuple(mover.said("conclusions", decisions.conclusions, _concluded)),
            "negative": tuple(mover.negative(decisions.negative)),
        }
    )
    return Moved(diff, made, tuple(mover.left), mover.followed)


class _Mover:
    def __init__(self, diff: Diff) -> None:
        self.left: list[Left] = []
        self.followed: dict[str, int] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._origins: dict[str, tuple[str, ...]] = {}
        for tie in sorted(diff.ties, key=lambda tie: tie.part):
            old, new = tie.old.code, tie.new.code
            self._parts[old] = (*self._parts.get(old, ()), new)
            self._origins[new] = (*self._origins.get(new, ()), old)
        self._negative = {one.old.code: one.new.code for one in diff.negative if one.old and one.new}

    def items(self, rows: Iterable[Decision]) -> Iterable[Decision]:
        """Yield the decisions on items; what one says beside its codes stays."""
        for row in rows:
            if not row.assign:
                yield row
                continue
            homeless = [code for code in row.assign if code not in self._parts]
            found = tuple(dict.fromkeys(self._parts[c][0] for c in row.assign if c in self._parts))
            self._look(row, homeless)
            made = row.model_copy(update={"assign": found})
            self._count("items", row.assign != found)
            if found or made.caption or made.photo != type(made.photo)():
                yield made

    def _look(self, row: Decision, homeless: Sequence[str]) -> None:
        path = row.path or row.sha256[:12]
        kept = row.model_dump(exclude_defaults=True)
        for code in homeless:
            self.left.append(Left("items", code, path, Why.gone, row={**kept, "assign": [code]}))
        for code in row.assign:
            if len(self._parts.get(code, ())) > 1:
                self.left.append(Left("items", code, path, Why.split, self._parts[code]))

    def said(self, section: str, rows: Sequence[_S], join: Callable[[str, Sequence[_S]], _S]) -> Iterable[_S]:
        """Yield what was said of indicators; of those that were merged what was said of all of them."""
        latest = {row.code: row for row in rows}
        told: dict[str, list[str]] = {}
        for code, row in latest.items():
            news = self._parts.get(code, ())
            if not news:
                self._lost(section, row, Why.gone)
            if len(news) > 1:
                self.left.append(Left(section, code, _text(row), Why.split, news))
            for new in news if section == "not_held" else news[:1]:
                told.setdefault(new, []).append(code)
        for new, olds in told.items():
            alone = [old for old in self._origins[new] if old not in latest]
            if alone and section == "not_held":  # held in part: it is not for a program to say which
                for old in olds:
                    self._lost(section, latest[old], Why.merged)
                continue
            if len(self._origins[new]) > 1:
                about = "；".join(_text(latest[old]) for old in olds)
                self.left.append(Left(section, "、".join(olds), about, Why.merged, (new,)))
            self._count(section, olds != [new])
            yield join(new, [latest[old] for old in olds])

    def negative(self, rows: Iterable[Negative]) -> Iterable[Negative]:
        """Yield what was said of deductions and vetoes."""
        for row in {row.code: row for row in rows}.values():
            new = self._negative.get(row.code)
            if new is None:
                self._lost("negative", row, Why.gone)
                continue
            self._count("negative", new != row.code)
            yield row.model_copy(update={"code": new})

    def _lost(self, section: str, row: NotHeld | Concluded | Negative, why: Why) -> None:
        kept = row.model_dump(exclude_defaults=True)
        self.left.append(Left(section, row.code, _text(row), why, row=kept))

    def _count(self, section: str, moved: bool) -> None:
        self.followed[section] = self.followed.get(section, 0) + moved


def _text(row: NotHeld | Concluded | Negative) -> str:
    if isinstance(row, Concluded):
        return row.text
    return row.note or ("不适用" if isinstance(row, NotHeld) and row.na else "")


def _held(code: str, rows: Sequence[NotHeld]) -> NotHeld:
    """Return the notes on several indicators as one; done is it when the last of them is."""
    if len(rows) == 1:
        return rows[0].model_copy(update={"code": code})
    return NotHeld(
        code=code,
        note="；".join(dict.fromkeys(row.note for row in rows if row.note)),
        due=max((row.due for row in rows), key=len) if not all(row.due for row in rows) else _last(rows),
        na=all(row.na for row in rows),
        at=max(row.at for row in rows),
    )


def _last(rows: Sequence[NotHeld]) -> str:
    days = [(row.due_day, row.due) for row in rows if row.due_day]
    return max(days)[1] if days else rows[0].due


def _concluded(code: str, rows: Sequence[Concluded]) -> Concluded:
    text = "\n".join(dict.fromkeys(row.text for row in rows))
    return Concluded(code=code, text=text, at=max(row.at for row in rows))
