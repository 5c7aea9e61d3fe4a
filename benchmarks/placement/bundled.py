"""Measure placement under bundled catalogues, on small corpora that nothing is fitted on.

Usage: ``python benchmarks/placement/bundled.py [--no-ocr] [--wrong]``

``templates/NAME`` holds items as clerks left them, for the bundled catalogue NAME as it is shipped;
parted in two halves by a hash of the path, as the others are.  The figures are those of
``placement.py``; ``--wrong`` prints what the half that is looked at got wrong.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from harness import cases

from placement import Result, measures, place
from wenming_archive.catalogue import load, templates

CORPORA = sorted(path.parent for path in (Path(__file__).parent / "templates").glob("*/dev.yaml"))


def run(corpus: Path) -> list[Result]:
    """Place all items of a corpus under the bundled catalogue of its name."""
    catalogue = load.parse(templates.text(corpus.name), corpus.name)
    return place(catalogue, cases(corpus, "all"))


def main() -> None:
    """Print the figures of each corpus and of all."""
    by_corpus = {corpus.name: run(corpus) for corpus in CORPORA}
    everything = [result for results in by_corpus.values() for result in results]
    print(f"{'':28}" + "".join(f"{name:>12}" for name in measures(everything)))
    for name, results in {**by_corpus, "all": everything}.items():
        for half in ("dev", "held"):
            figures = measures([result for result in results if result.case.half == half])
            print(f"{name + ' ' + half:28}" + "".join(f"{value:12.3f}" for value in figures.values()))
    if "--wrong" in sys.argv:
        for result in everything:
            if result.case.half == "dev" and result.case.codes and not result.first:
                said = " ".join(f"{guess.code}:{guess.confidence:.2f}" for guess in result.guesses[:3])
                print(f"{result.case.path}\n    is {' '.join(result.case.codes)}  said {said}")


if __name__ == "__main__":
    main()
