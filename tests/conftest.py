"""What holds for every test: no network, no home folder, no leftover options."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from builders import CATALOGUE, tree
from guard import sitecustomize as network
from here import Here
from wenming_archive import workspace
from wenming_archive.cli.main import run
from wenming_archive.pipeline import reading

_GUARD = str(Path(network.__file__).parent)
#: Where attempts to reach out are noted, by this process and all it starts.
CALLS = Path(tempfile.gettempdir()) / f"wenming-test-network-{os.getpid()}"
# Both ways by which a process that a test starts is told where its modules are.
sys.path.append(_GUARD)
os.environ["PYTHONPATH"] = os.pathsep.join([_GUARD, os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)
os.environ[network.NOTES] = str(CALLS)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Hold that nothing reaches out, and give a home of its own: the program works offline."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "80")
    yield
    assert calls() == []


def calls() -> list[str]:
    """Return the attempts to reach out since the last time."""
    try:
        noted = CALLS.read_text("utf-8").splitlines()
        CALLS.unlink()
    except FileNotFoundError:
        return []
    return noted


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, where a test can change how."""
    monkeypatch.setattr(reading, "workers", Here)


@dataclass(frozen=True)
class Ran:
    """A finished command: exit status, stdout, stderr."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What stdout holds, as JSON."""
        return json.loads(self.out)


@dataclass
class Archive:
    """The command line on one workspace; ``archive("scan", …)`` runs as if started inside it."""

    root: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str | Path) -> Ran:
        """Run one command."""
        self.capsys.readouterr()
        status = run(["-C", str(self.root), *map(str, arguments)])
        captured = self.capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    def items(self) -> dict[str, Any]:
        """Return the items as JSON, by source."""
        return {item["source"]: item for item in self("list", "--json").json}


@pytest.fixture
def archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Archive:
    """A workspace of the small catalogue in ``builders.CATALOGUE``."""
    root = tmp_path / "工作区"
    workspace.create(root, None, tree(tmp_path, {"体系.yaml": CATALOGUE}) / "体系.yaml")
    return Archive(root, capsys)
