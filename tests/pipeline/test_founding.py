"""A new workspace that takes over what another year's teaches, or is not made at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import CATALOGUE, names, snapshot, tree
from conftest import Archive
from wenming_archive.errors import Faults, InputError
from wenming_archive.pipeline import founding
from wenming_archive.pipeline.past import Learnt


@pytest.fixture
def old(archive: Archive, tmp_path: Path) -> Path:
    archive("scan", tree(tmp_path / "资料", {"志愿服务总结.txt": "学雷锋志愿服务总结\n2022年12月30日"}))
    return archive.root


def test_without_another_year_it_is_a_usual_workspace(tmp_path: Path) -> None:
    made, learnt = founding.found(tmp_path / "新", None, None, None)
    assert learnt is None and names(made.root) == ["archive.yaml", "catalogue.yaml", "decisions.yaml"]


def test_the_catalogue_is_the_old_one_unless_another_is_named(old: Path, tmp_path: Path) -> None:
    made, learnt = founding.found(tmp_path / "新", None, None, old)
    assert learnt == Learnt(1, 0, 0) and made.lessons_file.exists()
    assert made.catalogue_file.read_text("utf-8") == CATALOGUE
    made, learnt = founding.found(tmp_path / "另", "文明校园", None, old)
    assert learnt is not None and made.catalogue_file.read_text("utf-8") != CATALOGUE


def test_a_folder_inside_the_old_workspace_stands_for_it(old: Path, tmp_path: Path) -> None:
    _, learnt = founding.found(tmp_path / "新", None, None, old / "材料")
    assert learnt == Learnt(1, 0, 0)


def test_neither_settings_nor_decisions_are_taken_over(old: Path, tmp_path: Path) -> None:
    made, _ = founding.found(tmp_path / "新", None, None, old)
    assert "资料" not in made.settings_file.read_text("utf-8")
    assert "items: []" in made.decisions_file.read_text("utf-8")


@pytest.mark.parametrize("what", ["no folder", "no workspace", "never scanned", "faulty", "index is junk"])
def test_where_nothing_can_be_learnt_nothing_is_made(archive: Archive, tmp_path: Path, what: str) -> None:
    place = tree(tmp_path / "别处", {}) if what == "no workspace" else archive.root
    if what == "no folder":
        place = tmp_path / "没有"
    elif what == "faulty":
        (place / "catalogue.yaml").write_text("title: 甲\n", "utf-8")
    elif what == "index is junk":
        tree(place, {".archive/index.sqlite": b"junk" * 999})
    before = snapshot(tmp_path)
    with pytest.raises((InputError, Faults)) as caught:
        founding.found(tmp_path / "新", None, None, place)
    assert str(caught.value)
    after = {n: v[0] for n, v in snapshot(tmp_path).items() if ".archive" not in n}
    assert after == {n: v[0] for n, v in before.items() if ".archive" not in n}


def test_a_workspace_that_is_there_is_not_taught(old: Path) -> None:
    before = names(old)
    with pytest.raises(InputError, match="没有改动"):
        founding.found(old, None, None, old)
    assert names(old) == before
