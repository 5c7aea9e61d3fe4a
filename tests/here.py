"""Workers without processes: for tests that change what reading does, and must see it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Self

from wenming_archive.model import Found
from wenming_archive.pipeline import reading
from wenming_archive.pipeline.reading import Reading


class Here:
    """Reads in this process, where what is read can be seen."""

    def __init__(self, known: Collection[str]) -> None:
        reading._worker.known = known

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        reading._worker.known = ()
        reading._worker.contents.close()

    def run(self, files: Iterable[Found]) -> Iterator[tuple[Found, Reading]]:
        return ((found, reading.read(found)) for found in files)
