"""Labelled items read by the program itself, from real files: what every measurement starts from."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from build import build
from corpus import Labelled, load

from wenming_archive import disk
from wenming_archive.describe import lines
from wenming_archive.describe.describe import describe
from wenming_archive.formats import PICTURES
from wenming_archive.model import Found
from wenming_archive.ocr import engine, recognise
from wenming_archive.pipeline import words
from wenming_archive.place import clues
from wenming_archive.place.clues import Clues
from wenming_archive.place.context import Trait
from wenming_archive.read import reader
from wenming_archive.text.normal import matching

CORPORA = sorted(p.parent for p in (Path(__file__).parent / "corpora").glob("*/dev.yaml"))
#: A hundred files that belong nowhere; only scored.
OFF_TOPIC = Path(__file__).parent / "offtopic"
#: Words in pictures are recognised if the extra ``ocr`` is installed, unless ``--no-ocr`` is given.
OCR = engine.available() and "--no-ocr" not in sys.argv


@dataclass(frozen=True)
class Case:
    """One item: what it offers, and where it truly belongs (main first, empty for noise)."""

    path: str
    half: str
    codes: tuple[str, ...]
    kind: str
    clues: Clues
    #: Its true title, if it has one.
    title: str | None = None


def trait(case: Case) -> Trait:
    """Return what makes an item another's neighbour."""
    clues = case.clues
    return Trait(("", *clues.folders), clues.name, clues.date, clues.format in PICTURES)


@cache
def cases(corpus: Path, half: str) -> list[Case]:
    """Return the items of a corpus (``dev``, ``held`` or ``all``), duplicates apart."""
    found = []
    for part in ("dev", "held") if half == "all" else (half,):
        items = [item for item in load(corpus, part) if not item.data.get("same_as")]
        with tempfile.TemporaryDirectory() as folder:
            build(items, Path(folder))
            found += [_case(item, part, Path(folder)) for item in items]
    return found


def of_title(case: Case) -> Clues:
    """Return the clues of a file that bears a case's title as its name, and nothing else."""
    bare = replace(case.clues, folders=(), title="", heads="", top="", body="", issuer="", date=None)
    return replace(bare, name=matching(case.title or ""))


def _case(item: Labelled, half: str, folder: Path) -> Case:
    title = item.data.get("title")
    return Case(
        item.path, half, item.codes, item.kind, _clues(folder, item.path), str(title) if title else None
    )


def _clues(folder: Path, source: str) -> Clues:
    path = folder / source
    found = Found(str(folder), source, path, path.stat().st_size, 0)
    with disk.open_source(path) as stream:
        extracted = reader.read(found, stream)
        if OCR and recognise.wanted(extracted.format, extracted.unseen):
            stream.seek(0)
            seen = recognise.recognise(stream, extracted.format, extracted.unseen)
            extracted = words.merged(extracted, seen)
    text = lines.of(extracted)
    described = describe(extracted, text, source)
    return clues.of(text, described, source, extracted.format)
