"""The Engine protocol and the one table of engines.

To add an engine: a module in this folder with a class that fits ``Engine``, and its row in
``ENGINES``.  Asking whether there is one imports nothing heavy.
"""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from wenming_archive.ocr import rapid
from wenming_archive.ocr.lines import Box, Failed, Line

if TYPE_CHECKING:
    from PIL.Image import Image

MISSING = (
    "没有安装文字识别组件，图片和扫描件里的字没有读；"
    '如需识别，请运行 pip install "wenming-archive[ocr]" 后重新扫描'
)


class Engine(Protocol):
    """Recognise text in two steps, so that only the boxes worth it are read."""

    def find(self, picture: Image) -> tuple[Box, ...]:
        """Return where lines of text stand in an RGB picture."""

    def read(self, picture: Image, boxes: Sequence[Box]) -> tuple[Line, ...]:
        """Return the line in each of ``boxes``, in the same order."""


@dataclass(frozen=True, slots=True)
class Kind:
    """An engine that may be installed: the libraries it needs, and how to start it."""

    needs: tuple[str, ...]
    start: Callable[[], Engine]


#: In order of preference.
ENGINES: Mapping[str, Kind] = {"rapidocr": Kind(("rapidocr", "onnxruntime"), rapid.Rapid)}


def available() -> bool:
    """Say whether an engine is installed."""
    return _kind() is not None


@functools.cache
def started() -> Engine:
    """Return the engine of this process, started at the first call.

    :raises Failed: if none is installed, or it does not start.
    """
    kind = _kind()
    if kind is None:
        raise Failed("ocr-missing", MISSING)
    return kind.start()


def _kind() -> Kind | None:
    return next((kind for kind in ENGINES.values() if all(map(_installed, kind.needs))), None)


def _installed(library: str) -> bool:
    return importlib.util.find_spec(library) is not None
