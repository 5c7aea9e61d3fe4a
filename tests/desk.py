"""A workspace beside a folder of sources, worked on in this process, and what holds after every command."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import typer
import yaml

from builders import CATALOGUE, snapshot, tree
from conftest import Ran
from here import Here
from wenming_archive import workspace
from wenming_archive.catalogue import load
from wenming_archive.cli.main import run
from wenming_archive.filing import names as naming
from wenming_archive.pipeline import reading

_LISTS = ("manifest-sha256.txt", "manifest-sources.jsonl")
_OTHER = {"ignore": "ignored", "unassign": "unassigned"}
#: A decision as the model has it: the indicators, or what else was decided; nothing of a title alone.
Decided = tuple[str, ...]
Decisions = dict[str, tuple[str, Decided]]


class Desk:
    """A workspace beside a folder of sources, and what must hold of them after every command."""

    def __init__(self) -> None:
        self.base = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        own = tree(self.base, {"体系.yaml": CATALOGUE}) / "体系.yaml"
        self.root = workspace.create(self.base / "工作区", None, own).root
        self.sources = tree(self.base / "资料", {})
        self.evidence = self.root / "材料"
        self.folders = naming.folders(load.load(own), self.evidence)

    def close(self) -> None:
        """Remove all."""
        shutil.rmtree(self.base)

    def run(self, *arguments: str | Path) -> Ran:
        """Run a command; whatever it does, nothing is lost, and a refusal changes nothing."""
        filed, given, decided = self.contents(), snapshot(self.sources), self.decisions()
        ran = _ran(["-C", str(self.root), *map(str, arguments)])
        assert ran.status in (0, 2, 3), ran
        assert snapshot(self.sources) == given, "a source was touched"
        left = {*self.contents().values(), *(content for content, *_ in given.values())}
        gone = [name for name, content in filed.items() if content not in left]
        assert not gone, f"{arguments} lost {gone}"
        if ran.status == 2:
            assert (self.contents(), self.decisions()) == (filed, decided), ran.err
        return ran

    def contents(self) -> dict[str, bytes]:
        """Return what stands in 材料/ by name, but the lists of it."""
        files = (path for path in self.evidence.rglob("*") if path.is_file())
        found = {path.relative_to(self.evidence).as_posix(): path.read_bytes() for path in files}
        return {name: found[name] for name in sorted(found) if name not in _LISTS}

    def decisions(self) -> Decisions:
        """Return what decisions.yaml says of each content: the path, and what was decided."""
        data = yaml.safe_load((self.root / "decisions.yaml").read_text("utf-8"))
        return {row["sha256"]: (row["path"], _decided(row)) for row in data["items"]}

    def items(self) -> list[dict[str, Any]]:
        """Return the list."""
        items: list[dict[str, Any]] = self.run("list", "--json").json
        return items


def _decided(row: dict[str, Any]) -> Decided:
    other = [word for key, word in _OTHER.items() if row.get(key)]
    return (*row.get("assign", ()), *other)


@functools.cache
def _command(app: typer.Typer) -> Any:
    return _get_command(app)


_get_command = typer.main.get_command


def _ran(arguments: list[str]) -> Ran:
    """Run a command in this process, which reads the files too."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    with (
        mock.patch.object(reading, "workers", Here),
        mock.patch.object(typer.main, "get_command", _command),
        mock.patch.object(sys, "stdin", io.StringIO()),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        status = run(arguments)
    return Ran(status, *(stream.buffer.getvalue().decode() for stream in (out, err)))


def sha(content: bytes) -> str:
    """Return the SHA-256 of a content."""
    return hashlib.sha256(content).hexdigest()
