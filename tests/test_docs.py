"""What the documents say is so: the same in both languages, and of files and commands that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from wenming_archive.catalogue import load
from wenming_archive.cli.commands import app

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.en.md")


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text(name), re.MULTILINE | re.DOTALL)


def test_both_readmes_give_the_same_commands() -> None:
    stripped = [[re.sub(r"\s+#.*", "", block) for block in blocks(name, "(?:sh|text)")] for name in READMES]
    assert stripped[0][:2] == stripped[1][:2] and len(stripped[0]) == len(stripped[1])
    assert [line.count("\n") for line in stripped[0][:2]] == [1, 1]


@pytest.mark.parametrize("name", READMES)
def test_the_second_command_passes_the_tests(name: str) -> None:
    assert re.fullmatch(r"python3 -m venv .* && \S*python -m pytest\n", blocks(name, "sh")[1])


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_in_the_readme_and_every_one_in_it_exists(name: str) -> None:
    group = typer.main.get_command(app)
    known = set(getattr(group, "commands", {}))
    table = "\n".join(line for line in text(name).splitlines() if line.startswith("|"))
    named = set(re.findall(r"archive ([a-z-]+)", table))
    assert named <= known
    assert all(f"`{command}" in table or f"archive {command}" in table for command in known)


@pytest.mark.parametrize("name", READMES)
def test_the_catalogue_shown_is_a_valid_one(name: str) -> None:
    first, second = blocks(name, "yaml")
    assert load.parse(first).leaves[0].code == "Ⅰ-1"
    whole = load.parse(f"title: 试\nperiod: {{start: 2021-01-01, end: 2023-12-31}}\n{second}")
    assert len(whole.leaves[0].indicator.evidence) == 7 and len(whole.negative) == 2


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md"])
def test_no_link_leads_nowhere_and_no_figure_is_missing(name: str) -> None:
    written = text(name)
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", written):
        assert (ROOT / name).parent.joinpath(target).exists(), target
    assert not re.search(r"\{(?:first|three|precision)\}|TODO|FIXME", written)


def test_contributing_names_files_that_exist() -> None:
    for name in re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.(?:py|json))`", text("CONTRIBUTING.md")):
        places = (ROOT / name, ROOT / "src/wenming_archive" / name)
        assert any(place.exists() for place in places), name


def test_contributing_names_tables_that_exist() -> None:
    sources = "\n".join(p.read_text("utf-8") for p in (ROOT / "src").rglob("*.py"))
    for table in ("READERS", "_SUFFIXES", "TEXTS", "KINDS", "CHECKS", "NAMES", "EXPORTERS"):
        assert f"`{table}`" in text("CONTRIBUTING.md")
        assert re.search(rf"^{table}\b.*=", sources, re.MULTILINE), table
