"""How a task tells where it is; the console shows it, tests and JSON runs stay silent."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of each phase and each step of it."""

    def phase(self, name: str, total: int) -> None:
        """A phase called ``name`` begins; it has ``total`` steps."""

    def step(self, what: str) -> None:
        """The next step concerns ``what``."""


class Silent:
    """Tells nobody."""

    def phase(self, name: str, total: int) -> None:
        """Say nothing."""

    def step(self, what: str) -> None:
        """Say nothing."""
