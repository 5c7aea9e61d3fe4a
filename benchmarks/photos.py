"""Find what is wrong with photos, and count what is right.

Usage: ``python benchmarks/photos.py [--half held] [--real FOLDER] [--misses]``

Needs ``pip install -e ".[dev,ocr]"`` and a font for Chinese (``fc-list :lang=zh``).  Everything is made
anew, the same each time, in two halves (``photos/shooting.py``): on ``dev`` mistakes are looked at,
``held`` is only scored.  Each picture is saved as a file, opened as ``archive check`` opens it, and shown
to all checks on pixels; a flawed one should be found by its own check, a sound one by none.  Stamps are
recognised by OCR, as in a scan.  ``--real`` takes photos of real things for scenes instead: sharp ones,
which the same flaws befall.

Reported per check: flawed pictures found (recall), findings that are right (precision), and false
findings among 100 sound pictures; and the milliseconds that one picture of 12 megapixels takes.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

sys.path.insert(0, str(Path(__file__).parent / "photos"))
import shooting

from wenming_archive.catalogue import load
from wenming_archive.content import Extracted
from wenming_archive.model import Description, Found, Item, Known, Placed, Placement, Status
from wenming_archive.ocr.pictures import sight
from wenming_archive.ocr.recognise import recognise
from wenming_archive.photos import measure
from wenming_archive.photos.shot import Shot
from wenming_archive.report.checks import (
    photo_blurred,
    photo_compressed,
    photo_screenshot,
    photo_tiny,
    photo_watermark,
)
from wenming_archive.report.checks.check import Held
from wenming_archive.report.page import Page

CHECKS = (photo_blurred, photo_compressed, photo_tiny, photo_screenshot)
SCENES, STAMPS = 24, 40
CATALOGUE = load.parse("title: 试\nindicators:\n  - {code: Ⅰ, title: 甲}\n")
HALVES = {"dev": 0, "held": 50_000}


@dataclass(frozen=True)
class Sample:
    """A picture: what was done to it, and the check that should find that; empty for sound ones."""

    name: str
    done: str
    wanted: str
    shot: Shot


def samples(half: str, real: Sequence[Path]) -> Iterator[Sample]:
    """Yield the pictures of a half, or those made from real ones."""
    count = len(real) or SCENES
    for n in range(count):
        name = real[n].name if real else f"scene {n}"
        for done, (wanted, make) in shooting.FLAWS.items():
            yield _sample(name, done, wanted, make, HALVES[half] + n, real)
        for done, make in shooting.SOUND.items():
            yield _sample(name, done, "", make, HALVES[half] + n, real)


def _sample(
    name: str, done: str, wanted: str, make: shooting.Maker, number: int, real: Sequence[Path]
) -> Sample:
    chance = random.Random(f"{number} {done}")
    if real:
        image = Image.open(real[number % HALVES["held"]]).convert("RGB")
    else:
        image = shooting.scene(number, chance)
    data = make(image, chance)
    fmt = "png" if data.startswith(b"\x89PNG") else "jpg"
    return Sample(name, done, wanted, measure.shot(sight(io.BytesIO(data), fmt, measure.SIDE)))


def item(name: str, number: int) -> Item:
    """Return a photo as the index has it."""
    found = Found("/", f"{number}/{name}.jpg", Path("/") / name, 1, 1)
    described = Description("photo", "学雷锋活动", date="2023-03-05", date_from="exif")
    placed = Placement(Status.filed, (Placed("Ⅰ", "main", 1, "person"),))
    return Item(Known(found, f"{number}", "jpg", described), placed)


def score(found: Sequence[Sample], *, misses: bool) -> None:
    """Print how each check does."""
    items = [item(one.name, n) for n, one in enumerate(found)]
    held = Held(items, CATALOGUE, shots={str(n): one.shot for n, one in enumerate(found)})
    sound = sum(not one.wanted for one in found)
    print(f"{len(found)} pictures, {sound} of them sound")
    for module in CHECKS:
        check = module.CHECK
        told = {int(fault.items[0].known.sha256 or 0) for fault in check.look(held)}
        _row(check.id, told, found, sound)
        if misses:
            _misses(check.id, told, found)


def _row(name: str, told: set[int], found: Sequence[Sample], sound: int) -> None:
    wanted = {n for n, one in enumerate(found) if one.wanted == name}
    false = {n for n in told if not found[n].wanted}
    # A photo blurred and tiny at once would be told twice, rightly: only sound ones count as false.
    _told(name, len(wanted), len(told & wanted), len(false), sound)


def _told(name: str, wanted: int, right: int, false: int, sound: int) -> None:
    recall, precision = right / max(1, wanted), right / max(1, right + false)
    among = f"false in 100 sound {100 * false / max(1, sound):.2f}"
    print(f"{name:18} recall {recall:.3f} ({wanted})  precision {precision:.3f}  {among}")


def _misses(name: str, told: set[int], found: Sequence[Sample]) -> None:
    wrong = [
        n
        for n, one in enumerate(found)
        if (one.wanted == name) != (n in told) and (one.wanted == name or not one.wanted)
    ]
    print("   ", dict(Counter(found[n].done for n in wrong)))
    for n in wrong[:12]:
        print("   ", found[n].name, found[n].done, found[n].shot)


def stamps(half: str, *, misses: bool) -> None:
    """Print how stamps are told from what stands on posters."""
    counts: Counter[tuple[bool, bool]] = Counter()
    held = Held([], CATALOGUE)
    for n in range(2 * STAMPS):
        chance = random.Random(f"stamp {HALVES[half] + n}")
        lines = (shooting.by_app if n % 2 else shooting.not_by_app)(chance)
        share = chance.uniform(0.028, 0.045) if n % 2 else chance.uniform(0.03, 0.09)
        image = shooting.stamped(shooting.scene(HALVES[half] + n, chance), lines, share)
        data = shooting.places.saved(image, chance.randint(60, 92))
        words = recognise(io.BytesIO(data), "jpg")
        told = bool([*photo_watermark.CHECK.read(Page(item("s", n), Extracted("jpg", words.blocks)), held)])  # type: ignore[misc]
        counts[bool(n % 2), told] += 1
        if misses and told != bool(n % 2):
            print("   ", lines, [block.text for block in words.blocks])
    _told("photo-watermark", STAMPS, counts[True, True], counts[False, True], STAMPS)


def speed() -> None:
    """Print how long one picture takes."""
    data = shooting.places.saved(shooting.places.shot(1, 0, size=(4000, 3000)), 90)
    begun = time.perf_counter()
    for _ in range(5):
        measure.shot(sight(io.BytesIO(data), "jpg", measure.SIDE))
    print(f"a JPEG of 12 megapixels: {(time.perf_counter() - begun) * 200:.0f} ms")


def main() -> None:
    """Score a half."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=sorted(HALVES), default="dev")
    parser.add_argument("--real", type=Path)
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args()
    real = sorted(path for path in chosen.real.iterdir() if path.is_file()) if chosen.real else []
    if chosen.misses and chosen.half == "held":
        parser.error("nobody looks at the mistakes of this half")
    score(list(samples(chosen.half, real)), misses=chosen.misses)
    if not real:
        stamps(chosen.half, misses=chosen.misses)
    speed()


if __name__ == "__main__":
    main()
