"""From clues to probabilities: each item by itself, then with its neighbours."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.place import context, weights
from wenming_archive.place.clues import Clues
from wenming_archive.place.features import Features, Found, Row, Scorer


@dataclass(frozen=True)
class Look:
    """One item's features and probabilities, leaf by leaf."""

    rows: Sequence[Row]
    #: The phrases found, by where they stand.
    found: Found
    #: Probability of each leaf; what is left to one is "none of them".
    sure: Sequence[float]


class Engine:
    """The placement model against one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.scorer = Scorer(catalogue)
        #: Features cost most of a look, and depend on nothing but the item itself.
        self._features: dict[Clues, Features] = {}

    def look(self, items: Sequence[Clues]) -> list[Look]:
        """Return the final look at each item."""
        first = [self._own(clues) for clues in items]
        alone = [probabilities(f.rows, f.none, weights.ALONE, weights.ALONE_NONE) for f in first]
        looks = []
        for own, theirs in zip(first, context.features(items, alone), strict=True):
            rows = [[*a, *b] for a, b in zip(own.rows, theirs, strict=True)]
            sure = probabilities(rows, own.none, weights.TOGETHER, weights.TOGETHER_NONE)
            looks.append(Look(rows, own.found, sure))
        return looks

    def _own(self, clues: Clues) -> Features:
        """Return what an item says by itself; a second look at it costs nothing."""
        if clues not in self._features:
            self._features[clues] = self.scorer.features(clues)
        return self._features[clues]


def probabilities(
    rows: Sequence[Row], none: Row, weight: Mapping[str, float], none_weight: Mapping[str, float]
) -> list[float]:
    """Return the probability of each leaf; they sum to less than one, the rest is "none"."""
    order, none_order = list(weight.values()), list(none_weight.values())
    scores = [sum(map(mul, order, row)) for row in rows]
    nothing = sum(map(mul, none_order, none))
    top = max([nothing, *scores])
    raised = [math.exp(score - top) for score in scores]
    whole = sum(raised) + math.exp(nothing - top)
    return [x / whole for x in raised]
