"""Fit the weights of the placement model on the halves that are looked at, and write them.

Usage: ``python benchmarks/placement/fit.py [--write]``

Only ``dev`` labels are fitted on; ``held`` items are there as neighbours without a label.  Two
conditional logits, where the right answer is any of an item's true indicators, or "none": each
item by itself, then with what neighbours and simulated decisions of a clerk say.  For the second
each corpus is seen through a first one fitted on the others, as an office's own disk will be.  The
thresholds for filing are read off the second one, each corpus again judged by the others.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from harness import CORPORA, Case, cases, trait

from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.place import lessons
from wenming_archive.place.engine import TOGETHER, Engine, Judged, Weights
from wenming_archive.place.features import FIELDS, NAMES, NONE_NAMES, Features
from wenming_archive.place.sight import Sight

WEIGHTS = Path(__file__).parents[2] / "src/wenming_archive/place/weights.py"
#: Steps and size of the descent, and the pull of each weight towards nought.
_STEPS, _RATE, _PULL = 300, 0.08, 0.002
#: Weights that are not left to the data.  The corpora hold wrong codes on purpose, as many as right
#: ones; an office's own codes are mostly right: strong evidence, not proof.  A leaf's own words never
#: speak against it.
_AT_LEAST = {"code_name": 2.5, "code_folder": 1.5} | dict.fromkeys(FIELDS, 0.0)
#: Simulated sittings of a clerk: seed, how many items are decided, and whether leaves are veiled.
_SITTINGS = (
    (1, 0, False),
    (2, 10, False),
    (3, 30, False),
    (4, 60, False),
    (5, 10, True),
    (6, 30, True),
    (7, 60, True),
)
#: How much an item counts that belongs nowhere: offices have more of these than the corpora.
_NOISE = 3.0
#: What share of what is filed by itself shall be right, by boldness.
_RIGHT = {"careful": 0.995, "balanced": 0.985, "bold": 0.95}


@dataclass(frozen=True)
class Block:
    """Items with their features, and their true leaves (none for noise)."""

    rows: np.ndarray
    none: np.ndarray
    true: list[list[int]]

    def only(self, some: np.ndarray) -> Block:
        """Return the items where ``some`` is true."""
        return Block(self.rows[some], self.none[some], [t for t, s in zip(self.true, some, strict=True) if s])


@dataclass(frozen=True)
class Corpus:
    """A corpus with the features of all its items."""

    path: Path
    cases: list[Case]
    features: Features
    true: list[list[int]]

    @property
    def dev(self) -> np.ndarray:
        """Say of each item whether its label may be fitted on."""
        return np.array([case.half == "dev" for case in self.cases])

    @property
    def alone(self) -> Block:
        """The items that may be fitted on, by themselves."""
        return Block(self.features.rows, self.features.none, self.true).only(self.dev)


@cache
def corpora(veiled: bool = False) -> tuple[Corpus, ...]:
    """Return all corpora, read and looked at."""
    return tuple(_corpus(path, veiled) for path in CORPORA)


def _corpus(path: Path, veiled: bool) -> Corpus:
    catalogue = load.load(path / "catalogue.yaml")
    found = cases(path, "all")
    if veiled:
        catalogue = veil(catalogue)
    features = Engine(catalogue, _NOUGHT).scorer.features([case.clues for case in found])
    true = [[catalogue.by_code[code].position for code in case.codes] for case in found]
    return Corpus(path, found, features, true)


_NOUGHT = Weights(*(np.zeros(len(n), np.float32) for n in (NAMES, NONE_NAMES, TOGETHER, NONE_NAMES)))


def veil(catalogue: Catalogue, share: float = 0.3, seed: int = 5) -> Catalogue:
    """Return ``catalogue`` with a share of leaves that say nothing of themselves.

    An office's habits are not in any lexicon: such leaves show what its decisions alone can teach.
    """
    hidden = np.random.default_rng(seed).permutation(len(catalogue.leaves))
    codes = {catalogue.leaves[n].code for n in hidden[: int(share * len(hidden))]}
    value = catalogue.model_dump()
    _veil(value["indicators"], codes)
    return Catalogue.model_validate(value)


def _veil(nodes: Sequence[dict[str, Any]], codes: set[str]) -> None:
    for n, node in enumerate(nodes):
        _veil(node["children"], codes)
        if node["code"] in codes:
            node.update(title=f"第{n}类", standard="", evidence=(), lead=None, support=())


def fit(
    blocks: Sequence[Block],
    names: Sequence[str],
    steps: int = _STEPS,
    start: np.ndarray | None = None,
    free: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights of the leaf features and of "none" that make the truth likeliest.

    Of ``start`` only the ``free`` ones are changed.
    """
    leaf, none = len(names), blocks[0].none.shape[1]
    theta = np.zeros(leaf + none) if start is None else start.copy()
    mean, square = np.zeros_like(theta), np.zeros_like(theta)
    floor = np.full(leaf + none, -np.inf)
    for name, least in _AT_LEAST.items():
        if name in names:
            floor[names.index(name)] = least
    total = sum(len(block.true) for block in blocks)
    targets = [_target(block) for block in blocks]
    for step in range(1, steps + 1):
        pairs = zip(blocks, targets, strict=True)
        slope = _PULL * theta + sum(_slope(theta, leaf, block, target) for block, target in pairs) / total
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        theta -= _RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        theta = np.maximum(theta, floor)
        if start is not None and free is not None:
            theta = np.where(free, theta, start)
    return theta[:leaf], theta[leaf:]


