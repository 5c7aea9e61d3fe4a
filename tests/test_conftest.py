"""The fixtures that guard every test must themselves work."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from typing import Any

import pytest

import calling
from conftest import calls
from guard import sitecustomize as network
from wenming_archive.pipeline.workers import Workers

CHILD = "import calling, sys; print(calling.call(sys.argv[1]))"


@pytest.mark.parametrize("way", calling.WAYS)
def test_the_network_is_closed_and_an_attempt_is_noted(way: str) -> None:
    assert calling.call(way) == "Refused"
    assert len(calls()) == 1


def test_an_attempt_that_a_library_keeps_silent_about_is_noted() -> None:
    calling.quietly("connect")
    assert calls() == ["socket.connect (('127.0.0.1', 9),)"]


def test_it_is_closed_to_workers() -> None:
    with Workers(calling.call, calling.failed, calling.begin) as workers:
        assert dict(workers.run(calling.WAYS)) == dict.fromkeys(calling.WAYS, "Refused")
    assert len(calls()) == len(calling.WAYS)


@pytest.mark.parametrize(
    "method", sorted({"spawn", "forkserver"} & {*multiprocessing.get_all_start_methods()})
)
def test_it_is_closed_to_processes_however_they_start(method: str) -> None:
    context: Any = multiprocessing.get_context(method)
    made = context.Process(target=calling.call, args=("connect",))
    made.start()
    made.join()
    assert len(calls()) == 1


@pytest.mark.parametrize(
    "extra", [{}, {"PYTHONPATH": os.pathsep.join(sys.path)}], ids=["as it is", "own path"]
)
def test_it_is_closed_to_other_programs_in_python(extra: dict[str, str]) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": os.environ["PYTHONPATH"] + os.pathsep + os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-c", CHILD, "connect"]
    done = subprocess.run(command, env={**environment, **extra}, capture_output=True, text=True, check=True)
    assert done.stdout == "Refused\n" and len(calls()) == 1


def test_a_test_may_listen_itself() -> None:
    with network.opened():
        assert calling.call("bind") == "went out"
    assert calling.call("bind") == "Refused"
    assert len(calls()) == 1


@pytest.mark.skipif(not hasattr(__import__("socket"), "AF_UNIX"), reason="this system has none")
def test_processes_here_may_speak_to_each_other() -> None:
    import socket

    one, other = socket.socketpair(socket.AF_UNIX)
    with one, other:
        one.sendall(b"x")
        assert other.recv(1) == b"x"
    assert calls() == []
