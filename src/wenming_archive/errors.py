"""Every expected error, and the exit status it ends in.

A message is for a clerk: what is wrong, where, and what to do next.  Anything that is not an
``ArchiveError`` is a bug and keeps its traceback (exit status 1).
"""

from __future__ import annotations

from typing import ClassVar


class ArchiveError(Exception):
    """An error whose message is shown to the user as it stands."""

    exit_status: ClassVar[int] = 2


class InputError(ArchiveError):
    """What the user gave is at fault: an argument, a path, a YAML file."""


class CopyError(ArchiveError):
    """A copy could not be made or does not equal its record."""

    exit_status = 3


class Faults(InputError):
    """Several faults of one file; ``lines`` holds a line for each."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


#: Exit status of ``--check`` when gaps or problems remain.
REMAINING = 4
#: Exit status after Ctrl-C.
INTERRUPTED = 130
