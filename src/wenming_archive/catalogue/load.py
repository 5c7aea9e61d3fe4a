"""YAML file to ``Catalogue``, or every fault of the file at once."""

from __future__ import annotations

from pathlib import Path

from wenming_archive.catalogue import faults
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.errors import Faults
from wenming_archive.yamlfile import shape, tree


def load(path: Path) -> Catalogue:
    """Return the catalogue of the file at ``path``.

    :raises Faults: with a line for each fault: ``FILE:LINE:COLUMN: PATH: what, and what is right``.
    :raises InputError: if the file cannot be read or is no YAML.
    """
    return parse(tree.read_text(path), str(path))


def parse(text: str, name: str = "catalogue.yaml") -> Catalogue:
    """Return the catalogue written in ``text``; ``name`` stands before each fault."""
    parsed = tree.parse(text, name)
    found = faults.find(parsed)
    if found:
        raise Faults([shape.shown(fault, name) for fault in found])
    return Catalogue.model_validate(parsed.data)
