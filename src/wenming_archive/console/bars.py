"""Progress on a terminal: the file, the rate, the time left; elsewhere silence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wenming_archive.console import screen
from wenming_archive.pipeline import progress as told

_NAME_WIDTH = 26
#: The bar that is on the terminal, if one is.
_drawn: list[Any] = []


class _Bars:
    def __init__(self, drawn: Any) -> None:
        self._drawn = drawn
        self._task = drawn.add_task("", total=None, what="", rate="", visible=False)

    def phase(self, name: str, total: int) -> None:
        self._drawn.reset(self._task, total=total, description=name, what="", rate="", visible=True)

    def step(self, what: str) -> None:
        speed = self._drawn.tasks[self._task].speed
        rate = f"{speed:.0f} 份/秒" if speed else ""
        self._drawn.update(self._task, advance=1, what=screen.tail(what, _NAME_WIDTH), rate=rate)


@contextmanager
def shown() -> Iterator[told.Progress]:
    """Yield a progress that is drawn on stderr if that is a terminal."""
    if not sys.stderr.isatty():
        yield told.Silent()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=14),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[what]}", markup=False),
    )
    with Progress(*columns, console=screen.console(stderr=True), transient=True) as drawn:
        _drawn.append(drawn)
        try:
            yield _Bars(drawn)
        finally:
            _drawn.clear()


@contextmanager
def paused() -> Iterator[None]:
    """Leave the terminal to a question during the block."""
    for drawn in _drawn:
        drawn.stop()
    try:
        yield
    finally:
        for drawn in _drawn:
            drawn.start()
