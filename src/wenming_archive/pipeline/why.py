"""Why an item stands where it does: what was read, what spoke for which indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wenming_archive.decisions import Decision
from wenming_archive.describe import lines
from wenming_archive.index import Index
from wenming_archive.model import Guess, Item, Picture, Status
from wenming_archive.pipeline import arrange, finding, words
from wenming_archive.pipeline.decided import Decided
from wenming_archive.pipeline.session import Session
from wenming_archive.place import explain
from wenming_archive.place.engine import Engine, Look
from wenming_archive.text.normal import matching

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
    #: Other sources of the same bytes.
    elsewhere: tuple[str, ...] = ()
    #: What a photo says of itself, and how many seconds a recording lasts.
    picture: Picture | None = None
    duration: float | None = None


def why(session: Session, wanted: str) -> Why:
    """Return why the item meant by ``wanted`` stands where it does."""
    with Index.reading(session.workspace.index_file) as index:
        all_items = index.items()
        item = finding.item(all_items, wanted, session.workspace.root)
        all_clues = index.clues()
        extracted = words.read(index, item.known.sha256 or "")
    keys = [one.known.key for one in all_items if one.status is not Status.duplicate or one is item]
    engine = Engine(session.catalogue)
    looks = engine.look([all_clues[key] for key in keys])
    look = looks[keys.index(item.known.key)]
    found = arrange.guesses(engine, look)
    best = look.sure.index(max(look.sure)) if look.sure else 0
    shown = [line.text for line in lines.of(extracted).body] if extracted else []
    decision = Decided(session.decisions, [one.known for one in all_items]).of(item.known)
    passages = _passages(engine, look, shown, best)
    elsewhere = finding.elsewhere(all_items, item)
    made = Why(item, tuple(found), arrange.none(look), passages, decision, elsewhere)
    return replace(made, picture=extracted.picture, duration=extracted.duration) if extracted else made


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
