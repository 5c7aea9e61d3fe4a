"""Time the reading of Word files against python-docx, on the same 60 generated files.

Usage: ``python benchmarks/reading_word.py [ROUNDS]``   (5 rounds)

Each is 3,000 characters and a table of 9 × 4.  Both give the text, in order, with the style or size of
each paragraph and the cells of the tables; reading from disk is left out.
"""

from __future__ import annotations

import io
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
from docx.table import Table

import scanning
from wenming_archive.read import word


def ours(data: bytes) -> None:
    """Read with the program's reader."""
    word.read(io.BytesIO(data), "docx")


def peer(data: bytes) -> None:
    """Read with python-docx."""
    for part in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(part, Table):
            _ = [cell.text for row in part.rows for cell in row.cells]
        else:
            _ = [part.text, part.style and part.style.name]


def seconds(read: Callable[[bytes], None], files: list[bytes]) -> float:
    """Return the seconds ``read`` takes for all ``files``."""
    start = time.perf_counter()
    for data in files:
        read(data)
    return time.perf_counter() - start


def main() -> None:
    """Print the medians and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        chance = random.Random(1)
        paths = [Path(folder, f"{n}.docx") for n in range(60)]
        for n, path in enumerate(paths):
            scanning.word_file(path, scanning.SUBJECTS[n % len(scanning.SUBJECTS)], chance)
        files = [path.read_bytes() for path in paths]
    times = [(seconds(ours, files), seconds(peer, files)) for _ in range(int((sys.argv[1:] or ["5"])[0]))]
    ratios = [b / a for a, b in times]
    print(f"ours        {statistics.median(a for a, _ in times):.3f} s")
    print(f"python-docx {statistics.median(b for _, b in times):.3f} s")
    print(f"ratio       {statistics.median(ratios):.1f} ({min(ratios):.1f}-{max(ratios):.1f})")


if __name__ == "__main__":
    main()
