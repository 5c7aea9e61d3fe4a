"""Documents that refer to something outside cause no request; a listening socket sees nobody."""

from __future__ import annotations

import contextlib
import importlib
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import calling
import referring
from builders import jpg, tree
from conftest import Archive, calls
from guard import sitecustomize as network

_BENCHMARK = Path(__file__).parents[1] / "benchmarks" / "hostile"


class Listener:
    """Listens on this machine, for whoever calls."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self.heard: list[bytes] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = self._socket.accept()
                with caller:
                    caller.settimeout(1)
                    self.heard.append(caller.recv(200))
                    caller.sendall(b"HTTP/1.0 404 Not Found\r\n\r\n")

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    with network.opened():
        made = Listener()
    yield made
    made.close()


@pytest.fixture
def markup(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the inputs of the benchmark be found."""
    for folder in (_BENCHMARK, Path(__file__).parent / "read"):
        monkeypatch.syspath_prepend(str(folder))


def test_the_listener_hears_who_calls(listener: Listener) -> None:
    import urllib.request

    with network.opened(), contextlib.suppress(OSError):
        urllib.request.urlopen(listener.url + "x", timeout=5).close()
    assert [call.split(b"\r\n")[0] for call in listener.heard] == [b"GET /x HTTP/1.1"]


@pytest.mark.usefixtures("markup")
def test_no_document_makes_the_program_call(archive: Archive, tmp_path: Path, listener: Listener) -> None:
    secret = tree(tmp_path / "别处", {"secret.txt": "机密口令"}) / "secret.txt"
    folder = tree(tmp_path / "资料", dict(referring.documents(listener.url)))
    cases = importlib.import_module("cases")
    outside = cases.Outside(secret, listener.url)
    for case in importlib.import_module("markup").cases(outside):
        case.write(folder / "标记")
    ran = archive("scan", folder)
    assert ran.status == 0
    items = archive.items()
    read = [item for item in items.values() if item["status"] != "unreadable"]
    assert len(read) > 60 and len(items) > 150  # they were looked into, not turned away at the door
    for command in (["list"], ["why", "page.html"], ["gaps"], ["export-docx"], ["export-html"], ["scan"]):
        assert archive(*command).status in (0, 2)
    assert (listener.heard, calls()) == ([], [])
    assert "机密口令" not in archive("list", "--json").out


@pytest.mark.usefixtures("markup")
def test_words_in_pictures_are_recognised_without_calling(
    archive: Archive, tmp_path: Path, listener: Listener
) -> None:
    pytest.importorskip("rapidocr")
    archive("scan", tree(tmp_path / "资料", {"照片.jpg": jpg(size=(200, 100))}))
    assert (listener.heard, calls()) == ([], [])


def test_a_whole_run_of_the_program_calls_nobody(
    archive: Archive, tmp_path: Path, listener: Listener
) -> None:
    folder = tree(tmp_path / "资料", dict(referring.documents(listener.url)))
    program = [sys.executable, "-m", "wenming_archive", "-C", str(archive.root)]
    done = subprocess.run([*program, "scan", str(folder)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert (listener.heard, calls()) == ([], [])


def test_a_program_that_calls_would_be_noticed(listener: Listener) -> None:
    code = "import calling; calling.quietly('connect')"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(calling.__file__).parent)
    assert len(calls()) == 1


@pytest.mark.skipif(not shutil.which("strace"), reason="only strace sees beneath Python")
def test_no_library_calls_beneath_python_either(archive: Archive, tmp_path: Path, listener: Listener) -> None:
    folder = tree(
        tmp_path / "资料", {**dict(referring.documents(listener.url)), "照片.jpg": jpg(size=(200, 99))}
    )
    trace = tmp_path / "trace"
    watched = ["strace", "-f", "-qq", "-e", "trace=%network", "-o", str(trace)]
    program = [sys.executable, "-m", "wenming_archive", "-C", str(archive.root), "scan", str(folder)]
    done = subprocess.run([*watched, *program], capture_output=True, text=True, check=False)
    if "ptrace" in done.stderr:
        pytest.skip("this system does not let itself be watched")
    seen = trace.read_text("utf-8", "replace")
    assert done.returncode == 0 and "AF_UNIX" in seen
    assert [line for line in seen.splitlines() if "AF_INET" in line or "AF_NETLINK" in line] == []
