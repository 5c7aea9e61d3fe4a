"""Close the network to this process.

Python loads this by itself, before all else, in every process that the tests start (``conftest``
sees to that).  What tries to reach out is refused, and noted in a file where the test finds it even
if a library has swallowed the refusal.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

#: Names the file in which attempts are noted.
NOTES = "WENMING_TEST_NETWORK"
#: What reaches out of a process, or lets others in, and the socket it is done with if it has one.
_CALLS = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"}
_QUESTIONS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
_OPEN = "_wenming_network_open"


class Refused(Exception):
    """The network is closed."""


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _QUESTIONS or (event in _CALLS and _leaves(arguments[0])):
        if getattr(sys, _OPEN, False):
            return
        note = f"{event} {arguments[1:] if event in _CALLS else arguments}"
        if NOTES in os.environ:
            with open(os.environ[NOTES], "a", encoding="utf-8", errors="replace") as notes:
                notes.write(f"{note}\n")
        raise Refused(f"the program opened a network connection: {note}")


def _leaves(own: Any) -> bool:
    """Say whether a socket speaks to others than processes here, as workers do."""
    return bool(own.family != getattr(socket, "AF_UNIX", None))


@contextmanager
def opened() -> Iterator[None]:
    """Open the network to the test itself, which listens whether somebody calls."""
    setattr(sys, _OPEN, True)
    try:
        yield
    finally:
        setattr(sys, _OPEN, False)


if not hasattr(sys, _OPEN):
    setattr(sys, _OPEN, False)
    sys.addaudithook(_hook)
