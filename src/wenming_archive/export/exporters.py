"""The one registry of exporters: how the submission can be handed in.

To add an export: a new module in this folder with ``write(volume) -> bytes``, and its row here.
The module, and the library it needs, loads only when its export is asked for.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, cast

from wenming_archive.export.volume import Volume


class _Writer(Protocol):
    """What the module of an exporter holds."""

    def write(self, volume: Volume) -> bytes:
        """Return the file that shows ``volume``; the same volume gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """One form of the submission."""

    #: The file's name in ``输出/`` unless the clerk gives another.
    file_name: str
    module: str

    def write(self, volume: Volume) -> bytes:
        """Return the file that shows ``volume``."""
        return cast("_Writer", importlib.import_module(self.module)).write(volume)


EXPORTERS: Mapping[str, Exporter] = {
    "docx": Exporter("测评材料汇编.docx", "wenming_archive.export.word"),
}
