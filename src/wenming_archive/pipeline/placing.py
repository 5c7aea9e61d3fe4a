"""Places items among each other; what was seen of an item once is not looked at again."""

from __future__ import annotations

import json
from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import cast

import numpy as np

import wenming_archive
from wenming_archive.formats import PICTURES
from wenming_archive.index import Index
from wenming_archive.model import Guess, Known, Reason
from wenming_archive.pipeline import past
from wenming_archive.pipeline.decided import Decided
from wenming_archive.pipeline.session import Session
from wenming_archive.place import explain, weights
from wenming_archive.place.clues import Clues
from wenming_archive.place.context import Trait
from wenming_archive.place.engine import Engine, Judged
from wenming_archive.place.explain import Part
from wenming_archive.place.lessons import Past
from wenming_archive.report import drafts
from wenming_archive.text.normal import matching

#: Guesses kept of an item.
_GUESSES = 6
_LEAST = 0.01
#: Signs that a name has at least, to say what a document is.
_NAMED = 4
#: What tells a file from all others: root and source.
Key = tuple[str, str]


@dataclass(frozen=True)
class Seen:
    """What the last run saw: of each item its sight, and what speaks for its likeliest leaf."""

    rows: Mapping[Key, bytes] = field(default_factory=dict)
    said: Mapping[Key, str] = field(default_factory=dict)


class Placer:
    """The placement model at work on one workspace."""

    def __init__(self, session: Session, clues: Mapping[Key, Clues], before: Seen | None = None) -> None:
        """``clues`` are asked only for items that were not seen ``before``."""
        self.engine = Engine(session.catalogue)
        #: What was seen in this run, and what is said of it, for the next one.
        self.fresh: dict[Key, tuple[bytes, str]] = {}
        self._session = session
        self._catalogue = session.catalogue
        self._clues = clues
        self._seen = dict(before.rows if before else {})
        self._noted = before.said if before else {}
        self._traits: dict[Key, Trait] = {}
        self._own: dict[tuple[Key, int], tuple[Part, ...]] = {}

    def judged(self, known: Sequence[Known], decided: Decided) -> Judged:
        """Return how sure the program is of each of ``known``, given what people decided."""
        return self.judged_by(known, self.lessons(known, decided))

    def judged_by(self, known: Sequence[Known], lessons: Mapping[int, Sequence[int]]) -> Judged:
        """Return how sure the program is of each of ``known``, taught the leaves of some of them."""
        self._look([one.key for one in known if one.key not in self._seen])
        sight = self.engine.remembered([self._seen[one.key] for one in known])
        return self.engine.judge(sight, [self._trait(one) for one in known], lessons, self.past)

    def _trait(self, one: Known) -> Trait:
        if one.key not in self._traits:
            self._traits[one.key] = trait(one)
        return self._traits[one.key]

    def explain(
        self, judged: Judged, known: Sequence[Known], wanted: Sequence[tuple[int, int]]
    ) -> list[tuple[Reason, ...]]:
        """Return what spoke for each (item, leaf) of ``wanted``."""
        self._recall([(known[n].key, leaf) for n, leaf in wanted])
        heard = explain.among(judged, wanted)
        own = (self._own[known[n].key, leaf] for n, leaf in wanted)
        return [explain.reasons((*ours, *theirs)) for ours, theirs in zip(own, heard, strict=True)]

    @cached_property
    def past(self) -> Past | None:
        """What another year teaches; ``None`` if there is nothing."""
        lessons = past.load(self._session)
        if not lessons:
            return None
        sight = self.engine.sight(clues for clues, _ in lessons)
        traits = [Trait(("", *c.folders), c.name, c.date, c.format in PICTURES) for c, _ in lessons]
        return Past(sight, tuple(traits), tuple(tuple(leaves) for _, leaves in lessons))

    def _look(self, keys: Sequence[Key]) -> None:
        """See the items with ``keys``, and note what speaks for the likeliest leaf of each."""
        rest = iter(keys)
        for some, found, sight in self.engine.see(self._clues[key] for key in keys):
            for at in range(len(some)):
                key, best = next(rest), int(sight.own[at].argmax())
                parts = explain.own(self.engine, found, at, best)
                self._seen[key], self._own[key, best] = sight.row(at), parts
                self.fresh[key] = sight.row(at), json.dumps([best, parts], ensure_ascii=False)

    def _recall(self, wanted: Sequence[tuple[Key, int]]) -> None:
        """Note what speaks for leaves that it was not noted for."""
        for key in dict.fromkeys(key for key, _ in wanted if key in self._noted):
            best, parts = json.loads(self._noted[key])
            self._own.setdefault((key, best), tuple(Part(*part) for part in parts))
        missing = [one for one in wanted if one not in self._own]
        rest = iter(missing)
        for some, found, _ in self.engine.see(self._clues[key] for key, _ in missing):
            for at in range(len(some)):
                key, leaf = next(rest)
                self._own[key, leaf] = explain.own(self.engine, found, at, leaf)

    def lessons(self, known: Sequence[Known], decided: Decided) -> dict[int, list[int]]:
        """Return the leaves of each item that a person decided on; none of what belongs nowhere."""
        found = {}
        unused = _unused(known, decided)
        for n, one in enumerate(known):
            decision = decided.of(one)
            if decision and one.key not in unused:
                leaves = [self._catalogue.by_code.get(code) for code in decision.assign]
                positions = [leaf.position for leaf in leaves if leaf]
                # An indicator the catalogue no longer has says nothing of where else it belongs.
                if positions or not decision.assign:
                    found[n] = positions
        return found


