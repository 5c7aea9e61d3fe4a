"""What a worker does that reaches out; found by worker processes by this name."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable
from typing import Any

ADDRESS = ("127.0.0.1", 9)


def _with(kind: int, call: Callable[[Any], object]) -> object:
    with socket.socket(socket.AF_INET, kind) as own:
        return call(own)


#: Every way to reach out, or to let others in.
WAYS: dict[str, Callable[[], object]] = {
    "connect": lambda: _with(socket.SOCK_STREAM, lambda own: own.connect(ADDRESS)),
    "connect_ex": lambda: _with(socket.SOCK_STREAM, lambda own: own.connect_ex(ADDRESS)),
    "sendto": lambda: _with(socket.SOCK_DGRAM, lambda own: own.sendto(b"x", ADDRESS)),
    "bind": lambda: _with(socket.SOCK_STREAM, lambda own: own.bind(("127.0.0.1", 0))),
    "getaddrinfo": lambda: socket.getaddrinfo("localhost", 80),
    "gethostbyname": lambda: socket.gethostbyname("localhost"),
}


def call(way: str) -> str:
    """Reach out in one way, and return what came of it."""
    try:
        WAYS[way]()
    except Exception as error:  # whatever it is, it is the result
        return type(error).__name__
    return "went out"


def quietly(way: str) -> None:
    """Reach out as a library does that makes nothing of being refused."""
    with contextlib.suppress(Exception):
        WAYS[way]()


def failed(way: str, problem: object) -> str:
    """Return what a worker that died says."""
    return f"died: {problem}"


def begin() -> None:
    """Prepare a worker."""
