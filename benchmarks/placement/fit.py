"""Fit the weights of the placement model on the halves that are looked at, and write them.

Usage: ``python benchmarks/placement/fit.py [--write]``   (needs numpy: ``pip install -e .[bench]``)

Only ``dev`` items are fitted on; ``held`` items serve ``placement.py`` alone, as neighbours too.
A conditional logit: the right answer is any of an item's true indicators, or "none".
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from harness import CORPORA, Case, cases

from wenming_archive.catalogue import load
from wenming_archive.place import context, engine, features
from wenming_archive.place.features import Scorer

WEIGHTS = Path(__file__).parents[2] / "src/wenming_archive/place/weights.py"
#: Steps and size of the descent, and the pull of each weight towards nought.
_STEPS, _RATE, _PULL = 500, 0.08, 0.002
#: Weights that are not left to the data.  The corpora hold wrong codes on purpose, as many as right
#: ones; an office's own codes are mostly right: strong evidence, not proof.
_AT_LEAST = {"code_name": 2.5, "code_folder": 1.5}
Sample = tuple[np.ndarray, np.ndarray, list[int]]


def samples(corpus: Path, alone: dict[str, dict[str, float]] | None) -> list[Sample]:
    """Return features and true leaves of a corpus' ``dev`` items; with neighbours if ``alone`` is given."""
    catalogue = load.load(corpus / "catalogue.yaml")
    scorer = Scorer(catalogue)
    found = cases(corpus, "dev")
    looks = [scorer.features(case.clues) for case in found]
    rows = [look.rows for look in looks]
    if alone:
        sure = [engine.probabilities(x.rows, x.none, alone["leaf"], alone["none"]) for x in looks]
        around = context.features([case.clues for case in found], sure)
        rows = [[[*a, *b] for a, b in zip(r, n, strict=True)] for r, n in zip(rows, around, strict=True)]
    return [
        (np.array(r), np.array(look.none), _leaves(case, catalogue.by_code))
        for r, look, case in zip(rows, looks, found, strict=True)
    ]


def fit(data: Sequence[Sample]) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights of the leaf features and of "none" that make the truth likeliest."""
    leaf, none = data[0][0].shape[1], data[0][1].shape[0]
    theta = np.zeros(leaf + none)
    mean, square = np.zeros_like(theta), np.zeros_like(theta)
    floor = np.full(leaf + none, -np.inf)
    for name, least in _AT_LEAST.items():
        floor[features.NAMES.index(name)] = least
    for step in range(1, _STEPS + 1):
        slope = _PULL * theta + sum(_slope(theta, leaf, sample) for sample in data) / len(data)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        theta -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        theta = np.maximum(theta, floor)
    return theta[:leaf], theta[leaf:]


def _slope(theta: np.ndarray, leaf: int, sample: Sample) -> np.ndarray:
    rows, none, true = sample
    scores = np.append(rows @ theta[:leaf], none @ theta[leaf:])
    sure = np.exp(scores - scores.max())
    sure /= sure.sum()
    target = np.zeros_like(sure)
    right = true or [len(sure) - 1]
    target[right] = sure[right] / (sure[right].sum() + 1e-12)
    off = sure - target
    return np.append(off[:-1] @ rows, off[-1] * none)


def _leaves(case: Case, by_code: dict) -> list[int]:  # type: ignore[type-arg]
    return [by_code[code].position for code in case.codes]


def _table(names: Sequence[str], values: np.ndarray) -> str:
    rows = "".join(f'    "{n}": {v:.3f},\n' for n, v in zip(names, values, strict=True))
    return "{\n" + rows + "}"


def main() -> None:
    """Fit both looks; print the weights, and with ``--write`` put them into the package."""
    corpora = [p for p in sorted(CORPORA.iterdir()) if (p / "dev.yaml").exists()]
    leaf, none = fit([s for c in corpora for s in samples(c, None)])
    names = features.NAMES
    alone = {
        "leaf": dict(zip(names, leaf, strict=True)),
        "none": dict(zip(features.NONE_NAMES, none, strict=True)),
    }
    leaf2, none2 = fit([s for c in corpora for s in samples(c, alone)])
    text = WEIGHTS.read_text("utf-8")
    head = text[: text.index("#: The first look")]
    body = (
        f"#: The first look: an item by itself.\nALONE: dict[str, float] = {_table(names, leaf)}\n"
        f"ALONE_NONE: dict[str, float] = {_table(features.NONE_NAMES, none)}\n"
        "#: The second look: with what its neighbours say.\n"
        f"TOGETHER: dict[str, float] = {_table(names + context.NAMES, leaf2)}\n"
        f"TOGETHER_NONE: dict[str, float] = {_table(features.NONE_NAMES, none2)}\n"
    )
    print(body)
    if "--write" in sys.argv:
        WEIGHTS.write_text(head + body, "utf-8")


if __name__ == "__main__":
    main()
