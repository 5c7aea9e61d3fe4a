"""What may already be the evidence that is missing: it awaits a decision, lies nowhere, or is too old."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.model import Item, Status
from wenming_archive.report import counting
from wenming_archive.report.needing import NeedState

#: Candidates shown of one leaf, and the least sureness of one.
MOST, _LEAST = 3, 0.05
#: The same of one whose kind is not what is missing.
_LEAST_OTHER = 0.2
#: What an item of another kind than is missing is worth beside one of the right kind.
_OTHER_KIND = 0.4
#: What an item out of the period is worth beside one inside: its date may be wrong.
_OUT = 0.3


class Why(StrEnum):
    """Why an item does not count yet."""

    review = "review"
    unplaced = "unplaced"
    out_of_period = "out-of-period"


WHY_LABELS: dict[Why, str] = {
    Why.review: "待确认",
    Why.unplaced: "未归类",
    Why.out_of_period: "不在周期内",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be what a leaf lacks."""

    item: Item
    why: Why
    #: How sure the program is that it belongs to the leaf, 0 to 1.
    confidence: float
    #: True when it is of a kind that is missing.
    fits: bool
    #: False when it would not count for its date.
    inside: bool = True

    @property
    def worth(self) -> float:
        """What orders candidates, best first from above."""
        return self.confidence * (1 if self.fits else _OTHER_KIND) * (1 if self.inside else _OUT)

    @property
    def reason(self) -> str:
        """Why it does not count yet, in words."""
        said = [WHY_LABELS[self.why], *([] if self.inside else [WHY_LABELS[Why.out_of_period]])]
        return "，".join(dict.fromkeys(said))


@dataclass(frozen=True)
class Pool:
    """The items that do not count, by the leaf they may belong to."""

    guessed: Mapping[str, Sequence[tuple[Item, float]]]
    outside: Mapping[str, Sequence[Item]]

    def best(self, leaf: Leaf, needs: Iterable[NeedState]) -> tuple[Candidate, ...]:
        """Return the best candidates for what ``needs`` of ``leaf`` lack, best first."""
        lacking = [need for need in needs if need.lacking]
        found = [
            Candidate(
                item,
                Why.review if item.status is Status.review else Why.unplaced,
                sure,
                _fits(item, lacking),
                counting.counts(item, leaf),
            )
            for item, sure in self.guessed.get(leaf.code, ())
            if sure >= _LEAST_OTHER or _fits(item, lacking)
        ]
        found += [
            Candidate(item, Why.out_of_period, 1, True, inside=False)
            for item in self.outside.get(leaf.code, ())
            if _fits(item, lacking)
        ]
        return tuple(sorted(found, key=lambda one: (-one.worth, one.item.found.source))[:MOST])


def pool(items: Iterable[Item], catalogue: Catalogue, *, outside: bool = True) -> Pool:
    """Return what among ``items`` does not count yet, by leaf; without what is ``outside`` if so asked."""
    guessed: dict[str, list[tuple[Item, float]]] = defaultdict(list)
    old: dict[str, list[Item]] = defaultdict(list)
    for item in (one for one in items if one.known.readable):
        if item.status in (Status.review, Status.unplaced):
            for guess in item.placement.suggestions:
                if guess.confidence >= _LEAST:
                    guessed[guess.code].append((item, guess.confidence))
        elif item.status is Status.filed and outside:
            for leaf in (catalogue.by_code[code] for code in item.codes if code in catalogue.by_code):
                if not counting.counts(item, leaf):
                    old[leaf.code].append(item)
    return Pool(guessed, old)


def _fits(item: Item, lacking: Sequence[NeedState]) -> bool:
    return not lacking or any(counting.fits(item, need.need) for need in lacking)
