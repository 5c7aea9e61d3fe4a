"""What people did in 材料/ by hand becomes decisions, evidence, and questions, before anything is filed."""

from __future__ import annotations

import contextlib
import json
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from wenming_archive import decisions, disk
from wenming_archive.book import Book
from wenming_archive.decisions import Decision
from wenming_archive.errors import CopyError
from wenming_archive.filing import hands, names, standing
from wenming_archive.filing.hands import Act, Answer, Ask, Hand, Scene
from wenming_archive.filing.plan import NO_FILE, Care, Stands
from wenming_archive.index import Copy, Index
from wenming_archive.model import Found, Item, Known
from wenming_archive.pipeline import history
from wenming_archive.pipeline.meaning import Reader
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.pipeline.supply import Supply, supposed
from wenming_archive.pipeline.survey import Key, hash_of, look
from wenming_archive.place.clues import Clues
from wenming_archive.place.decide import by_person
from wenming_archive.workspace import EVIDENCE

#: The note that keeps the codes of the leaves by all folders that they have had.
_FOLDERS = "folders"


@dataclass(frozen=True)
class Understood:
    """What was done by hand, and what became of it."""

    session: Session
    answers: Mapping[Hand, Answer] = field(default_factory=dict)
    #: Files that someone changed and that are to be set aside.
    evicted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Seen:
    """What a look into 材料/ tells."""

    hands: tuple[Hand, ...] = ()
    #: Copies that are as they were though their files are not, and what concerns no indicator.
    touched: tuple[Copy, ...] = ()
    #: The items of the last run.
    items: tuple[Item, ...] = ()


def detect(session: Session, index: Index) -> tuple[Hand, ...]:
    """Return what was done in 材料/ by hand since the last run."""
    return _look(session, index).hands


def held(done: Sequence[Hand]) -> Care:
    """Return the care for what was done by hand as long as nobody has said what is to become of it."""
    return Care(held={hand.before: hand.was or hand.sha256 for hand in done if hand.before})


def understand(
    session: Session, index: Index, ask: Ask, progress: Progress, *, dry: bool = False, ocr: bool = True
) -> Understood:
    """Make decisions of what was done by hand, and let the index know it; ``dry`` writes no file.

    decisions.yaml comes first: killed in between, the next run understands the same again.

    :raises InputError: if nobody answers.
    :raises CopyError: if a file that was put in is being changed at this very moment.
    """
    seen = _look(session, index)
    if seen.touched:
        with index.writing():
            for copy in seen.touched:
                index.keep_copy(copy)
    if not seen.hands:
        return Understood(session)
    answers = ask(seen.hands)
    reader = Reader(seen.items, session.settings.file_name)
    made = reader.decisions([hand for hand in seen.hands if answers[hand] is Answer.follow])
    fresh, clues = _take_in(session, index, reader.put, progress, ocr=ocr)
    session = _decided(session, made, dry=dry)
    with index.writing():
        _record(session, index, answers)
        _replace(index, seen.items, fresh, answers)
        index.keep_clues(clues)
        index.keep_note("fingerprint", "")  # there is something to do, also if this run is cut off now
    changed = (hand for hand in seen.hands if hand.act is Act.changed)
    return Understood(session, answers, frozenset(h.target for h in changed if answers[h] is Answer.restore))


def _look(session: Session, index: Index) -> _Seen:
    """Return what was done by hand.

    Before the first scan has come to its end nothing tells hands from the program.
    """
    records, evidence = index.copies(), session.workspace.evidence
    if not (records or index.note("summary")) or standing.intact(evidence, records):
        return _Seen()
    stands, items = standing.stands(evidence, records, {}), index.items(unread=True)
    contents = _Contents(evidence, records)
    intents = {sha256 for some in index.intents().values() for sha256 in some}
    known = {item.known.sha256 for item in items if item.known.sha256}
    sources = (supposed(item.known) for item in items)
    supply = Supply(sources, index.parcels(), supposing=True)
    found = hands.detect(Scene(stands, records, _codes(session, index), known, supply, contents, intents))
    codes = {item.known.sha256: item.codes for item in items if item.same_as is None}
    beside = {hand.target for hand in found if hand.act is Act.changed and not hand.code}
    return _Seen(
        tuple(hand for hand in found if _matters(hand, codes)),
        tuple(contents.touched(stands, beside)),
        tuple(items),
    )


def _codes(session: Session, index: Index) -> dict[str, str]:
    """Return the codes of the leaves by folder; also by those they had before the catalogue was changed."""
    before: dict[str, str] = json.loads(index.note(_FOLDERS) or "{}")
    now = names.folders(session.catalogue, session.workspace.evidence)
    kept = {folder: code for folder, code in before.items() if code in now}
    return kept | {folder: code for code, folder in now.items()}


def keep_folders(session: Session, index: Index) -> None:
    """Note the folders of the leaves: the catalogue may give them others, and people still use these."""
    index.keep_note(_FOLDERS, json.dumps(_codes(session, index)))


