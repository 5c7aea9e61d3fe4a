"""A stream that says it is a terminal, for what only a terminal shows."""

from __future__ import annotations

import io
import re
import sys

import pytest

_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal(io.TextIOWrapper):
    """Keeps what is written to it, codes for colour and movement included."""

    def __init__(self) -> None:
        self._kept = io.BytesIO()
        super().__init__(self._kept, "utf-8", write_through=True)

    def isatty(self) -> bool:
        return True

    @property
    def drawn(self) -> str:
        """All that was written."""
        return self._kept.getvalue().decode()

    @property
    def text(self) -> str:
        """What was written, without the codes."""
        return _CODES.sub("", self.drawn)


def stand_in(monkeypatch: pytest.MonkeyPatch, name: str = "stdout") -> Terminal:
    """Make ``stdout`` or ``stderr`` a terminal; called in a test, since pytest sets both before."""
    made = Terminal()
    monkeypatch.setattr(sys, name, made)
    monkeypatch.setenv("TERM", "xterm")
    return made


class Broken(io.TextIOWrapper):
    """A stream that refuses all that is written to it."""

    def __init__(self, error: OSError) -> None:
        super().__init__(io.BytesIO(), "utf-8")
        self._error = error

    def write(self, _: str) -> int:
        raise self._error

    def flush(self) -> None:
        raise self._error

    def close(self) -> None:
        """Leave the base class nothing to flush."""
        self.detach()
