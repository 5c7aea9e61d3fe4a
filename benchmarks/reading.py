"""Time the reading of every format, and count the Chinese text found, beside two other extractors.

Usage: ``python benchmarks/reading.py [--files 24] [--rounds 5] [--only docx,pdf] [--peers FOLDER]``

The files are generated (``reading/make.py``).  The extractors (``PEERS``) and the libraries that write
the files are installed into environments of their own below FOLDER, by default a temporary one.  Round
by round, every extractor reads the files of a format in a process of its own (``reading/extract.py``);
imports and the first file are outside the clock, which counts processor seconds of all its threads:
so the figures are for one core, and other work on the machine disturbs them little.

Reported: medians over the rounds; a ratio is taken within each round, on the files that the other one
came to before its time was over.  Text: of the distinct runs of four Chinese characters in what a file
was made of, the share that is found in what was read, white space apart.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: Files, and for each the Chinese text it was made of.
Made = dict[str, list[str]]
_HERE = Path(__file__).parent / "reading"
OURS = "wenming-archive"
PEERS = {
    "markitdown": ["markitdown[docx,xlsx,xls,pptx,pdf,outlook]==0.1.8"],
    "kreuzberg": ["kreuzberg==4.10.4"],
}
_MAKERS = ["python-docx==1.2.0", "python-pptx==1.0.2", "openpyxl==3.1.5", "xlwt==1.3.0", "reportlab==5.1.0"]
_PAGES = 2000
#: Seconds after which an extractor begins no further file of a format, in each round.
_LIMIT, _LONG_LIMIT = 20, 120


@dataclass
class Result:
    """What one extractor did with the files of one format."""

    #: For each round, the seconds of each file it came to.
    rounds: list[list[float]] = field(default_factory=list)
    text: float = 0
    errors: int = 0
    start: float = 0
    memory: float = 0
    version: str = ""


def environment(folder: Path, name: str, packages: Sequence[str]) -> str:
    """Return the interpreter of the environment ``name``, which has ``packages``."""
    python = folder / name / "bin" / "python"
    if not (folder / name / "done").exists():
        venv.create(folder / name, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True, timeout=600)
        (folder / name / "done").touch()
    return str(python)


def extract(python: str, name: str, files: Sequence[str], *, limit: int, **task: bool) -> dict[str, Any]:
    """Return the answer of an extractor; of one that crashed or hung, an answer without files."""
    asked = json.dumps({"files": files, "seconds": limit, "warm": True, "texts": False, **task})
    command = [python, str(_HERE / "extract.py"), name]
    try:
        done = subprocess.run(
            command, input=asked, capture_output=True, text=True, timeout=2 * limit + 60, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        print(f"{name}: {error}", file=sys.stderr)
        return {"files": [], "start": 0, "memory": 0, "version": ""}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def grams(texts: Sequence[str]) -> set[str]:
    """Return the distinct runs of four Chinese characters."""
    runs = (run for text in texts for run in re.findall(r"[㐀-鿿]{4,}", text))
    return {run[at : at + 4] for run in runs for at in range(len(run) - 3)}


def found(wanted: set[str], text: str) -> int:
    """Return how many of ``wanted`` are in ``text``; tables drawn as text may have marks in them."""
    return len(wanted & grams([re.sub(r"\s+", "", text)]))


def compare(pythons: dict[str, str], made: Made, rounds: int) -> dict[str, Result]:
    """Return the results of all extractors with the files of one format."""
    results = {name: Result() for name in pythons}
    files, wanted = list(made), [grams(texts) for texts in made.values()]
    for turn in range(rounds):
        for name, python in pythons.items():
            answer = extract(python, name, files, limit=_LIMIT, texts=not turn)
            _add(results[name], answer, wanted if not turn else [])
    return results


def _add(result: Result, answer: dict[str, Any], wanted: list[set[str]]) -> None:
    result.rounds.append([file["seconds"] for file in answer["files"]])
    result.start, result.version = answer["start"], answer["version"]
    result.memory = max(result.memory, answer["memory"])
    if wanted and answer["files"]:
        pairs = list(zip(wanted, answer["files"], strict=False))
        result.errors = sum(bool(file["error"]) for _, file in pairs)
        result.text = sum(found(w, f["text"]) for w, f in pairs) / max(1, sum(len(w) for w, _ in pairs))


def speeds(result: Result, sizes: Sequence[int]) -> tuple[float, float]:
    """Return files and megabytes a second."""
    rounds = [seconds for seconds in result.rounds if seconds]
    each = statistics.median(len(seconds) / sum(seconds) for seconds in rounds)
    mega = statistics.median(sum(sizes[: len(seconds)]) / sum(seconds) for seconds in rounds) / 1e6
    return each, mega


def ratio(ours: Result, peer: Result) -> float:
    """Return how many times as long the other one took."""
    pairs = [(a[: len(b)], b) for a, b in zip(ours.rounds, peer.rounds, strict=True) if b]
    return statistics.median(sum(b) / sum(a) for a, b in pairs)


def row(label: str, results: dict[str, Result], sizes: Sequence[int]) -> Iterator[str]:
    """Yield the cells of a format's row."""
    ours = results[OURS]
    each, mega = speeds(ours, sizes)
    yield from (label, f"{statistics.mean(sizes) / 1000:.0f}")
    yield from (f"{each:.0f}", f"{mega:.1f}", f"{ours.text:.4f}")
    for name, peer in results.items():
        if name != OURS and not any(peer.rounds):
            yield from ("crash", "–", "–")
        elif name != OURS and peer.errors:
            yield from (f"refused {peer.errors} of {len(peer.rounds[0])}", "–", "–")
        elif name != OURS:
            yield from (f"{speeds(peer, sizes)[0]:.3g}", f"{peer.text:.4f}", f"{ratio(ours, peer):.3g}")


