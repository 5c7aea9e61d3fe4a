"""Progress on a terminal: the file, the rate, the time left; elsewhere silence."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from wenming_archive.console import screen
from wenming_archive.pipeline import progress as told

_NAME_WIDTH = 28


class _Rate(TextColumn):
    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.0f} 份/秒" if task.speed else "")


class _Bars:
    def __init__(self, shown: Progress) -> None:
        self._shown = shown
        self._task = shown.add_task("", total=None, what="", visible=False)

    def phase(self, name: str, total: int) -> None:
        self._shown.reset(self._task, total=total, description=name, what="", visible=True)

    def step(self, what: str) -> None:
        self._shown.update(self._task, advance=1, what=screen.tail(what, _NAME_WIDTH))


@contextmanager
def shown() -> Iterator[told.Progress]:
    """Yield a progress that is drawn on stderr if that is a terminal."""
    if not sys.stderr.isatty():
        yield told.Silent()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=18),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[what]}", markup=False),
    )
    with Progress(*columns, console=screen.err(), transient=True) as drawn:
        yield _Bars(drawn)
