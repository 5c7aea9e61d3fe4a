"""Score the excerpts that prove an indicator (印证摘录) against sentences marked by hand.

Usage: ``python benchmarks/excerpting.py [dev|held] [--show]``

``excerpts/dev.yaml`` is looked at while the choice is worked on, ``excerpts/held.yaml`` is only scored.
Proves: what is underlined lies for the most part in marked sentences.  None: no excerpt was made.
Elsewhere: of the same papers under the indicators of their catalogue that lie farthest off, the share
of which no excerpt is made; there nothing proves, though the words may be alike.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.content import Block, Extracted
from wenming_archive.model import Found, Item, Placement, Status
from wenming_archive.pipeline import excerpting, reading
from wenming_archive.report.excerpts import Excerpt, excerpt
from wenming_archive.report.page import Page

_HERE = Path(__file__).parent
_CORPORA = _HERE / "placement" / "corpora"


@dataclass(frozen=True)
class Case:
    """A paper, its indicator, and the sentences that prove it."""

    page: Page
    catalogue: Catalogue
    leaf: Leaf
    proves: tuple[str, ...]


def main() -> None:
    """Print the figures of one half."""
    parser = argparse.ArgumentParser()
    parser.add_argument("half", nargs="?", default="dev", choices=("dev", "held"))
    parser.add_argument("--show", action="store_true")
    wanted = parser.parse_args()
    cases = list(_cases(wanted.half))
    begun = time.perf_counter()
    found = [_excerpt(case, case.leaf) for case in cases]
    took = time.perf_counter() - begun
    proving = [one is not None and _proves(case, one) for case, one in zip(cases, found, strict=True)]
    if wanted.show:
        for case, one, good in zip(cases, found, proving, strict=True):
            _show(case, one, good)
    none = sum(one is None for one in found)
    silent = sum(_excerpt(case, _far(case)) is None for case in cases)
    made = len(cases) - none
    sys.stdout.write(
        f"{wanted.half}: {len(cases)} papers; proves {sum(proving)}/{made} of the excerpts made "
        f"({sum(proving) / made:.0%}), none {none}; elsewhere silent {silent}/{len(cases)}; {took:.2f} s\n"
    )


def _cases(half: str) -> Iterator[Case]:
    for row in yaml.safe_load((_HERE / "excerpts" / f"{half}.yaml").read_text("utf-8")):
        catalogue = _catalogue(row["corpus"])
        data = next(one for one in _papers(row["corpus"]) if one["path"] == row["path"])
        yield Case(_page(data), catalogue, catalogue.by_code[row["code"]], tuple(row["proves"]))


@cache
def _catalogue(corpus: str) -> Catalogue:
    return load.load(_CORPORA / corpus / "catalogue.yaml")


@cache
def _papers(corpus: str) -> list[dict[str, Any]]:
    papers: list[dict[str, Any]] = yaml.safe_load((_CORPORA / corpus / "dev.yaml").read_text("utf-8"))
    return papers


@cache
def _cues(corpus: str) -> Any:
    return excerpting.cues_of(_catalogue(corpus))


def _page(data: dict[str, Any]) -> Page:
    """Return a paper as it would be read from a .docx."""
    lines = [line.strip() for line in data["body"].splitlines() if line.strip()]
    heads = (Block("box", data["textbox"]),) if data.get("textbox") else ()
    body = tuple(Block("heading" if line.startswith("#") else "text", line.lstrip("# ")) for line in lines)
    extracted = Extracted("docx", (*heads, *body), 1, False)
    known, _ = reading.describe_one(Found("/", data["path"], Path("/"), 0, 0), None, extracted)
    return Page(Item(known, Placement(Status.filed)), extracted)


def _excerpt(case: Case, leaf: Leaf) -> Excerpt | None:
    corpus = next(name for name in _names() if _catalogue(name) is case.catalogue)
    return excerpt(case.page, _cues(corpus)[leaf.code])


@cache
def _names() -> list[str]:
    return sorted(path.name for path in _CORPORA.iterdir())


def _far(case: Case) -> Leaf:
    """Return the leaf that lies half the catalogue away, under another first-level indicator."""
    leaves = case.catalogue.leaves
    return leaves[(case.leaf.position + len(leaves) // 2) % len(leaves)]


def _proves(case: Case, one: Excerpt) -> bool:
    """Say whether at least half of what is underlined lies in sentences that prove."""
    marked = "".join("".join(sentence.split()) for sentence in case.proves)
    spans = ["".join(one.text[start:end].split()) for start, end in one.marks]
    return 2 * sum(len(span) for span in spans if _in(span, marked)) >= sum(map(len, spans))


def _in(span: str, marked: str) -> bool:
    """Say whether a span lies in the marked sentences; one that runs over two, part by part."""
    parts = [part for part in span.replace("；", "。").replace(";", "。").split("。") if part]
    inside = sum(len(part) for part in parts if part in marked)
    return 2 * inside >= sum(map(len, parts))


def _show(case: Case, one: Excerpt | None, good: bool) -> None:
    told = "—"
    if one:
        told = one.text
        for start, end in reversed(one.marks):
            told = f"{told[:start]}[{told[start:end]}]{told[end:]}"
    title = case.page.item.description.title
    sys.stdout.write(f"{'ok ' if good else 'BAD'} {case.leaf.title}｜{title}\n      {told}\n")


if __name__ == "__main__":
    main()
