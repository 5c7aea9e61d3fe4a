"""A review by workbook: the items that await a decision go out as rows, and come back decided."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wenming_archive import decisions, disk
from wenming_archive.book import Book
from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.errors import Faults, InputError
from wenming_archive.export import review_answers, review_sheet
from wenming_archive.export.review_answers import Filled, Foreign
from wenming_archive.export.review_sheet import Choice, Form, Identity, Question
from wenming_archive.kinds import BY_ID
from wenming_archive.model import Guess, Item
from wenming_archive.pipeline import deciding, outputs, views
from wenming_archive.pipeline.answers import Checker
from wenming_archive.pipeline.outcome import Outcome
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.reviewing import Review
from wenming_archive.pipeline.session import Session

_SUGGESTED, _USUAL = 3, "待确认.xlsx"


@dataclass(frozen=True, slots=True)
class Sent:
    """A workbook that was written: how many items it asks about, and where an earlier one was kept."""

    path: Path
    items: int
    kept: Path | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What was read from a workbook."""

    #: How many decisions were recorded, stood as they were, and were left open.
    recorded: int
    standing: int
    open: int
    #: ``None`` when nothing changed.
    outcome: Outcome | None = None


def send(session: Session, path: Path) -> Sent:
    """Write the items that await a decision to the workbook ``path``; none if no item does.

    :raises InputError: if that is no place for it, or something else stands there.
    """
    _allow(session, path)
    review = Review(session)
    waiting = review.waiting
    if not waiting:
        return Sent(path, 0)
    form = Form(
        str(session.workspace.root),
        [_choice(leaf) for leaf in session.catalogue.leaves],
        [_question(item, review.explained(item), session.catalogue) for item in waiting],
    )
    return Sent(path, len(waiting), outputs.write(session, path, review_sheet.write(form), "--to"))


def settle(session: Session, path: Path, progress: Progress) -> Settled:
    """Record what the workbook ``path`` decides, all of it or nothing, and file accordingly.

    :raises Faults: with a line for each fault of a row; then nothing is changed.
    """
    filled = _read(path)
    _refuse_other(session, filled, path)
    checker = Checker(session.catalogue, session.decisions, views.items(session), filled.choices)
    marked = [answer for answer in filled.answers if answer.marked]
    chosen = [checker.choice(answer) for answer in marked]
    if checker.faults:
        raise Faults([f"{path} 有 {len(checker.faults)} 处不对，没有作任何改动：", *checker.faults])
    new = {decisions.key(c.sha256, c.path): c for c in chosen if c}
    left = len(filled.answers) - len(marked)
    if not new:
        return Settled(0, len(marked), left)
    Book(session.workspace.decisions_file).record(new.values())
    standing = sum(choice is None for choice in chosen)
    return Settled(len(new), standing, left, deciding.refile(session, progress))


def _allow(session: Session, path: Path) -> None:
    outputs.refuse_name(path, _USUAL, "--to")
    outputs.allow(session, path, "--to")
    with disk.guarded(f"无法写入 {path}"):
        if not path.absolute().parent.is_dir():
            raise InputError(f"文件夹 {path.parent} 不存在；请先建立，或检查路径是否写对")
    with disk.guarded(f"无法读取原来的 {path}"):
        if path.exists() and not review_answers.is_sheet(path.read_bytes()):
            raise InputError(f"{path} 已有，而且不是 archive review --to 写出的表，没有改动；请换一个文件名")


def _choice(leaf: Leaf) -> Choice:
    above = " / ".join(f"{node.code} {node.title}" for node in leaf.ancestors)
    return Choice(leaf.code, leaf.title, above)


def _question(item: Item, found: Sequence[Guess], catalogue: Catalogue) -> Question:
    described, guesses = item.description, found[:_SUGGESTED]
    return Question(
        Identity(item.known.sha256 or "", item.found.root, item.found.source),
        described.title,
        BY_ID[described.kind].label,
        described.date or "不详",
        [_suggestion(guess, catalogue) for guess in guesses],
        [reason.text for reason in guesses[0].reasons] if guesses else [],
    )


def _suggestion(guess: Guess, catalogue: Catalogue) -> str:
    leaf = catalogue.by_code.get(guess.code)
    title = leaf.title if leaf else "（测评体系里已没有这个编号）"
    return f"{guess.code} {title} 把握 {guess.confidence:.0%}"


def _read(path: Path) -> Filled:
    with disk.guarded(f"无法读取 {path}"), disk.open_source(path) as stream:
        data = stream.read()
    try:
        return review_answers.read(data)
    except Foreign as error:
        raise InputError(f"{path} {error}") from error


def _refuse_other(session: Session, filled: Filled, path: Path) -> None:
    """Refuse a workbook of another workspace.

    :raises InputError: naming both.
    """
    own, other = session.workspace.root, Path(filled.workspace)
    if len({os.path.normcase(os.path.realpath(folder)) for folder in (own, other)}) > 1:
        raise InputError(
            f"{path} 是另一个工作区 {other} 的表，不是 {own} 的；请用 -C 指明工作区，或重新写出这张表"
        )
