"""Domain knowledge as reviewed data: what the classes of 文明创建 are, and how their papers speak.

Each YAML file beside this one is a list of concepts.  They serve any catalogue: a leaf takes part
in the concepts that its title, standard and section name.  To teach the program a new class of
evidence, add a concept; no code changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from wenming_archive.text.normal import matching

_FILES = ("organisation.yaml", "city.yaml", "village.yaml")
#: What papers of each concept look like: titles, table heads and sentences, a line each.
_SAMPLES = ("organisation.txt", "city.txt", "village.txt")
#: The same of what is no evidence, by its sort.
_NOISE_SAMPLES = ("noise.txt",)
#: What is no evidence: private papers, shopping, software, games.
_NOISE = "noise.yaml"
#: Which concept the papers of another go with, where no indicator names that.
_KIN = "kin.yaml"


@dataclass(frozen=True, slots=True)
class Concept:
    """A class of evidence and its words, in matching form."""

    name: str
    #: Words by which an indicator shows that it means this concept.
    titles: tuple[str, ...]
    #: Other names of it in titles of indicators, too common in papers to tell anything there.
    names: tuple[str, ...]
    #: Words too wide for that, which mean it when they are a whole part of a title.
    whole: tuple[str, ...]
    #: Words that nearly only this concept's papers use.
    strong: tuple[str, ...]
    #: Words that are typical, but not of this concept alone.
    usual: tuple[str, ...]
    #: Wider concepts this one is a part of.
    under: tuple[str, ...] = ()


@cache
def concepts() -> tuple[Concept, ...]:
    """Return all concepts of evidence, in file order."""
    return tuple(_concept(row) for name in _FILES for row in _rows(name))


@cache
def noise() -> tuple[Concept, ...]:
    """Return the concepts of what is no evidence."""
    return tuple(_concept(row) for row in _rows(_NOISE))


@cache
def kin() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return for a concept those its papers go with, in order of preference."""
    return tuple((str(row["of"]), tuple(row["with"])) for row in _rows(_KIN))


@cache
def samples() -> tuple[tuple[str, str], ...]:
    """Return concept and text of each sample, in file order."""
    return tuple(sample for name in _SAMPLES for sample in _sampled(name))


@cache
def noise_samples() -> tuple[tuple[str, str], ...]:
    """Return sort and text of each sample of what is no evidence, in file order."""
    return tuple(sample for name in _NOISE_SAMPLES for sample in _sampled(name))


def _sampled(name: str) -> Iterator[tuple[str, str]]:
    concept = ""
    for line in (resources.files(__package__) / "samples" / name).read_text("utf-8").splitlines():
        if line.startswith("== "):
            concept = line[3:].strip()
        elif line and not line.startswith("#"):
            yield concept, matching(line)


def _rows(name: str) -> list[dict[str, list[str]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (resources.files(__package__) / name).read_text("utf-8")
    rows: list[dict[str, list[str]]] = yaml.load(text, loader)
    return rows


def _concept(row: dict[str, list[str]]) -> Concept:
    return Concept(
        str(row["name"]),
        *(tuple(row.get(key) or ()) for key in ("titles", "names", "whole", "strong", "usual", "under")),
    )
