"""What is filed but looks out of place: each item against what else stands under its indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wenming_archive.index import Index
from wenming_archive.model import Guess, Item, Reason, Status
from wenming_archive.pipeline import placing
from wenming_archive.pipeline.session import Session

#: Up to this fit an item looks out of place, where another indicator looks right from there on.
UNFIT, RIGHT = 0.2, 0.6


@dataclass(frozen=True, slots=True)
class Suspect:
    """An item that looks out of place."""

    item: Item
    #: How much it looks like what it stands under, all else filed taken for right.
    fit: float
    #: Where it looks to belong rather, with the reasons.
    rather: Guess


def suspects(session: Session) -> list[Suspect]:
    """Return the filed items that look out of place, worst first.

    All that is filed teaches what belongs where; an item is never its own lesson.
    """
    with Index.reading(session.workspace.index_file) as index:
        items = [item for item in index.items() if item.status is not Status.duplicate]
        placer = placing.of(session, index, {})
        known = [item.known for item in items]
        codes = session.catalogue.by_code
        stands = {n: [codes[c].position for c in item.codes if c in codes] for n, item in enumerate(items)}
        filed = {n: leaves for n, leaves in stands.items() if leaves}
        judged = placer.judged_by(known, filed)
        guesses = placing.guesses(session, judged)
        found = []
        for n, leaves in filed.items():
            fit = float(judged.sure[n, leaves].max())
            if fit < UNFIT and guesses[n] and guesses[n][0].confidence >= RIGHT:
                found.append((fit, n, guesses[n][0]))
        found.sort(key=lambda row: (row[0] - row[2].confidence, row[1]))
        wanted = [(n, codes[guess.code].position) for _, n, guess in found]
        reasons = placer.explain(judged, known, wanted)
    return _told(items, found, reasons)


def _told(
    items: Sequence[Item], found: Sequence[tuple[float, int, Guess]], reasons: Sequence[tuple[Reason, ...]]
) -> list[Suspect]:
    return [
        Suspect(items[n], fit, replace(guess, reasons=said))
        for (fit, n, guess), said in zip(found, reasons, strict=True)
    ]
