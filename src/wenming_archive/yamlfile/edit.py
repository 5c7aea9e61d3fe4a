"""Edits to YAML files that people also write in: comments, order and quoting stay.

ruamel.yaml is loaded only when something is written: most commands only look.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from wenming_archive import disk


class Document:
    """A YAML file open for editing; ``save`` writes it back whole."""

    def __init__(self, path: Path, text: str) -> None:
        from ruamel.yaml import YAML
        from ruamel.yaml.comments import CommentedMap, CommentedSeq

        self._path = path
        self._list = CommentedSeq
        self._yaml = YAML()
        self._yaml.preserve_quotes = True
        self._yaml.width = 10_000
        self._yaml.indent(mapping=2, sequence=4, offset=2)
        self._map = self._yaml.load(text) or CommentedMap()

    def rows(self, key: str) -> Any:
        """Return the list under ``key``, made a block list if it was empty or missing."""
        rows = self._map.get(key)
        if not isinstance(rows, self._list):
            rows = self._map[key] = self._list()
        if not rows:
            rows.fa.set_block_style()
        return rows

    def text(self) -> str:
        """Return the file's new text."""
        out = io.StringIO()
        self._yaml.dump(self._map, out)
        return out.getvalue()

    def save(self) -> None:
        """Write the file, wholly or not at all."""
        disk.write(self._path, self.text().encode("utf-8"))


def flow(values: list[str]) -> Any:
    """Return ``values`` as a list written on one line: ``[Ⅰ-1, Ⅰ-2]``."""
    from ruamel.yaml.comments import CommentedSeq

    row = CommentedSeq(values)
    row.fa.set_flow_style()
    return row
