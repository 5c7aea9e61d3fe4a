"""Measure the placement of evidence on the labelled corpora.

Usage: ``python benchmarks/placement/placement.py [--no-ocr] [--left-out] [--wrong CORPUS]``

For each corpus and half, and together: right at first (any of the true indicators), right within
three, main indicator right; of what was filed by itself: precision, coverage, all codes right;
second indicators found; noise filed; expected calibration error.  Then: the peers on the same
text, the reliability table, per kind, titles alone, off-topic files, seconds per 1,000 items.

``--left-out`` judges each corpus by weights fitted on the others.  ``--wrong`` prints what the half
that is looked at got wrong; the other half is never printed.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import fit
import numpy as np
import peers
from harness import CORPORA, OFF_TOPIC, Case, cases, of_title, trait

from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.model import Guess, Placement, Status
from wenming_archive.place import decide
from wenming_archive.place.engine import Engine, Weights
from wenming_archive.settings import Boldness

_BOLDNESS = Boldness.balanced


@dataclass(frozen=True)
class Result:
    """One item's truth and what the program made of it."""

    case: Case
    guesses: tuple[Guess, ...]
    placement: Placement

    @property
    def sure(self) -> float:
        """How sure the program is of its best guess."""
        return self.guesses[0].confidence if self.guesses else 0.0

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


def place(catalogue: Catalogue, found: Sequence[Case], model: Weights | None = None) -> list[Result]:
    """Place items together, as one scan does."""
    engine = Engine(catalogue, model)
    judged = engine.judge(engine.sight([c.clues for c in found]), [trait(c) for c in found], {})
    callings = decide.Callings(catalogue)
    results = []
    for case, sure in zip(found, judged.sure, strict=True):
        order = np.argsort(-sure)[:6].tolist()
        guesses = tuple(Guess(catalogue.leaves[n].code, float(sure[n])) for n in order)
        text = f"{case.clues.title} {case.clues.name}"
        called = callings.called(text, [g.code for g in guesses[1:]])
        placed = decide.placement(guesses, 1 - float(sure.sum()), _BOLDNESS, called=called)
        results.append(Result(case, guesses, placed))
    return results


def run(corpus: Path, found: Sequence[Case] | None = None) -> list[Result]:
    """Place all items of a corpus, or those given."""
    model = fit.model(corpus) if "--left-out" in sys.argv else None
    return place(load.load(corpus / "catalogue.yaml"), found or cases(corpus, "all"), model)


def measures(results: Sequence[Result]) -> dict[str, float]:
    """Return the figures of a set of results."""
    true = [r for r in results if r.case.codes]
    noise = [r for r in results if not r.case.codes]
    filed = [r for r in results if r.filed]
    several = [r for r in true if len(r.case.codes) > 1]
    return {
        "items": len(results),
        "first": share(r.first for r in true),
        "three": share(r.within_three for r in true),
        "main": share(bool(r.guesses) and r.guesses[0].code == r.case.codes[0] for r in true),
        "precision": share(r.filed_codes[0] in r.case.codes for r in filed),
        "coverage": share(r.filed for r in true),
        "all codes": share(set(r.filed_codes) == set(r.case.codes) for r in filed),
        "second": share(len(set(r.filed_codes) & set(r.case.codes)) > 1 for r in several),
        "noise filed": share(r.filed for r in noise),
        "ece": calibration_error(results),
    }


def calibration_error(results: Sequence[Result], bins: int = 10) -> float:
    """Return the expected calibration error of the best guess, over ten equal bins."""
    gaps = (
        abs(sum(r.sure for r in rows) - sum(r.first for r in rows)) for rows in reliability(results, bins)
    )
    return sum(gaps) / max(len(results), 1)


def reliability(results: Sequence[Result], bins: int = 10) -> list[list[Result]]:
    """Return the results by how sure the program was, in equal bins."""
    rows: dict[int, list[Result]] = defaultdict(list)
    for r in results:
        rows[min(int(r.sure * bins), bins - 1)].append(r)
    return [rows[n] for n in range(bins)]


def share(values: Iterable[bool]) -> float:
    """Return the share that is true; not a number of none."""
    found = list(values)
    return sum(found) / len(found) if found else float("nan")


def titles_only(corpus: Path) -> list[Result]:
    """Place each item that has a title by that alone, as if it were the name of an empty file."""
    found = [replace(c, clues=of_title(c)) for c in cases(corpus, "all") if c.title and c.codes]
    return run(corpus, found)


def off_topic(corpus: Path) -> list[Result]:
    """Place the off-topic files among the items of a corpus, and return theirs."""
    strangers = cases(OFF_TOPIC, "held")
    return run(corpus, [*cases(corpus, "all"), *strangers])[-len(strangers) :]


