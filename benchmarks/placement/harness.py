"""Labelled items read by the program itself, from real files: what every measurement starts from."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from build import build
from corpus import load

from wenming_archive import disk
from wenming_archive.describe import lines
from wenming_archive.describe.describe import describe
from wenming_archive.model import Found
from wenming_archive.ocr import engine, recognise
from wenming_archive.pipeline import words
from wenming_archive.place import clues
from wenming_archive.place.clues import Clues
from wenming_archive.read import reader

CORPORA = Path(__file__).parent / "corpora"
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


@cache
def cases(corpus: Path, half: str) -> list[Case]:
    """Return the items of a corpus (``dev``, ``held`` or ``all``), duplicates apart."""
    found = []
    for part in ("dev", "held") if half == "all" else (half,):
        items = [item for item in load(corpus, part) if not item.data.get("same_as")]
        with tempfile.TemporaryDirectory() as folder:
            build(items, Path(folder))
            found += [Case(i.path, part, i.codes, i.kind, _clues(Path(folder), i.path)) for i in items]
    return found


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
