"""Decisions of people: written to decisions.yaml at once, then filed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from wenming_archive import decisions
from wenming_archive.book import Book
from wenming_archive.errors import InputError
from wenming_archive.index import Index
from wenming_archive.model import Item, Status
from wenming_archive.pipeline import finding, history, settle, standings, views
from wenming_archive.pipeline.decided import Decided
from wenming_archive.pipeline.outcome import Outcome
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.text import dates


def assign(session: Session, wanted: str, codes: Sequence[str], progress: Progress) -> tuple[Item, Outcome]:
    """Put an item under ``codes``, the main one first; return it as it now stands."""
    leaves = [finding.leaf(session.catalogue, code).code for code in codes]
    item = _decidable(session, wanted)
    _book(session).assign([named(item)], list(dict.fromkeys(leaves)))
    return _refiled(session, item, progress)


def ignore(
    session: Session, wanted: str, progress: Progress, *, related: bool = False
) -> tuple[Item, Outcome]:
    """Mark an item as no evidence, or as ``related`` but not wanted; return it as it now stands."""
    item = _decidable(session, wanted)
    _book(session).ignore([named(item)], related=related)
    return _refiled(session, item, progress)


def unassign(session: Session, wanted: str, progress: Progress) -> tuple[Item, Outcome | None]:
    """Take back what was decided of an item, or take it from where the program filed it.

    Return it as it now stands, and no outcome if it had been taken back before.
    """
    all_items = views.items(session)
    item = _decidable(session, wanted)
    decided = Decided(session.decisions, [one.known for one in all_items])
    holds = decided.of(item.known)
    standing = seen(all_items, item)
    if holds.unassign if holds else standing.status is not Status.filed:
        return standing, None
    if holds:
        _book(session).forget([d.key for d in decided.all_of(item.known) if d.places])
    else:
        _book(session).unassign([named(item)])
    return _refiled(session, item, progress)


def not_held(
    session: Session, code: str, note: str | None, *, clear: bool, due: str | None = None, na: bool = False
) -> tuple[str, bool]:
    """Record (or with ``clear`` take back) why an indicator was not held, and by when it will be.

    :returns: its code, and whether that changed anything.
    :raises InputError: if there is no such indicator, no reason is given, or ``due`` is no day.
    """
    leaf = finding.leaf(session.catalogue, code)
    if clear and (note is not None or due or na):
        raise InputError("--clear 不能和 --note、--due、--na 一起用")
    if due and na:
        raise InputError("--na 表示不适用，不用再写 --due；请删去其中一个")
    if not clear and not (note or "").strip():
        raise InputError("请用 --note 写明原因，如 --note 本单位没有食堂")
    if clear and leaf.code not in session.decisions.notes():
        return leaf.code, False
    day = iso_day(due) if due else ""
    said = None if clear else (note or "").strip()
    _noted(session, lambda book: book.not_held(leaf.code, said, due=day, na=na))
    return leaf.code, True


def negative(session: Session, code: str, happened: bool | None, note: str) -> tuple[str, bool]:
    """Record whether a deduction or veto of the catalogue happened; ``None`` takes that back.

    :returns: its title, and whether that changed anything.
    :raises InputError: if the catalogue has no such one, or it happened and nobody says what.
    """
    listed = {one.code: one.title for one in session.catalogue.negative}
    if code not in listed:
        known = "、".join(listed) or "没有写减分项（deductions）和否决项（veto）"
        raise InputError(f"测评体系里没有减分项或否决项 {code}；现有：{known}")
    if happened and not note:
        raise InputError("请用 --note 写明是什么事、什么时候")
    if happened is None and code not in session.decisions.negative_by_code():
        return listed[code], False
    _noted(session, lambda book: book.negative(code, happened, note))
    return listed[code], True


def conclude(session: Session, code: str, text: str | None) -> tuple[str, bool]:
    """Record what people wrote as an indicator's concluding statement; ``None`` takes it back.

    :returns: its code, and whether that changed anything.
    :raises InputError: if there is no such indicator, or there are no words.
    """
    leaf = finding.leaf(session.catalogue, code)
    kept = session.decisions.conclusions_by_code().get(leaf.code)
    if text is not None and not text.strip():
        raise InputError("结论性说明里没有文字；要取消自己写的，请用 --clear")
    if (kept.text if kept else None) == (text.strip() if text else None):
        return leaf.code, False
    _noted(session, lambda book: book.conclude(leaf.code, text.strip() if text else None))
    return leaf.code, True


def caption(
    session: Session, items: Sequence[Item], title: str | None, photo: Mapping[str, str], progress: Progress
) -> Outcome | None:
    """Record what the captions of ``items`` say; an empty text takes it back.

    Return the outcome of filing anew, which a ``title`` alone asks for: copies are named by it.
    """
    about = [named(item) for item in items]
    if title is None:
        _noted(session, lambda book: book.caption(about, None, photo))
        return None
    _book(session).caption(about, title, photo)
    return refile(session, progress)


def iso_day(text: str) -> str:
    """Return a day of --due as ISO.

    :raises InputError: if it is none.
    """
    hits = dates.find(text)
    if len(hits) != 1 or not hits[0].full:
        raise InputError(f"--due {text} 不是日期；请写成 2023-12-31 的样子")
    return hits[0].iso


def _noted(session: Session, act: Callable[[Book], None]) -> None:
    """Write into decisions.yaml what files nothing, and into the history."""
    with Index.open(session.workspace.index_file) as index:
        history.watch(session, index)
        act(_book(session))
        fresh = _anew(session)
        with index.writing():
            history.enter(fresh, index, history.Filed())
            if index.note("fingerprint") == session.fingerprint:  # a scan would find nothing new in it
                index.keep_note("fingerprint", fresh.fingerprint)
            if index.has_items():
                standings.keep(fresh, index, index.items())


def refile(session: Session, progress: Progress) -> Outcome:
    """File anew after decisions."""
    with Index.open(session.workspace.index_file) as index:
        return settle.refile(_anew(session), index, progress)


def _anew(session: Session) -> Session:
    """Return the session with the decisions as they are by now."""
    return replace(session, decisions=decisions.load(session.workspace.decisions_file))


def _decidable(session: Session, wanted: str) -> Item:
    """Return the item meant.

    :raises InputError: if the file could not even be opened, so that nothing identifies it.
    """
    item = finding.item(views.items(session), wanted, session.workspace.root)
    if item.known.sha256 is None:
        raise InputError(
            f"{item.found.source} 打不开，无法记录决定；请先解决：{item.known.problems[0].message}"
        )
    return item


def _refiled(session: Session, item: Item, progress: Progress) -> tuple[Item, Outcome]:
    outcome = refile(session, progress)
    fresh = next(i for i in outcome.items if i.known.key == item.known.key)
    return seen(outcome.items, fresh), outcome


def seen(all_items: Sequence[Item], item: Item) -> Item:
    """Return an item as it stands; a duplicate stands where the one does that holds its bytes."""
    if item.status is not Status.duplicate:
        return item
    first = next(i for i in all_items if i.known.sha256 == item.known.sha256 and i.same_as is None)
    return replace(first, known=item.known, same_as=first.found.source)


def named(item: Item) -> tuple[str, str]:
    """Return what a decision names an item by: its content and its path."""
    return item.known.sha256 or "", item.found.source


def _book(session: Session) -> Book:
    path: Path = session.workspace.decisions_file
    return Book(path)
