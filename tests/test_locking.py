"""One run at a time: who comes second waits, or hears who holds the workspace."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from wenming_archive import locking
from wenming_archive.errors import InputError

HOLD = """
import sys
from pathlib import Path
from wenming_archive import locking
with locking.held(Path(sys.argv[1]), "scan"):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Hold the lock in a process of its own."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        yield other
        other.kill()


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.05)
    monkeypatch.setattr(locking, "WAIT", 0.05)


@pytest.mark.usefixtures("hasty")
def test_who_comes_second_hears_who_holds_it_since_when(tmp_path: Path) -> None:
    with another(tmp_path) as other:
        told: list[str] = []
        with pytest.raises(InputError) as caught, locking.held(tmp_path, "assign", told.append):
            raise AssertionError("two at once")
    said = str(caught.value)
    assert (
        "archive scan" in said and f"进程 {other.pid}" in said and "开始" in said and "请等它结束再试" in said
    )
    assert len(told) == 1 and f"进程 {other.pid}" in told[0]


def test_who_comes_second_gets_it_when_the_first_ends_in_time(tmp_path: Path) -> None:
    with another(tmp_path) as other:
        told: list[str] = []

        def end(said: str) -> None:
            told.append(said)
            assert other.stdin is not None
            other.stdin.close()

        with locking.held(tmp_path, "assign", end):
            assert json.loads((tmp_path / "holder.json").read_text("utf-8"))["process"] == os.getpid()
    assert len(told) == 1


def test_the_lock_of_a_killed_process_is_taken_over_at_once(tmp_path: Path) -> None:
    with another(tmp_path) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert (tmp_path / "holder.json").exists()
        with locking.held(tmp_path, "scan", pytest.fail):
            assert "archive scan" in locking.holder(tmp_path)
    assert not (tmp_path / "holder.json").exists()


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'"x"', b"\xff"])
def test_a_damaged_note_of_the_holder_is_no_hindrance(tmp_path: Path, content: bytes) -> None:
    with another(tmp_path):
        (tmp_path / "holder.json").write_bytes(content)
        with pytest.raises(InputError, match="正由另一个 archive 使用"), locking.held(tmp_path, "scan"):
            pass
    with locking.held(tmp_path, "scan"):
        pass
