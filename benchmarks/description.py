"""Score the description of items on the labelled corpora: kind, title, number, issuer, date.

Usage: ``python benchmarks/description.py [dev|held|all] [--show FIELD]``

For each field: right, wrong, missing (we say nothing, truth does) and invented (we say
something, truth has nothing), over the items of all corpora, duplicates apart.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "placement"))

from build import build
from corpus import Labelled, load

from wenming_archive import disk
from wenming_archive.describe import lines
from wenming_archive.describe.describe import describe
from wenming_archive.model import Description, Found
from wenming_archive.read import reader
from wenming_archive.text.normal import matching

CORPORA = Path(__file__).parent / "placement" / "corpora"
FIELDS = ("kind", "title", "number", "issuer", "date")


def described(corpus: Path, half: str) -> Iterator[tuple[Labelled, Description]]:
    """Yield the items of a corpus half with what the program says of them."""
    items = [item for item in load(corpus, half) if not item.data.get("same_as")]
    with tempfile.TemporaryDirectory() as folder:
        build(items, Path(folder))
        for item in items:
            path = Path(folder) / item.path
            found = Found(folder, item.path, path, path.stat().st_size, 0)
            with disk.open_source(path) as stream:
                extracted = reader.read(found, stream)
                yield item, describe(extracted, lines.of(extracted), item.path)


def verdict(field: str, item: Labelled, got: Description) -> str:
    """Return ``right``, ``wrong``, ``missing``, ``invented`` or ``-`` for one field of one item."""
    truth = str(item.data.get(field) or "")
    said = str(getattr(got, field) or "")
    if field == "title" and got.title_inferred:
        said = ""
    if not truth:
        return "invented" if said and field != "title" else "-"
    if not said:
        return "missing"
    return "right" if _same(field, truth, said) else "wrong"


def _same(field: str, truth: str, said: str) -> bool:
    if field == "date":
        return said.startswith(truth) or (len(said) < len(truth) and truth.startswith(said))
    if field == "kind":
        return truth == said
    strip = r"[\s\-—_.,:;“”\"'()《》〔〕\[\]·、。「」]"
    return re.sub(strip, "", matching(truth)) == re.sub(strip, "", matching(said))


def main() -> None:
    """Print the table for one half, and with ``--show FIELD`` what went wrong."""
    half = next((a for a in sys.argv[1:] if a in ("dev", "held", "all")), "dev")
    show = sys.argv[sys.argv.index("--show") + 1] if "--show" in sys.argv else ""
    counts = {field: Counter[str]() for field in FIELDS}
    for corpus in sorted(p for p in CORPORA.iterdir() if (p / "dev.yaml").exists()):
        for item, got in described(corpus, half):
            for field in FIELDS:
                outcome = verdict(field, item, got)
                counts[field][outcome] += 1
                if field == show and outcome not in ("right", "-"):
                    truth, said = item.data.get(field), getattr(got, field)
                    print(f"{outcome:8} {corpus.name} {item.path}\n    true {truth!r}\n    said {said!r}")
    print(f"half: {half}")
    for field, c in counts.items():
        stated = c["right"] + c["wrong"] + c["missing"]
        share = c["right"] / stated if stated else 0
        print(
            f"{field:7} right {share:.3f} of {stated}; "
            + ", ".join(f"{k} {c[k]}" for k in ("wrong", "missing", "invented"))
        )


if __name__ == "__main__":
    main()
