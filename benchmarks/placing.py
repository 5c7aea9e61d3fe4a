"""Measure what placing costs: time and memory for 1,000, 10,000 and 100,000 described items.

Usage: ``python benchmarks/placing.py [ITEMS …]``

The catalogue has 150 leaves: those of three of the corpora one after another.  The items are the
corpora's own, over and over, under other names and in other folders of some 25 files each; their
text is filled up to 1,000 characters with that of their likes.  Each size is measured in a process
of its own, on one core.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent / "placement"))

from corpus import load as load_items
from harness import CORPORA

from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.formats import PICTURES
from wenming_archive.place.clues import Clues
from wenming_archive.place.context import Trait
from wenming_archive.place.engine import Engine
from wenming_archive.text.normal import matching

_LEAVES, _FOLDER, _LONG = 150, 25, 1000
_SIZES = (1_000, 10_000, 100_000)


def catalogue() -> Catalogue:
    """Return a catalogue of 150 leaves."""
    trees = [load.load(path / "catalogue.yaml").model_dump() for path in CORPORA]
    leaves = []
    for n, tree in enumerate(trees):
        one = Catalogue.model_validate(tree)
        for leaf in one.leaves:
            value = leaf.indicator.model_dump() | {"lead": None, "support": (), "code": f"{n}·{leaf.code}"}
            leaves.append(value)
    leaves.sort(key=lambda value: -len(value["standard"]))
    return Catalogue.model_validate({"title": "合编", "indicators": leaves[:_LEAVES]})


def described(count: int) -> Iterator[tuple[Clues, Trait]]:
    """Yield so many items as they are after reading and describing."""
    rows = [row for path in CORPORA for row in load_items(path, "all") if not row.data.get("same_as")]
    filler = [matching(str(row.data.get("body") or "")) for row in rows]
    for n in range(count):
        row = rows[n % len(rows)]
        path = Path(row.path)
        body = filler[n % len(rows)]
        while 0 < len(body) < _LONG:
            body += "\n" + filler[(n + len(body)) % len(rows)]
        folders = tuple(matching(part) for part in (*path.parts[:-1], f"第{n // _FOLDER}批"))
        fmt = path.suffix.lstrip(".").lower()
        clues = Clues(
            f"{matching(path.stem)}{n}",
            folders,
            matching(str(row.data.get("title") or "")),
            matching(" ".join(map(str, (row.data.get("table") or [[]])[0]))),
            body[:260],
            body[260:_LONG],
            row.kind,
            matching(str(row.data.get("issuer") or "")),
            str(row.data.get("date") or "") or None,
            fmt,
        )
        date = clues.date if clues.date and len(clues.date) == 10 else None
        yield replace(clues, date=date), Trait(("", *folders), clues.name, date, fmt in PICTURES)


def measure(count: int) -> None:
    """Print the figures of one size."""
    engine = Engine(catalogue())
    engine.sight([])
    assert engine.scorer
    items = list(described(count))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    sight = engine.sight([clues for clues, _ in items])
    seen = time.perf_counter()
    traits = [trait for _, trait in items]
    engine.judge(sight, traits, {})
    judged = time.perf_counter()
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 / count
    engine.judge(sight, traits, {0: [0]})
    once = time.perf_counter()
    engine.judge(sight, traits, {n * (count // 100): [n % _LEAVES] for n in range(100)})
    again = time.perf_counter()
    print(
        f"{count:8,} items: seen {seen - started:6.2f} s, judged {judged - seen:5.2f} s, together "
        f"{judged - started:6.2f} s; again after one decision {once - judged:5.2f} s, "
        f"after a hundred {again - once:5.2f} s; "
        f"{memory:5.0f} bytes more an item"
    )


def main() -> None:
    """Measure each size in a process of its own."""
    sizes = [int(size) for size in sys.argv[1:]] or list(_SIZES)
    if len(sizes) == 1:
        return measure(sizes[0])
    for size in sizes:
        subprocess.run([sys.executable, __file__, str(size)], check=True)
    return None


if __name__ == "__main__":
    main()