def _sizes(made: Made) -> list[int]:
    return [Path(file).stat().st_size for file in made]


def long_document(pythons: dict[str, str], made: Made) -> Iterator[str]:
    """Yield what each extractor did with the long document, in a process of its own."""
    wanted = [grams(texts) for texts in made.values()]
    for name, python in pythons.items():
        result = Result()
        answer = extract(python, name, list(made), limit=_LONG_LIMIT, warm=False, texts=True)
        _add(result, answer, wanted)
        done = f"{result.rounds[0][0]:.2f} | {result.memory:.0f}" if result.rounds[0] else "– | –"
        yield f"| {name} | {done} | {result.text:.4f} |"


def report(pythons: dict[str, str], made: dict[str, Made], rounds: int, only: set[str]) -> None:
    """Print the tables as they come."""
    long = made.pop("long")
    heads = [f"{name} files/s | text | times as long" for name in pythons if name != OURS]
    print(f"| format | KB | files/s | MB/s | text | {' | '.join(heads)} |", flush=True)
    starts: dict[str, list[float]] = {name: [] for name in pythons}
    versions: dict[str, str] = {}
    for label, files in made.items():
        if not only or label in only:
            results = compare(pythons, files, rounds)
            print("|", " | ".join(row(label, results, _sizes(files))), "|", flush=True)
            for name, result in results.items():
                starts[name].append(result.start)
                versions[name] = result.version or versions.get(name, "")
    for name, seconds in starts.items() if any(starts.values()) else ():
        print(f"{name} {versions[name]}: import and first file {statistics.median(seconds):.2f} s")
    chars = sum(map(len, next(iter(long.values()))))
    print(f"\n{_PAGES} pages, {chars} characters: seconds, memory in MB, text")
    for line in long_document(pythons, long):
        print(line, flush=True)


def main() -> None:
    """Install, make, compare, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="")
    parser.add_argument("--peers", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        kept, folder = options.peers or Path(temporary, "peers"), Path(temporary, "files")
        pythons = {name: environment(kept, name, packages) for name, packages in PEERS.items()}
        maker = environment(kept, "makers", _MAKERS)
        folder.mkdir()
        make = [maker, str(_HERE / "make.py"), str(folder), str(options.files), str(_PAGES)]
        subprocess.run(make, check=True)
        made = json.loads((folder / "made.json").read_text(encoding="utf-8"))
        only = set(filter(None, options.only.split(",")))
        if not only or "python-docx" in only:
            of_word = compare({OURS: sys.executable, "python-docx": maker}, made["docx"], options.rounds)
            print("python-docx beside ours: |", " | ".join(row("docx", of_word, _sizes(made["docx"]))), "|")
        report({OURS: sys.executable, **pythons}, made, options.rounds, only)


if __name__ == "__main__":
    main()
