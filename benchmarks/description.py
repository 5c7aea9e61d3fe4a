"""Score the description of items, field by field: right, wrong, missing, invented.

Usage: ``python benchmarks/description.py [dev|held|all] [--older] [--show FIELD]``

Missing: nothing is said where there is something; invented: something is said where there is
nothing.  A title taken from the file name that is not the true one is missing, not wrong.  The
documents are those of ``describing/`` in all formats, with ``--older`` those of the placement
corpora.  ``--show`` tells what went wrong, of the development half alone.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "placement"))
sys.path.insert(0, str(Path(__file__).parent / "describing"))

import build
import documents
import making
from corpus import load

from wenming_archive import disk
from wenming_archive.content import Block, Extracted, Words
from wenming_archive.describe import lines
from wenming_archive.describe.describe import describe
from wenming_archive.model import Description, Found
from wenming_archive.pipeline.words import merged
from wenming_archive.read import reader
from wenming_archive.text.normal import matching

CORPORA = Path(__file__).parent / "placement" / "corpora"
OUTCOMES = ("right", "wrong", "missing", "invented")


@dataclass(frozen=True)
class Scored:
    """A document with what is true and what the program says of it, and the seconds that took."""

    where: str
    format: str
    truth: Mapping[str, str]
    said: Mapping[str, str]
    seconds: float


def of_papers(half: str) -> Iterator[Scored]:
    """Yield the documents of ``describing/``; what they show in pictures is given as recognised."""
    listed = documents.load(half)
    with tempfile.TemporaryDirectory() as folder:
        missing = making.make(listed, Path(folder))
        if missing:
            print(f"not made here, for want of LibreOffice: {', '.join(sorted(missing))}")
        for one in (one for one in listed if one.suffix not in missing):
            seen = [entry.rsplit("|", 1) for entry in one.more.get("seen", ())]
            blocks = tuple(Block("text", text, float(size)) for text, size in seen)
            extracted = merged(_read(folder, one.file), Words(blocks))
            said, seconds = _said(extracted, one.file)
            yield Scored(one.file, extracted.format, one.truth, said, seconds)


def of_corpora(half: str) -> Iterator[Scored]:
    """Yield the items of the placement corpora, duplicates apart."""
    for corpus in sorted(p for p in CORPORA.iterdir() if (p / "dev.yaml").exists()):
        items = [item for item in load(corpus, half) if not item.data.get("same_as")]
        with tempfile.TemporaryDirectory() as folder:
            build.build(items, Path(folder))
            for item in items:
                extracted = _read(folder, item.path)
                truth = {key: str(item.data[key]) for key in documents.FIELDS if item.data.get(key)}
                said, seconds = _said(extracted, item.path)
                yield Scored(f"{corpus.name} {item.path}", extracted.format, truth, said, seconds)


def _read(folder: str, name: str) -> Extracted:
    path = Path(folder) / name
    with disk.open_source(path) as stream:
        return reader.read(Found(folder, name, path, path.stat().st_size, 0), stream)


def _said(extracted: Extracted, name: str) -> tuple[dict[str, str], float]:
    start = time.perf_counter()
    got = describe(extracted, lines.of(extracted), name)
    return _values(got), time.perf_counter() - start


def _values(got: Description) -> dict[str, str]:
    values = {name: getattr(got, name) for name in (*documents.FIELDS, "secrecy")}
    values |= {name: getattr(got.meeting, name, None) for name in documents.MEETING}
    values["inferred"] = "yes" if got.title_inferred else None
    return {name: value for name, value in values.items() if value}


def verdict(field: str, one: Scored, strict: bool) -> str:
    """Return the outcome for one field, ``-`` where there is nothing and nothing is said."""
    truth, said = one.truth.get(field, ""), one.said.get(field, "")
    inferred = field == "title" and "inferred" in one.said
    if not truth:
        return "invented" if said and field != "title" else "-"
    if said and _same(field, truth, said) and (strict or not inferred):
        return "right"
    return "missing" if not said or inferred else "wrong"


def _same(field: str, truth: str, said: str) -> bool:
    if field == "date":
        return said.startswith(truth) or (len(said) < len(truth) and truth.startswith(said))
    return _core(field, truth) == _core(field, said)


def _core(field: str, text: str) -> str:
    """Return what is compared: no punctuation, no total behind an issue, no body before 关于."""
    text = matching(text)
    if field == "number":
        text = re.sub(r"\(总.*\)$", "", text)
    if field == "title":
        text = re.sub(r"^.{4,40}(委员会|政府|办公室|局|文明办)\s*(?=关于)", "", text)
    return re.sub(r"[\s\-—_.,:;★“”\"'()《》〔〕\[\]·、。「」]", "", text)


def _report(scored: list[Scored], fields: tuple[str, ...], strict: bool, show: str) -> None:
    by_field: dict[str, Counter[str]] = defaultdict(Counter)
    by_format: dict[str, Counter[str]] = defaultdict(Counter)
    for one in scored:
        for field in fields:
            outcome = verdict(field, one, strict)
            by_field[field][outcome] += 1
            if field in documents.FIELDS:
                by_format[one.format][outcome] += 1
            if show in (field, "all") and outcome not in ("right", "-"):
                print(f"{outcome:8} {field} {one.where}")
                print(f"    true {one.truth.get(field)}\n    said {one.said.get(field)}")
    _table("field", by_field)
    if strict:
        _table("format", by_format)


def _table(name: str, rows: Mapping[str, Counter[str]]) -> None:
    print(f"\n{name:10} share    of " + " ".join(f"{outcome:>9}" for outcome in OUTCOMES))
    for key, counts in rows.items():
        stated = counts["right"] + counts["wrong"] + counts["missing"]
        share = counts["right"] / stated if stated else 1.0
        print(f"{key:10} {share:.3f} {stated:5} " + " ".join(f"{counts[o]:9}" for o in OUTCOMES))


def main() -> None:
    """Print the tables of one half; with ``--show FIELD`` (or ``all``) what went wrong."""
    half = next((a for a in sys.argv[1:] if a in ("dev", "held", "all")), "dev")
    show = sys.argv[sys.argv.index("--show") + 1] if "--show" in sys.argv and half == "dev" else ""
    older = "--older" in sys.argv
    halves = ("dev", "held") if half == "all" else (half,)
    scored = [one for name in halves for one in (of_corpora if older else of_papers)(name)]
    fields = documents.FIELDS if older else (*documents.FIELDS, "secrecy", *documents.MEETING)
    print(f"half: {half}; {len(scored)} documents")
    _report(scored, fields, not older, show)
    times = sorted(one.seconds * 1000 for one in scored)
    print(f"\ndescribing one: {times[len(times) // 2]:.2f} ms in the middle, {times[-1]:.1f} ms at most")


if __name__ == "__main__":
    main()
