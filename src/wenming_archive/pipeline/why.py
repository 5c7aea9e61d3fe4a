"""Why an item stands where it does: what was read, what spoke for which indicator, what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wenming_archive.content import Picture
from wenming_archive.decisions import Decision
from wenming_archive.describe import lines
from wenming_archive.index import Index
from wenming_archive.model import Guess, Item, Status
from wenming_archive.pipeline import captioning, deciding, finding, placing, words
from wenming_archive.pipeline.decided import Decided
from wenming_archive.pipeline.placing import Placer
from wenming_archive.pipeline.session import Session
from wenming_archive.place import context, explain
from wenming_archive.place.clues import Clues
from wenming_archive.place.decide import FILE_AT
from wenming_archive.place.engine import Judged
from wenming_archive.report.caption import Captioned
from wenming_archive.text.normal import matching

_PASSAGE = 46
#: How many guesses are explained, and members of an event told.
_EXPLAINED, _TOLD = 3, 5


@dataclass(frozen=True)
class Passage:
    """A line of the document that spoke for an indicator, and the words in it."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Member:
    """Another item of the same event, and what the program takes it for."""

    source: str
    guess: Guess | None


@dataclass(frozen=True)
class Change:
    """What the program would say if it did not know something."""

    #: What is left out: ``name``, ``folders``, ``content``, ``neighbours`` or ``decisions``.
    without: str
    guess: Guess | None
    #: False when it would be too unsure to file the item by itself.
    sure: bool


@dataclass(frozen=True)
class Why:
    """All that explains an item's place."""

    item: Item
    guesses: tuple[Guess, ...]
    #: Probability that the item belongs to no indicator.
    none: float
    #: Lines that spoke for the best guess, and for the runner-up.
    passages: tuple[Passage, ...]
    against: tuple[Passage, ...]
    #: The other items of its event, the surest first, and how many there are.
    event: tuple[Member, ...]
    event_size: int
    #: Leaving out what would give another answer.
    changes: tuple[Change, ...]
    decision: Decision | None
    #: Other sources of the same bytes.
    elsewhere: tuple[str, ...] = ()
    #: What became of the item whose bytes it repeats.
    original: Status | None = None
    #: What a photo says of itself, and how many seconds a recording lasts.
    picture: Picture | None = None
    duration: float | None = None
    #: What stands below a photo in the submission, with where it comes from.
    caption: Captioned | None = None


def why(session: Session, wanted: str) -> Why:
    """Return why the item meant by ``wanted`` stands where it does."""
    with Index.reading(session.workspace.index_file) as index:
        all_items = index.items()
        item = finding.item(all_items, wanted, session.workspace.root)
        extracted = words.read(index, item.known.sha256 or "")
        decided = Decided(session.decisions, [one.known for one in all_items])
        some = [i for i in all_items if i.status is not Status.duplicate or i is item]
        view = _View(session, placing.of(session, index, {}), some, decided, index.clues()[item.known.key])
        n = some.index(item)
        found = view.explained(n)
        shown = [line.text for line in lines.of(extracted).body] if extracted else []
        leaves = [session.catalogue.by_code[guess.code].position for guess in found[:2]]
        told = [_passages(view.words(leaf), shown) for leaf in leaves]
        event = context.together(view.traits, n)
        made = Why(
            item,
            tuple(found),
            max(0.0, 1 - float(view.judged.sure[n].sum())),
            told[0] if told else (),
            tuple(p for p in told[1] if p not in told[0]) if len(told) > 1 else (),
            tuple(sorted((view.member(k) for k in event), key=_sureness)[:_TOLD]),
            len(event),
            tuple(view.changes(n)),
            decided.of(item.known),
            finding.elsewhere(all_items, item),
            deciding.seen(all_items, item).status if item.same_as else None,
        )
    if item.description.kind == "photo":
        made = replace(made, caption=captioning.of_items(session, all_items).get(item.known.key))
    return replace(made, picture=extracted.picture, duration=extracted.duration) if extracted else made


