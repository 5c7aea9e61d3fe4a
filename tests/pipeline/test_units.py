"""Units of a catalogue on disk: all or nothing, alone, and the version before is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Archive
from wenming_archive import locking
from wenming_archive.errors import InputError
from wenming_archive.pipeline import units

TEXT = """\
title: 体系   # 注释
units:
  - {id: a, name: 甲局}
  - {id: b, name: 乙局}
indicators:
  - {code: "1", title: 甲, lead: a, support: [b]}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "体系.yaml"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.mark.parametrize(
    ("said", "names"), [("甲=乙", ("甲", "乙")), ("甲＝乙", ("甲", "乙")), (" 甲 = 乙=丙 ", ("甲", "乙=丙"))]
)
def test_a_pair_as_people_write_it(said: str, names: tuple[str, str]) -> None:
    assert units.pair(said, "--merge") == names


@pytest.mark.parametrize("said", ["甲", "=乙", "甲=", "", "="])
def test_half_a_pair_is_refused(said: str) -> None:
    with pytest.raises(InputError, match="--rename 的写法是 --rename 旧名称=新名称"):
        units.pair(said, "--rename")


def test_changes_are_written(file: Path) -> None:
    made = units.change(file, [("甲局", "丙局")], [("丙局", "乙局")])
    assert file.read_text("utf-8") == (
        TEXT.replace("{id: a, name: 甲局}", "{id: a, name: 丙局, aliases: [甲局, 乙局]}")
        .replace("  - {id: b, name: 乙局}\n", "")
        .replace("[b]", "[]")
    )
    assert [unit.label for unit in made.units] == ["丙局"]
    assert [path.name for path in file.parent.iterdir()] == ["体系.yaml"]


def test_of_several_changes_all_are_made_or_none(file: Path) -> None:
    with pytest.raises(InputError, match="没有单位 丁局"):
        units.change(file, [("甲局", "丙局"), ("丁局", "戊局")], [])
    assert file.read_text("utf-8") == TEXT


def test_in_a_workspace_the_version_before_is_kept(archive: Archive) -> None:
    path = archive.root / "catalogue.yaml"
    before = path.read_bytes()
    (name, *_) = [unit.label for unit in units.change(path, [], []).units]
    units.change(path, [(name, "改过名的局")], [])
    (kept,) = (archive.root / ".archive" / "previous").glob("catalogue *.yaml")
    assert kept.read_bytes() == before
    assert "改过名的局" in path.read_text("utf-8")


def test_while_another_run_works_in_the_workspace_it_waits(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.05)
    monkeypatch.setattr(locking, "WAIT", 0.05)
    path, told = archive.root / "catalogue.yaml", list[str]()
    before = path.read_bytes()
    with locking.held(archive.root / ".archive", "scan"), pytest.raises(InputError, match="archive scan"):
        units.change(path, [("甲", "乙")], [], told.append)
    assert len(told) == 1
    assert path.read_bytes() == before
