"""Domain knowledge as reviewed data: what the classes of 文明创建 are, and how their papers speak.

Each YAML file beside this one is a list of concepts.  They serve any catalogue: a leaf takes part
in the concepts that its title, standard and section name.  To teach the program a new class of
evidence, add a concept; no code changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

_FILES = ("organisation.yaml", "city.yaml", "village.yaml")
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


def _rows(name: str) -> list[dict[str, list[str]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (resources.files(__package__) / name).read_text("utf-8")
    rows: list[dict[str, list[str]]] = yaml.load(text, loader)
    return rows


def _concept(row: dict[str, list[str]]) -> Concept:
    return Concept(
        str(row["name"]),
        *(tuple(row.get(key) or ()) for key in ("titles", "strong", "usual", "under")),
    )
