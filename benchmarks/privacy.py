"""Count what is personal in made-up office texts and tables: what is found of it, and what is found besides.

The texts stand in ``privacy/dev.yaml`` (to look at) and ``privacy/held.yaml`` (only scored).  Each has
lines, or rows of a table parted by ``|``, and what is personal in them, kind by kind, as often as it
stands there; numbers are written as ``{id}``, ``{card}``, ``{mobile}`` and made up anew for each.

Usage: ``python benchmarks/privacy.py``
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from wenming_archive.content import Block
from wenming_archive.privacy import numbers, sweep
from wenming_archive.privacy.spans import Kind
from wenming_archive.read import tables

FOLDER = Path(__file__).parent / "privacy"


def made(kind: str, chance: random.Random) -> str:
    """Return a made-up number that is valid."""
    if kind == "mobile":
        return f"1{chance.choice('356789')}{chance.randrange(10**9):09d}"
    if kind == "id":
        body = f"{chance.choice(['3210', '1101', '4301'])}{chance.randrange(100):02d}"
        body += f"{chance.randrange(1940, 2016)}{chance.randrange(1, 13):02d}{chance.randrange(1, 29):02d}"
        body += f"{chance.randrange(1000):03d}"
        return body + numbers.checked(body)
    body = f"62{chance.randrange(10**16):016d}"
    return next(body + last for last in "0123456789" if numbers.is_luhn(body + last))


def blocks(case: dict[str, Any], chance: random.Random) -> list[Block]:
    """Return a case as a reader would have it."""
    text = re.sub(r"\{(id|card|mobile)\}", lambda m: made(m[1], chance), case["text"].strip())
    lines = text.split("\n")
    found: list[Block] = []
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if "|" in line:
            rows.append([cell.strip() for cell in line.split("|")])
            continue
        found += tables.blocks(rows)
        rows = []
        found += [Block("text", line)] if line else []
    return found


def score(name: str) -> None:
    """Print what is found of one half."""
    chance = random.Random(1)
    cases = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    true: Counter[str] = Counter()
    right: Counter[str] = Counter()
    more: Counter[str] = Counter()
    for case in cases:
        wanted = Counter(case.get("holds", {}))
        found = Counter(hit.kind.value for hit in sweep.hits(blocks(case, chance), case.get("name", "")))
        true += wanted
        right += wanted & found
        more += found - wanted
        if name == "dev" and wanted != found:
            sys.stdout.write(f"  {case['text'].strip()[:60]!r}: {dict(found)} for {dict(wanted)}\n")
    sys.stdout.write(f"{name}: {len(cases)} texts\n")
    for kind in Kind:
        all_found = right[kind] + more[kind]
        precision = right[kind] / all_found if all_found else 1
        recall = right[kind] / true[kind] if true[kind] else 1
        sys.stdout.write(f"| {kind} | {true[kind]} | {precision:.3f} | {recall:.3f} |\n")


if __name__ == "__main__":
    for half in ("dev", "held"):
        score(half)
