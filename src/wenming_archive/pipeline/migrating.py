"""Move a workspace to another edition of its catalogue: decisions and lessons go with their indicators."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from wenming_archive import disk
from wenming_archive.book import Book
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.decisions import Decisions
from wenming_archive.editions import compare, moving
from wenming_archive.editions.compare import Diff
from wenming_archive.editions.moving import Left, Moved
from wenming_archive.errors import InputError
from wenming_archive.filing import names
from wenming_archive.index import Index
from wenming_archive.pipeline import finding, history, past, settle, standings, switching
from wenming_archive.pipeline.outcome import Outcome
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session, anew
from wenming_archive.pipeline.switching import Editions
from wenming_archive.yamlfile import tree


@dataclass(frozen=True)
class Migration:
    """What moving to a new edition means."""

    #: The text of the new catalogue.
    text: str
    moved: Moved
    #: The name under which the old catalogue is kept; empty if it is kept already.
    kept: str
    #: lessons.json anew; ``None`` if there is none, or nothing in it changes.
    lessons: str | None = None

    @property
    def diff(self) -> Diff:
        """What differs between the editions."""
        return self.moved.diff


def prepare(session: Session, new: Path, told: Sequence[str] = ()) -> Migration | None:
    """Return what moving to the catalogue in the file ``new`` means; ``None`` if it is in use already.

    ``told`` are a person's words on what goes where: ``旧=新``, ``旧=`` for what has no home.

    :raises Faults: if the new catalogue has faults.
    :raises InputError: if a file cannot be read, or ``told`` names what is not there.
    """
    catalogue, text = load.load(new), tree.read_text(new)
    if catalogue == session.catalogue:
        return None
    diff = compare.compare(session.catalogue, catalogue, mapped(session.catalogue, catalogue, told))
    before = tree.read_text(session.workspace.catalogue_file)
    kept = switching.name_of_old(session.workspace, before, session.catalogue.edition)
    return Migration(text, moving.move(diff, session.decisions), kept or "", _lessons(session, diff))


def mapped(old: Catalogue, new: Catalogue, told: Iterable[str]) -> dict[str, list[str]]:
    """Return for each old code that ``told`` names the new ones.

    :raises InputError: if it is not written so, or names what is not there.
    """
    found: dict[str, list[str]] = {}
    for one in told:
        left, sign, right = one.partition("=")
        if not sign or not left.strip():
            raise InputError(f"--map {one} 写法不对；请写成 旧编号=新编号，如 Ⅱ-1=2.3；没有对应的写 Ⅱ-1=")
        rows = found.setdefault(_leaf(old, left.strip(), "旧版"), [])
        if right.strip():
            rows.append(_leaf(new, right.strip(), "新版"))
    return found


def _leaf(catalogue: Catalogue, code: str, which: str) -> str:
    leaf = catalogue.find(code)
    if leaf is None:
        near = finding.near(catalogue, code)
        hint = f"；是不是 {near.code} {near.title}？" if near else ""
        raise InputError(f"{which}测评体系里没有末级指标 {code}{hint}")
    return leaf.code


def rehearse(session: Session, migration: Migration, progress: Progress) -> Outcome | None:
    """Return what would change in 材料/; ``None`` if nothing has been scanned yet."""
    decisions, catalogue = migration.moved.decisions, migration.diff.new
    fresh = replace(session, catalogue=catalogue, decisions=decisions)
    with Index.snapshot(session.workspace.index_file) as index:
        if not index.has_items():
            return None
        return settle.refile(fresh, index, progress, dry=True)


def carry_out(session: Session, migration: Migration, progress: Progress) -> Outcome | None:
    """Move: the files people write are exchanged at once, then all is filed anew.

    Killed before the exchange, all is as it was; after it, the next command finishes it and the next
    scan files.  ``None`` is returned if nothing has been scanned yet.
    """
    own = session.workspace
    with Index.open(own.index_file) as index:
        history.watch(session, index)
    before = tree.read_text(own.catalogue_file)
    with switching.prepared(own, Editions(before, migration.text)) as folder:
        switching.fill(folder, own.catalogue_file.name, migration.text)
        if migration.kept:
            switching.fill(folder, migration.kept, before)
        if migration.lessons is not None:
            switching.fill(folder, own.lessons_file.name, migration.lessons)
        _decide(session, folder, migration)
    switching.finish(own)
    fresh = anew(session)
    with Index.open(own.index_file) as index:
        if index.has_items():
            outcome = settle.refile(fresh, index, progress)
            clear(session, fresh.catalogue)
            return outcome
        with index.writing():
            history.enter(fresh, index, history.Filed())
            standings.keep(fresh, index, [])
    return None


def go_back(session: Session, text: str, wanted: Decisions, times: int) -> None:
    """Bring back the catalogue of ``text``, the decisions ``wanted``, the lessons so many editions ago.

    The catalogue in use now is kept.
    """
    own = session.workspace
    now = tree.read_text(own.catalogue_file)
    kept = switching.name_of_old(own, now, session.catalogue.edition)
    lessons = lessons_back(session, times)
    with switching.prepared(own, Editions(now, text)) as folder:
        switching.fill(folder, own.catalogue_file.name, text)
        if kept:
            switching.fill(folder, kept, now)
        if lessons is not None:
            switching.fill(folder, own.lessons_file.name, lessons)
        if own.decisions_file.exists():
            switching.fill(folder, own.decisions_file.name, tree.read_text(own.decisions_file))
            Book(folder / own.decisions_file.name).become(wanted)
    switching.finish(own)


def clear(before: Session, now: Catalogue) -> None:
    """Remove the empty folders of indicators that the catalogue has no more; what holds anything stays."""
    evidence = before.workspace.evidence
    gone, kept = (set(names.folders(one, evidence).values()) for one in (before.catalogue, now))
    above = {"/".join(folder.split("/")[:n]) for folder in gone for n in range(1, folder.count("/") + 2)}
    for folder in sorted(above - kept, key=lambda name: -name.count("/")):
        with contextlib.suppress(OSError):  # a folder that holds something is not removed
            (evidence / folder).rmdir()


def _decide(session: Session, folder: Path, migration: Migration) -> None:
    """Write the decisions anew; what has no home is kept in remarks."""
    own = session.workspace
    if not own.decisions_file.exists():
        return
    name = own.decisions_file.name
    switching.fill(folder, name, tree.read_text(own.decisions_file))
    book = Book(folder / name)
    book.become(migration.moved.decisions)
    rows = [(one.section, one.row) for one in migration.moved.left if one.row is not None]
    new = migration.diff.new
    edition = f"（{new.edition}）" if new.edition else ""
    book.remark(f"换用《{new.title}》{edition}时没有对应指标的决定，原样记在这里，不起作用：", rows)


def homeless(moved: Moved) -> list[Left]:
    """Return what has no effect any more."""
    return [one for one in moved.left if one.row is not None]


def doubtful(moved: Moved) -> list[Left]:
    """Return what followed, but should be looked at."""
    return [one for one in moved.left if one.row is None]


# -- lessons


def _lessons(session: Session, diff: Diff) -> str | None:
    """Return lessons.json with the indicators of the new edition; what each was is kept beside it."""
    firsts: dict[str, tuple[str, str]] = {}
    for tie in sorted(diff.ties, key=lambda tie: tie.part):
        firsts.setdefault(tie.old.code, (tie.new.code, tie.new.title))

    def turned(row: dict[str, Any]) -> dict[str, Any]:
        was = [list(pair) for pair in row["under"]]
        leaves = [past.same_leaf(diff.old, code, title) for code, title in was]
        under = [list(firsts.get(leaf.code, ())) if leaf else [] for leaf in leaves]
        made = [new or old for new, old in zip(under, was, strict=True)]
        return {**row, "under": made, "was": [*row.get("was", ()), was]}

    return _each(session, turned)


def lessons_back(session: Session, times: int) -> str | None:
    """Return lessons.json as it was so many editions ago; ``None`` if nothing changes."""

    def back(row: dict[str, Any]) -> dict[str, Any]:
        older = row.get("was") or [row["under"]]
        kept = {key: value for key, value in row.items() if key != "was"}
        left = older[:-times]
        return {**kept, "under": older[len(left)], **({"was": left} if left else {})}

    return _each(session, back)


def _each(session: Session, change: Any) -> str | None:
    path = session.workspace.lessons_file
    if not path.exists():
        return None
    with disk.guarded(f"无法读取 {path}"):
        value: Mapping[str, Any] = json.loads(path.read_bytes())
    made = value
    with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
        made = {**value, "lessons": [change(row) for row in value["lessons"]]}
    return None if made == value else json.dumps(made, ensure_ascii=False, indent=0)
