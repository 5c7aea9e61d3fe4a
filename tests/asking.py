"""A person at a terminal who answers what is asked."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import pytest


def answers(monkeypatch: pytest.MonkeyPatch, keys: Iterable[str]) -> list[str]:
    """Let questions be answered with ``keys``; then the person closes the window.

    Return what the person has not been asked yet.
    """
    left = list(keys)

    def answer(_: str) -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    monkeypatch.setattr("builtins.input", answer)
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    return left
