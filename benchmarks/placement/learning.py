"""Measure what a clerk's decisions teach, on the rest of each corpus; and what looks out of place is.

Usage: ``python benchmarks/placement/learning.py``

A clerk who is always right decides 10, 30 and 100 items drawn at random (three draws); what is left of
the half that is only scored is judged with these decisions and without.  *veiled*: three in ten
indicators have a title that says nothing (第3类): an office's own habits, which no lexicon knows.
*last year*: the half that is looked at, filed, teaches the other.  *suspects*: one in twenty items
stands under a wrong indicator, drawn at random, as people misfile.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import fit
import numpy as np
from fit import Corpus

from wenming_archive.pipeline.suspects import RIGHT, UNFIT
from wenming_archive.place.engine import Weights

_DRAWS, _DECISIONS = (1, 2, 3), (10, 30, 100)


def right(corpus: Corpus, sure: np.ndarray, some: np.ndarray) -> tuple[int, int, int]:
    """Return how many of ``some`` are right at first and within three, and how many there are."""
    order = np.argsort(-sure, axis=1)
    rows = [(order[n], corpus.true[n]) for n in np.flatnonzero(some) if corpus.true[n]]
    first = sum(int(o[0]) in t for o, t in rows)
    return first, sum(any(int(x) in t for x in o[:3]) for o, t in rows), len(rows)


def taught(veiled: bool, decisions: int) -> Iterator[tuple[tuple[int, int, int], tuple[int, int, int]]]:
    """Yield for each corpus and draw how the rest fares without and with so many decisions."""
    model = Weights.fitted()
    for corpus in fit.corpora(veiled):
        plain = fit.judged(corpus, model, []).sure
        for draw in _DRAWS:
            decided = np.random.default_rng(draw).permutation(len(corpus.cases))[:decisions]
            rest = ~corpus.dev
            rest[decided] = False
            after = fit.judged(corpus, model, decided.tolist()).sure
            yield right(corpus, plain, rest), right(corpus, after, rest)


def last_year(veiled: bool) -> Iterator[tuple[tuple[int, int, int], tuple[int, int, int]]]:
    """Yield for each corpus how the scored half fares without and with the other half's places."""
    model = Weights.fitted()
    for corpus in fit.corpora(veiled):
        decided = np.flatnonzero(corpus.dev).tolist()
        plain, after = fit.judged(corpus, model, []), fit.judged(corpus, model, decided)
        yield right(corpus, plain.sure, ~corpus.dev), right(corpus, after.sure, ~corpus.dev)


def suspects() -> tuple[int, int, int]:
    """Return how many items were misfiled, how many of these were listed, and how many were listed."""
    misfiled = found = listed = 0
    for corpus in fit.corpora():
        rng = np.random.default_rng(7)
        leaves = corpus.features.rows.shape[1]
        items = [n for n, true in enumerate(corpus.true) if true]
        wrong = set(rng.permutation(items)[: len(items) // 20].tolist())
        stands = {n: [int(rng.integers(leaves))] if n in wrong else corpus.true[n] for n in items}
        wrong = {n for n in wrong if stands[n][0] not in corpus.true[n]}
        sure = fit.judged_by(corpus, Weights.fitted(), stands).sure
        out = {n for n in items if sure[n, stands[n]].max() < UNFIT and sure[n].max() >= RIGHT}
        misfiled, found, listed = misfiled + len(wrong), found + len(out & wrong), listed + len(out)
    return misfiled, found, listed


def _line(name: str, rows: Sequence[tuple[tuple[int, int, int], tuple[int, int, int]]]) -> None:
    before, after = (np.sum([row[n] for row in rows], axis=0) for n in (0, 1))
    shares = [f"{x / before[2]:.3f}" for x in (before[0], after[0], before[1], after[1])]
    print(f"{name:28} first {shares[0]} -> {shares[1]}   within three {shares[2]} -> {shares[3]}")


def main() -> None:
    """Print the tables."""
    for veiled in (False, True):
        kind = "veiled" if veiled else "as it is"
        for decisions in _DECISIONS:
            _line(f"{kind}, {decisions} decisions", list(taught(veiled, decisions)))
        _line(f"{kind}, last year", list(last_year(veiled)))
    misfiled, found, listed = suspects()
    print(f"suspects: {misfiled} misfiled, {found} of them among {listed} listed")


if __name__ == "__main__":
    main()
