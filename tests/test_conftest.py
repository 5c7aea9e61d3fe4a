"""The fixtures that guard every test must themselves work."""

from __future__ import annotations

import socket

import pytest


def test_the_network_is_closed() -> None:
    with socket.socket() as one, pytest.raises(AssertionError, match="network"):
        one.connect(("127.0.0.1", 9))