def _line(name: str, figures: dict[str, float]) -> str:
    cells = [f"{v:9.0f}" if k == "items" else f"{v:9.3f}" for k, v in figures.items()]
    return f"{name:24}" + "".join(cells)


def _halves(name: str, results: Sequence[Result]) -> None:
    for half in ("dev", "held"):
        print(_line(f"{name} {half}", measures([r for r in results if r.case.half == half])))


def _peers(by_corpus: dict[Path, list[Result]], text: str) -> None:
    print(f"\nheld halves, {text}: right at first / within three, of the peers on the same text, and ours")
    for corpus, results in by_corpus.items():
        held = [r for r in results if r.case.half == "held" and r.case.codes]
        found = {name: peer(load.load(corpus / "catalogue.yaml"), held) for name, peer in _PEERS.items()}
        found["ours"] = (share(r.first for r in held), share(r.within_three for r in held))
        cells = "".join(f"   {name} {first:.3f} / {three:.3f}" for name, (first, three) in found.items())
        print(f"{corpus.name:20}{cells}")


def _peer(rank: peers.Rank) -> object:
    def score(catalogue: Catalogue, held: Sequence[Result]) -> tuple[float, float]:
        best = rank(catalogue, [r.case.clues for r in held])
        first = share(b[0] in r.case.codes for b, r in zip(best, held, strict=True))
        return first, share(any(x in r.case.codes for x in b) for b, r in zip(best, held, strict=True))

    return score


_PEERS = {name: _peer(rank) for name, rank in peers.available().items()}


def _reliability(results: Sequence[Result]) -> None:
    print("\nheld: how sure it was, items, mean sureness, right")
    for n, rows in enumerate(reliability(results)):
        if rows:
            mean = sum(r.sure for r in rows) / len(rows)
            print(
                f"{n / 10:.1f}-{(n + 1) / 10:.1f}{len(rows):6}{mean:8.3f}{share(r.first for r in rows):8.3f}"
            )


def _kinds(results: Sequence[Result]) -> None:
    print("\nheld, per kind: items, right at first, filed, of these right")
    for kind in sorted({r.case.kind for r in results}):
        rows = [r for r in results if r.case.kind == kind and r.case.codes]
        filed = [r for r in rows if r.filed]
        right = share(r.filed_codes[0] in r.case.codes for r in filed)
        print(f"{kind:12}{len(rows):6}{share(r.first for r in rows):8.3f}{len(filed):6}{right:8.3f}")


def _wrong(results: Sequence[Result]) -> None:
    for r in results:
        if r.case.half == "dev" and r.case.codes and not r.first:
            shown = " ".join(f"{g.code}:{g.confidence:.2f}" for g in r.guesses[:3])
            filed = "FILED" if r.filed else ""
            print(f"{r.case.path}\n    true {' '.join(r.case.codes)}  said {shown}  {filed}")
        elif r.case.half == "dev" and not r.case.codes and r.filed:
            print(f"{r.case.path}\n    noise, FILED {r.filed_codes} {r.sure:.2f}")


def main() -> None:
    """Print the tables."""
    by_corpus = {corpus: run(corpus) for corpus in CORPORA}
    everything = [r for results in by_corpus.values() for r in results]
    held = [r for r in everything if r.case.half == "held"]
    print(f"{'':24}" + "".join(f"{n:>9.9}" for n in measures(everything)))
    for corpus, results in by_corpus.items():
        _halves(corpus.name, results)
    _halves("ALL", everything)
    bare = [r for corpus, rs in by_corpus.items() if corpus.name.endswith("bare") for r in rs]
    _halves("ALL bare", bare)
    _halves("ALL with standards", [r for r in everything if r not in bare])
    _peers(by_corpus, "whole files")
    _reliability(held)
    _kinds(held)
    titled = {corpus: titles_only(corpus) for corpus in CORPORA}
    _peers(titled, "titles alone")
    all_titled = [r for results in titled.values() for r in results if r.case.half == "held"]
    print(_line("\nheld, titles alone", measures(all_titled)))
    strangers = {corpus.name: sum(r.filed for r in off_topic(corpus)) for corpus in CORPORA}
    print(f"\nof 100 off-topic files among each corpus, filed: {strangers}")
    started = time.perf_counter()
    for corpus in CORPORA:
        run(corpus)
    print(f"seconds per 1,000 items: {(time.perf_counter() - started) / len(everything) * 1000:.2f}")
    if "--wrong" in sys.argv:
        name = sys.argv[sys.argv.index("--wrong") + 1]
        _wrong(next(results for corpus, results in by_corpus.items() if corpus.name == name))


if __name__ == "__main__":
    main()
