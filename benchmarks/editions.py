"""Compare editions of catalogues, and count what is right.

Usage: ``python benchmarks/editions.py [--half held] [--misses]``

Each pair is a catalogue and the edition that realistic edits make of it (``editions/edits.py``): other
numbers, insertions, deletions, words changed more and more, splits, merges, moves, the same title under
several groups, the code of one given to another.  They are in two halves: on ``dev`` mistakes are looked at,
``held`` is only scored.

Reported per pair: how many of the ties found (an old leaf and a new one that carries it on) are right
(precision), and how many of the true ones are found (recall); of them those that are one to one, and those
of splits and merges.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent / "editions"))
from edits import Editing

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.editions import matching

HERE = Path(__file__).parent / "editions"
Pairs = set[tuple[str, str]]


def main() -> None:
    """Score the pairs of the halves that are asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--half", choices=("dev", "held"))
    parser.add_argument("--misses", action="store_true", help="list mistakes; only for dev")
    asked = parser.parse_args()
    for half in (asked.half,) if asked.half else ("dev", "held"):
        _half(half, misses=asked.misses and half == "dev")


def _half(half: str, *, misses: bool) -> None:
    spec = yaml.safe_load((HERE / f"{half}.yaml").read_text("utf-8"))
    whole: Counter[str] = Counter()
    for seed, pair in enumerate(spec["pairs"]):
        editing = Editing(spec["bases"].get(pair["base"], pair["base"]), seed)
        editing.apply(pair["edits"])
        new, truth = editing.result()
        begun = time.perf_counter()
        found = {(tie.old.code, tie.new.code) for tie in matching.ties(editing.old, new)}
        took = time.perf_counter() - begun
        counted = _counted(found, truth)
        whole.update(counted)
        print(f"{half}\t{pair['name']}\t{_figures(counted)}\t{took:.2f} s")
        if misses:
            _list(editing, new, found, truth)
    print(f"{half}\tall\t{_figures(whole)}")


def _counted(found: Pairs, truth: Pairs) -> Counter[str]:
    single = _single(truth)
    several = truth - single
    return Counter(
        found=len(found),
        true=len(truth),
        right=len(found & truth),
        single=len(single),
        single_right=len(single & found),
        several=len(several),
        several_right=len(several & found),
    )


def _single(truth: Pairs) -> Pairs:
    olds, news = Counter(old for old, _ in truth), Counter(new for _, new in truth)
    return {(old, new) for old, new in truth if olds[old] == news[new] == 1}


def _figures(n: Counter[str]) -> str:
    return (
        f"precision {n['right'] / max(1, n['found']):.3f} recall {n['right'] / max(1, n['true']):.3f}"
        f" one to one {n['single_right']}/{n['single']} split or merged {n['several_right']}/{n['several']}"
    )


def _list(editing: Editing, new: Catalogue, found: Pairs, truth: Pairs) -> None:
    olds = {leaf.code: leaf.title for leaf in editing.old.leaves}
    news = {leaf.code: leaf.title for leaf in new.leaves}
    for what, pairs in (("wrong", found - truth), ("missed", truth - found)):
        for old, code in sorted(pairs):
            print(f"  {what}\t{old} {olds[old]} -> {code} {news[code]}")


if __name__ == "__main__":
    main()
