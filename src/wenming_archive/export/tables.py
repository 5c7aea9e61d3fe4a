"""The registry of tables made of a catalogue: the tree itself, and the task list for its units.

To add a form: a module in this folder with ``write(catalogue, office) -> bytes``, and its row here.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Protocol, cast

from wenming_archive.catalogue.model import Catalogue


class _Writer(Protocol):
    """What the module of a table holds."""

    def write(self, catalogue: Catalogue, office: str, /) -> bytes:
        """Return the table as a file; ``office`` is who sends it."""


#: By form (the ending of the file): the module.
TREES: Mapping[str, str] = {
    "xlsx": "wenming_archive.export.tree_book",
    "docx": "wenming_archive.export.tree_word",
}
TASKS: Mapping[str, str] = {
    "xlsx": "wenming_archive.export.task_book",
    "docx": "wenming_archive.export.task_word",
}


def write(module: str, catalogue: Catalogue, office: str) -> bytes:
    """Return the catalogue as the ``module`` of a form writes it."""
    return cast("_Writer", importlib.import_module(module)).write(catalogue, office)
