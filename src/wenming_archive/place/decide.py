"""From probabilities to a placement: file, ask, or leave be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.model import Guess, Placed, Placement, Status
from wenming_archive.place import weights
from wenming_archive.place.profile import title_parts
from wenming_archive.settings import Boldness

#: How sure the first indicator must be to be filed by itself: read off calibrated confidence.
FILE_AT = {boldness: weights.FILE_AT[boldness.name] for boldness in Boldness}
#: An item that is likelier no evidence than evidence is left unplaced, not asked about; a photo that
#: says nothing mostly is evidence.
_ASK_BELOW, _ASK_OF_PICTURE_BELOW = 0.5, 0.75
#: How likely a second indicator must be that the item's title or name calls outright.
_ALSO_AT = 0.03
_SUGGESTIONS = 5


def placement(
    guesses: Sequence[Guess],
    none: float,
    boldness: Boldness,
    *,
    called: Collection[str] = (),
    readable: bool = True,
    picture: bool = False,
) -> Placement:
    """Return what becomes of an item with ``guesses``, best first, and probability of ``none``.

    ``called`` are the indicators that the item's title or name calls by their own names: only
    these are filed as second ones.  That a text touches another subject is no reason to file it
    there too: nine in ten such second indicators are wrong.
    """
    kept = tuple(guesses[:_SUGGESTIONS])
    if not readable:
        return Placement(Status.unreadable, (), kept)
    best = kept[0].confidence if kept else 0.0
    if best >= FILE_AT[boldness]:
        also = [g for g in kept[1:] if g.code in called and g.confidence >= _ALSO_AT]
        placed = (_placed(kept[0], "main"), *(_placed(g, "also") for g in also))
        return Placement(Status.filed, placed, tuple(g for g in kept[1:] if g not in also))
    if kept and none < (_ASK_OF_PICTURE_BELOW if picture else _ASK_BELOW):
        return Placement(Status.review, (), kept)
    return Placement(Status.unplaced, (), kept)


def by_person(codes: Sequence[str], guesses: Sequence[Guess], catalogue: Catalogue) -> Placement:
    """Return the placement a person decided; codes the catalogue no longer has are left out."""
    known = [code for code in dict.fromkeys(codes) if code in catalogue.by_code]
    placed = tuple(
        Placed(code, "also" if n else "main", 1.0, "person", ("由人工指定",)) for n, code in enumerate(known)
    )
    others = tuple(g for g in guesses if g.code not in known)[:_SUGGESTIONS]
    return Placement(Status.filed if placed else Status.review, placed, others)


def _placed(guess: Guess, role: str) -> Placed:
    reasons = tuple(reason.text for reason in guess.reasons)
    return Placed(guess.code, role, guess.confidence, "auto", reasons)


class Callings:
    """Which leaves a text calls by a name that no other leaf has."""

    def __init__(self, catalogue: Catalogue) -> None:
        parts = {leaf.code: [p for p in title_parts(leaf.title) if len(p) >= 3] for leaf in catalogue.leaves}
        held = Counter(part for found in parts.values() for part in found)
        self._names = {code: [p for p in found if held[p] == 1] for code, found in parts.items()}

    def called(self, text: str, codes: Collection[str]) -> set[str]:
        """Return those of ``codes`` that ``text``, in matching form, calls."""
        return {code for code in codes if any(name in text for name in self._names[code])}
