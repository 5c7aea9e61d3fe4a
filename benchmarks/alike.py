"""Find near-identical pictures and near-duplicate documents, and count what is right.

Usage: ``python benchmarks/alike.py [--half held] [--quick]``

Needs ``pip install -e ".[dev]"`` and a font for Chinese (``fc-list :lang=zh``).  Everything is made
anew, the same each time, in two halves: on ``dev`` the thresholds were chosen, ``held`` is only scored.

* Pictures: photos of invented places and those of the example office, each with what becomes of it
  (``alike/photos.py``: saved again, scaled, cropped, brightened, dated, turned, sent); and, not alike,
  other photos of the same places, some from a tripod, slides of one template, certificates of one design,
  scanned forms, ledgers and letters (``pages.py``), empty sheets and plain colours.
* Documents: those of the placement corpora and long ones put together from them, each with a draft or
  a final of it; and, not alike, papers of one form (``papers.py``): minutes, ledgers, pledges ….
  The forms of one half are not those of the other.

Reported: recall (what is alike and stands in one group), pairs found that are wrong, the least alike
of what is alike and the most alike of what is not; and times: of one 12-megapixel JPEG, and of 10,000
documents and pictures compared.  ``--quick`` spares the times.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent / "alike"))
import pages
import papers
import photos
from wenming_archive.alike import near, pictures, texts
from wenming_archive.alike.near import Near
from wenming_archive.content import Block
from wenming_archive.ocr.pictures import sight
from wenming_archive.photos import measure

EXAMPLES = Path(__file__).parents[1] / "examples" / "wenming-danwei" / "资料"
PLACES, FORMS = 24, 8
#: How large the families of papers on one form are.
FAMILIES = (2, 2, 2, 3, 3, 6, 12)
#: What similarity is shown from, to see how far the threshold is away.
FLOOR = 0.3


@dataclass(frozen=True)
class Sample:
    """One content: what it is a version of, and what was done to it."""

    of: str
    fate: str
    print: bytes


def shots(half: str) -> Iterator[Sample]:
    """Yield the pictures of a half."""
    first = 0 if half == "dev" else 1000
    for place in range(first, first + PLACES):
        yield from _fates(f"place {place}", photos.shot(place, 0))
        for n in range(1, 4):
            yield _sample(f"place {place} again {n}", "another of the place", photos.shot(place, n))
        for n in range(4, 6):
            tripod = photos.shot(place, n, tripod=True)
            yield _sample(f"place {place} tripod {n}", "another from a tripod", tripod)
    for n, file in enumerate(sorted(EXAMPLES.rglob("*.jpg"))):
        if n % 2 == (half == "dev") and "微信" not in file.name:  # which is a copy
            yield from _fates(file.name, Image.open(file).convert("RGB"))
    for n in range(first, first + FORMS):
        for filled in range(3):
            yield _sample(f"form {n} {filled}", "a scanned form", pages.form(n, filled))
            yield _sample(f"ledger {n} {filled}", "a scanned ledger", pages.ledger(n, filled + 1))
        yield _sample(f"letter {n}", "a scanned letter", pages.letter(n))
        yield from _fates(f"slide {n}", pages.slide(n, 0))
        for other in range(1, 4):
            yield _sample(f"slide {n} {other}", "a slide of one template", pages.slide(n, other))
            yield _sample(
                f"certificate {n} {other}", "a certificate of one design", pages.certificate(n, other)
            )
        yield _sample(f"empty {n}", "an empty sheet", pages.empty(n))
        yield _sample(f"flat {n}", "a plain colour", pages.flat(n))


def _fates(name: str, image: Image.Image) -> Iterator[Sample]:
    yield _sample(name, "", image)
    chance = random.Random(name)
    for fate, done in photos.FATES.items():
        yield Sample(name, fate, _print(done(image, chance)))


def _sample(of: str, fate: str, image: Image.Image) -> Sample:
    return Sample(of, fate, _print(photos.saved(image)))


def _print(data: bytes) -> bytes:
    image = sight(io.BytesIO(data), "jpg", measure.SIDE).image
    image.thumbnail((256, 256))
    return pictures.fingerprint(image)


def documents(half: str) -> Iterator[Sample]:
    """Yield the documents of a half."""
    chance = random.Random(half)
    short = papers.documents(half)
    known = {**short, **{f"long {n}": papers.long(short, chance) for n in range(60)}}
    drafts = list(papers.DRAFTS)
    for n, (name, lines) in enumerate(known.items()):
        yield Sample(name, "", _text(lines))
        if n % 2 == 0 or name.startswith("long"):
            fate = drafts[n // 2 % len(drafts)]
            yield Sample(name, fate, _text(papers.DRAFTS[fate](lines, chance)))
    for form in papers.FORMS[half]:
        for which, count in enumerate(FAMILIES):
            for n, lines in enumerate(papers.series(form, which, count)):
                name = f"{form.__name__.strip('_')} {which}"
                yield Sample(f"{name} {n}", f"papers of one form: {name.split()[0]}", _text(lines))


def _text(lines: papers.Document) -> bytes:
    return texts.fingerprint([Block("row" if "\t" in line else "text", line) for line in lines])


def score(samples: Sequence[Sample], find: Callable[[Sequence[bytes]], list[Near]]) -> None:
    """Print what is found among ``samples``."""
    known = [sample for sample in samples if sample.print]
    found = find([sample.print for sample in known])
    group: dict[int, int] = {}
    for n, one in enumerate(near.groups(found)):
        group |= dict.fromkeys(one.places, n)
    groups = {(sample.of, sample.fate): group.get(n) for n, sample in enumerate(known)}
    rows: dict[str, list[bool]] = defaultdict(list)
    for sample in samples:
        if (sample.of, "") in groups and sample.fate:
            at = groups.get((sample.of, sample.fate))
            rows[sample.fate].append(at is not None and at == groups[sample.of, ""])
    print("| alike | made | found | recall |\n|---|--:|--:|--:|")
    for fate, right in [*rows.items(), ("**all**", [one for some in rows.values() for one in some])]:
        print(f"| {fate} | {len(right)} | {sum(right)} | {sum(right) / len(right):.3f} |")
    wrong = [pair for pair in found if known[pair.one].of != known[pair.other].of]
    print(f"\nPairs found {len(found)}, wrong {len(wrong)}: precision {1 - len(wrong) / len(found):.3f}")
    for pair in wrong[:5]:
        print(f"  wrong: {known[pair.one].of} / {known[pair.other].of} {pair.similarity:.2f}")
    others: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        if (sample.of, "") not in groups and sample.fate:
            others[sample.fate].append(sample)
    for sort, some in others.items():
        print(f"  not alike: {len(some)} {sort}, {sum(not one.print for one in some)} without a fingerprint")


def margin(samples: Sequence[Sample], find: Callable[[Sequence[bytes]], list[Near]], module: object) -> None:
    """Print how far the threshold stands from what is alike and from what is not."""
    usual = module.ALIKE  # type: ignore[attr-defined]
    module.ALIKE = FLOOR  # type: ignore[attr-defined]
    known = [sample for sample in samples if sample.print]
    found = find([sample.print for sample in known])
    module.ALIKE = usual  # type: ignore[attr-defined]
    right = sorted(p.similarity for p in found if _same(known, p))
    wrong = sorted((p.similarity for p in found if known[p.one].of != known[p.other].of), reverse=True)
    print(f"threshold {usual}; least alike of what is: {_few(right)};", end=" ")
    print(f"most alike of what is not: {_few(wrong)}\n")


def _same(known: Sequence[Sample], pair: Near) -> bool:
    """Say whether a pair is a content and something that became of it."""
    one, other = known[pair.one], known[pair.other]
    return one.of == other.of and not (one.fate and other.fate)


def _few(values: Sequence[float]) -> str:
    return ", ".join(f"{value:.2f}" for value in values[:5]) or "none"


def times() -> None:
    """Print what the largest photo and the largest archive cost."""
    data = photos.saved(photos.shot(0, 0, size=(4000, 3000)))
    each = [_timed(lambda: _print(data)) for _ in range(9)]
    print(f"one 12-megapixel JPEG of {len(data) / 1e6:.1f} MB: {sorted(each)[4] * 1e3:.0f} ms")
    lines = list(_many_documents())
    prints: list[bytes] = []
    made = _timed(lambda: prints.extend(one for one in map(_text, lines) if one))
    characters = sum(map(len, (line for some in lines for line in some))) / len(lines)
    spent = _timed(lambda: texts.near(prints))
    print(f"{len(prints):,} documents of {characters:,.0f} characters:", end=" ")
    print(f"fingerprints {made:.1f} s, compared {spent:.1f} s")
    print(f"  {sum(map(len, prints)) / len(prints):,.0f} bytes kept of each")
    for places, each in ((10_000, 1), (500, 20)):
        shown = _many_pictures(places, each)
        spent = _timed(lambda shown=shown: pictures.near(shown))  # type: ignore[misc]
        sort = "unlike each other" if each == 1 else f"{each} at a time much alike"
        print(
            f"{len(shown):,} pictures, {sort}: compared {spent:.1f} s, {len(shown[0]):,} bytes kept of each"
        )


def _timed(task: Callable[[], object]) -> float:
    """Return the seconds of processor time that a task takes: others use this machine too."""
    start = time.process_time()
    task()
    return time.process_time() - start


def _many_documents() -> Iterator[papers.Document]:
    chance = random.Random(1)
    known = papers.documents("dev")
    for n in range(7000):
        lines = papers.long(known, chance)
        yield lines
        if n % 10 == 0:
            yield papers.DRAFTS["words changed"](lines, chance)
    forms = [form for half in papers.FORMS.values() for form in half]
    for n in range(2300):
        yield papers.series(forms[n % len(forms)], n // 200, 1 + n % 20)[-1]


def _many_pictures(places: int, each: int) -> list[bytes]:
    """Return fingerprints of pictures made of blots, some of each place with other blots in them."""
    made = []
    for place in range(places):
        scene = _blots(np.random.default_rng(place), 8)
        for n in range(each):
            people = _blots(np.random.default_rng([place, n]), 20)
            grey = np.clip(128 + 60 * scene + 25 * people, 0, 255).astype(np.uint8)
            made.append(pictures.fingerprint(Image.fromarray(grey).resize((256, 192))))
    return [one for one in made if one]


def _blots(chance: np.random.Generator, cells: int) -> np.ndarray:
    small = Image.fromarray(chance.normal(size=(cells, cells)).astype(np.float32))
    return np.asarray(small.resize((64, 64), Image.Resampling.BICUBIC))


def main() -> None:
    """Make, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--half", choices=("dev", "held"), default="held")
    parser.add_argument("--quick", action="store_true")
    chosen = parser.parse_args()
    print(f"## Pictures, {chosen.half}\n")
    samples = list(shots(chosen.half))
    score(samples, pictures.near)
    margin(samples, pictures.near, pictures)
    print(f"## Documents, {chosen.half}\n")
    samples = list(documents(chosen.half))
    score(samples, texts.near)
    margin(samples, texts.near, texts)
    if not chosen.quick:
        print("## Times\n")
        times()


if __name__ == "__main__":
    main()
