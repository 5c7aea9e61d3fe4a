"""Measure what is inferred from the words of catalogues, against what they ask for.

Usage: ``python benchmarks/importing_needs.py [--wrong]``

``importing/needs_dev.yaml`` is looked at, ``needs_held.yaml`` is only scored; they are parted by a
hash of the sentence.  A need is right when its kinds, min, max and per are; a sentence when all are.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import yaml

from wenming_archive.catalogue.needs import Need
from wenming_archive.published import needs

FOLDER = Path(__file__).parent / "importing"


def shown(need: Need) -> str:
    """Return a need as the sets write it: ``photo|video 1-3 /year``."""
    kinds = "+".join(p.kind for p in need.bundle) or "|".join(p.kind for p in need.any_of) or need.kind
    most = f"-{need.max}" if need.max is not None else ""
    return f"{kinds} {need.min}{most}" + (f" /{need.per.value}" if need.per else "")


def inferred(text: str) -> list[str]:
    """Return what is inferred from ``text``, written so."""
    return [shown(one.need) for one in needs.infer(text)]


def score(half: str, *, wrong: bool = False) -> dict[str, float]:
    """Return the figures of one half; print what is wrong, if that is wanted."""
    rows = yaml.safe_load((FOLDER / f"needs_{half}.yaml").read_text("utf-8"))
    hits = said = true = whole = silent = 0
    for row in rows:
        got, want = Counter(inferred(row["text"])), Counter(row["needs"])
        hits += (got & want).total()
        said += got.total()
        true += want.total()
        whole += got == want
        silent += not want and not got
        if wrong and got != want:
            print(f"{row['text']}\n    is {sorted(want.elements())}\n    got {sorted(got.elements())}")
    quiet = sum(not row["needs"] for row in rows)
    return {
        "sentences": len(rows),
        "needs": true,
        "precision": hits / said,
        "recall": hits / true,
        "whole sentences": whole / len(rows),
        "nothing invented": silent / quiet,
    }


def main() -> None:
    """Print the figures of both halves."""
    for half in ("dev", "held"):
        figures = score(half, wrong=half == "dev" and "--wrong" in sys.argv)
        print(half, "  ".join(f"{name} {value:.3f}" for name, value in figures.items()))


if __name__ == "__main__":
    main()
