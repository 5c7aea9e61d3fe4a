"""Every expected error, and the exit status it ends in.

A message is for a clerk: what is wrong, where, and what to do next.  Anything that is not an
``ArchiveError`` is a bug and keeps its traceback (exit status 1).
"""

from __future__ import annotations

from typing import ClassVar

from wenming_archive.text import unseen


class ArchiveError(Exception):
    """An error whose message is shown to the user as it stands.

    What a message quotes (a path, a name, a code) may be foreign: no sign in it ends a line or
    turns the writing round.  A message of several lines is given as so many.
    """

    exit_status: ClassVar[int] = 2

    def __init__(self, *lines: str) -> None:
        super().__init__(*map(unseen.line, lines))

    def __str__(self) -> str:
        return "\n".join(self.args)

    @property
    def lines(self) -> list[str]:
        """The lines of the message."""
        return list(self.args)


class InputError(ArchiveError):
    """What the user gave is at fault: an argument, a path, a YAML file."""


class CopyError(ArchiveError):
    """A copy could not be made or does not equal its record."""

    exit_status = 3


class Faults(InputError):
    """Several faults of one file; ``lines`` holds a line for each."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__(*lines)


#: Exit status of ``--check`` when gaps or problems remain.
REMAINING = 4
#: Exit status after Ctrl-C.
INTERRUPTED = 130
