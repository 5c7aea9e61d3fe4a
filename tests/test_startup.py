"""What a command loads: help is instant, and looking does not pay for reading or writing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from builders import tree
from conftest import Archive

HEAVY = {
    "docx",
    "lxml",
    "pypdfium2",
    "PIL",
    "opencc",
    "openpyxl",
    "numpy",
    "rich",
    "pydantic",
    "sqlite3",
    "yaml",
}
PROBE = """
import json, sys
from wenming_archive.cli.main import run
status = run(json.loads(sys.argv[1]))
sys.stderr.write(json.dumps([status, sorted({name.split(".")[0] for name in sys.modules})]))
"""


def loaded(*arguments: str | Path) -> set[str]:
    """Return the libraries that one command loads, in a process of its own."""
    command = [sys.executable, "-c", PROBE, json.dumps([str(a) for a in arguments])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    status, modules = json.loads(done.stderr)
    assert status == 0
    return HEAVY & set(modules)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("scan", "--help"),
        ("review", "--help"),
        ("check", "--help"),
        ("catalogue", "--help"),
        ("--version",),
    ],
)
def test_help_loads_none_of_the_libraries(arguments: tuple[str, ...]) -> None:
    # typer itself brings pydantic in for a command of its own; no more than that.
    assert loaded(*arguments) <= ({"pydantic"} if arguments != ("--help",) else set())


def test_looking_loads_no_document_library(archive: Archive, tmp_path: Path) -> None:
    archive("scan", tree(tmp_path / "资料", {"志愿服务.txt": "学雷锋志愿服务总结"}))
    for command in (("list", "--json"), ("gaps", "--json"), ("verify", "--json")):
        found = loaded("-C", archive.root, *command)
        assert found == {"pydantic", "sqlite3", "yaml"}


def test_a_quiet_scan_loads_no_reader(archive: Archive, tmp_path: Path) -> None:
    archive("scan", tree(tmp_path / "资料", {"志愿服务.txt": "学雷锋志愿服务总结"}))
    assert loaded("-C", archive.root, "scan") == {"pydantic", "sqlite3", "yaml"}


def test_a_text_file_loads_no_library_of_other_formats(archive: Archive, tmp_path: Path) -> None:
    folder = tree(tmp_path / "资料", {"志愿服务.txt": "学雷锋志愿服务总结"})
    assert not {"pypdfium2", "PIL", "docx", "rich"} & loaded("-C", archive.root, "scan", folder)