def _target(block: Block) -> np.ndarray:
    target = np.zeros((len(block.true), block.rows.shape[1] + 1))
    for n, leaves in enumerate(block.true):
        target[n, leaves or [-1]] = 1
    return target


def _slope(theta: np.ndarray, leaf: int, block: Block, target: np.ndarray) -> np.ndarray:
    """Return the slope of the cost; an item that belongs nowhere counts so many times."""
    scores = np.concatenate([block.rows @ theta[:leaf], (block.none @ theta[leaf:])[:, None]], axis=1)
    sure = np.exp(scores - scores.max(axis=1, keepdims=True))
    sure /= sure.sum(axis=1, keepdims=True)
    right = sure * target
    off = sure - right / (right.sum(axis=1, keepdims=True) + 1e-12)
    off *= np.where(target[:, -1:] > 0, _NOISE, 1.0)
    return np.append(np.einsum("il,ilf->f", off[:, :-1], block.rows), off[:, -1] @ block.none)


def others(corpus: Corpus) -> list[Corpus]:
    """Return all corpora but one."""
    return [other for other in corpora() if other.path != corpus.path]


@cache
def alone(without: Path | None) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights of items by themselves, fitted on all corpora but one."""
    return fit([c.alone for c in corpora() if c.path != without], NAMES)


def judged(corpus: Corpus, model: Weights, decided: Sequence[int]) -> Judged:
    """Return how a model judges a corpus when a clerk has rightly decided some items."""
    return judged_by(corpus, model, {n: corpus.true[n] for n in decided})


def judged_by(corpus: Corpus, model: Weights, stands: dict[int, list[int]]) -> Judged:
    """Return how a model judges a corpus when some items stand under some leaves."""
    own = (corpus.features.rows @ model.alone).astype(np.float16)
    topics = np.rint(corpus.features.topics * 127).astype(np.int8)
    sight = Sight(own, corpus.features.none.astype(np.float16), topics)
    return Judged(model, sight, [trait(c) for c in corpus.cases], stands)


@cache
def sitting(corpus: int, seed: int, decisions: int, veiled: bool) -> Block:
    """Return the items of a corpus that are left, as the second look sees them, after some decisions."""
    one = corpora(veiled)[corpus]
    weight, none = alone(one.path)
    model = Weights(weight.astype(np.float32), none.astype(np.float32), _NOUGHT.together, none)
    decided = np.random.default_rng(seed).permutation(np.flatnonzero(one.dev))[:decisions]
    columns = judged(one, model, decided.tolist()).columns(slice(None))
    left = one.dev
    left[decided] = False
    return Block(np.stack(columns, axis=-1).astype(float), one.features.none, one.true).only(left)


@cache
def together(without: Path | None) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights of the second look, fitted on all corpora but one.

    First those of neighbours, before anything is decided; then, these unchanged, those of decisions.
    """
    some = [n for n, c in enumerate(corpora()) if c.path != without]
    taught = np.array([name in lessons.NAMES for name in TOGETHER] + [False] * len(NONE_NAMES))
    before = fit([sitting(n, *_SITTINGS[0]) for n in some], TOGETHER, 200)
    start = np.where(taught, 0, np.concatenate(before))
    return fit([sitting(n, *one) for one in _SITTINGS for n in some], TOGETHER, 200, start, taught)