class _View:
    """All items as the program sees them, and one of them more closely."""

    def __init__(
        self, session: Session, placer: Placer, items: Sequence[Item], decided: Decided, clues: Clues
    ) -> None:
        self._session, self._placer, self._decided, self._clues = session, placer, decided, clues
        self._known = [item.known for item in items]
        self.traits = [placing.trait(one) for one in self._known]
        self.judged = placer.judged(self._known, decided)
        self._guesses = placing.guesses(session, self.judged)

    def explained(self, n: int) -> list[Guess]:
        """Return the guesses of item ``n``, the first few with their reasons."""
        found = self._guesses[n]
        leaves = [self._session.catalogue.by_code[guess.code].position for guess in found[:_EXPLAINED]]
        reasons = self._placer.explain(self.judged, self._known, [(n, leaf) for leaf in leaves])
        explained = [replace(g, reasons=r) for g, r in zip(found, reasons, strict=False)]
        return [*explained, *found[_EXPLAINED:]]

    def words(self, leaf: int) -> list[str]:
        """Return the words of the item that spoke for ``leaf``, strongest first."""
        engine = self._placer.engine
        ((_, found, _),) = engine.see([self._clues])
        return explain.passages(engine, found, leaf)

    def member(self, n: int) -> Member:
        """Return item ``n`` as a member of an event."""
        return Member(self._known[n].found.source, next(iter(self._guesses[n]), None))

    def changes(self, n: int) -> Iterator[Change]:
        """Yield what, left out, would make the answer on item ``n`` another."""
        stands = self._answer(next(iter(self._guesses[n]), None))
        for without, judged in self._variants(n):
            guess = next(iter(placing.guesses(self._session, judged)[n]), None)
            if self._answer(guess) != stands:
                yield Change(without, guess, self._answer(guess)[1])

    def _answer(self, guess: Guess | None) -> tuple[str | None, bool]:
        """Return the code of a guess, and whether it is sure enough to be filed by itself."""
        least = FILE_AT[self._session.settings.filing]
        return (guess.code, guess.confidence >= least) if guess else (None, False)

    def _variants(self, n: int) -> Iterator[tuple[str, Judged]]:
        clues = self._clues
        for without, other in (
            ("name", replace(clues, name="")),
            ("folders", replace(clues, folders=())),
            ("content", replace(clues, title="", heads="", top="", body="")),
        ):
            if other != clues:
                yield without, self._seen_as(n, other)
        alone = [replace(t, folders=("",)) if k == n else t for k, t in enumerate(self.traits)]
        yield "neighbours", self._judge(alone, self._decided)
        if self._session.decisions.items:
            yield "decisions", self._judge(self.traits, Decided(type(self._session.decisions)(), self._known))

    def _seen_as(self, n: int, clues: Clues) -> Judged:
        engine = self._placer.engine
        sight = self.judged.sight.replaced(n, engine.sight([clues]))
        lessons = self._placer.lessons(self._known, self._decided)
        return engine.judge(sight, self.traits, lessons, self._placer.past)

    def _judge(self, traits: Sequence[context.Trait], decided: Decided) -> Judged:
        lessons = self._placer.lessons(self._known, decided)
        return self._placer.engine.judge(self.judged.sight, traits, lessons, self._placer.past)


def _sureness(member: Member) -> tuple[float, str]:
    return (-member.guess.confidence if member.guess else 0.0, member.source)


def _passages(telling: Sequence[str], shown: Sequence[str]) -> tuple[Passage, ...]:
    """Return the lines with the strongest words, as they stand in the document."""
    found = []
    for line in shown:
        plain = matching(line)
        inside = tuple(w for w in telling[:12] if w in plain)
        if inside:
            found.append(Passage(_around(line, plain, inside[0]), inside))
    found.sort(key=lambda passage: -len(passage.words))
    return tuple(found[:4])


def _around(line: str, plain: str, word: str) -> str:
    at = plain.find(word)
    start = max(0, at - _PASSAGE // 2)
    cut = line[start : start + _PASSAGE * 2] if len(line) == len(plain) else line[: _PASSAGE * 2]
    return ("…" if start else "") + cut + ("…" if start + _PASSAGE * 2 < len(line) else "")
