"""Measure the placement of evidence on the labelled corpora.

Usage: ``python benchmarks/placement/placement.py [--wrong CORPUS]``

For each corpus and half, and together: right at first (any of the true indicators), right within
three, main indicator right; of what was filed by itself: precision, coverage, all codes right;
second indicators found; noise filed; expected calibration error; per kind.  Beside it the
baseline: cosine of character n-grams, TF-IDF over the catalogue, on the same text.
``--wrong`` prints what the half that is looked at got wrong; the other half is never printed.
"""

from __future__ import annotations

import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from harness import CORPORA, Case, cases

from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.model import Guess, Placement, Status
from wenming_archive.place import decide, profile
from wenming_archive.place.engine import Engine
from wenming_archive.settings import Boldness
from wenming_archive.text.normal import matching


@dataclass(frozen=True)
class Result:
    """One item's truth and what the program made of it."""

    case: Case
    guesses: tuple[Guess, ...]
    placement: Placement

    @property
    def first(self) -> bool:
        """The best guess is one of the true indicators."""
        return bool(self.guesses) and self.guesses[0].code in self.case.codes

    @property
    def within_three(self) -> bool:
        """One of the three best guesses is true."""
        return any(g.code in self.case.codes for g in self.guesses[:3])

    @property
    def filed(self) -> bool:
        """The program filed the item by itself."""
        return self.placement.status is Status.filed

    @property
    def filed_codes(self) -> tuple[str, ...]:
        """The indicators it was filed under."""
        return tuple(p.code for p in self.placement.indicators)


def run(corpus: Path, boldness: Boldness = Boldness.balanced) -> list[Result]:
    """Place all items of a corpus together, as one scan does."""
    catalogue = load.load(corpus / "catalogue.yaml")
    found = cases(corpus, "all")
    engine = Engine(catalogue)
    looks = engine.look([case.clues for case in found])
    results = []
    for case, look in zip(found, looks, strict=True):
        order = sorted(range(len(look.sure)), key=lambda n: -look.sure[n])[:6]
        guesses = tuple(Guess(catalogue.leaves[n].code, look.sure[n]) for n in order)
        placed = decide.placement(
            guesses, 1 - sum(look.sure), boldness, called=engine.scorer.called(case.clues)
        )
        results.append(Result(case, guesses, placed))
    return results


def baseline(corpus: Path) -> dict[str, tuple[float, float]]:
    """Return right at first and within three, by half, of plain n-gram TF-IDF."""
    catalogue = load.load(corpus / "catalogue.yaml")
    texts = [
        _grams_of(leaf.title, leaf.indicator.standard, *(a.title for a in leaf.ancestors))
        for leaf in catalogue.leaves
    ]
    idf = _idf(texts)
    vectors = [_vector(text, idf) for text in texts]
    hits: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for case in cases(corpus, "all"):
        if case.codes:
            best = _nearest(_vector(_grams_of(*_words(case)), idf), vectors, catalogue)
            hits[case.half].append(
                (best[:1] != [] and best[0] in case.codes, any(b in case.codes for b in best))
            )
    return {half: (_share(a for a, _ in rows), _share(b for _, b in rows)) for half, rows in hits.items()}


def _words(case: Case) -> tuple[str, ...]:
    c = case.clues
    return (c.name, *c.folders, c.title, c.heads, c.top, c.body)


def _grams_of(*texts: str) -> Counter[str]:
    return profile.grams(matching(" ".join(texts)))


def _idf(texts: Sequence[Counter[str]]) -> dict[str, float]:
    spread = Counter(gram for text in texts for gram in text)
    return {gram: math.log((len(texts) + 1) / (n + 1)) + 1 for gram, n in spread.items()}


def _vector(text: Counter[str], idf: dict[str, float]) -> dict[str, float]:
    raw = {g: (1 + math.log(n)) * idf[g] for g, n in text.items() if g in idf}
    norm = math.sqrt(sum(x * x for x in raw.values())) or 1.0
    return {g: x / norm for g, x in raw.items()}


def _nearest(vector: dict[str, float], vectors: list[dict[str, float]], catalogue: Catalogue) -> list[str]:
    scores = [(sum(x * v.get(g, 0.0) for g, x in vector.items()), -n) for n, v in enumerate(vectors)]
    return [catalogue.leaves[-n].code for score, n in sorted(scores, reverse=True)[:3] if score > 0]