def model(without: Path | None) -> Weights:
    """Return all weights, fitted on all corpora but one."""
    found = [w.astype(np.float32) for w in (*alone(without), *together(without))]
    return Weights(*found)


def thresholds() -> dict[str, float]:
    """Return from which sureness on items are filed, each corpus judged by the others."""
    sure, right = [], []
    for corpus in corpora():
        found = judged(corpus, model(corpus.path), []).sure[corpus.dev]
        true = corpus.alone.true
        sure += found.max(axis=1).tolist()
        right += [int(best) in leaves for best, leaves in zip(found.argmax(axis=1), true, strict=True)]
    return {name: _least(np.array(sure), np.array(right), share) for name, share in _RIGHT.items()}


def _least(sure: np.ndarray, right: np.ndarray, share: float) -> float:
    """Return the least sureness above which at least ``share`` is right."""
    order = np.argsort(-sure)
    enough = np.flatnonzero(np.cumsum(right[order]) >= share * np.arange(1, len(order) + 1))
    # Never so high that nothing at all would be filed.
    return min(round(float(sure[order][enough[-1]]), 2), 0.99) if len(enough) else 0.99


def report() -> None:
    """Print how each dev half fares when its corpus is left out of the fit."""
    for corpus in corpora():
        found = judged(corpus, model(corpus.path), []).sure[corpus.dev]
        order = np.argsort(-found, axis=1)
        rows = [(o, t) for o, t in zip(order, corpus.alone.true, strict=True) if t]
        first = np.mean([o[0] in t for o, t in rows])
        three = np.mean([any(x in t for x in o[:3]) for o, t in rows])
        print(f"{corpus.path.name:20} left out: first {first:.3f}  three {three:.3f}")


def _table(name: str, names: Sequence[str], values: np.ndarray) -> str:
    rows = "".join(f'    "{n}": {v:.3f},\n' for n, v in zip(names, values, strict=True))
    return f"{name}: dict[str, float] = {{\n{rows}}}\n"


def main() -> None:
    """Fit both looks; with ``--write`` replace the weights of the program."""
    report()
    found = model(None)
    text = WEIGHTS.read_text("utf-8").split("#: The first look", 1)[0]
    text += "#: The first look: an item by itself.\n" + _table("ALONE", NAMES, found.alone)
    text += _table("ALONE_NONE", NONE_NAMES, found.alone_none)
    text += "#: The second look: with what its neighbours, and people's decisions, say.\n"
    text += _table("TOGETHER", TOGETHER, found.together)
    text += _table("TOGETHER_NONE", NONE_NAMES, found.together_none)
    least = thresholds()
    text += "#: How sure the program must be to file by itself, by boldness.\n"
    text += _table("FILE_AT", list(least), np.array(list(least.values())))
    print(text)
    if "--write" in sys.argv:
        WEIGHTS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