def _unused(known: Sequence[Known], decided: Decided) -> set[Key]:
    """Return what is ignored but belongs somewhere all the same, so that it teaches nothing of the like.

    It was said to be related; or by its name it is a version of another that is not ignored.
    """
    ignored = {one.key: one for one in known if (told := decided.of(one)) and told.ignore}
    if not ignored:
        return set()
    kept = {drafts.core_of(one.name) for one in known if one.key not in ignored}
    related = {key for key, one in ignored.items() if (told := decided.of(one)) and told.related}
    cores = {key: drafts.core_of(one.name) for key, one in ignored.items()}
    return related | {key for key, core in cores.items() if len(core) >= _NAMED and core in kept}


def of(session: Session, index: Index, fresh: Mapping[Key, Clues]) -> Placer:
    """Return a placer that knows what the last run saw, but of items with ``fresh`` clues."""
    known = fingerprint(session)
    rows = {key: row for key, row in index.sights(known).items() if key not in fresh}
    said = {key: text for key, text in index.said(known).items() if key not in fresh}
    return Placer(session, ChainMap(dict(fresh), cast(dict[Key, Clues], index.clues())), Seen(rows, said))


def guesses(session: Session, judged: Judged) -> list[list[Guess]]:
    """Return the likeliest leaves of each item, best first."""
    leaves = session.catalogue.leaves
    most = min(_GUESSES, judged.sure.shape[1])
    best = np.argpartition(-judged.sure, most - 1, axis=1)[:, :most]
    found = []
    sure = np.take_along_axis(judged.sure, best, axis=1)
    for order, amounts in zip(best.tolist(), sure.tolist(), strict=True):
        rows = sorted(zip(amounts, order, strict=True), key=lambda row: (-row[0], row[1]))
        found.append([Guess(leaves[n].code, round(x, 4)) for x, n in rows if x >= _LEAST])
    return found


def trait(one: Known) -> Trait:
    """Return what makes a file another's neighbour."""
    *folders, name = one.found.source.replace("!/", "/").split("/")
    described = one.description
    date = None if described.date_from == "mtime" else described.date
    stem = name.rpartition(".")[0] or name
    return Trait((one.found.root, *folders), matching(stem), date, one.format in PICTURES)


def fingerprint(session: Session) -> str:
    """Return what a sight depends on besides the item: the catalogue and the program."""
    model = json.dumps([weights.ALONE, weights.ALONE_NONE, weights.TOGETHER])
    parts = (wenming_archive.__version__, session.catalogue.model_dump_json(), model)
    return sha256("\0".join(parts).encode()).hexdigest()