def measures(results: Sequence[Result]) -> dict[str, float]:
    """Return the figures of a set of results."""
    true = [r for r in results if r.case.codes]
    noise = [r for r in results if not r.case.codes]
    filed = [r for r in results if r.filed]
    several = [r for r in true if len(r.case.codes) > 1]
    return {
        "items": len(results),
        "first": _share(r.first for r in true),
        "three": _share(r.within_three for r in true),
        "main": _share(bool(r.guesses) and r.guesses[0].code == r.case.codes[0] for r in true),
        "precision": _share(r.filed_codes[0] in r.case.codes for r in filed),
        "coverage": _share(r.filed for r in true),
        "all codes": _share(set(r.filed_codes) == set(r.case.codes) for r in filed),
        "second": _share(len(set(r.filed_codes) & set(r.case.codes)) > 1 for r in several),
        "noise filed": _share(r.filed for r in noise),
        "ece": calibration_error(results),
    }


def calibration_error(results: Sequence[Result], bins: int = 10) -> float:
    """Return the expected calibration error of the best guess, over ten equal bins."""
    rows: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for r in results:
        sure = (
            r.placement.indicators[0].confidence
            if r.filed
            else (r.guesses[0].confidence if r.guesses else 0.0)
        )
        rows[min(int(sure * bins), bins - 1)].append((sure, r.first))
    gaps = (abs(sum(s for s, _ in b) - sum(ok for _, ok in b)) for b in rows.values())
    return sum(gaps) / max(len(results), 1)


def _share(values: Iterable[bool]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else float("nan")


def _line(name: str, figures: dict[str, float]) -> str:
    cells = [f"{v:9.0f}" if k == "items" else f"{v:9.3f}" for k, v in figures.items()]
    return f"{name:22}" + "".join(cells)


def _kinds(results: Sequence[Result]) -> None:
    print("\nper kind, all halves: items, right at first, filed, of these right")
    for kind in sorted({r.case.kind for r in results}):
        rows = [r for r in results if r.case.kind == kind and r.case.codes]
        filed = [r for r in rows if r.filed]
        right = _share(r.filed_codes[0] in r.case.codes for r in filed)
        print(f"{kind:12}{len(rows):6}{_share(r.first for r in rows):8.3f}{len(filed):6}{right:8.3f}")


def _wrong(results: Sequence[Result]) -> None:
    for r in results:
        if r.case.half == "dev" and r.case.codes and not r.first:
            shown = " ".join(f"{g.code}:{g.confidence:.2f}" for g in r.guesses[:3])
            filed = "FILED" if r.filed else ""
            print(f"{r.case.path}\n    true {' '.join(r.case.codes)}  said {shown}  {filed}")
        elif r.case.half == "dev" and not r.case.codes and r.filed:
            print(f"{r.case.path}\n    noise, FILED {r.filed_codes} {r.guesses[0].confidence:.2f}")


def main() -> None:
    """Print the tables."""
    corpora = [p for p in sorted(CORPORA.iterdir()) if (p / "dev.yaml").exists()]
    started = time.perf_counter()
    by_corpus = {corpus: run(corpus) for corpus in corpora}
    del started
    names = list(measures(by_corpus[corpora[0]]))
    print(f"{'':22}" + "".join(f"{n:>9.9}" for n in names))
    for corpus, results in by_corpus.items():
        plain = baseline(corpus)
        for half in ("dev", "held"):
            print(_line(f"{corpus.name} {half}", measures([r for r in results if r.case.half == half])))
            print(f"{'  plain n-grams':22}{'':9}{plain[half][0]:9.3f}{plain[half][1]:9.3f}")
    everything = [r for results in by_corpus.values() for r in results]
    for half in ("dev", "held"):
        print(_line(f"ALL {half}", measures([r for r in everything if r.case.half == half])))
    _kinds(everything)
    if "--wrong" in sys.argv:
        name = sys.argv[sys.argv.index("--wrong") + 1]
        _wrong(by_corpus[CORPORA / name])


if __name__ == "__main__":
    main()
