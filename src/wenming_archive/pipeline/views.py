"""What the looking commands show: the list, the gaps, and why an item stands where it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wenming_archive import disk
from wenming_archive.decisions import Decision
from wenming_archive.describe import lines
from wenming_archive.errors import InputError
from wenming_archive.export import volume, word
from wenming_archive.index import Index
from wenming_archive.model import STATUS_LABELS, Guess, Item, Status
from wenming_archive.pipeline import arrange, finding
from wenming_archive.pipeline.session import Session
from wenming_archive.place import explain
from wenming_archive.place.engine import Engine, Look
from wenming_archive.report import gaps
from wenming_archive.report.gaps import Gaps
from wenming_archive.text.normal import matching

_VOLUME_NAME = "测评材料汇编.docx"
_PASSAGE = 46


@dataclass(frozen=True)
class Passage:
    """A line of the document that spoke for an indicator, and the words in it."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Why:
    """All that explains an item's place."""

    item: Item
    guesses: tuple[Guess, ...]
    #: Probability that the item belongs to no indicator.
    none: float
    #: Lines that spoke for the best guess.
    passages: tuple[Passage, ...]
    decision: Decision | None


def items(session: Session) -> list[Item]:
    """Return the items of the last scan."""
    with Index.reading(session.workspace.index_file) as index:
        return index.items()


def chosen(session: Session, status: str | None, indicator: str | None) -> list[Item]:
    """Return the items with a status (its English or Chinese name) and under an indicator.

    :raises InputError: if there is no such status or indicator.
    """
    found = items(session)
    if status:
        wanted = _status(status)
        found = [item for item in found if item.status is wanted]
    if indicator:
        code = finding.leaf(session.catalogue, indicator).code
        found = [item for item in found if code in item.codes]
    return found


def compare(session: Session) -> Gaps:
    """Return the gaps as of the last scan."""
    return gaps.compare(session.catalogue, items(session), session.decisions)


def why(session: Session, wanted: str) -> Why:
    """Return why the item meant by ``wanted`` stands where it does."""
    with Index.reading(session.workspace.index_file) as index:
        all_items = index.items()
        item = finding.item(all_items, wanted, session.workspace.root)
        all_clues = index.clues()
        extracted = index.extracted(item.known.sha256 or "")
    keys = [one.known.key for one in all_items if one.status is not Status.duplicate or one is item]
    engine = Engine(session.catalogue)
    looks = engine.look([all_clues[key] for key in keys])
    look = looks[keys.index(item.known.key)]
    found = arrange.guesses(engine, look)
    best = look.sure.index(max(look.sure)) if look.sure else 0
    shown = [line.text for line in lines.of(extracted).body] if extracted else []
    decision = session.decisions.by_content().get(item.known.sha256 or "")
    passages = _passages(engine, look, shown, best)
    return Why(item, tuple(found), arrange.none(look), passages, decision)


def export_docx(session: Session, target: Path | None, *, final: bool) -> tuple[Path, Path | None]:
    """Write the Word volume; return where, and where a file that people had changed was kept.

    :raises InputError: if ``final`` and there are gaps, or the system refuses.
    """
    with Index.reading(session.workspace.index_file) as index:
        found = index.items()
    report = gaps.compare(session.catalogue, found, session.decisions)
    if final:
        volume.refuse_gaps(report)
    bound = volume.bind(session.catalogue, found, report, session.settings.unit)
    path = target or session.workspace.output / _VOLUME_NAME
    data = word.write(bound)
    kept = _keep_aside(path, data)
    disk.make_folder(path.parent)
    disk.write(path, data)
    return path, kept


def _keep_aside(path: Path, data: bytes) -> Path | None:
    """Keep an earlier file under another name: someone may have written in it."""
    if path.is_dir():
        raise InputError(f"{path} 是文件夹；请用 -o 写出文件名，如 {path / _VOLUME_NAME}")
    if not path.exists() or path.read_bytes() == data:
        return None
    names = (path.with_name(f"{path.stem} (上一版 {n}){path.suffix}") for n in range(1, 1000))
    kept = next(name for name in names if not name.exists())
    disk.move(path, kept)
    return kept


def _status(text: str) -> Status:
    for status, label in STATUS_LABELS.items():
        if text in (status.value, label):
            return status
    known = "、".join(f"{s.value}（{label}）" for s, label in STATUS_LABELS.items())
    raise InputError(f"没有状态 {text}；可用的状态：{known}")


def _passages(engine: Engine, look: Look, shown: Sequence[str], leaf: int) -> tuple[Passage, ...]:
    """Return the lines with the strongest words, as they stand in the document."""
    phrases = {phrase for found in look.found.values() for phrase in found}
    telling = explain.words(engine, phrases, leaf)[:12]
    found = []
    for line in shown:
        plain = matching(line)
        words = tuple(w for w in telling if w in plain)
        if words:
            found.append(Passage(_around(line, plain, words[0]), words))
    found.sort(key=lambda passage: -len(passage.words))
    return tuple(found[:4])


def _around(line: str, plain: str, word: str) -> str:
    at = plain.find(word)
    start = max(0, at - _PASSAGE // 2)
    cut = line[start : start + _PASSAGE * 2] if len(line) == len(plain) else line[: _PASSAGE * 2]
    return ("…" if start else "") + cut + ("…" if start + _PASSAGE * 2 < len(line) else "")
