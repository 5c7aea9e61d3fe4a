"""Score ``archive catalogue import``: of published-looking catalogues what is understood, what is lost.

Usage: ``python benchmarks/importing.py [--held | --more] [--split | --written] [--show]``

The files and their truths are in ``importing/``; its README says what is held to be right.  Of
``held`` nothing but the figures is printed: ``--show`` lists what differs in ``dev`` or ``more``.
``--written`` looks at what the command itself writes: that it loads, and that no cell is missing.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parent / "importing"))

from judging import Verdict, judge, missing

FOLDER = Path(__file__).parent / "importing"
#: What is printed, in order; those with a target first.
TARGET = 0.97
AIMED = ("leaves found", "leaves real", "parent", "code", "standard", "points", "unit", "needs")
GROUPS = ("groups found", "group code", "group points")
OTHERS = (
    "title",
    *GROUPS,
    "methods",
    "bonus",
    "total",
    "units joined",
    "negative",
    "needs found",
    "needs real",
)

Read = Callable[[Path, bool], Any]


def truths(half: str) -> list[Path]:
    """Return the truths of a half, by name."""
    return sorted((FOLDER / half).glob("*.yaml"))


def score(path: Path, read: Read, *, split: bool = False) -> Verdict:
    """Return how well the file whose truth is at ``path`` is read; a file that fails is lost whole."""
    truth = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    started = time.perf_counter()
    try:
        draft = read(path.with_name(truth["file"]), split)
    except Exception as error:  # whatever it is, it counts against the importer
        draft = _Nothing()
        failure = f"{type(error).__name__}: {error}"
    else:
        failure = ""
    seconds = time.perf_counter() - started
    verdict = judge(truth, draft, "split" if split else "leaves")
    verdict.seconds = seconds
    verdict.count("read", not failure, failure)
    return verdict


class _Nothing:
    """The draft of a file that could not be read."""

    nodes = units = negative = unread = ()
    total = None


def by_importer(path: Path, split: bool) -> Any:
    """Return the draft that the importer makes, every question answered as it proposes."""
    from wenming_archive.published import read

    return read.read(path, answers={"split": "是"} if split else {})


def results(half: str, read: Read, *, split: bool = False) -> Iterator[tuple[Path, Verdict]]:
    """Yield each file of a half with its verdict; with ``split`` those whose cells can be split."""
    for path in truths(half):
        if not split or "split" in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader):
            yield path, score(path, read, split=split)


def together(verdicts: list[Verdict]) -> Verdict:
    """Return the verdicts added up."""
    whole = Verdict()
    for verdict in verdicts:
        whole.add(verdict)
    return whole


def share(verdict: Verdict, figure: str) -> str:
    """Return a figure as printed."""
    of = verdict.of[figure]
    return f"{verdict.right[figure] / of:.3f}" if of else "–"


def figures(verdict: Verdict, files: int) -> str:
    """Return the figures of a half."""
    lines = [f"{files} files, {verdict.of['leaves found']} leaves, {verdict.seconds:.1f} s"]
    for figure in (*AIMED, *OTHERS):
        of, right = verdict.of[figure], verdict.right[figure]
        mark = " <" if figure in AIMED and of and right / of < TARGET else ""
        lines.append(f"{figure:14} {share(verdict, figure):>6}  {right}/{of}{mark}")
    lines.append(f"{'not read':14} {verdict.of['read'] - verdict.right['read']:6}")
    lines.append(f"{'cells lost':14} {len(verdict.lost):6}")
    return "\n".join(lines)


def table(rows: list[tuple[Path, Verdict]]) -> str:
    """Return the figures of each file."""
    lines = [f"{'':18}" + "".join(f"{figure:>13}" for figure in (*AIMED, "lost", "s"))]
    for path, verdict in rows:
        cells = [share(verdict, figure) for figure in AIMED]
        cells += [str(len(verdict.lost)), f"{verdict.seconds:.2f}"]
        lines.append(f"{path.stem:18}" + "".join(f"{cell:>13}" for cell in cells))
    return "\n".join(lines)


def differences(rows: list[tuple[Path, Verdict]]) -> str:
    """Return what is not right, file by file."""
    lines = []
    for path, verdict in rows:
        told = [*verdict.told, *(f"lost: {cell!r}" for cell in verdict.lost)]
        lines += [f"== {path.stem}", *(f"  {line}" for line in told)] if told else []
    return "\n".join(lines)


def written(half: str) -> Verdict:
    """Return how the YAML is that ``archive catalogue import`` writes for the files of a half."""
    from wenming_archive.catalogue import load

    verdict = Verdict()
    with tempfile.TemporaryDirectory() as folder:
        for path in truths(half):
            truth = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
            out = Path(folder) / path.name
            command = [sys.executable, "-m", "wenming_archive", "catalogue", "import"]
            command += [str(path.with_name(truth["file"])), "-o", str(out)]
            ran = subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL)
            verdict.count("written", ran.returncode == 0 and out.exists(), ran.stderr.decode()[-300:])
            text = out.read_text("utf-8") if out.exists() else ""
            verdict.lost += missing(truth["cells"], re.sub(r"\n\s*#\s*", "", text))
            if text:
                leaves = len(load.load(out).leaves)
                verdict.count("as many leaves", leaves == len(truth["leaves"]), f"{path.stem}: {leaves}")
    return verdict


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--more", action="store_true", help="the third part, written after the importer")
    parser.add_argument("--split", action="store_true", help="score the splitting of cells instead")
    parser.add_argument("--written", action="store_true", help="look at the YAML that the command writes")
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    if given.held and (given.show or given.more):
        parser.error("held is only scored")
    half = "held" if given.held else "more" if given.more else "dev"
    if given.written:
        verdict = written(half)
        for figure in verdict.of:
            print(f"{figure:14} {share(verdict, figure):>6}  {verdict.right[figure]}/{verdict.of[figure]}")
        print(f"{'cells lost':14} {len(verdict.lost):6}")
        print("\n".join([*verdict.told, *map(repr, verdict.lost)] if given.show else []))
        return
    rows = list(results(half, by_importer, split=given.split))
    if not given.held:
        print(table(rows), end="\n\n")
    print(figures(together([verdict for _, verdict in rows]), len(rows)))
    if given.show:
        print(differences(rows))


if __name__ == "__main__":
    main()
