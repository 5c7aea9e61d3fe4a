"""The one registry of exporters: how the submission can be handed in, and where people look.

To add an export: a new module in this folder with ``write(volume) -> bytes``, or with
``write(dossier) -> bytes``, and its row here.
The module, and the library it needs, loads only when its export is asked for.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, cast

from wenming_archive.export.dossier import Dossier
from wenming_archive.export.volume import Volume

T = TypeVar("T", Volume, Dossier)
_Shown_contra = TypeVar("_Shown_contra", Volume, Dossier, contravariant=True)


class _Writer(Protocol[_Shown_contra]):
    """What the module of an exporter holds."""

    def write(self, shown: _Shown_contra, /) -> bytes:
        """Return the file that shows the value; the same value gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Exporter(Generic[T]):
    """One form in which a value leaves the program."""

    #: The file's name in ``输出/`` unless the clerk gives another.
    file_name: str
    module: str
    #: What an earlier one begins with, if nobody writes into it so that it need not be kept.
    mark: bytes = b""

    def write(self, shown: T) -> bytes:
        """Return the file that shows the value."""
        return cast("_Writer[T]", importlib.import_module(self.module)).write(shown)


#: Forms of the submission.
EXPORTERS: Mapping[str, Exporter[Volume]] = {
    "docx": Exporter("测评材料汇编.docx", "wenming_archive.export.word"),
}
#: What the office itself looks into.
DOSSIERS: Mapping[str, Exporter[Dossier]] = {
    "html": Exporter("迎检档案.html", "wenming_archive.export.html_page", b'content="wenming-archive"'),
    "xlsx": Exporter("档案总表.xlsx", "wenming_archive.export.book"),
}