def _matters(hand: Hand, codes: Mapping[str | None, Sequence[str]]) -> bool:
    """Say whether something is to be made of a hand: not if nobody wants the copy that it concerns."""
    if hand.act is Act.changed:
        return bool(hand.code)
    return hand.act is not Act.deleted or hand.code_before in codes.get(hand.sha256, ())


class _Contents:
    """The contents of files in 材料/; each is read but once.

    Of what cannot be read nothing is said: a copy is taken for what it was, another file for none.
    """

    def __init__(self, evidence: Path, records: Mapping[str, Copy]) -> None:
        self._evidence, self._records = evidence, records
        self._read: dict[str, str] = {}

    def __call__(self, target: str) -> str:
        with contextlib.suppress(CopyError):
            if target not in self._read:
                self._read[target] = hash_of(self._evidence, target)
        record = self._records.get(target)
        return self._read.get(target, record.sha256 if record else NO_FILE)

    def touched(self, stands: Mapping[str, Stands], beside: Container[str]) -> Iterator[Copy]:
        """Yield as they are the copies that hold what they did, and those ``beside`` the indicators."""
        for target, record in self._records.items():
            sha256 = self._read.get(target)
            if target in stands and sha256 and (sha256 == record.sha256 or target in beside):
                yield _copy(self._evidence, target, sha256)


def _decided(session: Session, made: Sequence[Decision], *, dry: bool) -> Session:
    """Return the session with the decisions ``made``, which are on disk then unless ``dry``."""
    if not made:
        return session
    if dry:
        return replace(session, decisions=session.decisions.taking(made))
    Book(session.workspace.decisions_file).take(made)
    return replace(session, decisions=decisions.load(session.workspace.decisions_file))


def _take_in(
    session: Session, index: Index, put: Mapping[str, Hand], progress: Progress, *, ocr: bool
) -> tuple[list[Item], dict[Key, Clues]]:
    """Read what was put into 材料/ by hand: items whose only copy stands there."""
    found = [_found(session, source, hand) for source, hand in put.items()]
    known, clues = look(found, index, progress, ocr=ocr) if found else ([], {})
    for one in known:
        if one.sha256 != put[one.found.source].sha256:
            raise CopyError(f"{one.found.path} 正在被改动，请稍后再运行 archive scan")
    return [_item(one, put[one.found.source], session) for one in known], clues


def _found(session: Session, source: str, hand: Hand) -> Found:
    path = session.workspace.evidence / hand.target
    with disk.guarded(f"无法读取 {path}", CopyError):
        info = path.stat()
    return Found(str(session.workspace.root), source, path, info.st_size, info.st_mtime_ns)


def _item(one: Known, hand: Hand, session: Session) -> Item:
    """Return an item as it stands: filed by hand, with no source but its copy."""
    placement = by_person([hand.code], (), session.catalogue)
    return Item(replace(one, present=False, by_hand=True), placement, filed_as=(f"{EVIDENCE}/{hand.target}",))


def _record(session: Session, index: Index, answers: Mapping[Hand, Answer]) -> None:
    """Let the records say what stands there now, as far as the hands are followed."""
    settled = [hand for hand, answer in answers.items() if _is_settled(hand, answer)]
    for hand in settled:
        if hand.before and hand.act is not Act.changed:
            index.drop_copy(hand.before)
    for hand in settled:
        if hand.act is not Act.deleted:
            index.keep_copy(_copy(session.workspace.evidence, hand.target, hand.sha256))


def _is_settled(hand: Hand, answer: Answer) -> bool:
    """Say whether the records are to tell of what was done; else it stays somebody else's file."""
    theirs = hand.act in (Act.added, Act.copied, Act.changed)
    return answer is Answer.follow or (answer is Answer.restore and not theirs)


def _copy(evidence: Path, target: str, sha256: str) -> Copy:
    path = evidence / target
    with disk.guarded(f"无法读取 {path}", CopyError):
        info = path.stat()
    return Copy(target, sha256, info.st_size, info.st_mtime_ns)


def _replace(
    index: Index, items: Sequence[Item], fresh: Sequence[Item], answers: Mapping[Hand, Answer]
) -> None:
    """Let the items say where their copies stand now, and take in those that were put in."""
    stand: dict[str, list[str]] = defaultdict(list)
    for copy in index.copies().values():
        stand[copy.sha256].append(f"{EVIDENCE}/{copy.target}")
    followed = [hand for hand, answer in answers.items() if answer is Answer.follow]
    lost = {hand.was or hand.sha256 for hand in followed if hand.last}
    moved = {hand.sha256 for hand in answers}
    left = [item for item in items if item.known.sha256 not in lost]
    now = [_standing(item, stand) if item.known.sha256 in moved else item for item in left]
    index.replace_items([*now, *fresh], items)
    history.note_taken(index, [item.known.key for item in fresh])


def _standing(item: Item, stand: Mapping[str, Sequence[str]]) -> Item:
    """Return an item with its copies where they stand; with those it had if there is none any more."""
    copies = stand.get(item.known.sha256 or "")
    return replace(item, filed_as=tuple(copies)) if copies and item.same_as is None else item
